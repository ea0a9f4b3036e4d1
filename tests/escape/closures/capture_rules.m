# command-line-arguments
./capture_rules.go:10:32: func literal escapes to heap in value:
./capture_rules.go:10:32:   flow: {heap} ← &{storage for func literal}:
./capture_rules.go:10:32:     from func literal (spill) at ./capture_rules.go:10:32
./capture_rules.go:10:32:     from sink = func literal (assign) at ./capture_rules.go:10:30
./capture_rules.go:10:12: value capturing by value: x (addr=false assign=false width=8)
./capture_rules.go:10:12: parameter x leaks to {storage for func literal} for value with derefs=0:
./capture_rules.go:10:12:   flow: {storage for func literal} ← x:
./capture_rules.go:10:12:     from x (captured by a closure) at ./capture_rules.go:10:54
./capture_rules.go:10:32: func literal escapes to heap
./capture_rules.go:11:32: func literal escapes to heap in large:
./capture_rules.go:11:32:   flow: {heap} ← &{storage for func literal}:
./capture_rules.go:11:32:     from func literal (spill) at ./capture_rules.go:11:32
./capture_rules.go:11:32:     from sink = func literal (assign) at ./capture_rules.go:11:30
./capture_rules.go:11:12: large capturing by ref: b (addr=false assign=false width=136)
./capture_rules.go:11:12: b escapes to heap in large:
./capture_rules.go:11:12:   flow: {storage for func literal} ← &b:
./capture_rules.go:11:12:     from b (captured by a closure) at ./capture_rules.go:11:54
./capture_rules.go:11:12:     from b (reference) at ./capture_rules.go:11:54
./capture_rules.go:11:12: moved to heap: b
./capture_rules.go:11:32: func literal escapes to heap
./capture_rules.go:12:47: func literal escapes to heap in assigned:
./capture_rules.go:12:47:   flow: {heap} ← &{storage for func literal}:
./capture_rules.go:12:47:     from func literal (spill) at ./capture_rules.go:12:47
./capture_rules.go:12:47:     from sink = func literal (assign) at ./capture_rules.go:12:45
./capture_rules.go:12:25: assigned capturing by ref: x (addr=false assign=true width=8)
./capture_rules.go:12:25: x escapes to heap in assigned:
./capture_rules.go:12:25:   flow: {storage for func literal} ← &x:
./capture_rules.go:12:25:     from x (captured by a closure) at ./capture_rules.go:12:69
./capture_rules.go:12:25:     from x (reference) at ./capture_rules.go:12:69
./capture_rules.go:12:25: moved to heap: x
./capture_rules.go:12:47: func literal escapes to heap
./capture_rules.go:13:54: func literal escapes to heap in assignedBefore:
./capture_rules.go:13:54:   flow: {heap} ← &{storage for func literal}:
./capture_rules.go:13:54:     from func literal (spill) at ./capture_rules.go:13:54
./capture_rules.go:13:54:     from sink = func literal (assign) at ./capture_rules.go:13:52
./capture_rules.go:13:25: assignedBefore capturing by value: x (addr=false assign=false width=8)
./capture_rules.go:13:54: func literal escapes to heap
./capture_rules.go:16:9: func literal escapes to heap in addressed:
./capture_rules.go:16:9:   flow: {heap} ← &{storage for func literal}:
./capture_rules.go:16:9:     from func literal (spill) at ./capture_rules.go:16:9
./capture_rules.go:16:9:     from sink = func literal (assign) at ./capture_rules.go:16:7
./capture_rules.go:15:2: addressed capturing by ref: x (addr=true assign=false width=8)
./capture_rules.go:15:2: x escapes to heap in addressed:
./capture_rules.go:15:2:   flow: {storage for func literal} ← &x:
./capture_rules.go:15:2:     from x (captured by a closure) at ./capture_rules.go:16:31
./capture_rules.go:15:2:     from x (reference) at ./capture_rules.go:16:31
./capture_rules.go:15:2: moved to heap: x
./capture_rules.go:16:9: func literal escapes to heap

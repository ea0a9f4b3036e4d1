# command-line-arguments
./range_over_functions.go:8:11: leaking param: all
./range_over_functions.go:9:9: leaking param: s
./range_over_functions.go:14:9: leaking param: s
./range_over_functions.go:8:23: moved to heap: #rv1
./range_over_functions.go:8:28: moved to heap: #rv2
moved to heap: #next
./range_over_functions.go:9:2: moved to heap: #state1
moved to heap: #next
./range_over_functions.go:14:2: moved to heap: #state2
./range_over_functions.go:15:3: moved to heap: #state3
./range_over_functions.go:9:2: func literal escapes to heap
./range_over_functions.go:14:2: func literal escapes to heap
./range_over_functions.go:15:3: func literal escapes to heap
./range_over_functions.go:24:12: all does not escape
./range_over_functions.go:25:2: #p2 does not escape
./range_over_functions.go:28:9: leaking param: s
./range_over_functions.go:24:24: moved to heap: n
./range_over_functions.go:24:31: moved to heap: m
./range_over_functions.go:25:2: moved to heap: #state1
moved to heap: #next
./range_over_functions.go:28:2: moved to heap: #state2
./range_over_functions.go:25:2: func literal escapes to heap
./range_over_functions.go:26:21: i escapes to heap
./range_over_functions.go:26:20: ... argument does not escape
./range_over_functions.go:28:2: func literal escapes to heap
./range_over_functions.go:37:7: func literal escapes to heap
./range_over_functions.go:38:8: func literal does not escape

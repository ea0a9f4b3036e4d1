# command-line-arguments
./captures.go:8:7: func literal does not escape
./captures.go:12:47: func literal escapes to heap
./captures.go:15:2: moved to heap: n
./captures.go:16:9: func literal escapes to heap
./captures.go:19:13: leaking param: s
./captures.go:20:9: func literal escapes to heap
./captures.go:23:14: leaking param: p
./captures.go:23:38: func literal escapes to heap
./captures.go:26:2: moved to heap: a
./captures.go:28:3: moved to heap: b
./captures.go:27:9: func literal escapes to heap
./captures.go:29:10: func literal escapes to heap
./captures.go:33:14: f does not escape
./captures.go:35:41: func literal does not escape

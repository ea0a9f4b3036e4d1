# command-line-arguments
./costs.go:6:6: can inline small with cost 4 as: func(int) int { return a * 2 }
./costs.go:8:6: can inline loops with cost 11 as: func([]int) int { for loop; return sum }
./costs.go:16:2: can inline defers.deferwrap1 with cost 2 as: func() { println("x") }
./costs.go:15:6: cannot inline defers: unhandled op DEFER
./costs.go:20:2: can inline starts.gowrap1 with cost 2 as: func() { println("x") }
./costs.go:19:6: cannot inline starts: unhandled op GO
./costs.go:23:6: cannot inline recovers: call to recover
./costs.go:25:6: can inline selects with cost 14 as: func(chan int) int { select statement }
./costs.go:34:6: cannot inline large: function too complex: cost 107 exceeds budget 80
./costs.go:43:6: can inline main with cost 0 as: func() {  }
./costs.go:35:11: inlining call to small
./costs.go:35:24: inlining call to small
./costs.go:36:11: inlining call to small
./costs.go:36:24: inlining call to small
./costs.go:37:11: inlining call to small
./costs.go:37:24: inlining call to small
./costs.go:38:11: inlining call to small
./costs.go:38:24: inlining call to small
./costs.go:38:37: inlining call to small
./costs.go:8:12: list does not escape
./costs.go:20:2: func literal escapes to heap in starts:
./costs.go:20:2:   flow: {heap} ← &{storage for func literal}:
./costs.go:20:2:     from func literal (spill) at ./costs.go:20:2
./costs.go:25:14: ch does not escape

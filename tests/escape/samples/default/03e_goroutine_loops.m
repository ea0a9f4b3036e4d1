# command-line-arguments
./03e_goroutine_loops.go:11:6: moved to heap: wg
./03e_goroutine_loops.go:12:6: moved to heap: mu
./03e_goroutine_loops.go:13:6: moved to heap: got
./03e_goroutine_loops.go:13:11: moved to heap: got2
./03e_goroutine_loops.go:16:6: func literal escapes to heap
./03e_goroutine_loops.go:16:55: append escapes to heap
./03e_goroutine_loops.go:18:15: []int{...} does not escape
./03e_goroutine_loops.go:19:13: func literal escapes to heap
./03e_goroutine_loops.go:19:51: append escapes to heap
./03e_goroutine_loops.go:22:6: func literal escapes to heap
./03e_goroutine_loops.go:30:13: ... argument does not escape
./03e_goroutine_loops.go:30:14: got escapes to heap
./03e_goroutine_loops.go:30:19: got2 escapes to heap

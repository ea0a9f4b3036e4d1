# command-line-arguments
./00c_goroutine_range_param.go:13:11: leaking param: s
./00c_goroutine_range_param.go:10:6: moved to heap: wg
./00c_goroutine_range_param.go:11:37: []string{...} does not escape
./00c_goroutine_range_param.go:13:6: func literal escapes to heap
./00c_goroutine_range_param.go:15:15: ... argument does not escape
./00c_goroutine_range_param.go:15:16: s escapes to heap

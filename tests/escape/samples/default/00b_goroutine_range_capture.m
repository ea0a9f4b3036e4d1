# command-line-arguments
./00b_goroutine_range_capture.go:11:6: moved to heap: wg
./00b_goroutine_range_capture.go:12:37: []string{...} does not escape
./00b_goroutine_range_capture.go:14:6: func literal escapes to heap
./00b_goroutine_range_capture.go:16:15: ... argument does not escape
./00b_goroutine_range_capture.go:16:16: salutation escapes to heap

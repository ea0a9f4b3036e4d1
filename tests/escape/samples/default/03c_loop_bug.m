# command-line-arguments
./03c_loop_bug.go:7:16: []string{...} escapes to heap
./03c_loop_bug.go:10:21: func literal escapes to heap
./03c_loop_bug.go:10:41: ... argument does not escape
./03c_loop_bug.go:10:44: xs[i] escapes to heap
./03c_loop_bug.go:10:15: append does not escape

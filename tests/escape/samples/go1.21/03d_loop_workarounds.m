# command-line-arguments
./03d_loop_workarounds.go:7:16: []string{...} escapes to heap
./03d_loop_workarounds.go:11:21: func literal escapes to heap
./03d_loop_workarounds.go:11:41: ... argument does not escape
./03d_loop_workarounds.go:11:44: xs[i] escapes to heap
./03d_loop_workarounds.go:11:15: append does not escape
./03d_loop_workarounds.go:14:21: func literal does not escape
./03d_loop_workarounds.go:15:11: func literal escapes to heap
./03d_loop_workarounds.go:15:31: ... argument does not escape
./03d_loop_workarounds.go:15:34: xs[i] escapes to heap
./03d_loop_workarounds.go:14:15: append does not escape

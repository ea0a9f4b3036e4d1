# command-line-arguments
./02b_loop_copy_fix.go:8:25: func literal escapes to heap
./02b_loop_copy_fix.go:8:17: append does not escape

# command-line-arguments
./04_ex3_method_value_recv.go:11:13: ... argument does not escape
./04_ex3_method_value_recv.go:11:14: mi escapes to heap
./04_ex3_method_value_recv.go:15:15: []MyInt{...} does not escape

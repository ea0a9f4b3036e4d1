# command-line-arguments
./04_ex4_method_ptr_recv.go:10:7: mi does not escape
./04_ex4_method_ptr_recv.go:11:13: ... argument does not escape
./04_ex4_method_ptr_recv.go:11:14: *mi escapes to heap
./04_ex4_method_ptr_recv.go:16:9: moved to heap: m
./04_ex4_method_ptr_recv.go:15:15: []MyInt{...} does not escape

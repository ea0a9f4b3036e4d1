# command-line-arguments
./03i_method_value_allocs.go:12:7: c does not escape
./03i_method_value_allocs.go:18:7: &counter{} escapes to heap
./03i_method_value_allocs.go:19:35: func literal does not escape
./03i_method_value_allocs.go:19:52: c.inc escapes to heap
./03i_method_value_allocs.go:20:37: func literal does not escape
./03i_method_value_allocs.go:20:52: c.inc does not escape
./03i_method_value_allocs.go:21:36: func literal does not escape
./03i_method_value_allocs.go:22:13: ... argument does not escape
./03i_method_value_allocs.go:22:14: esc escapes to heap
./03i_method_value_allocs.go:22:19: noesc escapes to heap
./03i_method_value_allocs.go:22:26: expr escapes to heap

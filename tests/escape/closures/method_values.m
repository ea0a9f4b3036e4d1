# command-line-arguments
./method_values.go:6:7: c does not escape
./method_values.go:13:12: c does not escape
./method_values.go:14:8: c.inc does not escape
./method_values.go:18:11: leaking param: c
./method_values.go:19:10: c.inc escapes to heap
./method_values.go:20:13: v.get escapes to heap
./method_values.go:26:14: leaking param: i
./method_values.go:26:40: i.inc escapes to heap

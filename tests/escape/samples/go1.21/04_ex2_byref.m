# command-line-arguments
./04_ex2_byref.go:8:15: n does not escape
./04_ex2_byref.go:9:13: ... argument does not escape
./04_ex2_byref.go:9:14: *n escapes to heap
./04_ex2_byref.go:13:6: moved to heap: i

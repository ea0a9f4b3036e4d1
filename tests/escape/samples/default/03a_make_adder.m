# command-line-arguments
./03a_make_adder.go:10:9: func literal escapes to heap
./03a_make_adder.go:15:13: ... argument does not escape
./03a_make_adder.go:15:18: add5(3) escapes to heap
./03a_make_adder.go:16:13: ... argument does not escape
./03a_make_adder.go:16:27: uintptr(8) escapes to heap
./03a_make_adder.go:18:13: ... argument does not escape
./03a_make_adder.go:18:19: p[0] != uintptr(0) escapes to heap
./03a_make_adder.go:18:26: p[1] escapes to heap

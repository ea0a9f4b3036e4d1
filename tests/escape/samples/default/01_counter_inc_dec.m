# command-line-arguments
./01_counter_inc_dec.go:7:13: ... argument does not escape
./01_counter_inc_dec.go:7:14: "========Go init=========" escapes to heap
./01_counter_inc_dec.go:11:2: moved to heap: count
./01_counter_inc_dec.go:12:15: func literal escapes to heap
./01_counter_inc_dec.go:16:15: func literal escapes to heap
./01_counter_inc_dec.go:25:13: ... argument does not escape
./01_counter_inc_dec.go:25:14: "inc1:" escapes to heap
./01_counter_inc_dec.go:25:27: inc1() escapes to heap
./01_counter_inc_dec.go:26:13: ... argument does not escape
./01_counter_inc_dec.go:26:14: "inc1:" escapes to heap
./01_counter_inc_dec.go:26:27: inc1() escapes to heap
./01_counter_inc_dec.go:27:13: ... argument does not escape
./01_counter_inc_dec.go:27:14: "dec1:" escapes to heap
./01_counter_inc_dec.go:27:27: dec1() escapes to heap
./01_counter_inc_dec.go:30:13: ... argument does not escape
./01_counter_inc_dec.go:30:14: "inc2:" escapes to heap
./01_counter_inc_dec.go:30:27: inc2() escapes to heap
./01_counter_inc_dec.go:31:13: ... argument does not escape
./01_counter_inc_dec.go:31:14: "dec2:" escapes to heap
./01_counter_inc_dec.go:31:27: dec2() escapes to heap
./01_counter_inc_dec.go:32:13: ... argument does not escape
./01_counter_inc_dec.go:32:14: "dec2:" escapes to heap
./01_counter_inc_dec.go:32:27: dec2() escapes to heap
./01_counter_inc_dec.go:33:13: ... argument does not escape
./01_counter_inc_dec.go:33:14: "inc1:" escapes to heap
./01_counter_inc_dec.go:33:27: inc1() escapes to heap

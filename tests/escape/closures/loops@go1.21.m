# command-line-arguments
./loops.go:7:6: moved to heap: i
./loops.go:10:6: moved to heap: i
./loops.go:8:19: func literal escapes to heap
./loops.go:8:14: append escapes to heap
./loops.go:11:19: func literal escapes to heap
./loops.go:11:14: append escapes to heap
./loops.go:16:13: leaking param content: list
./loops.go:17:9: moved to heap: v
./loops.go:20:6: moved to heap: k
./loops.go:18:19: func literal escapes to heap
./loops.go:18:14: append escapes to heap
./loops.go:22:19: func literal escapes to heap
./loops.go:22:14: append escapes to heap

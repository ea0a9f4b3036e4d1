# command-line-arguments
./make.go:15:6: moved to heap: g
./make.go:7:11: make([]int, 10) does not escape
./make.go:8:11: make([]int, 0, 1000) does not escape
./make.go:9:11: make([]int, n) does not escape
./make.go:10:11: make([]int, 10000) escapes to heap
./make.go:11:11: make([]byte, 65536) does not escape
./make.go:12:11: make([]byte, 65537) escapes to heap
./make.go:13:11: make(map[int]int) does not escape
./make.go:16:11: make([]int, 2, n) does not escape
./make.go:21:13: make([]int, 3) escapes to heap
./make.go:22:13: make([]int, n) escapes to heap

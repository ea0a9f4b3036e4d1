# command-line-arguments
./new_and_literals.go:11:10: new(point) does not escape
./new_and_literals.go:12:7: &point{...} does not escape
./new_and_literals.go:13:12: []int{...} does not escape
./new_and_literals.go:14:21: map[string]int{...} does not escape
./new_and_literals.go:19:13: new(point) escapes to heap
./new_and_literals.go:20:10: &point{...} escapes to heap
./new_and_literals.go:21:15: []int{...} escapes to heap
./new_and_literals.go:22:24: map[string]int{...} escapes to heap
./new_and_literals.go:26:16: []int{...} escapes to heap
./new_and_literals.go:27:16: [][]int{...} escapes to heap
./new_and_literals.go:27:24: []int{...} escapes to heap

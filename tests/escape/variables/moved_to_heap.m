# command-line-arguments
./moved_to_heap.go:8:30: moved to heap: x
./moved_to_heap.go:9:30: moved to heap: x
./moved_to_heap.go:10:16: moved to heap: p
./moved_to_heap.go:11:30: moved to heap: n
./moved_to_heap.go:11:50: &node{...} escapes to heap
./moved_to_heap.go:15:6: moved to heap: i
./moved_to_heap.go:16:14: append escapes to heap

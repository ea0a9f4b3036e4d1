# command-line-arguments
./decided_conditions.go:8:12: list does not escape
./decided_conditions.go:19:10: 1 escapes to heap
./decided_conditions.go:26:13: []int{...} does not escape

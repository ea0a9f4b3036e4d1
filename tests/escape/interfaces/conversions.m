# command-line-arguments
./conversions.go:33:14: devirtualizing t.String to point
./conversions.go:9:7: p does not escape
./conversions.go:14:14: n does not escape
./conversions.go:15:19: point{...} does not escape
./conversions.go:20:18: leaking param: p
./conversions.go:20:28: leaking param: s
./conversions.go:21:9: n escapes to heap
./conversions.go:23:9: s escapes to heap
./conversions.go:24:14: point{...} escapes to heap
./conversions.go:25:9: 5 escapes to heap
./conversions.go:26:9: "constant" escapes to heap
./conversions.go:27:14: []int{...} escapes to heap
./conversions.go:27:14: []int{...} escapes to heap
./conversions.go:30:12: leaking param: s
./conversions.go:32:28: point{...} does not escape

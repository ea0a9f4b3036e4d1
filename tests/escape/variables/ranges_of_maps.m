# command-line-arguments
./ranges_of_maps.go:6:15: leaking param content: names
./ranges_of_maps.go:12:11: names does not escape
./ranges_of_maps.go:14:10: name escapes to heap
./ranges_of_maps.go:18:12: leaking param: lists to result ~r0 level=2

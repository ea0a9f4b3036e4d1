# command-line-arguments
./append.go:9:13: append does not escape
./append.go:16:12: append escapes to heap
./append.go:17:15: append escapes to heap
./append.go:20:16: leaking param: s to result ~r0 level=0
./append.go:20:46: append escapes to heap
./append.go:22:30: append escapes to heap
./append.go:24:15: leaking param: p
./append.go:24:45: append escapes to heap
./append.go:26:12: s does not escape
./append.go:26:44: append escapes to heap

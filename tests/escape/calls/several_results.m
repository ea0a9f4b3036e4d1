# command-line-arguments
./several_results.go:6:11: leaking param: p to result ~r0 level=0
./several_results.go:6:11: leaking param: p to result ~r1 level=0
./several_results.go:6:14: leaking param: q to result ~r0 level=0
./several_results.go:6:14: leaking param: q to result ~r1 level=0
./several_results.go:13:13: leaking param: p to result ~r0 level=0
./several_results.go:13:16: leaking param: q to result ~r0 level=0
./several_results.go:18:12: leaking param: x to result ~r0 level=0
./several_results.go:24:2: moved to heap: a
./several_results.go:24:5: moved to heap: b

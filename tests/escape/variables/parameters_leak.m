# command-line-arguments
./parameters_leak.go:9:14: p does not escape
./parameters_leak.go:10:11: leaking param: p
./parameters_leak.go:11:14: leaking param content: p
./parameters_leak.go:12:13: leaking param: p to result ~r0 level=0
./parameters_leak.go:13:13: a does not escape
./parameters_leak.go:13:16: leaking param: b to result ~r0 level=0
./parameters_leak.go:14:12: leaking param: p to result ~r0 level=1
./parameters_leak.go:15:12: leaking param: s to result ~r0 level=1
./parameters_leak.go:16:11: leaking param: s to result ~r0 level=0
./parameters_leak.go:17:12: leaking param: v to result ~r0 level=0
./parameters_leak.go:18:19: leaking param: v to result ~r0 level=1
./parameters_leak.go:19:7: leaking param: v to result ~r0 level=0
./parameters_leak.go:20:49: n escapes to heap
./parameters_leak.go:21:11: leaking param: s to result ~r0 level=0
./parameters_leak.go:22:15: s does not escape
./parameters_leak.go:23:21: q does not escape

# command-line-arguments
./calls.go:8:6: can inline (*stack).push
./calls.go:9:6: can inline (*stack).top
./calls.go:11:6: can inline newStack
./calls.go:13:6: can inline add
./calls.go:15:6: can inline twice
./calls.go:20:6: can inline recursive
./calls.go:30:25: can inline main.func1
./calls.go:24:18: inlining call to recursive
./calls.go:28:15: inlining call to newStack
./calls.go:29:12: inlining call to add
./calls.go:29:8: inlining call to (*stack).push
./calls.go:30:15: inlining call to (*stack).top
./calls.go:30:24: inlining call to twice
./calls.go:30:82: inlining call to recursive
./calls.go:30:24: inlining call to main.func1
./calls.go:30:24: inlining call to main.func1
./calls.go:8:7: leaking param content: s
./calls.go:8:47: append escapes to heap
./calls.go:9:7: s does not escape
./calls.go:11:33: &stack{} escapes to heap
./calls.go:15:12: f does not escape
./calls.go:28:15: &stack{} does not escape
./calls.go:29:8: append escapes to heap

# command-line-arguments
./closures.go:6:6: can inline counter
./closures.go:8:9: can inline counter.func1
./closures.go:12:9: can inline counter.func2
./closures.go:19:6: can inline makeAdder
./closures.go:20:9: can inline makeAdder.func1
./closures.go:26:2: can inline main.func1
./closures.go:27:8: can inline main.func2
./closures.go:24:21: inlining call to counter
./closures.go:25:40: inlining call to makeAdder
./closures.go:20:9: can inline makeAdder.func1
./closures.go:25:43: inlining call to makeAdder.func1
./closures.go:26:30: inlining call to main.func1
./closures.go:7:2: moved to heap: count
./closures.go:8:9: func literal escapes to heap
./closures.go:12:9: func literal escapes to heap
./closures.go:20:9: func literal escapes to heap
./closures.go:24:21: func literal does not escape
./closures.go:24:21: func literal does not escape
./closures.go:25:40: func literal does not escape
./closures.go:27:8: func literal does not escape

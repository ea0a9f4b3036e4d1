# command-line-arguments
./named_func_types.go:8:6: can inline upTo
./named_func_types.go:9:9: can inline upTo.func1
./named_func_types.go:21:17: can inline doubled.func1
./named_func_types.go:20:6: can inline doubled
./named_func_types.go:27:2: can inline main-range1
./named_func_types.go:22:15: inlining call to doubled.func1
./named_func_types.go:27:21: inlining call to upTo
./named_func_types.go:9:9: can inline upTo.func1
./named_func_types.go:27:2: inlining call to upTo.func1
./named_func_types.go:30:17: inlining call to doubled
./named_func_types.go:27:2: inlining call to main-range1
./named_func_types.go:21:17: can inline doubled.func1
./named_func_types.go:30:17: inlining call to doubled.func1
./named_func_types.go:9:14: yield does not escape
./named_func_types.go:9:9: func literal escapes to heap
./named_func_types.go:21:17: func literal does not escape
./named_func_types.go:9:14: yield does not escape
./named_func_types.go:27:21: func literal does not escape
./named_func_types.go:30:17: func literal does not escape

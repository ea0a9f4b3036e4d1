# command-line-arguments
./arguments_of_wrappers.go:13:3: heap closure, captured vars = [.autotmp_2 .autotmp_3]
./arguments_of_wrappers.go:13:9: heap closure, captured vars = [i]
./arguments_of_wrappers.go:16:2: heap closure, captured vars = [.autotmp_5]

# command-line-arguments
./04_ex6_closure_ii.go:9:13: ... argument does not escape
./04_ex6_closure_ii.go:9:14: n escapes to heap
./04_ex6_closure_ii.go:15:6: func literal escapes to heap

# command-line-arguments
./04_ex5_closure.go:9:13: ... argument does not escape
./04_ex5_closure.go:9:14: n escapes to heap
./04_ex5_closure.go:14:6: func literal escapes to heap

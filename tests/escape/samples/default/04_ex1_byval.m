# command-line-arguments
./04_ex1_byval.go:9:13: ... argument does not escape
./04_ex1_byval.go:9:14: n escapes to heap

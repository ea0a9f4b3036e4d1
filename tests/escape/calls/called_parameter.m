# command-line-arguments
./called_parameter.go:4:11: f does not escape
./called_parameter.go:6:10: f does not escape
./called_parameter.go:8:14: leaking param content: a
./called_parameter.go:9:14: func literal does not escape
./called_parameter.go:12:14: a does not escape
./called_parameter.go:13:6: func literal does not escape
./called_parameter.go:18:9: s + s escapes to heap
./called_parameter.go:19:17: ... argument does not escape
./called_parameter.go:20:9: ... argument does not escape
./called_parameter.go:20:12: t + s does not escape

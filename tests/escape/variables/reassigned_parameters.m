# command-line-arguments
./reassigned_parameters.go:10:47: (*buffer).shrink ignoring self-assignment in b.data = b.data[1:]
./reassigned_parameters.go:10:7: b does not escape
./reassigned_parameters.go:11:47: (*buffer).alias ignoring self-assignment in b.view = b.data
./reassigned_parameters.go:11:7: b does not escape
./reassigned_parameters.go:12:7: b does not escape
./reassigned_parameters.go:12:23: leaking param: other
./reassigned_parameters.go:13:11: p does not escape
./reassigned_parameters.go:13:23: leaking param: x
./reassigned_parameters.go:14:11: leaking param content: a
./reassigned_parameters.go:14:14: leaking param content: b
./reassigned_parameters.go:15:10: m does not escape
./reassigned_parameters.go:15:29: leaking param: x
./reassigned_parameters.go:16:11: ch does not escape
./reassigned_parameters.go:16:25: leaking param: x

# command-line-arguments
./recursive_method_value.go:8:7: leaking param: t
./recursive_method_value.go:10:6: moved to heap: t2
./recursive_method_value.go:11:9: t2.recursive does not escape
./recursive_method_value.go:18:6: moved to heap: t

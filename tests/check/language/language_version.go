//test:lang go1.17

// Features newer than the language version are refused.
package main

func id[T any](x T) T { return x }

func main() {
	for i := range 3 {
		println(id(i))
	}
	println(min(1, 2))
	var x any
	_ = x
}

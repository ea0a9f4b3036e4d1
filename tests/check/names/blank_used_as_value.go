// The blank identifier has no value, and init cannot be called.
package main

func init() {}

func main() {
	x := _
	_ = _ + 1
	init()
	_()
	_ = x
	main.f()
}

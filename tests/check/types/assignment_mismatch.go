// Values that are not assignable to the variable's type.
package main

type celsius float64
type point struct{ x, y int }

func main() {
	var a int = "text"
	var b string = 1
	var c float64 = a
	var d celsius = c
	var e point = struct{ x, y float64 }{1, 2}
	var f *point = e
	var g []int = [3]int{1, 2, 3}
	var h func(int) = func(string) {}
	a = nil
	b = 'x'
	_, _, _, _, _, _ = c, d, e, f, g, h
}

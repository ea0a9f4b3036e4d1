// A literal in the target of a range clause changes a variable that another one captures later.
package main

func main() {
	var f func() int
	var a [2]int
	n := 0
	for a[func() int { n++; return 0 }()] = range [3]int{} {
		f = func() int { return n }
	}
	n += 10
	println(f(), a[0])
}

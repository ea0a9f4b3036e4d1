// Constant expressions that are none, negative sizes and shifts.
package main

func f() int { return 1 }

const a = f()
const b = len([]int{1})
const c int = "x"

var d [-1]int
var e [2.5]int
var n = 3
var g [n]int

func main() {
	_ = 1 << -1
	_ = "abc"[1:0]
	_ = make([]int, -1)
	const h
}

// Constants that do not fit, divisions by zero, indexes out of range.
package main

const big = 1 << 64

func main() {
	var a int8 = 128
	var b uint = -1
	var c int = big
	var d float32 = 1e40
	x := 1 << 70
	_ = 1 / 0
	_ = x / 0
	_ = [3]int{}[5]
	_ = "abc"[3]
	_, _, _, _ = a, b, c, d
}

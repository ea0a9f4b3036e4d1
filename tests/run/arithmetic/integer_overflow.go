// Integers of every size wrap around.
package main

import "fmt"

func main() {
	var a int8 = 127
	var b uint8 = 255
	var c int16 = -32768
	var d uint32 = 0
	var e int64 = 1<<63 - 1
	var f uint64 = 0
	a++
	b += 2
	c--
	d--
	e++
	f -= 1
	fmt.Println(a, b, c, d, e, f)
	var g int32 = 1 << 30
	var h int8 = -128
	fmt.Println(g*4, g*g, h*h, -h, h/-1, e/-1, e%-1, h-1)
	x, y := uint8(200), uint8(100)
	fmt.Println(x+y, x*y, y-x, (x+y)/2, int(x)+int(y), ^x, -x)
}

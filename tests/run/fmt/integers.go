// Integer verbs with widths, flags and bases.
package main

import "fmt"

func main() {
	for _, n := range []int{0, 42, -42} {
		fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U|%08b\n", n, n, n, n, n, n, n, n, n, n, n, n, n, n+60, n+60, n+60, n)
	}
	fmt.Printf("%d %d %d %d %x\n", int8(-128), uint8(255), int64(-1<<63), uint64(1<<64-1), uint64(1<<64-1))
	fmt.Printf("%3d|%.3d|%6.3d|%-6.3d|%+.2d|%.0d|\n", 7, 7, 7, 7, 7, 0)
	fmt.Printf("%x %X %#x % x %#v %v\n", []int{10, 255}, []byte{1, 171}, []byte{1, 171}, []byte{1, 171}, []uint16{7}, [2]int8{-1, 1})
	fmt.Printf("%t %v %5t|%-7t|\n", true, false, true, false)
	fmt.Printf("%v %d %s\n", uintptr(10), 'a', string('a'))
}

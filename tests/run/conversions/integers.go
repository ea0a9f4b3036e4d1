// Conversions between integer types truncate or extend, keeping low bits.
package main

import "fmt"

type small int8

func main() {
	for _, n := range []int64{0, 1, -1, 127, 128, 255, 256, -129, 65535, 1 << 31, -1 << 63} {
		fmt.Println(n, int8(n), uint8(n), int16(n), uint16(n), int32(n), uint32(n), uint64(n), small(n))
	}
	var u uint8 = 200
	var i int8 = -56
	fmt.Println(int(u), int(i), uint8(i) == u, uint32(i), int8(u), uintptr(u))
}

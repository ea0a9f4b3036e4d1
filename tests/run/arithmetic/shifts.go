// Shifts by zero, by the width, far beyond it, and of negative numbers.
package main

import "fmt"

func main() {
	var u8 uint8 = 0x81
	var i8 int8 = -127
	var u64 uint64 = 1<<63 | 1
	var i64 int64 = -1 << 63
	for _, n := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 65, 1000, 1 << 40} {
		fmt.Println(n, u8<<n, u8>>n, i8<<n, i8>>n, u64<<n, u64>>n, i64<<n, i64>>n, int32(-5)>>n, 1<<n)
	}
	var n8 uint8 = 200
	x := 3
	x <<= 2
	x >>= 1
	fmt.Println(u64>>n8, int16(x)<<14, x, -7>>1, -8>>1, uint32(1)<<31>>31)
}

// And, or, xor, and-not, complement, and their assignments; precedence.
package main

import "fmt"

func main() {
	a, b := 0b1100, 0b1010
	fmt.Printf("%04b %04b %04b %04b %b\n", a&b, a|b, a^b, a&^b, ^a&0xf)
	x := uint8(0xf0)
	x &= 0x3c
	x |= 1
	x ^= 0xff
	x &^= 0x80
	fmt.Printf("%08b %d\n", x, ^x)
	fmt.Println(1+2*3<<1, 6&3|8^1, 1<<2+1, -5&0xff, ^0, a&b == 8, !(a > b) || a != b && true)
	count := 0
	for n := uint64(0xdeadbeefcafe); n != 0; n &= n - 1 {
		count++
	}
	fmt.Println(count, 0x_ff, 0o17, 1_000_000, 017, 0x1p4)
}

// Typed constants keep their type; complements and conversions at the edges.
package main

import (
	"fmt"
	"math"
)

type celsius float64

const (
	boiling celsius = 100
	mask    uint8   = ^uint8(0x0f)
	all             = ^0
	least           = math.MinInt64
	most    uint64  = math.MaxUint64
	letter          = string(rune(955))
)

func main() {
	fmt.Printf("%v %T %v %v %v %v %v\n", boiling/8, boiling*2, mask, all, least, most, letter)
	fmt.Println(int8(-128), uint16(65535), math.MaxInt8, int64(math.MaxInt32)+1, uint32(1<<32-1))
	fmt.Println(math.MaxFloat32, math.SmallestNonzeroFloat64, math.MaxUint32, real(3+4i), imag(3+4i))
}

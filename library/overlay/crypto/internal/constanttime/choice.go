// Package constanttime makes numbers of comparisons without a branch. Gc knows
// its conversion of a bool as an intrinsic; here it is the value's byte.
//
//grus:replaces constant_time.go
package constanttime

import "unsafe"

// bit returns 1 for true and 0 for false, which is how they are stored.
func bit(b bool) uint8 { return *(*uint8)(unsafe.Pointer(&b)) }

// Select returns x if v is not 0, else y.
func Select(v, x, y int) int {
	mask := -int(bit(v != 0))
	return y ^ mask&(x^y)
}

// ByteEq returns 1 if x and y are equal, else 0.
func ByteEq(x, y uint8) int { return int(bit(x == y)) }

// Eq returns 1 if x and y are equal, else 0.
func Eq(x, y int32) int { return int(bit(x == y)) }

// LessOrEq returns 1 if x is at most y, else 0.
func LessOrEq(x, y int) int { return int(bit(x <= y)) }

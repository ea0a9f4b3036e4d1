// Package bits counts and rearranges the bits of unsigned integers and does
// multi-word arithmetic.
//
// This file declares the functions the compiler replaces by instructions;
// everything else in the package is built from them.
package bits

// TrailingZeros64 returns the number of zero bits below the lowest one bit of
// x; 64 for x == 0.
func TrailingZeros64(x uint64) int

// LeadingZeros64 returns the number of zero bits above the highest one bit of
// x; 64 for x == 0.
func LeadingZeros64(x uint64) int

// OnesCount64 returns the number of one bits in x.
func OnesCount64(x uint64) int

// ReverseBytes64 returns x with its bytes in reverse order.
func ReverseBytes64(x uint64) uint64

// RotateLeft64 returns x rotated left by k bits, modulo 64; a negative k
// rotates right.
func RotateLeft64(x uint64, k int) uint64

// RotateLeft32 returns x rotated left by k bits, modulo 32; a negative k
// rotates right.
func RotateLeft32(x uint32, k int) uint32

// Mul64 returns the upper and the lower half of the 128-bit product of x and y.
func Mul64(x, y uint64) (hi, lo uint64)

// This file holds counting, rotating and reversing.

package bits

const uintSize = 32 << (^uint(0) >> 63)

// UintSize is the size of a uint in bits.
const UintSize = uintSize

// LeadingZeros returns the number of leading zero bits in x; UintSize for 0.
func LeadingZeros(x uint) int { return LeadingZeros64(uint64(x)) - (64 - UintSize) }

// LeadingZeros8 returns the number of leading zero bits in x; 8 for 0.
func LeadingZeros8(x uint8) int { return LeadingZeros64(uint64(x)) - 56 }

// LeadingZeros16 returns the number of leading zero bits in x; 16 for 0.
func LeadingZeros16(x uint16) int { return LeadingZeros64(uint64(x)) - 48 }

// LeadingZeros32 returns the number of leading zero bits in x; 32 for 0.
func LeadingZeros32(x uint32) int { return LeadingZeros64(uint64(x)) - 32 }

// TrailingZeros8 returns the number of trailing zero bits in x; 8 for 0.
func TrailingZeros8(x uint8) int { return TrailingZeros64(uint64(x) | 1<<8) }

// TrailingZeros16 returns the number of trailing zero bits in x; 16 for 0.
func TrailingZeros16(x uint16) int { return TrailingZeros64(uint64(x) | 1<<16) }

// TrailingZeros32 returns the number of trailing zero bits in x; 32 for 0.
func TrailingZeros32(x uint32) int { return TrailingZeros64(uint64(x) | 1<<32) }

// TrailingZeros returns the number of trailing zero bits in x; UintSize for 0.
func TrailingZeros(x uint) int {
	if UintSize == 64 {
		return TrailingZeros64(uint64(x))
	}
	return TrailingZeros32(uint32(x))
}

// OnesCount returns the number of one bits in x.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// OnesCount8 returns the number of one bits in x.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// OnesCount16 returns the number of one bits in x.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount32 returns the number of one bits in x.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// Len returns the number of bits needed to write x; 0 for 0.
func Len(x uint) int { return 64 - LeadingZeros64(uint64(x)) }

// Len8 returns the number of bits needed to write x; 0 for 0.
func Len8(x uint8) int { return 64 - LeadingZeros64(uint64(x)) }

// Len16 returns the number of bits needed to write x; 0 for 0.
func Len16(x uint16) (n int) { return 64 - LeadingZeros64(uint64(x)) }

// Len32 returns the number of bits needed to write x; 0 for 0.
func Len32(x uint32) (n int) { return 64 - LeadingZeros64(uint64(x)) }

// Len64 returns the number of bits needed to write x; 0 for 0.
func Len64(x uint64) (n int) { return 64 - LeadingZeros64(x) }

// RotateLeft8 returns x rotated left by k bits, modulo 8; a negative k rotates
// right.
func RotateLeft8(x uint8, k int) uint8 {
	twice := uint(x)<<8 | uint(x)
	return uint8(twice << (uint(k) & 7) >> 8)
}

// RotateLeft16 returns x rotated left by k bits, modulo 16; a negative k
// rotates right.
func RotateLeft16(x uint16, k int) uint16 {
	twice := uint64(x)<<16 | uint64(x)
	return uint16(twice << (uint(k) & 15) >> 16)
}

// RotateLeft returns x rotated left by k bits, modulo UintSize; a negative k
// rotates right.
func RotateLeft(x uint, k int) uint {
	if UintSize == 64 {
		return uint(RotateLeft64(uint64(x), k))
	}
	return uint(RotateLeft32(uint32(x), k))
}

// ReverseBytes returns x with its bytes in reverse order.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x)) >> (64 - UintSize)) }

// ReverseBytes16 returns x with its bytes in reverse order.
func ReverseBytes16(x uint16) uint16 { return x<<8 | x>>8 }

// ReverseBytes32 returns x with its bytes in reverse order.
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

// Reverse returns x with its bits in reverse order.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x)) >> (64 - UintSize)) }

// Reverse8 returns x with its bits in reverse order.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }

// Reverse16 returns x with its bits in reverse order.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse32 returns x with its bits in reverse order.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse64 returns x with its bits in reverse order: the bytes are exchanged
// first, then the halves, quarters and eighths within each.
func Reverse64(x uint64) uint64 {
	x = ReverseBytes64(x)
	x = swapGroups(x, 0x0F0F0F0F0F0F0F0F, 4)
	x = swapGroups(x, 0x3333333333333333, 2)
	return swapGroups(x, 0x5555555555555555, 1)
}

// swapGroups exchanges the groups of n bits that mask selects with their left
// neighbours.
func swapGroups(x, mask uint64, n uint) uint64 {
	return x&mask<<n | x>>n&mask
}

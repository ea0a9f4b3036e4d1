// Package radians reduces large angles, for math and math/cmplx, after M. Payne
// and R. Hanek, "Radian reduction for trigonometric functions" (1983): only the
// digits of 4/π that decide the octant and the fraction take part in the
// product.
package radians

import "math/bits"

// fourOverPi has the binary digits of 4/π from the unit on, with 63 zeros in
// front.
var fourOverPi = [...]uint64{
	0x0000000000000001, 0x45F306DC9C882A53, 0xF84EAFA3EA69BB81,
	0xB6C52B3278872083, 0xFCA2C757BD778AC3, 0x6E48DC74849BA5C0,
	0x0C925DD413A32439, 0xFC3BD63962534E7D, 0xD1046BEA5D768909,
	0xD338E04D68BEFC82, 0x7323AC7306A673E9, 0x3908BF177BF25076,
	0x3FF12FFFBC0B301F, 0xDE5E2316B414DA3E, 0xDA6CFD9E4F96136E,
	0x9E8C7ECD3CBFD45A, 0xEA4F758FD7CBE2F6, 0x7A0E73EF14A525D4,
	0xD7F6BF623F1ABA10, 0xAC06608DF8F6D757,
}

// Octants returns mant × 2**e × 4/π modulo 8: three bits before the point, and
// 125 behind it, of which the last are not exact. It is for 2**e × mant from
// 2**29 on, where mant has 53 bits.
func Octants(mant uint64, e int) (hi, low uint64) {
	// a = mant × 2**e. Of 4/π the digits above 2**(2-e) count full turns; the three
	// words x start there.
	start := uint(61 + e)
	word, shift := start/64, start%64
	var x [3]uint64
	for i := range x {
		x[i] = fourOverPi[word+uint(i)]
		if shift > 0 {
			x[i] = x[i]<<shift | fourOverPi[word+uint(i)+1]>>(64-shift)
		}
	}
	// The upper 128 bits of the product's lower 192.
	high, _ := bits.Mul64(x[2], mant)
	mid, low := bits.Mul64(x[1], mant)
	low, carry := bits.Add64(low, high, 0)
	return x[0]*mant + mid + carry, low
}

// Fraction returns the binary fraction 0.(hi, low), cut to 53 bits.
func Fraction(hi, low uint64) float64 {
	scale := 0x1p-53
	if hi == 0 {
		hi, low, scale = low, 0, 0x1p-117
	}
	n := bits.LeadingZeros64(hi)
	hi = hi<<n | low>>(64-n)
	for range n {
		scale /= 2
	}
	return float64(hi>>11) * scale
}

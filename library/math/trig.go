// This file holds the trigonometric functions, after sin.c and tan.c of the
// Cephes library: the argument is reduced modulo π/4, and a polynomial, or for
// the tangent a rational function, does the rest.

package math

import "math/bits"

// octant returns j and z such that a = j × π/4 + z, with j even and z in about
// [-π/4, π/4]; j counts modulo 8. a is finite and not negative.
func octant(a float64) (j uint64, z float64) {
	if a >= 1<<29 {
		return octantFar(a)
	}
	// π/4 in three parts, so that the first products are exact.
	const (
		upper  = 0x1.921fb4p-1
		middle = 0x1.4442dp-25
		lower  = 0x1.8469898cc517p-49
	)
	j = uint64(a * (4 / Pi))
	j += j & 1
	y := float64(j)
	return j & 7, ((a - y*upper) - y*middle) - y*lower
}

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

// octantFar is octant for large arguments, after M. Payne and R. Hanek,
// "Radian reduction for trigonometric functions" (1983): only the digits of
// 4/π that decide the octant and the fraction take part in the product.
func octantFar(a float64) (j uint64, z float64) {
	mant, e := exponent(a)
	e -= fracBits
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
	hi := x[0]*mant + mid + carry
	// Three bits of octant, then the fraction. Its first 64 bits are right; the
	// bits after them, which matter only right after a multiple of π/4, are
	// three places off, because the digits Go computes are.
	j = hi >> 61
	z = fraction(hi<<3|low>>61, low)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

// fraction returns the binary fraction 0.(hi, low), cut to 53 bits.
func fraction(hi, low uint64) float64 {
	n := uint(bits.LeadingZeros64(hi))
	if n == 64 {
		hi, low = low, 0
		return Ldexp(float64(hi>>11), 11-128)
	}
	hi = hi<<n | low>>(64-n)
	return Ldexp(float64(hi>>11), 11-64-int(n))
}

// sinSeries returns sin z for a reduced z.
func sinSeries(z float64) float64 {
	w := z * z
	p := w*0x1.5d8fd1fd19ccdp-33 + -0x1.ae5e5a9291f5dp-26
	p = p*w + 0x1.71de3567d48a1p-19
	p = p*w + -0x1.a01a019bfdf03p-13
	p = p*w + 0x1.111111110f7dp-7
	p = p*w + -0x1.5555555555548p-3
	return z + z*w*p
}

// cosSeries returns cos z for a reduced z.
func cosSeries(z float64) float64 {
	w := z * z
	p := w*-0x1.8fa49a0861a9bp-37 + 0x1.1ee9d7b4e3f05p-29
	p = p*w + -0x1.27e4f7eac4bc6p-22
	p = p*w + 0x1.a01a019c844f5p-16
	p = p*w + -0x1.6c16c16c14f91p-10
	p = p*w + 0x1.555555555554bp-5
	return 1 - 0.5*w + w*w*p
}

// Sin returns the sine of x, NaN for infinities.
func Sin(x float64) float64 { return sin(x) }

func sin(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var s float64
	if j&2 != 0 {
		s = cosSeries(z)
	} else {
		s = sinSeries(z)
	}
	if (x < 0) != (j&4 != 0) {
		return -s
	}
	return s
}

// Cos returns the cosine of x, NaN for infinities.
func Cos(x float64) float64 { return cos(x) }

func cos(x float64) float64 {
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var c float64
	if j&2 != 0 {
		c = sinSeries(z)
	} else {
		c = cosSeries(z)
	}
	if j == 2 || j == 4 {
		return -c
	}
	return c
}

// Sincos returns Sin(x) and Cos(x).
func Sincos(x float64) (sin, cos float64) {
	if x == 0 {
		return x, 1
	}
	if !finite(x) {
		return NaN(), NaN()
	}
	j, z := octant(Abs(x))
	sin, cos = sinSeries(z), cosSeries(z)
	if j&2 != 0 {
		sin, cos = cos, sin
	}
	if (x < 0) != (j&4 != 0) {
		sin = -sin
	}
	if j == 2 || j == 4 {
		cos = -cos
	}
	return sin, cos
}

// Tan returns the tangent of x, NaN for infinities.
func Tan(x float64) float64 { return tan(x) }

func tan(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	w := z * z
	t := z
	if w > 1e-14 {
		num := w*-0x1.992d8d24f3f38p+13 + 0x1.199eca5fc9dddp+20
		num = num*w + -0x1.11fead3299176p+24
		den := w + 0x1.ab8a5eeb36572p+13
		den = den*w + -0x1.427bc582abc96p+20
		den = den*w + 0x1.7d98fc2ead8efp+24
		den = den*w + -0x1.9afe03cbe5a31p+25
		t = z + z*(w*num/den)
	}
	if j&2 != 0 {
		t = -1 / t
	}
	if x < 0 {
		return -t
	}
	return t
}

// This file holds powers and roots. Cbrt follows s_cbrt.c of FreeBSD's msun in
// the form it had up to 2011.

package math

// Pow returns x**y. A power of 0, and any 0th power of 1, is 1; a negative x
// has a power for an integer y only.
func Pow(x, y float64) float64 { return pow(x, y) }

func pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return NaN()
	case x == 0:
		return powZero(x, y)
	case !finite(y):
		if x == -1 {
			return 1
		}
		if (Abs(x) < 1) == (y > 0) {
			return 0
		}
		return Inf(1)
	case !finite(x):
		if x < 0 {
			return powZero(Copysign(0, -1), -y) // = 1/x to the -y
		}
		return powZero(0, -y)
	case y == 0.5:
		return Sqrt(x)
	case y == -0.5:
		return 1 / Sqrt(x)
	}
	whole, part := Modf(Abs(y))
	if part != 0 && x < 0 {
		return NaN()
	}
	if whole >= 1<<63 {
		// x is neither 0 nor ±1 unless it is -1, so that this over- or underflows.
		if x == -1 {
			return 1
		}
		if (Abs(x) < 1) == (y > 0) {
			return 0
		}
		return Inf(1)
	}
	m, e := 1.0, 0
	if part != 0 {
		if part > 0.5 {
			part--
			whole++
		}
		m = Exp(part * Log(x))
	}
	m, e = powInt(x, uint64(whole), m)
	if y < 0 {
		m, e = 1/m, -e
	}
	return Ldexp(m, e)
}

// powInt returns start × x**n as a mantissa and an exponent, by repeated
// squaring with the exponent kept apart.
func powInt(x float64, n uint64, start float64) (m float64, e int) {
	const far = 1 << 12 // an exponent certain to over- or underflow
	m = start
	sq, se := Frexp(x)
	for ; n > 0; n >>= 1 {
		if se < -far || se > far {
			// One of the remaining bits is set: the result is lost anyway.
			return m, e + se
		}
		if n&1 != 0 {
			m *= sq
			e += se
		}
		sq *= sq
		se += se
		if sq < 0.5 {
			sq += sq
			se--
		}
	}
	return m, e
}

// oddInteger reports whether y, which is finite, is an odd integer.
func oddInteger(y float64) bool {
	if Abs(y) >= 1<<53 {
		return false
	}
	return Trunc(y) == y && int64(y)&1 == 1
}

// powZero returns x**y for x = ±0 and y != 0.
func powZero(x, y float64) float64 {
	odd := finite(y) && oddInteger(y)
	switch {
	case y < 0 && odd:
		return Copysign(Inf(1), x)
	case y < 0:
		return Inf(1)
	case odd:
		return x
	}
	return 0
}

// Pow10 returns 10**n: 0 for n < -323, +Inf for n > 308.
func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n > 308:
		return Inf(1)
	case n < 0:
		return tenInverse[-n/32] / tens[-n%32]
	}
	return tenUpper[n/32] * tens[n%32]
}

// The powers of ten from which Pow10 puts all others together.
var (
	tens = [...]float64{
		1, 10, 100, 1e+3, 1e+4, 1e+5, 1e+6, 1e+7,
		1e+8, 1e+9, 1e+10, 1e+11, 1e+12, 1e+13, 1e+14, 1e+15,
		1e+16, 1e+17, 1e+18, 1e+19, 1e+20, 1e+21, 1e+22, 1e+23,
		1e+24, 1e+25, 1e+26, 1e+27, 1e+28, 1e+29, 1e+30, 1e+31,
	}
	tenUpper   = [...]float64{1, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288}
	tenInverse = [...]float64{
		1, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320,
	}
)

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 {
	if x == 0 || !finite(x) {
		return x
	}
	// A third of the representation, with the bias put right, is a root good
	// to five bits.
	const (
		normalBias    = 715094163 << 32
		subnormalBias = 696219795 << 32
	)
	a := Abs(x)
	t := Float64frombits(Float64bits(a)/3 + normalBias)
	if a < 0x1p-1022 {
		t = Float64frombits(Float64bits(a*0x1p54)/3 + subnormalBias)
	}
	// A rational function brings it to 23 bits.
	r := t * t / a
	s := 0x1.15f15f15f15f1p-1 + r*t
	t *= 0x1.6db6db6db6db7p-2 + 0x1.9b6db6db6db6ep+0/(s+0x1.6a0ea0ea0ea0fp+0+-0x1.691de2532c834p-1/s)
	// Cut to 22 bits and rounded up a little, its square is exact; one Newton
	// step does the rest.
	t = Float64frombits(Float64bits(t)&(0xFFFFFFFFC<<28) + 1<<30)
	s = t * t
	r = a / s
	r = (r - t) / (t + t + r)
	return Copysign(t+t*r, x)
}

// Hypot returns the square root of p² + q² without undue overflow or
// underflow. An infinity prevails over NaN.
func Hypot(p, q float64) float64 { return hypot(p, q) }

func hypot(p, q float64) float64 {
	if IsInf(p, 0) || IsInf(q, 0) {
		return Inf(1)
	}
	if p != p || q != q {
		return NaN()
	}
	p, q = Abs(p), Abs(q)
	if p < q {
		p, q = q, p
	}
	if p == 0 {
		return 0
	}
	q /= p
	return p * Sqrt(1+q*q)
}

// This file holds the exponential functions.
//
// Exp follows N. Shibata, "Efficient evaluation methods of elementary functions
// suitable for SIMD computation" (2010): the argument is reduced to a sixteenth
// of the remainder modulo ln 2, a Taylor polynomial gives e**r - 1, and four
// squarings of the form (1+t)² - 1 = t×(t+2) bring the sixteenth back. It
// uses fused multiply-adds. Exp2 and Expm1 follow e_exp.c and s_expm1.c of FreeBSD's msun.

package math

// The bounds of the arguments with a finite, non-zero result.
const (
	expOverflow  = 0x1.62e42fefa39efp+9
	expUnderflow = -0x1.74910d52d3051p+9
)

// Exp returns e**x. Large results are +Inf, small ones 0.
func Exp(x float64) float64 {
	switch {
	case x != x || x > MaxFloat64:
		return x
	case x < expUnderflow:
		return 0
	}
	k := RoundToEven(x * Log2E)
	if k > 1023 {
		return Inf(1) // even if 2**k times the rest could be finite
	}
	r := FMA(-k, 0x1.62e42fefa3p-1, x)
	r = FMA(-k, 0x1.3de6af278ece6p-42, r)
	r *= 1.0 / 16
	p := FMA(1.0/40320, r, 1.0/5040)
	p = FMA(p, r, 1.0/720)
	p = FMA(p, r, 1.0/120)
	p = FMA(p, r, 1.0/24)
	p = FMA(p, r, 1.0/6)
	p = FMA(p, r, 0.5)
	p = FMA(p, r, 1)
	t := p * r
	t *= t + 2
	t *= t + 2
	t *= t + 2
	t = FMA(t, t+2, 1)
	return Ldexp(t, int(k))
}

// Exp2 returns 2**x. Large results are +Inf, small ones 0.
func Exp2(x float64) float64 {
	switch {
	case x != x || x > MaxFloat64:
		return x
	case x >= 1024:
		return Inf(1)
	case x < -1074:
		return 0
	}
	// The integer nearest to x, one of two away from zero.
	k := Trunc(x + Copysign(0.5, x))
	if x == 0 {
		k = 0
	}
	f := x - k
	hi, lo := f*ln2Upper, -f*ln2Lower
	r := hi - lo
	z := r * r
	p := z*0x1.6376972bea4dp-25 + -0x1.bbd41c5d26bf1p-20
	p = p*z + 0x1.1566aaf25de2cp-14
	p = p*z + -0x1.6c16c16bebd93p-9
	p = p*z + 0x1.5555555555555p-3
	c := r - z*p
	y := 1 - ((lo - r*c/(2-c)) - hi)
	return Ldexp(y, int(k))
}

// Expm1 returns e**x - 1, accurate near zero.
func Expm1(x float64) float64 {
	switch {
	case x != x || x > MaxFloat64 || x == 0:
		return x
	case x > expOverflow:
		return Inf(1)
	case x < -56*Ln2:
		return -1
	}
	a := Abs(x)
	var k int
	var c float64 // what the reduced x lacks
	if a > 0.5*Ln2 {
		var hi, lo float64
		if a < 1.5*Ln2 {
			k = int(Copysign(1, x))
			lo = Copysign(ln2Lower, x)
			hi = x - Copysign(ln2Upper, x)
		} else {
			k = int(x*Log2E + Copysign(0.5, x))
			m := float64(k)
			hi, lo = x-m*ln2Upper, m*ln2Lower
		}
		x = hi - lo
		c = (hi - x) - lo
	} else if a < 0x1p-54 {
		return x
	}
	half := 0.5 * x
	h := x * half
	q := h*-0x1.afdb76e09c32dp-23 + 0x1.0cfca86e65239p-18
	q = q*h + -0x1.4ce199eaadbb7p-14
	q = q*h + 0x1.a01a019fe5585p-10
	q = q*h + -0x1.11111111110f4p-5
	r := 1 + h*q
	t := 3 - r*half
	e := h * ((r - t) / (6 - x*t))
	if k == 0 {
		return x - (x*e - h)
	}
	return expm1Scale(x, x*(e-c)-c-h, k)
}

// expm1Scale finishes Expm1: it returns 2**k × (1 + x - e) - 1, in the order of
// operations that loses least for each k.
func expm1Scale(x, e float64, k int) float64 {
	switch {
	case k == -1:
		return 0.5*(x-e) - 0.5
	case k == 1 && x < -0.25:
		return -2 * (e - (x + 0.5))
	case k == 1:
		return 1 + 2*(x-e)
	case k == 1024:
		return (1-(e-x))*2*0x1p1023 - 1
	case k <= -2 || k > 56:
		return addExponent(1-(e-x), k) - 1
	case k < 20:
		t := 1 - 1/float64(uint64(1)<<uint(k))
		return addExponent(t-(e-x), k)
	}
	t := 1 / float64(uint64(1)<<uint(k))
	return addExponent(x-(e+t)+1, k)
}

// addExponent returns x × 2**k; neither x nor the result is subnormal.
func addExponent(x float64, k int) float64 {
	return Float64frombits(Float64bits(x) + uint64(k)<<fracBits)
}

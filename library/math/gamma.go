// This file holds the gamma function, after gamma.c of the Cephes library.

package math

var (
	// Γ(x+2) for x in [0, 1).
	gammaNum = []float64{
		1, 0x1.fa1373993e312p-2,
		0x1.a8da9dcae7d31p-3, 0x1.863d918c423d3p-5,
		0x1.557cde9db14bp-7, 0x1.384e3e686bfabp-10,
		0x1.4fcb839982153p-13,
	}
	gammaDen = []float64{
		1, 0x1.24944c9cd3c51p-4,
		-0x1.e071a9d4287c2p-3, 0x1.25779e33fde67p-5,
		0x1.831ed5b1bb117p-7, -0x1.240e4e750b44ap-8,
		0x1.1ae8a29152573p-11, -0x1.8487a8400d3afp-16,
	}
	// Stirling's series in 1/x.
	stirlingSeries = []float64{
		0x1.5555555555986p-4, 0x1.c71c71b98c5fdp-9,
		-0x1.5f72607d44fd7p-9, -0x1.e166b27e61d7cp-13,
		0x1.9cc72592d7293p-11,
	}
)

// stirling returns two factors whose product is Γ(x), for x of 33 and more.
func stirling(x float64) (a, b float64) {
	const sqrtTwoPi = 0x1.40d931ff62706p+1
	if x > 200 {
		return Inf(1), 1
	}
	w := 1 / x
	w = 1 + w*horner(w, stirlingSeries)
	a, b = Exp(x), 1.0
	if x > 143.01608 {
		// The power overflows before the quotient does.
		half := Pow(x, 0.5*x-0.25)
		a, b = half, half/a
	} else {
		a = Pow(x, x-0.5) / a
	}
	return a, sqrtTwoPi * w * b
}

// Gamma returns the gamma function of x: NaN for negative integers, infinities
// for ±0.
func Gamma(x float64) float64 {
	switch {
	case x < 0 && (x < -MaxFloat64 || Trunc(x) == x):
		return NaN()
	case x != x || x > MaxFloat64:
		return x
	case x == 0:
		return Copysign(Inf(1), x)
	case x > 33:
		a, b := stirling(x)
		return a * b
	case x < -33:
		return gammaReflected(-x)
	}
	// By the recurrence into [2, 3).
	z := 1.0
	for ; x >= 3; x-- {
		z *= x - 1
	}
	for x < 2 {
		if -1e-9 < x && x < 1e-9 {
			const euler = 0.57721566490153286060651209008240243104215933593992
			return z / ((1 + euler*x) * x)
		}
		z /= x
		x++
	}
	if x == 2 {
		return z
	}
	x -= 2
	return z * horner(x, gammaNum) / horner(x, gammaDen)
}

// gammaReflected returns Γ(-q), for q above 33 and not an integer.
func gammaReflected(q float64) float64 {
	p := Floor(q)
	sign := 1
	if int64(p)&1 == 0 {
		sign = -1
	}
	z := q - p
	if z > 0.5 {
		p++
		z = q - p
	}
	z = Abs(q * Sin(Pi*z))
	a, b := stirling(q)
	if d := z * a * b; IsInf(d, 0) {
		z = Pi / z / a / b
	} else {
		z = Pi / d
	}
	return float64(sign) * z
}

// This file holds the Bessel functions of orders 0 and 1, after e_j0.c and
// e_j1.c of FreeBSD's msun.

package math

var (
	// J0 up to 2, in x².
	j0Num = []float64{0, 0x1.ffffffffffffdp-7, -0x1.8e6a5b61ac6e9p-13, 0x1.eb1d10c503919p-20, -0x1.3d5e773d63fcep-28}
	j0Den = []float64{1, 0x1.ffce882c8c2a4p-7, 0x1.ea6d2dd57dbf4p-14, 0x1.13b54ce84d5a9p-21, 0x1.408bcf4745d8fp-30}
	// Y0 up to 2, in x².
	y0Num = []float64{-0x1.2e4d699cbd01fp-4, 0x1.69d019de9e3fcp-3, -0x1.c4ce8b16cfa97p-7, 0x1.6c54d20b29b6bp-12,
		-0x1.ffea773d25cadp-19, 0x1.500573b4eabd4p-26, -0x1.5e43d693fb3c8p-35}
	y0Den = []float64{1, 0x1.a127091c9c71ap-7, 0x1.3ecbbf578c6c1p-14, 0x1.1642d7ff202fdp-22, 0x1.e50183bd6d9efp-32}
	// J1 up to 2, in x².
	j1Num = []float64{-0x1p-4, 0x1.70d9f98472c61p-10, -0x1.0c5c6ba169668p-16, 0x1.aaafa46ca0bd9p-25}
	j1Den = []float64{1, 0x1.39d0b12637e53p-6, 0x1.85f56b9cdf664p-13, 0x1.3bff8333f8498p-20, 0x1.5ac88c97dff2cp-28,
		0x1.b2acfcfb97ed8p-37}
	// Y1 up to 2, in x².
	y1Num = []float64{-0x1.91866143cbc8ap-3, 0x1.9d3c776292cd1p-5, -0x1.f55e54844f50fp-10, 0x1.8ab038fa6b88ep-16,
		-0x1.8ac00569105b8p-24}
	y1Den = []float64{1, 0x1.4650d3f4da9fp-6, 0x1.a8c896c257764p-13, 0x1.6c05a894e8ca6p-20, 0x1.abf1d5ba69a86p-28,
		0x1.25039daca772ap-36}
)

// phase0 returns √2 times the cosine and the sine of x - π/4, without
// cancellation.
func phase0(x float64) (c, s float64) {
	sin, cos := Sincos(x)
	s, c = sin-cos, sin+cos
	if x < MaxFloat64/2 {
		// The product of the two is -cos 2x.
		if z := -Cos(x + x); sin*cos < 0 {
			c = z / s
		} else {
			s = z / c
		}
	}
	return c, s
}

// phase1 returns √2 times the cosine and the sine of x - 3π/4, without
// cancellation.
func phase1(x float64) (c, s float64) {
	sin, cos := Sincos(x)
	s, c = -sin-cos, sin-cos
	if x < MaxFloat64/2 {
		if z := Cos(x + x); sin*cos > 0 {
			c = z / s
		} else {
			s = z / c
		}
	}
	return c, s
}

// J0 returns the Bessel function of the first kind of order 0.
func J0(x float64) float64 {
	x = Abs(x)
	switch {
	case x != x:
		return x
	case x > MaxFloat64:
		return 0
	case x >= 2:
		c, s := phase0(x)
		return bessel0.combine(x, c, s)
	case x < 0x1p-27:
		return 1
	case x < 0x1p-13:
		return 1 - 0.25*x*x
	}
	z := x * x
	q := horner(z, j0Num) / horner(z, j0Den)
	if x < 1 {
		return 1 + z*(-0.25+q)
	}
	u := 0.5 * x
	return (1+u)*(1-u) + z*q
}

// Y0 returns the Bessel function of the second kind of order 0: -Inf for 0, NaN
// for negative numbers.
func Y0(x float64) float64 {
	switch {
	case x < 0 || x != x:
		return NaN()
	case x == 0:
		return Inf(-1)
	case x > MaxFloat64:
		return 0
	case x >= 2:
		c, s := phase0(x)
		return bessel0.combine(x, s, -c)
	case x <= 0x1p-27:
		return y0Num[0] + 2/Pi*Log(x)
	}
	z := x * x
	return horner(z, y0Num)/horner(z, y0Den) + 2/Pi*J0(x)*Log(x)
}

// J1 returns the Bessel function of the first kind of order 1.
func J1(x float64) float64 {
	a := Abs(x)
	switch {
	case x != x:
		return x
	case a > MaxFloat64 || x == 0:
		return 0
	case a >= 2:
		c, s := phase1(a)
		y := bessel1.combine(a, c, s)
		if x < 0 {
			return -y
		}
		return y
	case a < 0x1p-27:
		return 0.5 * a // without the sign, as Go has it
	}
	z := a * a
	y := 0.5*a + a*(z*horner(z, j1Num))/horner(z, j1Den)
	if x < 0 {
		return -y
	}
	return y
}

// Y1 returns the Bessel function of the second kind of order 1: -Inf for 0, NaN
// for negative numbers.
func Y1(x float64) float64 {
	switch {
	case x < 0 || x != x:
		return NaN()
	case x == 0:
		return Inf(-1)
	case x > MaxFloat64:
		return 0
	case x >= 2:
		c, s := phase1(x)
		return bessel1.combine(x, s, -c)
	case x <= 0x1p-54:
		return -(2 / Pi) / x
	}
	z := x * x
	return x*(horner(z, y1Num)/horner(z, y1Den)) + 2/Pi*(J1(x)*Log(x)-1/x)
}

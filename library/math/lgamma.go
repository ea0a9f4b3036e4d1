// This file holds the logarithm of the gamma function, after e_lgamma_r.c of
// FreeBSD's msun.

package math

const (
	// The minimum of Γ on the positive axis, where it is, its logarithm and
	// what that lacks.
	lgammaAt   = 0x1.762d86356be3fp+0
	lgammaMin  = -0x1.f19b9bcc38a42p-4
	lgammaRest = -0x1.0c7caa48a971fp-58
)

var (
	// Near 2, even and odd coefficients.
	lgammaEven = []float64{0x1.3c467e37db0c8p-4, 0x1.13e001a5562a7p-4, 0x1.e404fb68fefe8p-8, 0x1.38a94116f3f5dp-10,
		0x1.cf2eced10e54dp-13, 0x1.a7074428cfa52p-16}
	lgammaOdd = []float64{0x1.4a34cc4a60fadp-2, 0x1.51322ac92547bp-6, 0x1.7add8ccb7926bp-9, 0x1.0b6c689b99cp-11,
		0x1.c5088987dfb07p-14, 0x1.7858e90a45837p-15}
	// Near the minimum, every third coefficient.
	lgammaT0 = []float64{0x1.ef72bc8ee38a2p-2, -0x1.0c9a8df35b713p-5, 0x1.8fce0e370e344p-8, -0x1.6fe8ebf2d1af1p-10,
		0x1.4af6d6c0ebbf7p-12}
	lgammaT1 = []float64{-0x1.2e4278dc6c509p-3, 0x1.266e7970af9ecp-6, -0x1.e2effb3e914d7p-9, 0x1.cdf0cef61a8e9p-11,
		-0x1.47f24ecc38c38p-12}
	lgammaT2 = []float64{0x1.08b4294d5419bp-4, -0x1.51f9fba91ec6ap-7, 0x1.282d32e15c915p-9, -0x1.1a6109c73e0ecp-11,
		0x1.5fd3ee8c2d3f4p-12}
	// Near 1.
	lgammaOneNum = []float64{-0x1.3c467e37db0c8p-4, 0x1.4401e8b005dffp-1, 0x1.7475cd119bd6fp+0, 0x1.f497644ea845p-1,
		0x1.d4eaef6010924p-3, 0x1.b678bbf2bab09p-7}
	lgammaOneDen = []float64{1, 0x1.3a5d7c2bd619cp+1, 0x1.10725a42b18f5p+1, 0x1.89dfbe45050afp-1, 0x1.aae55d6537c88p-4,
		0x1.a5abb57d0cf61p-9}
	// In [2, 3).
	lgammaTwoNum = []float64{-0x1.3c467e37db0c8p-4, 0x1.b848b36e20878p-3, 0x1.4d98f4f139f59p-2, 0x1.2bb9cbee5f2f7p-3,
		0x1.b481c7e939961p-6, 0x1.e26b67368f239p-10, 0x1.0bfecdd17e945p-15}
	lgammaTwoDen = []float64{1, 0x1.645a762c4ab74p+0, 0x1.71a1893d3dcdcp-1, 0x1.601edccfbdf27p-3, 0x1.317ea742ed475p-6,
		0x1.97ddaca41a95bp-11, 0x1.ebaf7a5b3814p-18}
	// From 8 on, in 1/x² but for the first coefficient.
	lgammaFar = []float64{0x1.555555555553bp-4, -0x1.6c16c16b02e5cp-9, 0x1.a019f98cf38b6p-11, -0x1.380cb8c0fe741p-11,
		0x1.b67ba4cdad5d1p-11, -0x1.ab89d0b9e43e4p-10}
)

const lgammaFar0 = 0x1.acfe390c97d69p-2

// Lgamma returns the logarithm of |Γ(x)|, and the sign of Γ(x).
func Lgamma(x float64) (lgamma float64, sign int) {
	sign = 1
	switch {
	case !finite(x):
		return x, sign // NaN, and Γ's own special case
	case x == 0:
		return Inf(1), lgammaSign(x)
	}
	negative := x < 0
	a := Abs(x)
	if a < 0x1p-70 {
		return -Log(a), lgammaSign(x)
	}
	var reflection float64
	if negative {
		if a >= 1<<52 {
			return Inf(1), sign // an integer
		}
		s := sinPi(a)
		if s == 0 {
			return Inf(1), sign
		}
		// s has the sign of sin(π×a), which is that of -sin(π×x).
		reflection = Log(Pi / Abs(s*a))
		if s > 0 {
			sign = -1
		}
	}
	switch {
	case a == 1 || a == 2:
		lgamma = 0
	case a < 2:
		lgamma = lgammaSmall(a)
	case a < 8:
		whole := Trunc(a)
		y := a - whole
		lgamma = 0.5*y + y*horner(y, lgammaTwoNum)/horner(y, lgammaTwoDen)
		z := 1.0
		for k := whole - 1; k >= 2; k-- {
			z *= y + k
		}
		if whole > 2 {
			lgamma += Log(z)
		}
	case a < 0x1p58:
		z := 1 / a
		w := lgammaFar0 + z*horner(z*z, lgammaFar)
		lgamma = (a-0.5)*(Log(a)-1) + w
	default:
		lgamma = a * (Log(a) - 1)
	}
	if negative {
		lgamma = reflection - lgamma
	}
	return lgamma, sign
}

// lgammaSign returns the sign of Γ near 0.
func lgammaSign(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}

// lgammaSmall returns the logarithm of Γ(a) for a in (0, 2), not 1.
func lgammaSmall(a float64) float64 {
	// Up to 0.9 by the recurrence from the same place one higher.
	offset, base := 1.0, 0.0
	if a <= 0.9 {
		offset, base = 0, -Log(a)
	}
	switch {
	case a >= offset+(lgammaAt-1+0.27):
		y := offset + 1 - a
		z := y * y
		p := y*horner(z, lgammaEven) + z*horner(z, lgammaOdd)
		return base + (p - 0.5*y)
	case a >= offset+(lgammaAt-1-0.27):
		y := a - lgammaAt
		if offset == 0 {
			y = a - (lgammaAt - 1)
		}
		z := y * y
		w := z * y
		p0, p1, p2 := horner(w, lgammaT0), horner(w, lgammaT1), horner(w, lgammaT2)
		return base + (lgammaMin + (z*p0 - (lgammaRest - w*(p1+y*p2))))
	}
	y := a - offset
	p := y * horner(y, lgammaOneNum)
	return base + (-0.5*y + p/horner(y, lgammaOneDen))
}

// sinPi returns sin(π×x) for x in (0, 2**52).
func sinPi(x float64) float64 {
	if x < 0.25 {
		return Sin(Pi * x)
	}
	// x modulo 2, in steps of a quarter.
	y := 2 * (x/2 - Floor(x/2))
	switch quarter := int(y * 4); quarter {
	case 0:
		return Sin(Pi * y)
	case 1, 2:
		return Cos(Pi * (0.5 - y))
	case 3, 4:
		return Sin(Pi * (1 - y))
	case 5, 6:
		return -Cos(Pi * (y - 1.5))
	}
	return Sin(Pi * (y - 2))
}

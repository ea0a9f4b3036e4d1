// This file holds the error function, after s_erf.c of FreeBSD's msun: rational
// approximations in five ranges.

package math

// An erfRange has a numerator and a denominator, the lowest coefficients first.
type erfRange struct {
	num, den []float64
}

// quotient evaluates the approximation.
func (r *erfRange) quotient(x float64) float64 {
	return horner(x, r.num) / horner(x, r.den)
}

const (
	erfOne   = 0x1.b0ac16p-1        // erf(1), cut
	erfSlope = 0x1.06eba8214db69p-3 // 2/√π - 1
)

var (
	// Up to 0.84375: erf x = x + x×q(x²).
	erfSmall = erfRange{
		[]float64{0x1.06eba8214db68p-3, -0x1.4cd7d691cb913p-2, -0x1.d2a51dbd7194fp-6, -0x1.7a291236668e4p-8,
			-0x1.8ead6120016acp-16},
		[]float64{1, 0x1.97779cddadc09p-2, 0x1.0a54c5536cebap-4, 0x1.4d022c4d36b0fp-8, 0x1.15dc9221c1a1p-13,
			-0x1.09c4342a2612p-18},
	}
	// Up to 1.25: erf x = erfOne + q(|x|-1).
	erfMiddle = erfRange{
		[]float64{-0x1.359b8bef77538p-9, 0x1.a8d00ad92b34dp-2, -0x1.7d240fbb8c3f1p-2, 0x1.45fca805120e4p-2,
			-0x1.c63983d3e28ecp-4, 0x1.22a36599795ebp-5, -0x1.1bf380a96073fp-9},
		[]float64{1, 0x1.b3e6618eee323p-4, 0x1.14af092eb6f33p-1, 0x1.2635cd99fe9a7p-4, 0x1.02660e763351fp-3,
			0x1.bedc26b51dd1cp-7, 0x1.88b545735151dp-7},
	}
	// Up to 1/0.35: erfc x = exp(-x² - 0.5625 + q(1/x²)) / x.
	erfLarge = erfRange{
		[]float64{-0x1.43412600d6435p-7, -0x1.63416e4ba736p-1, -0x1.51e0441b0e726p+3, -0x1.f300ae4cba38dp+5,
			-0x1.44cb184282266p+7, -0x1.7135cebccabb2p+7, -0x1.4526557e4d2f2p+6, -0x1.3a0efc69ac25cp+3},
		[]float64{1, 0x1.3a6b9bd707687p+4, 0x1.1350c526ae721p+7, 0x1.b290dd58a1a71p+8, 0x1.42b1921ec2868p+9,
			0x1.ad02157700314p+8, 0x1.b28a3ee48ae2cp+6, 0x1.a47ef8e484a93p+2, -0x1.eeff2ee749a62p-5},
	}
	// Up to 28, likewise.
	erfHuge = erfRange{
		[]float64{-0x1.4341239e86f4ap-7, -0x1.993ba70c285dep-1, -0x1.1c209555f995ap+4, -0x1.4145d43c5ed98p+7,
			-0x1.3ec881375f228p+9, -0x1.004616a2e5992p+10, -0x1.e384e9bdc383fp+8},
		[]float64{1, 0x1.e568b261d519p+4, 0x1.45cae221b9f0ap+8, 0x1.802eb189d5118p+10, 0x1.8ffb7688c246ap+11,
			0x1.3f219cedf3be6p+11, 0x1.da874e79fe763p+8, -0x1.670e242712d62p+4},
	}
)

// erfcTail returns erfc a for a >= 1.25.
func erfcTail(a float64) float64 {
	s := 1 / (a * a)
	r := &erfHuge
	if a < 1/0.35 {
		r = &erfLarge
	}
	q := r.quotient(s)
	z := upperHalf(a) // so that its square is exact
	return Exp(-z*z-0.5625) * Exp((z-a)*(z+a)+q) / a
}

// Erf returns the error function of x.
func Erf(x float64) float64 {
	a := Abs(x)
	var y float64
	switch {
	case x != x:
		return x
	case a < 0x1p-28:
		if a < 0x1p-1015 {
			y = 0.125 * (8*a + 8*erfSlope*a) // no underflow on the way
		} else {
			y = a + erfSlope*a
		}
	case a < 0.84375:
		y = a + a*erfSmall.quotient(a*a)
	case a < 1.25:
		y = erfOne + erfMiddle.quotient(a-1)
	case a < 6:
		y = 1 - erfcTail(a)
	default:
		y = 1
	}
	return Copysign(y, x)
}

// Erfc returns 1 - Erf(x), accurate where that is small.
func Erfc(x float64) float64 {
	a := Abs(x)
	switch {
	case x != x:
		return x
	case a < 0.84375:
		y := a
		if a >= 0x1p-56 {
			if p := erfSmall.quotient(a * a); a < 0.25 {
				y = a + a*p
			} else {
				y = 0.5 + (a*p + (a - 0.5))
			}
		}
		if x < 0 {
			return 1 + y
		}
		return 1 - y
	case a < 1.25:
		if q := erfMiddle.quotient(a - 1); x < 0 {
			return 1 + erfOne + q
		} else {
			return 1 - erfOne - q
		}
	case x < -6:
		return 2
	case a < 28:
		if y := erfcTail(a); x < 0 {
			return 2 - y
		} else {
			return y
		}
	}
	return 0
}

// This file holds the inverse trigonometric functions, all by way of the
// arctangent, which follows atan.c of the Cephes library.

package math

// atanSeries returns the arctangent of x in [0, 0.66].
func atanSeries(x float64) float64 {
	z := x * x
	num := z*-0x1.c007fa1f72594p-1 + -0x1.028545b6b807ap+4
	num = num*z + -0x1.2c08c36880273p+6
	num = num*z + -0x1.eb8bf2d05ba25p+6
	num = num*z + -0x1.03669fd28ec8ep+6
	den := z + 0x1.8dbc45b14603cp+4
	den = den*z + 0x1.4a0dd43b8fa25p+7
	den = den*z + 0x1.b0e18d2e2be3bp+8
	den = den*z + 0x1.e563f13b049eap+8
	den = den*z + 0x1.8519efbbd62ecp+7
	return x*(z*num/den) + x
}

// atanPositive returns the arctangent of x >= 0.
func atanPositive(x float64) float64 {
	const (
		tan3Pi8 = 0x1.3504f333f9de6p+1
		more    = 0x1.1a62633145c07p-54 // what the float64 π/2 lacks
	)
	switch {
	case x <= 0.66:
		return atanSeries(x)
	case x > tan3Pi8:
		return Pi/2 - atanSeries(1/x) + more
	}
	return Pi/4 + atanSeries((x-1)/(x+1)) + 0.5*more
}

// Atan returns the arctangent of x.
func Atan(x float64) float64 {
	if x == 0 {
		return x
	}
	if x > 0 {
		return atanPositive(x)
	}
	return -atanPositive(-x)
}

// Asin returns the arcsine of x, NaN outside of [-1, 1].
func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	a := Abs(x)
	if !(a <= 1) {
		return NaN()
	}
	c := Sqrt(1 - a*a)
	if a > 0.7 {
		c = Pi/2 - atanPositive(c/a)
	} else {
		c = atanPositive(a / c)
	}
	return Copysign(c, x)
}

// Acos returns the arccosine of x, NaN outside of [-1, 1].
func Acos(x float64) float64 { return Pi/2 - Asin(x) }

// Atan2 returns the angle of the point (x, y), in (-π, π]; the signs of zeros
// and infinities count.
func Atan2(y, x float64) float64 {
	if x != x || y != y {
		return NaN()
	}
	var angle float64 // of the point mirrored into the upper half plane
	switch {
	case y == 0:
		if Signbit(x) {
			angle = Pi
		}
	case x == 0:
		angle = Pi / 2
	case !finite(y) && !finite(x):
		angle = Pi / 4
		if x < 0 {
			angle = 3 * Pi / 4
		}
	case !finite(y):
		angle = Pi / 2
	case !finite(x):
		if x < 0 {
			angle = Pi
		}
	default:
		q := Atan(y / x)
		if x > 0 {
			return q
		}
		if q <= 0 {
			return q + Pi
		}
		return q - Pi
	}
	return Copysign(angle, y)
}

// This file holds the hyperbolic functions and their inverses. Sinh uses an
// approximation from J. F. Hart et al., "Computer Approximations" (1968), Tanh
// follows tanh.c of the Cephes library, the inverses s_asinh.c, e_acosh.c and
// e_atanh.c of FreeBSD's msun.

package math

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	a := Abs(x)
	switch {
	case a > 21:
		a = 0.5 * Exp(a)
	case a > 0.5:
		e := Exp(a)
		a = 0.5 * (e - 1/e)
	default:
		z := a * a
		num := z*-0x1.a4e3de8540779p+4 + -0x1.69c6c36da2dfbp+11
		num = num*z + -0x1.5f38b8605d22dp+16
		num = num*z + -0x1.33fdeba64bb4fp+19
		den := z + -0x1.5b5b9fcd003bbp+7
		den = den*z + 0x1.db7963eae91e1p+13
		den = den*z + -0x1.33fdeba64bb4fp+19
		a = num * a / den
	}
	return Copysign(a, x)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	e := Exp(Abs(x))
	if Abs(x) > 21 {
		return 0.5 * e
	}
	return 0.5 * (e + 1/e)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	a := Abs(x)
	switch {
	case a > 0.5*0x1.601e678fc457bp+6:
		return Copysign(1, x)
	case a >= 0.625:
		return Copysign(1-2/(Exp(2*a)+1), x)
	case x == 0:
		return x
	}
	z := x * x
	num := z*-0x1.edc5baafd6f4bp-1 + -0x1.8d26a0e26682dp+6
	num = num*z + -0x1.93ac030580563p+10
	den := z + 0x1.c33f28a581b86p+6
	den = den*z + 0x1.176fa0e5535fap+11
	den = den*z + 0x1.2ec102442040cp+12
	return x + x*z*num/den
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64 {
	a := Abs(x)
	var y float64
	switch {
	case x != x || !finite(x) || a < 0x1p-28:
		return x
	case a > 1<<28:
		y = Log(a) + Ln2
	case a > 2:
		y = Log(2*a + 1/(Sqrt(a*a+1)+a))
	default:
		y = Log1p(a + a*a/(1+Sqrt(1+a*a)))
	}
	return Copysign(y, x)
}

// Acosh returns the inverse hyperbolic cosine of x, NaN below 1.
func Acosh(x float64) float64 {
	switch {
	case 1 <= x && x <= 2:
		d := x - 1
		return Log1p(d + Sqrt(2*d+d*d))
	case 2 < x && x < 1<<28:
		r := Sqrt(x*x - 1)
		return Log(2*x - 1/(x+r))
	case x > 2:
		return Log(x) + Ln2
	}
	return NaN()
}

// Atanh returns the inverse hyperbolic tangent of x: infinities for ±1, NaN
// beyond.
func Atanh(x float64) float64 {
	a := Abs(x)
	switch {
	case !(a <= 1):
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a < 0x1p-28:
		return x
	case a < 0.5:
		d := a + a
		a = 0.5 * Log1p(d+d*a/(1-a))
	default:
		a = 0.5 * Log1p((a+a)/(1-a))
	}
	return Copysign(a, x)
}

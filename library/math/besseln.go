// This file holds the Bessel functions of any integer order, after e_jn.c of
// FreeBSD's msun: from those of orders 0 and 1 by the recurrence
//
//	B(i+1, x) = 2i/x × B(i, x) - B(i-1, x)
//
// upwards where that is stable.

package math

// besselFarOut is where 1/x² is lost.
const besselFarOut = 0x1p302

// quarterTurn returns √2 times the cosine of x - (2n+1)π/4.
func quarterTurn(n int, x float64) float64 {
	sin, cos := Sincos(x)
	switch n & 3 {
	case 0:
		return cos + sin
	case 1:
		return -cos + sin
	case 2:
		return -cos - sin
	}
	return cos - sin
}

// Jn returns the Bessel function of the first kind of order n.
func Jn(n int, x float64) float64 {
	switch {
	case x != x:
		return x
	case !finite(x):
		return 0
	}
	if n == 0 {
		return J0(x)
	}
	if n < 0 {
		// J(-n, x) = J(n, -x)
		n, x = -n, -x
	}
	if n == 1 {
		return J1(x)
	}
	if x == 0 {
		return 0
	}
	a := Abs(x)
	var y float64
	switch {
	case float64(n) <= a:
		y = jnUpwards(n, a)
	case a < 0x1p-29:
		y = jnTiny(n, a)
	default:
		y = jnDownwards(n, a)
	}
	if x < 0 && n&1 == 1 {
		return -y
	}
	return y
}

// jnUpwards is Jn for x of at least n.
func jnUpwards(n int, x float64) float64 {
	if x >= besselFarOut {
		return 1 / SqrtPi * quarterTurn(n, x) / Sqrt(x)
	}
	last, y := J0(x), J1(x)
	for i := 1; i < n; i++ {
		last, y = y, y*(float64(i+i)/x)-last
	}
	return y
}

// jnTiny is Jn for very small x: (x/2)**n / n!.
func jnTiny(n int, x float64) float64 {
	if n > 33 {
		return 0
	}
	half := x * 0.5
	power, factorial := half, 1.0
	for i := 2; i <= n; i++ {
		factorial *= float64(i)
		power *= half
	}
	return power / factorial
}

// jnDownwards is Jn for x below n. A continued fraction, cut where it has
// converged, gives the quotient J(n)/J(n-1); the recurrence downwards from
// there gives that of J(n) and J(0) or J(1).
func jnDownwards(n int, x float64) float64 {
	w := float64(n+n) / x
	step := 2 / x
	z := w + step
	before, now := w, w*z-1
	terms := 1
	for now < 1e9 {
		terms++
		z += step
		before, now = now, z*now-before
	}
	var quotient float64
	for i := 2 * (n + terms); i >= n+n; i -= 2 {
		quotient = 1 / (float64(i)/x - quotient)
	}
	above, y := quotient, 1.0
	// The numbers may become as large as (2n/x)**n.
	growth := float64(n)
	growth *= Log(Abs(2 / x * growth))
	for i := n - 1; i > 0; i-- {
		above, y = y, y*float64(i+i)/x-above
		if growth >= expOverflow && y > 1e100 {
			above /= y
			quotient /= y
			y = 1
		}
	}
	return quotient * J0(x) / y
}

// Yn returns the Bessel function of the second kind of order n: infinities for
// 0, NaN for negative numbers.
func Yn(n int, x float64) float64 {
	switch {
	case x < 0 || x != x:
		return NaN()
	case x > MaxFloat64:
		return 0
	case n == 0:
		return Y0(x)
	case x == 0 && n < 0 && n&1 == 1:
		return Inf(1)
	case x == 0:
		return Inf(-1)
	}
	minus := n < 0 && n&1 == 1
	if n < 0 {
		n = -n
	}
	y := ynPositive(n, x)
	if minus {
		return -y
	}
	return y
}

// ynPositive is Yn for positive n and finite x.
func ynPositive(n int, x float64) float64 {
	if n == 1 {
		return Y1(x)
	}
	if x >= besselFarOut {
		// A quarter turn behind J.
		return 1 / SqrtPi * quarterTurn(n+1, x) / Sqrt(x)
	}
	last, y := Y0(x), Y1(x)
	for i := 1; i < n && y >= -MaxFloat64; i++ {
		last, y = y, float64(i+i)/x*y-last
	}
	return y
}

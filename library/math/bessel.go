// This file holds what the Bessel functions of orders 0 and 1 have in common,
// after e_j0.c and e_j1.c of FreeBSD's msun.

package math

// A besselRange has the approximations to the modulus and the phase of a Bessel
// function for arguments from 2 on, in 1/x², for one range of arguments.
type besselRange struct {
	from           float64
	modNum, modDen [6]float64
	phaseNum       [6]float64
	phaseDen       [7]float64
}

// A besselFar has the four ranges from the highest down.
type besselFar struct {
	ranges [4]besselRange
	phase0 float64 // the phase's leading term times x
}

// factors returns the factors P and Q in
//
//	J(x) = √(2/πx) × (P cos(x-a) - Q sin(x-a))
func (b *besselFar) factors(x float64) (p, q float64) {
	i := 0
	for x < b.ranges[i].from {
		i++
	}
	r := &b.ranges[i]
	z := 1 / (x * x)
	p = 1 + horner(z, r.modNum[:])/horner(z, r.modDen[:])
	q = (b.phase0 + horner(z, r.phaseNum[:])/horner(z, r.phaseDen[:])) / x
	return p, q
}

// combine returns, for x of 2 and more, √(2/πx) × (P c - Q s), which for the
// cosine and the sine of x-a is J, and with those turned by a quarter is Y. Far
// out P is 1 and Q is 0.
func (b *besselFar) combine(x, c, s float64) float64 {
	if x > 0x1p129 {
		return 1 / SqrtPi * c / Sqrt(x)
	}
	p, q := b.factors(x)
	return 1 / SqrtPi * (p*c - q*s) / Sqrt(x)
}

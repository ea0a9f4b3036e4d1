// This file holds the inverse of the error function, by M. J. Wichura's
// algorithm AS 241 for the quantiles of the normal distribution (Applied
// Statistics 37, 1988), scaled from that to the error function.

package math

var (
	// Up to 0.85.
	erfinvCentral = erfRange{
		[]float64{
			0x1.32917a42157d1p+0, 0x1.7894dd814bfa3p+5, 0x1.5c88056b01502p+9, 0x1.2f6e30b2ec51ep+12,
			0x1.fb5ee66e5a285p+13, 0x1.73982a6012afbp+14, 0x1.715bf25ff1d11p+13, 0x1.bb8c0a7936704p+9,
		},
		[]float64{
			1, 0x1.5281b386e1ab5p+5, 0x1.5797efdc8b3f7p+9, 0x1.512322e75c89fp+12,
			0x1.4b772d5d65266p+14, 0x1.3317caa64f4bep+15, 0x1.c0e457cb1ae76p+14, 0x1.46a7eca984b69p+12,
		},
	}
	// Beyond, as a function of √(ln 2 - ln(1-x)) - 1.6 up to 5.
	erfinvNear = erfRange{
		[]float64{
			0x1.6c665fde9526ap+0, 0x1.2857748cab19bp+2, 0x1.713f71462256ap+2, 0x1.d2ecb1a3d02c4p+1,
			0x1.453cc085375b2p+0, 0x1.ef2abb9b85c37p-3, 0x1.744eb6c45ec67p-6, 0x1.9615ac0b7ace9p-11,
		},
		[]float64{
			0x1.6a09e667f3bcdp+0, 0x1.73aad9bca5405p+1, 0x1.2f7543ff6ba47p+1, 0x1.f371e4f4de1ap-1,
			0x1.acf476a756d3dp-3, 0x1.60290af9f12bcp-6, 0x1.96042ab9205bep-11, 0x1.9876e6013e192p-30,
		},
	}
	// And of the same - 5 above.
	erfinvFar = erfRange{
		[]float64{
			0x1.aa1b1c13ee526p+2, 0x1.5daea6e875003p+2, 0x1.c8ea6461fa445p+0, 0x1.2fad9315255cfp-2,
			0x1.b2b41193b4ee7p-6, 0x1.45c1908425345p-10, 0x1.c6ec6cc59e02ap-16, 0x1.afb74d693bf93p-23,
		},
		[]float64{
			0x1.6a09e667f3bcdp+0, 0x1.b2532d5cd90e5p-1, 0x1.8c975f4d2f24bp-3, 0x1.58ab4fd6bcd5p-6,
			0x1.23b6cf8ec177ap-10, 0x1.b61164a01861ap-16, 0x1.afb693c174d2p-23, 0x1.a0a3fb665cb0ap-49,
		},
	}
)

// Erfinv returns the inverse error function of x: infinities for ±1, NaN
// beyond.
func Erfinv(x float64) float64 {
	a := Abs(x)
	switch {
	case !(a <= 1):
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a <= 0.85:
		r := 0.180625 - 0.25*a*a
		return Copysign(a*horner(r, erfinvCentral.num)/horner(r, erfinvCentral.den), x)
	}
	var y float64
	if r := Sqrt(Ln2 - Log(1-a)); r <= 5 {
		y = erfinvNear.quotient(r - 1.6)
	} else {
		y = erfinvFar.quotient(r - 5)
	}
	return Copysign(y, x)
}

// Erfcinv returns the inverse of Erfc(x): infinities for 0 and 2, NaN outside
// of [0, 2].
func Erfcinv(x float64) float64 { return Erfinv(1 - x) }

// This file holds the logarithms. Log and Log1p follow e_log.c and s_log1p.c of
// FreeBSD's msun.

package math

// logSeries returns R in log(1+f) = f - f²/2 + s×(f²/2 + R), where s = f/(2+f)
// and z = s².
func logSeries(z float64) float64 {
	w := z * z
	odd := w*0x1.2f112df3e5244p-3 + 0x1.7466496cb03dep-3
	odd = odd*w + 0x1.2492494229359p-2
	odd = odd*w + 0x1.5555555555593p-1
	even := w*0x1.39a09d078c69fp-3 + 0x1.c71c51d8e78afp-3
	even = even*w + 0x1.999999997fa04p-2
	return z*odd + w*even
}

// Log returns the natural logarithm of x: -Inf for 0, NaN for negative numbers.
func Log(x float64) float64 { return log(x) }

func log(x float64) float64 {
	switch {
	case x < 0:
		return NaN()
	case x == 0:
		return Inf(-1)
	case !finite(x):
		return x
	}
	// m × 2**e = x, except that a subnormal number is taken as if it had the
	// leading bit of the others, and that a mantissa of Sqrt2/2 is one of the
	// small ones. This is what Go computes on amd64.
	b := Float64bits(x)
	m := Float64frombits(b&fracMask | (expBias-1)<<fracBits)
	e := int(b>>fracBits) - (expBias - 1)
	if m <= Sqrt2/2 {
		m += m
		e--
	}
	f, k := m-1, float64(e)
	s := f / (2 + f)
	r := logSeries(s * s)
	h := 0.5 * f * f
	return k*ln2Upper - ((h - (s*(h+r) + k*ln2Lower)) - f)
}

// Log10 returns the decimal logarithm of x; see Log for special cases.
func Log10(x float64) float64 {
	return Log(x) * (1 / Ln10)
}

// Log2 returns the binary logarithm of x; see Log for special cases. It is
// exact for powers of two.
func Log2(x float64) float64 {
	m, e := Frexp(x)
	if m == 0.5 {
		return float64(e - 1)
	}
	return Log(m)*(1/Ln2) + float64(e)
}

// Log1p returns the natural logarithm of 1 + x, accurate near zero: -Inf for
// -1, NaN for anything less.
func Log1p(x float64) float64 {
	switch {
	case x < -1 || x != x:
		return NaN()
	case x == -1:
		return Inf(-1)
	case x > MaxFloat64:
		return x
	}
	a := Abs(x)
	if a < 0x1p-29 {
		if a < 0x1p-54 {
			return x
		}
		return x - x*x*0.5
	}
	// f is the reduced argument, k the power of two taken out and c what was
	// lost in adding 1.
	f, c, k := x, 0.0, 0
	var small uint64 = 1 // zero if f is close to zero after the reduction
	if x >= Sqrt2-1 || x <= Sqrt2/2-1 {
		u := x
		if a < 1<<53 {
			u = 1 + x
			if u >= 2 {
				c = 1 - (u - x)
			} else {
				c = x - (u - 1)
			}
			c /= u
		}
		var mant uint64
		mant, k = exponent(u)
		small = mant & fracMask
		if small < 0x6A09E667F3BCD {
			u = Float64frombits(small | expBias<<fracBits)
		} else {
			k++
			u = Float64frombits(small | (expBias-1)<<fracBits)
			small = (1<<fracBits - small) >> 2
		}
		f = u - 1
	}
	h, m := 0.5*f*f, float64(k)
	if small == 0 {
		if f == 0 {
			if k == 0 {
				return 0
			}
			return m*ln2Upper + (c + m*ln2Lower)
		}
		r := h * (1 - 0x1.5555555555555p-1*f)
		return m*ln2Upper - ((r - (m*ln2Lower + c)) - f)
	}
	s := f / (2 + f)
	z := s * s
	r := z * horner(z, log1pSeries[:])
	if k == 0 {
		return f - (h - s*(h+r))
	}
	return m*ln2Upper - ((h - (s*(h+r) + (m*ln2Lower + c))) - f)
}

// log1pSeries has the coefficients of logSeries in one row.
var log1pSeries = [...]float64{
	0x1.5555555555593p-1,
	0x1.999999997fa04p-2,
	0x1.2492494229359p-2,
	0x1.c71c51d8e78afp-3,
	0x1.7466496cb03dep-3,
	0x1.39a09d078c69fp-3,
	0x1.2f112df3e5244p-3,
}

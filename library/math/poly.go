// This file holds the evaluation of polynomials, shared by the functions that
// are not worth unrolling, and splitting numbers for them.

package math

// horner returns c[0] + c[1]×x + c[2]×x² + ... by Horner's rule.
func horner(x float64, c []float64) float64 {
	n := len(c) - 1
	sum := c[n]
	for n--; n >= 0; n-- {
		sum = sum*x + c[n]
	}
	return sum
}

// upperHalf returns x with the lower 32 bits of its mantissa cleared.
func upperHalf(x float64) float64 {
	return Float64frombits(Float64bits(x) &^ 0xFFFFFFFF)
}

// ln2 in two parts; multiples of the first one by small integers are exact.
const (
	ln2Upper = 0x1.62e42feep-1
	ln2Lower = 0x1.a39ef35793c76p-33
)

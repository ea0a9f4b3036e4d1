// Package math holds the mathematical constants and functions of float64.
//
// Where a function follows a published algorithm its file says which. The
// polynomials are given as hexadecimal literals, which show the very bits used.
//
// This file declares the functions the compiler replaces by instructions.
package math

// Abs returns the absolute value of x.
func Abs(x float64) float64

// Ceil returns the least integer not below x; zeros, infinities and NaN are
// returned as they are.
func Ceil(x float64) float64

// Copysign returns a value with the magnitude of f and the sign of sign.
func Copysign(f, sign float64) float64

// Floor returns the greatest integer not above x; zeros, infinities and NaN
// are returned as they are.
func Floor(x float64) float64

// RoundToEven returns the integer nearest to x, the even one of two.
func RoundToEven(x float64) float64

// Sqrt returns the square root of x; NaN if x < 0.
func Sqrt(x float64) float64

// Trunc returns x without its fraction.
func Trunc(x float64) float64

// Float32bits returns the IEEE 754 representation of f.
func Float32bits(f float32) uint32

// Float32frombits returns the number that has the IEEE 754 representation b.
func Float32frombits(b uint32) float32

// Float64bits returns the IEEE 754 representation of f.
func Float64bits(f float64) uint64

// Float64frombits returns the number that has the IEEE 754 representation b.
func Float64frombits(b uint64) float64

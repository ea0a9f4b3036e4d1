// This file holds the functions of the package, which draw from the runtime's
// generator. Several goroutines may use them.

package rand

import _ "unsafe" // for go:linkname

// runtimeRand returns a random number of the runtime's generator, which is
// seeded at the start of the program and safe for concurrent use.
//
//go:linkname runtimeRand runtime.rand
func runtimeRand() uint64

// runtimeSource is the runtime's generator as a Source.
type runtimeSource struct{}

func (runtimeSource) Uint64() uint64 { return runtimeRand() }

// global is the Rand of the package's functions.
var global = &Rand{runtimeSource{}}

// Int64 is Rand.Int64 with the default source.
func Int64() int64 { return global.Int64() }

// Uint32 is Rand.Uint32 with the default source.
func Uint32() uint32 { return global.Uint32() }

// Uint64 is Rand.Uint64 with the default source.
func Uint64() uint64 { return runtimeRand() }

// Int32 is Rand.Int32 with the default source.
func Int32() int32 { return global.Int32() }

// Int is Rand.Int with the default source.
func Int() int { return global.Int() }

// Uint is Rand.Uint with the default source.
func Uint() uint { return global.Uint() }

// Int64N is Rand.Int64N with the default source.
func Int64N(n int64) int64 { return global.Int64N(n) }

// Uint64N is Rand.Uint64N with the default source.
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Int32N is Rand.Int32N with the default source.
func Int32N(n int32) int32 { return global.Int32N(n) }

// Uint32N is Rand.Uint32N with the default source.
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// IntN is Rand.IntN with the default source.
func IntN(n int) int { return global.IntN(n) }

// UintN is Rand.UintN with the default source.
func UintN(n uint) uint { return global.UintN(n) }

// N is Rand.N with the default source.
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.below(uint64(n)))
}

// Float64 is Rand.Float64 with the default source.
func Float64() float64 { return global.Float64() }

// Float32 is Rand.Float32 with the default source.
func Float32() float32 { return global.Float32() }

// Perm is Rand.Perm with the default source.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle is Rand.Shuffle with the default source.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// NormFloat64 is Rand.NormFloat64 with the default source.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 is Rand.ExpFloat64 with the default source.
func ExpFloat64() float64 { return global.ExpFloat64() }

// This file holds the functions of the package, which draw from the runtime's
// generator. Several goroutines may use them.

package rand

import (
	"sync"
	"sync/atomic"
	"syscall"
	_ "unsafe" // for go:linkname
)

// runtimeRand returns a random number of the runtime's generator, which is
// seeded at the start of the program and safe for concurrent use.
//
//go:linkname runtimeRand runtime.rand
func runtimeRand() uint64

// runtimeSource is the runtime's generator as a Source64.
type runtimeSource struct{}

func (runtimeSource) Int63() int64 { return int64(runtimeSource{}.Uint64() &^ (1 << 63)) }
func (runtimeSource) Seed(int64)   {}

func (runtimeSource) Uint64() uint64 {
	if s := seeded.Load(); s != nil {
		s.Lock()
		defer s.Unlock()
		return s.source.Uint64()
	}
	return runtimeRand()
}

// seeded is what Seed replaced the runtime's generator with.
var seeded atomic.Pointer[seededSource]

type seededSource struct {
	sync.Mutex
	source Source64
}

// global is the Rand of the package's functions. Only its method Read would
// change it.
var global = Rand{src: runtimeSource{}, wide: runtimeSource{}}

// Seed does nothing: the generator is seeded when the program starts. With
// GODEBUG=randseednop=0 in the environment it makes the functions of the package
// return the sequence of that seed.
//
// Deprecated: for a certain sequence use New(NewSource(seed)).
func Seed(seed int64) {
	settings, _ := syscall.Getenv("GODEBUG")
	if isSet(settings, "randseednop=0") {
		seeded.Store(&seededSource{source: NewSource(seed).(Source64)})
	}
}

// isSet reports whether a setting is one of several between commas.
func isSet(settings, setting string) bool {
	for start, i := 0, 0; i <= len(settings); i++ {
		if i == len(settings) || settings[i] == ',' {
			if settings[start:i] == setting {
				return true
			}
			start = i + 1
		}
	}
	return false
}

// Int63 is Rand.Int63 with the default source.
func Int63() int64 { return global.Int63() }

// Uint32 is Rand.Uint32 with the default source.
func Uint32() uint32 { return global.Uint32() }

// Uint64 is Rand.Uint64 with the default source.
func Uint64() uint64 { return global.Uint64() }

// Int31 is Rand.Int31 with the default source.
func Int31() int32 { return global.Int31() }

// Int is Rand.Int with the default source.
func Int() int { return global.Int() }

// Int63n is Rand.Int63n with the default source.
func Int63n(n int64) int64 { return global.Int63n(n) }

// Int31n is Rand.Int31n with the default source.
func Int31n(n int32) int32 { return global.Int31n(n) }

// Intn is Rand.Intn with the default source.
func Intn(n int) int { return global.Intn(n) }

// Float64 is Rand.Float64 with the default source.
func Float64() float64 { return global.Float64() }

// Float32 is Rand.Float32 with the default source.
func Float32() float32 { return global.Float32() }

// Perm is Rand.Perm with the default source.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle is Rand.Shuffle with the default source.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// Read is Rand.Read with the default source.
//
// Deprecated: crypto/rand.Read is the better choice nearly always.
func Read(p []byte) (n int, err error) {
	r := global
	return r.Read(p)
}

// NormFloat64 is Rand.NormFloat64 with the default source.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 is Rand.ExpFloat64 with the default source.
func ExpFloat64() float64 { return global.ExpFloat64() }

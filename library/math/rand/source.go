// Package rand generates pseudo-random numbers for simulations and the like,
// but not for anything that has to be secret.
//
// A Source brings random bits, a Rand makes numbers of various distributions
// from them. Neither may be used by several goroutines at once; the functions
// of the package, which use a source of the runtime, may.
//
// This file holds the sources.
package rand

// A Source brings random integers in [0, 1<<63), uniformly distributed. It is
// for one goroutine at a time.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 is a Source that brings integers in [0, 1<<64), too.
type Source64 interface {
	Source
	Uint64() uint64
}

// The generator adds numbers of its own past: the one of longLag calls before
// and the one of shortLag calls before.
const (
	longLag  = 607
	shortLag = 273
)

// lagged is an additive lagged Fibonacci generator by D. P. Mitchell and J. A.
// Reeds. It goes through past from the end to the start.
type lagged struct {
	past [longLag]uint64
	far  int // the place of the number longLag calls ago, after the next call
	near int // the place of the number shortLag calls ago
}

// NewSource returns a Source that starts from seed. It is a Source64.
func NewSource(seed int64) Source {
	g := new(lagged)
	g.Seed(seed)
	return g
}

// lehmer is the generator of S. Park and K. Miller that spreads seeds: the
// multiplier is 48271, the modulus a prime.
type lehmer uint64

const lehmerModulus = 1<<31 - 1

func (x *lehmer) next() uint64 {
	*x = *x * 48271 % lehmerModulus
	return uint64(*x)
}

// Seed starts the generator anew. Seeds that are equal modulo 1<<31 - 1 lead to
// the same numbers.
func (g *lagged) Seed(seed int64) {
	g.near, g.far = 0, longLag-shortLag
	if seed %= lehmerModulus; seed < 0 {
		seed += lehmerModulus
	}
	if seed == 0 {
		seed = 89482311 // the generator would get stuck at 0
	}
	x := lehmer(seed)
	for range 20 {
		x.next()
	}
	for i, mask := range unseeded {
		high, middle, low := x.next(), x.next(), x.next()
		g.past[i] = mask ^ high<<40 ^ middle<<20 ^ low
	}
}

// Int63 implements Source.
func (g *lagged) Int63() int64 { return int64(g.Uint64() &^ (1 << 63)) }

// Uint64 implements Source64.
func (g *lagged) Uint64() uint64 {
	g.near = before(g.near)
	g.far = before(g.far)
	sum := g.past[g.far] + g.past[g.near]
	g.past[g.far] = sum
	return sum
}

// before returns the place before i in the circle.
func before(i int) int {
	if i == 0 {
		i = longLag
	}
	return i - 1
}

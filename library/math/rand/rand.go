// This file holds Rand and the uniform distributions.

package rand

import "math/bits"

// A Rand makes random numbers from a Source.
type Rand struct {
	src  Source
	wide Source64 // src, if it is one

	spare      uint64 // bytes that Read has left
	spareBytes int
}

// New returns a Rand that uses src.
func New(src Source) *Rand {
	wide, _ := src.(Source64)
	return &Rand{src: src, wide: wide}
}

// Seed starts the source anew, and forgets what Read has left.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.spareBytes = 0
}

// Int63 returns an integer in [0, 1<<63).
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint64 returns any 64-bit integer.
func (r *Rand) Uint64() uint64 {
	if r.wide != nil {
		return r.wide.Uint64()
	}
	low := uint64(r.src.Int63()) >> 31
	return low | uint64(r.src.Int63())<<32
}

// Uint32 returns any 32-bit integer.
func (r *Rand) Uint32() uint32 { return uint32(r.src.Int63() >> 31) }

// Int returns an int that is not negative.
func (r *Rand) Int() int { return int(r.src.Int63() & int64(^uint(0)>>1)) }

// Int31 returns an integer in [0, 1<<31).
func (r *Rand) Int31() int32 { return int32(r.src.Int63() >> 32) }

// Int31n returns an integer in [0, n). It panics if n <= 0.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if bits.OnesCount32(uint32(n)) == 1 {
		return r.Int31() % n
	}
	excess := (1 << 31) % uint32(n)
	for {
		if v := r.Int31(); uint32(v) < 1<<31-excess {
			return v % n
		}
	}
}

// quick31n returns an integer in [0, n), by D. Lemire's method: the upper half
// of a product, with rejection. Its numbers are others than those of Int31n.
func (r *Rand) quick31n(n uint32) uint32 {
	hi, lo := bits.Mul32(r.Uint32(), n)
	if lo < n {
		for excess := -n % n; lo < excess; {
			hi, lo = bits.Mul32(r.Uint32(), n)
		}
	}
	return hi
}

// Int63n returns an integer in [0, n). It panics if n <= 0.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if bits.OnesCount64(uint64(n)) == 1 {
		return r.Int63() % n
	}
	// Reject what is beyond the last multiple of n.
	excess := (1 << 63) % uint64(n)
	for {
		if v := r.Int63(); uint64(v) < 1<<63-excess {
			return v % n
		}
	}
}

// Intn returns an integer in [0, n). It panics if n <= 0.
func (r *Rand) Intn(n int) int {
	if n < 1 {
		panic("invalid argument to Intn")
	}
	if n > 1<<31-1 {
		return int(r.Int63n(int64(n)))
	}
	return int(r.Int31n(int32(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		// Rounding may lead to 1.
		if f := float64(r.Int63()) / (1 << 63); f < 1 {
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		// Rounding may lead to 1.
		if f := float32(r.Float64()); f < 1 {
			return f
		}
	}
}

// Perm returns the integers in [0, n) in random order.
func (r *Rand) Perm(n int) []int {
	order := make([]int, n)
	for i := range order {
		// Put i at a random place, and what was there at the end.
		j := r.Intn(i + 1)
		order[i] = order[j]
		order[j] = i
	}
	return order
}

// Shuffle puts n elements, which swap exchanges, in random order. It panics if
// n is negative.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for left := n; left > 1; left-- {
		var j int
		if left < 1<<31 {
			j = int(r.quick31n(uint32(left)))
		} else {
			j = int(r.Int63n(int64(left)))
		}
		swap(left-1, j)
	}
}

// Read fills p with random bytes. The error is always nil.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.spareBytes == 0 {
			// Of 63 bits, seven bytes.
			r.spare, r.spareBytes = uint64(r.src.Int63()), 7
		}
		p[i] = byte(r.spare)
		r.spare >>= 8
		r.spareBytes--
	}
	return len(p), nil
}

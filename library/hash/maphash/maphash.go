// Package maphash hashes bytes, strings and comparable values for hash tables.
// The functions are different in every process and not cryptographic.
//
// This file holds the hashing of bytes. Blocks of blockSize bytes are mixed into
// the state one after the other, so that how the bytes arrive does not matter.
package maphash

import (
	"hash"
	"math/bits"
	"unsafe"
)

// A Seed chooses one of many hash functions. MakeSeed makes it.
type Seed struct {
	s uint64 // not 0 if valid
}

//go:linkname runtimeRand runtime.rand
func runtimeRand() uint64

// MakeSeed returns a random seed.
func MakeSeed() Seed {
	for {
		if s := runtimeRand(); s != 0 {
			return Seed{s}
		}
	}
}

const blockSize = 128

// A Hash computes the hash of the bytes given to it. The zero Hash is ready; it
// chooses its seed when it is first needed. It is for one goroutine at a time.
type Hash struct {
	_         [0]func() // not comparable
	seed      Seed
	state     uint64 // of the full blocks
	length    uint64 // of the full blocks, in bytes
	buffer    [blockSize]byte
	bufferLen int
}

// Bytes returns what a Hash with the seed returns for b.
func Bytes(seed Seed, b []byte) uint64 {
	mustBeValid(seed)
	state, length := seed.s, uint64(len(b))
	for len(b) > blockSize {
		state = mixBlock(state, (*[blockSize]byte)(b))
		b = b[blockSize:]
	}
	return finish(state, b, length)
}

// String returns what a Hash with the seed returns for s.
func String(seed Seed, s string) uint64 {
	return Bytes(seed, unsafe.Slice(unsafe.StringData(s), len(s)))
}

func mustBeValid(seed Seed) {
	if seed.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
}

// Large odd numbers without structure: digits of the fractional part of the
// square roots of 2, 3, 5 and 7.
const (
	key0 = 0x6a09e667f3bcc909
	key1 = 0xbb67ae8584caa73b
	key2 = 0x3c6ef372fe94f82b
	key3 = 0xa54ff53a5f1d36f1
)

// fold multiplies and adds the halves of the product up, so that every bit of
// the factors influences every bit of the result.
func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// mixBlock returns the state after a block.
func mixBlock(state uint64, block *[blockSize]byte) uint64 {
	other := state
	for i := 0; i < blockSize; i += 32 {
		state = fold(word(block[i:])^key0^state, word(block[i+8:])^key1)
		other = fold(word(block[i+16:])^key2^other, word(block[i+24:])^key3)
	}
	return fold(state^key1, bits.RotateLeft64(other, 23)^key2)
}

// word reads eight bytes.
func word(b []byte) uint64 {
	return *(*uint64)(unsafe.Pointer((*[8]byte)(b)))
}

// finish returns the hash of the blocks before and of at most a block more.
func finish(state uint64, b []byte, length uint64) uint64 {
	for len(b) > 16 {
		state = fold(word(b)^key0^state, word(b[8:])^key1)
		b = b[16:]
	}
	low, high := uint64(0), uint64(0)
	for i, c := range b {
		if i < 8 {
			low |= uint64(c) << (8 * i)
		} else {
			high |= uint64(c) << (8 * (i - 8))
		}
	}
	state = fold(low^key2^state, high^key3^length)
	return fold(state^key0, length^key3)
}

// start sees to it that there is a seed.
func (h *Hash) start() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.start()
	return h.seed
}

// SetSeed changes the seed, which comes from MakeSeed or another Hash, and
// forgets what has been written.
func (h *Hash) SetSeed(seed Seed) {
	mustBeValid(seed)
	h.seed = seed
	h.Reset()
}

// Reset forgets what has been written. The seed stays.
func (h *Hash) Reset() {
	h.start()
	h.state, h.length, h.bufferLen = h.seed.s, 0, 0
}

// Write adds b. It never fails.
func (h *Hash) Write(b []byte) (int, error) {
	h.start()
	for rest := b; len(rest) > 0; {
		// A full block waits in the buffer until more comes, as the last bytes are
		// finish's.
		if h.bufferLen == blockSize {
			h.state = mixBlock(h.state, &h.buffer)
			h.length += blockSize
			h.bufferLen = 0
		}
		n := copy(h.buffer[h.bufferLen:], rest)
		h.bufferLen += n
		rest = rest[n:]
	}
	return len(b), nil
}

// WriteString adds the bytes of s. It never fails.
func (h *Hash) WriteString(s string) (int, error) {
	return h.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// WriteByte adds a byte. It never fails.
func (h *Hash) WriteByte(b byte) error {
	_, err := h.Write([]byte{b})
	return err
}

// Sum64 returns the hash of what has been written so far.
func (h *Hash) Sum64() uint64 {
	h.start()
	return finish(h.state, h.buffer[:h.bufferLen], h.length+uint64(h.bufferLen))
}

// Sum appends the bytes of Sum64 to b.
func (h *Hash) Sum(b []byte) []byte {
	sum := h.Sum64()
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(sum>>shift))
	}
	return b
}

// Size is 8: a hash has so many bytes.
func (h *Hash) Size() int { return 8 }

// BlockSize returns the number of bytes that are hashed together.
func (h *Hash) BlockSize() int { return blockSize }

// Clone returns an independent copy.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.start()
	copied := *h
	return &copied, nil
}

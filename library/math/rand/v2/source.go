// Package rand generates pseudo-random numbers for simulations and the like,
// but not for anything that has to be secret.
//
// A Source brings random bits, a Rand makes numbers of various distributions
// from them. Neither may be used by several goroutines at once; the functions
// of the package, which use a source of the runtime, may.
//
// This file holds Source and PCG.
package rand

import (
	"errors"
	"math/bits"
)

// A Source brings random integers in [0, 1<<64), uniformly distributed. It is
// for one goroutine at a time.
type Source interface {
	Uint64() uint64
}

// A PCG is M. O'Neill's generator PCG-DXSM: a linear congruential generator of
// 128 bits, of which a mix is returned. The zero PCG is NewPCG(0, 0).
type PCG struct {
	high, low uint64
}

// NewPCG returns a PCG that starts from the seeds.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed starts the generator anew.
func (p *PCG) Seed(seed1, seed2 uint64) { p.high, p.low = seed1, seed2 }

// The congruential generator multiplies by a factor of 128 bits and adds a
// constant of 128 bits; the mix multiplies by a cheaper factor.
const (
	factorHigh, factorLow     = 0x2360ed051fc65da4, 0x4385df649fccf645
	constantHigh, constantLow = 0x5851f42d4c957f2d, 0x14057b7ef767814f
	cheapFactor               = 0xda942042e4dd58b5
)

// Uint64 returns the next number.
func (p *PCG) Uint64() uint64 {
	high, low := bits.Mul64(p.low, factorLow)
	high += p.high*factorLow + p.low*factorHigh
	low, carry := bits.Add64(low, constantLow, 0)
	high += constantHigh + carry
	p.high, p.low = high, low

	mixed := (high ^ high>>32) * cheapFactor
	return (mixed ^ mixed>>48) * (low | 1)
}

// pcgMark begins the binary form of a PCG.
const pcgMark = "pcg:"

// AppendBinary implements encoding.BinaryAppender.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, pcgMark...)
	return appendWord(appendWord(b, p.high), p.low), nil
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != len(pcgMark)+16 || string(data[:len(pcgMark)]) != pcgMark {
		return errors.New("invalid PCG encoding")
	}
	data = data[len(pcgMark):]
	p.high, p.low = readWord(data), readWord(data[8:])
	return nil
}

// appendWord appends x, the most significant byte first.
func appendWord(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

// readWord is the inverse of appendWord.
func readWord(b []byte) uint64 {
	x := uint64(0)
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

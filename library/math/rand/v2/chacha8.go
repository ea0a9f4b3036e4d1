// This file holds ChaCha8, the generator specified in c2sp.org/chacha8rand.

package rand

import (
	"errors"
	"math/bits"
)

const (
	batchWords   = 32 // a batch is four blocks of ChaCha8
	batchBlocks  = 4
	seedBlocks   = 16 // a seed is good for so many blocks
	reservedTail = 4  // words at their end that are the next seed
)

// A ChaCha8 is a generator whose numbers cannot be predicted from earlier ones.
type ChaCha8 struct {
	seed    [4]uint64
	batch   [batchWords]uint64
	next    int    // the first number of the batch that was not returned
	end     int    // of the batch's numbers
	counter uint32 // of the batch's first block

	spare    [8]byte // of a number that Read has begun,
	spareLen int     // the last so many bytes
}

// NewChaCha8 returns a ChaCha8 that starts from seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed starts the generator anew.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(readWord(seed[8*i:]))
	}
	c.counter, c.spareLen = 0, 0
	c.generate()
}

// Uint64 returns the next number.
func (c *ChaCha8) Uint64() uint64 {
	if c.next == c.end {
		c.refill()
	}
	x := c.batch[c.next]
	c.next++
	return x
}

// refill generates the next batch, of a new seed if the old one is used up.
func (c *ChaCha8) refill() {
	c.counter += batchBlocks
	if c.counter == seedBlocks {
		copy(c.seed[:], c.batch[batchWords-reservedTail:])
		c.counter = 0
	}
	c.generate()
}

// generate makes the batch of seed and counter. The words of its four blocks are
// interleaved, and only the words of the key are added to the result in the end.
func (c *ChaCha8) generate() {
	var words [16][batchBlocks]uint32
	for block := range batchBlocks {
		state := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
		for i, s := range c.seed {
			state[4+2*i], state[5+2*i] = uint32(s), uint32(s>>32)
		}
		key := state
		state[12] = c.counter + uint32(block)
		for range 4 { // of two rounds
			for i := range 4 {
				quarterRound(&state, i, 4+i, 8+i, 12+i)
			}
			for i := range 4 {
				quarterRound(&state, i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4)
			}
		}
		for i := range state {
			if 4 <= i && i < 12 {
				state[i] += key[i]
			}
			words[i][block] = state[i]
		}
	}
	for i, w := range words {
		c.batch[2*i] = uint64(w[0]) | uint64(w[1])<<32
		c.batch[2*i+1] = uint64(w[2]) | uint64(w[3])<<32
	}
	c.next, c.end = 0, batchWords
	if c.counter+batchBlocks == seedBlocks {
		c.end -= reservedTail
	}
}

// quarterRound is the operation of ChaCha on the four words of given places.
func quarterRound(s *[16]uint32, a, b, c, d int) {
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 16)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 12)
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 8)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 7)
}

// Read fills p with random bytes. The error is always nil. Bytes that a Read
// leaves of a number are the first of the next Read.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if c.spareLen == 0 {
			x := c.Uint64()
			for i := range c.spare {
				c.spare[i] = byte(x >> (8 * i))
			}
			c.spareLen = len(c.spare)
		}
		copied := copy(p[n:], c.spare[len(c.spare)-c.spareLen:])
		c.spareLen -= copied
		n += copied
	}
	return n, nil
}

// The binary form is, if there are any, the bytes Read has left with their mark
// and number, then a mark, how many numbers of the seed were returned, and the
// seed.
const (
	chachaMark = "chacha8:"
	spareMark  = "readbuf:"
	seedWords  = batchWords * seedBlocks / batchBlocks
)

// AppendBinary implements encoding.BinaryAppender.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.spareLen > 0 {
		b = append(b, spareMark...)
		b = append(b, byte(c.spareLen))
		b = append(b, c.spare[len(c.spare)-c.spareLen:]...)
	}
	b = append(b, chachaMark...)
	b = appendWord(b, uint64(int(c.counter)/batchBlocks*batchWords+c.next))
	for _, s := range c.seed {
		b = appendWord(b, bits.ReverseBytes64(s))
	}
	return b, nil
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if rest, ok := afterMark(data, spareMark); ok {
		if len(rest) == 0 || int(rest[0]) >= len(c.spare) || len(rest) < 1+int(rest[0]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		c.spareLen = int(rest[0])
		copy(c.spare[len(c.spare)-c.spareLen:], rest[1:])
		data = rest[1+c.spareLen:]
	}
	rest, ok := afterMark(data, chachaMark)
	if !ok || len(rest) != 40 {
		return errBadChaCha8
	}
	used := readWord(rest)
	if used > seedWords-reservedTail {
		return errBadChaCha8
	}
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(readWord(rest[8+8*i:]))
	}
	c.counter = uint32(used) / batchWords * batchBlocks
	c.generate()
	c.next = int(used) % batchWords
	return nil
}

var errBadChaCha8 = errors.New("invalid ChaCha8 encoding")

// afterMark returns what is behind the mark that data begins with.
func afterMark(data []byte, mark string) (rest []byte, ok bool) {
	if len(data) < len(mark) || string(data[:len(mark)]) != mark {
		return nil, false
	}
	return data[len(mark):], true
}

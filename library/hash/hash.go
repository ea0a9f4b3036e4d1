// Package hash defines the interfaces of hash functions.
package hash

import "io"

// A Hash computes a hash of all that is written to it.
type Hash interface {
	// Write adds data. It never fails.
	io.Writer

	// Sum appends the hash of what has been written so far to b.
	Sum(b []byte) []byte

	// Reset forgets what has been written.
	Reset()

	// Size is how many bytes Sum appends.
	Size() int

	// BlockSize tells writes of which size are best: its multiples.
	BlockSize() int
}

// A Hash32 has a hash of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 has a hash of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can be copied. Only one that depends on another's ability to be
// copied may fail, with an error that wraps errors.ErrUnsupported.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF is a hash of any length: first all data is written, then the hash is
// read.
type XOF interface {
	// Write adds data. It panics after Read.
	io.Writer

	// Read reads more of the hash; io.EOF marks the end if there is one.
	io.Reader

	// Reset starts anew.
	Reset()

	// BlockSize tells writes of which size are best: its multiples.
	BlockSize() int
}

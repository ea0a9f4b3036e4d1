// Operations on two parts of an object are told of as assignments of one to the other are, conversions
// to interfaces are not.
package main

import (
	"bufio"
	"io"
)

type state struct {
	bits, width int
	name, more  string
	scale, by   float64
	list        [4]int
	input       io.Reader
	buffered    *bufio.Reader
}

func (s *state) change(other *state) {
	s.bits += s.width
	s.name += s.more
	s.scale *= s.by
	s.bits <<= s.width
	s.list[1] -= s.list[2]
	s.bits++
	s.bits += 2 * s.width
	s.list[0] += s.bits
	s.bits += other.width
	(*s).bits |= (*s).width
	s.input = s.buffered
}

func main() {
	new(state).change(new(state))
}

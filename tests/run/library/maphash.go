// Hashes do not depend on how bytes arrive, and equal values have equal ones.
package main

import (
	"fmt"
	"hash"
	"hash/maphash"
	"strings"
)

type point struct {
	x, y  float64
	name  string
	extra any
	to    *int
	pair  [2]int8
}

func main() {
	var h maphash.Hash
	var _ hash.Cloner = &h
	text := strings.Repeat("some bytes", 50)
	for n := range len(text) {
		h.Reset()
		for i := 0; i < n; i += 7 {
			h.WriteString(text[i:min(n, i+7)])
		}
		if h.Sum64() != maphash.String(h.Seed(), text[:n]) {
			fmt.Println("different:", n)
		}
	}
	copied, _ := h.Clone()
	copied.Write([]byte{1})
	h.WriteByte(1)
	fmt.Println(h.Sum64() == copied.(*maphash.Hash).Sum64(), h.Size(), len(h.Sum(nil)))
	seed := maphash.MakeSeed()
	n := 0
	p := point{0, 1, "p", point{x: 2}, &n, [2]int8{1, 2}}
	q := p
	q.x, q.name = -q.x, string([]byte("p"))
	fmt.Println(maphash.Comparable(seed, p) == maphash.Comparable(seed, q))
	q.extra = point{x: 3}
	fmt.Println(maphash.Comparable(seed, p) == maphash.Comparable(seed, q))
	var same maphash.Hasher[string] = maphash.ComparableHasher[string]{}
	fmt.Println(same.Equal("a", "a"), same.Equal("a", "b"))
	for _, f := range []func(){
		func() { maphash.Comparable(seed, any([]byte{})) },
		func() { maphash.Bytes(maphash.Seed{}, nil) },
		func() { h.SetSeed(maphash.Seed{}) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

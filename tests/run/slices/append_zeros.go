// append(s, make([]T, n)...) adds zeros without making a slice of them, in place where the capacity lasts;
// a negative n fails as in make.
package main

import (
	"fmt"
	"slices"
	"testing"
)

type pair struct {
	text string
	next *pair
}

func extend[S ~[]E, E any](s S, n int) S { return append(s, make(S, n)...) }

func main() {
	bytes := []byte("abcdef")[:2]
	fmt.Println(append(bytes, make([]byte, 3)...), string(bytes[5:6]))
	pairs := append([]pair{{text: "first"}, {text: "second"}}[:1], make([]pair, 1)...)
	fmt.Println(len(pairs), pairs[0].text, pairs[1].text == "")
	fmt.Println(len(extend([]string(nil), 5)), extend([]int{1}, 0), len(append(bytes, make([]byte, uint8(200))...)))
	s := make([]int, 0, 4)
	n := 100
	fmt.Println(testing.AllocsPerRun(100, func() { _ = slices.Grow(s, n) }))
	n = 3
	fmt.Println(testing.AllocsPerRun(100, func() { s = append(s[:0], make([]int, n)...) }))
	defer func() { fmt.Println(recover()) }()
	n = -1
	s = append(s, make([]int, n)...)
}

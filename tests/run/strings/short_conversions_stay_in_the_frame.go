// Strings and bytes that are converted only to be looked at are not allocated, if they are short, and
// each conversion has memory of its own.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func sum(s string) (n int) {
	for i := range len(s) {
		n += int(s[i])
	}
	return n
}

//go:noinline
func same(a, b []byte) bool { return string(a) == string(b) }

//go:noinline
func first(s string) byte {
	b := []byte(s)
	b[0]++
	return b[0]
}

//go:noinline
func add(to *string, b []byte) { *to += string(b) }

//go:noinline
func overwrite(n int) (sum int) {
	var junk [64]int
	for i := range junk {
		junk[i] = n + i
	}
	if n > 0 {
		sum = overwrite(n - 1)
	}
	return sum + junk[n]
}

var kept []string

func main() {
	short, long := []byte("short"), []byte("longer than what has room in the frame of a function")
	n := 0
	allocations := func(f func()) int { return int(testing.AllocsPerRun(10, f)) }
	fmt.Println(allocations(func() { n += sum(string(short)) }), allocations(func() { n += sum(string(long)) }))
	fmt.Println(same(short, []byte("short")), same(short, long), allocations(func() { same(short, short) }))
	fmt.Println(allocations(func() { n += int(first("x")) }), string(first("abc")))
	for _, word := range []string{"one", "two", "three"} {
		b := []byte(word)
		kept = append(kept, string(b))
		a, c := string(b[:1]), string(b[1:])
		fmt.Println(a, c, len(b), a < c)
	}
	fmt.Println(kept)
	var written string
	add(&written, []byte("12345678"))
	add(&written, nil)
	overwrite(4)
	fmt.Println(written)
}

// How many allocations small functions make, on average over a hundred runs: one line each.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"testing"
)

type pair struct{ a, b int }
type shape interface{ area() int }
type square struct{ side int }
type counter struct{ n int }

func (s square) area() int   { return s.side * s.side }
func (c *counter) add(n int) { c.n += n }
func (c counter) get() int   { return c.n }

var (
	sink    any
	sinkF   func() int
	sinkI   int
	sinkS   string
	sinkB   []byte
	sinkErr error
	text    = "some text that is longer than thirty-two bytes, so it needs memory"
	short   = "short"
	bytes   = []byte("bytes that are there already")
	numbers = []int{5, 3, 9, 1}
	words   = map[string]int{"short": 1}
	n       = 7
	big     = 1000
)

func adder(x int) func(int) int { return func(y int) int { return x + y } }

func makeCounter() func() int {
	c := 0
	return func() int { c++; return c }
}

func apply(f func(int) int, x int) int { return f(x) }

//go:noinline
func applyFar(f func(int) int, x int) int { return f(x) }

//go:noinline
func takeAny(x any) bool { return x != nil }

//go:noinline
func total(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}

//go:noinline
func areaOf(s shape) int { return s.area() }

func newPair(a, b int) *pair { return &pair{a, b} }

func each(yield func(int) bool) {
	for i := 0; i < 3; i++ {
		if !yield(i) {
			return
		}
	}
}

func main() {
	c := &counter{}
	tests := []struct {
		name string
		run  func()
	}{
		{"adder called at once", func() { sinkI = adder(n)(3) }},
		{"adder kept", func() { f := adder(n); sinkI = f(1) + f(2) }},
		{"adder escapes", func() { g := adder(n); sink = g }},
		{"counter local", func() { f := makeCounter(); f(); sinkI = f() }},
		{"counter escapes", func() { sinkF = makeCounter() }},
		{"literal passed, inlined", func() { sinkI = apply(func(x int) int { return x + n }, 1) }},
		{"literal passed, not inlined", func() { m := n; sinkI = applyFar(func(x int) int { return x + m }, 1) }},
		{"literal without captures", func() { sinkI = applyFar(func(x int) int { return x }, 1) }},
		{"method value called", func() { f := c.add; f(1) }},
		{"method value passed", func() { sinkI = applyFar(pair{1, 2}.plus, 3) }},
		{"method value escapes", func() { sinkF = c.get }},
		{"method expression", func() { f := (*counter).add; f(c, 1) }},
		{"deferred literal", func() { defer func() { sinkI++ }() }},
		{"deferred method", func() { defer c.add(1) }},
		{"interface of small integer", func() { sink = n }},
		{"interface of large integer", func() { sink = big }},
		{"interface of constant", func() { sink = 12345 }},
		{"interface of string constant", func() { sink = "constant" }},
		{"interface of zero", func() { var z int; sink = z }},
		{"interface of zero struct", func() { sink = struct{}{} }},
		{"interface of pointer", func() { sink = c }},
		{"interface of struct", func() { sink = pair{n, 2} }},
		{"interface argument", func() { takeAny(big) }},
		{"interface call", func() { sinkI = areaOf(square{n}) }},
		{"devirtualised call", func() { var s shape = square{n}; sinkI = s.area() }},
		{"bool in interface", func() { sink = n > 3 }},
		{"byte in interface", func() { sink = byte(n) }},
		{"new that stays", func() { p := newPair(n, 2); sinkI = p.a }},
		{"new that escapes", func() { sink = newPair(n, 2) }},
		{"variadic", func() { sinkI = total(1, 2, n) }},
		{"concat short", func() { s := short + "x"; sinkI = len(s) }},
		{"concat long", func() { s := text + short; sinkI = len(s) }},
		{"concat escapes", func() { sinkS = short + "y" }},
		{"string of byte", func() { sinkS = string(bytes[0:1]) }},
		{"string of rune", func() { sinkS = string(rune(n + 60)) }},
		{"string of bytes compared", func() { sinkI += bool2int(string(bytes) == text) }},
		{"string of bytes as key", func() { sinkI = words[string(bytes)] }},
		{"bytes of string read", func() { sinkI = sumBytes([]byte(text)) }},
		{"bytes of string ranged", func() {
			for _, b := range []byte(text) {
				sinkI += int(b)
			}
		}},
		{"append to nil, stays", func() { var s []int; s = append(s, n); sinkI = s[0] }},
		{"append grows, stays", func() {
			var s []int
			for i := 0; i < 3; i++ {
				s = append(s, i)
			}
			sinkI = len(s)
		}},
		{"make constant", func() { s := make([]int, 10); sinkI = len(s) }},
		{"make variable, small", func() { s := make([]byte, n); sinkI = len(s) }},
		{"slice literal", func() { s := []int{1, 2, n}; sinkI = s[2] }},
		{"small map, stays", func() { m := map[int]int{}; m[1] = n; sinkI = m[1] }},
		{"map update", func() { words["short"]++ }},
		{"channel", func() { ch := make(chan int, 1); ch <- n; sinkI = <-ch }},
		{"range over func", func() {
			for x := range each {
				sinkI += x
			}
		}},
		{"itoa small", func() { sinkS = strconv.Itoa(n) }},
		{"builder", func() {
			var b strings.Builder
			b.Grow(10)
			b.WriteString(short)
			sinkI = b.Len()
		}},
		{"errors.New", func() { sinkErr = errors.New("e") }},
		{"errors.Is", func() { sinkI += bool2int(errors.Is(sinkErr, sinkErr)) }},
		{"sort.Ints", func() { sort.Ints(numbers) }},
		{"Sprint of nothing", func() { sinkS = fmt.Sprint() }},
		{"append in place", func() { sinkB = append(bytes[:0], bytes...) }},
	}
	for _, test := range tests {
		fmt.Printf("%s\t%v\n", test.name, testing.AllocsPerRun(100, test.run))
	}
}

func (p pair) plus(x int) int { return p.a + x }

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

func sumBytes(b []byte) (sum int) {
	for _, x := range b {
		sum += int(x)
	}
	return
}

// string(b) and []byte(s) are not copied where they are only compared, looked up, ranged over or
// joined; where the bytes change before the string is used, it has those of the conversion.
package main

import (
	"fmt"
	"testing"
)

type key struct{ a, b string }

var (
	counts = map[string]int{"a long key, longer than any buffer on the stack": 1}
	pairs  = map[key]int{{"a long key, longer than any buffer on the stack", "x"}: 2}
	sum    int
)

//go:noinline
func scribble(b []byte) string {
	for i := range b {
		b[i] = '#'
	}
	return "####"
}

func kind(b []byte) int {
	switch string(b) {
	case "a", "b":
		return 1
	case "a long key, longer than any buffer on the stack":
		return 2
	}
	return 3
}

func changes(b []byte) {
	fmt.Println(string(b) == scribble(b), string(b))
	copy(b, "abcd")
	t := string(b)
	b[0] = 'z'
	fmt.Println(t == "abcd", t < string(b), counts[t])
	for i, r := range string(b) {
		b[len(b)-1-i] = '-'
		fmt.Print(string(r))
	}
	counts[string(b)]++
	b[0] = '+'
	fmt.Println(counts["----"], counts[string(b)], "<"+string(b), string(append(b[:1], string(b)...)))
}

func main() {
	b := []byte("a long key, longer than any buffer on the stack")
	s := string(b)
	try := func(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(100, f)) }
	try("compare", func() { sum += len(s); _ = s == string(b) && string(b) < s && string(b) != string(b) })
	try("map", func() { sum += counts[string(b)] + pairs[key{string(b), "x"}] })
	try("delete", func() { delete(counts, string(b[1:])) })
	try("switch", func() { sum += kind(b) })
	try("range", func() {
		for i, c := range []byte(s) {
			sum += i * int(c)
		}
	})
	try("join", func() { sum += len("x" + string(b)) })
	try("copy", func() { sum += copy(b, []byte(s)) + len(string(b)) })
	fmt.Println(sum)
	changes([]byte("abcd"))
}

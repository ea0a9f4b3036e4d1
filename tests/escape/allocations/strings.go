// Concatenations and conversions of strings.
package main

var sink string
var sinkB []byte

func local(a, b string) int {
	s := a + b
	t := []byte(a)
	u := string(t)
	r := []rune(b)
	return len(s) + len(u) + len(r)
}

func escaping(a string, b []byte, r rune) {
	sink = a + "x"
	sink = string(b)
	sinkB = []byte(a)
	sink = string(r)
}

func lookups(m map[string]int, b []byte) int {
	if string(b) == "key" {
		return m[string(b)]
	}
	n := 0
	for range []byte(string(b)) {
		n++
	}
	return n
}

func readOnly(s string) (sum int) {
	b := []byte(s)
	for _, c := range b {
		sum += int(c)
	}
	return sum
}

func main() {}

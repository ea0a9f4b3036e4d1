// Shifts, comparisons, indirections and increments of the wrong kind.
package main

func main() {
	f, p, m := 1.5, new(int), map[string]int{}
	_ = 1 << f
	_ = func() {} == nil && m == m
	_ = *f
	_ = &1
	b := "s"
	b++
	b[0] = 'x'
	_ = p + 1
	_ = 1 < "a"
	_ = nil == nil
}

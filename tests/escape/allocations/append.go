// What append says, for slices that stay and slices that leave.
package main

var sink []int

func local(n int) int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return len(s)
}

func returned(n int) []int {
	var s []int
	s = append(s, n)
	return append(s, 1, 2)
}

func parameter(s []int) []int { return append(s, 1) }

func global() { sink = append(sink, 1) }

func pointers(p *int) []*int { return append([]*int(nil), p) }

func bytes(s string) []byte { return append([]byte(nil), s...) }

func main() {}

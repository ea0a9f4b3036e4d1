// Types that refer to themselves through pointers, slices, maps, funcs and channels.
package main

import "fmt"

type list struct {
	value int
	next  *list
}
type tree struct {
	name     string
	children []tree
}
type graph map[string]graph
type visitor func(int) visitor
type slice []slice
type relay chan relay

func (t tree) count() int {
	n := 1
	for _, c := range t.children {
		n += c.count()
	}
	return n
}

func main() {
	var l *list
	for i := range 4 {
		l = &list{i, l}
	}
	for p := l; p != nil; p = p.next {
		fmt.Print(p.value, " ")
	}
	fmt.Println(tree{"r", []tree{{"a", nil}, {"b", []tree{{"c", nil}}}}}.count())
	g := graph{"a": {"b": {}, "c": nil}}
	sum := 0
	var v visitor
	v = func(n int) visitor { sum += n; return v }
	v(1)(2)(3)
	r := make(relay, 1)
	r <- r
	fmt.Println(g, sum, slice{{}, {{}}}, <-r == r)
}

// Assigning, passing, returning and ranging copy structs and arrays.
package main

import "fmt"

type inner struct{ a [2]int }
type outer struct {
	in   inner
	list []int
	p    *int
}

func change(o outer) outer { o.in.a[0], o.list[0], *o.p = 100, 100, 100; return o }

func main() {
	n := 1
	o := outer{inner{[2]int{1, 2}}, []int{1}, &n}
	c := change(o)
	fmt.Println(o.in, o.list, *o.p, c.in)
	arr := [2]outer{o, c}
	copied := arr
	copied[0].in.a[1] = 55
	fmt.Println(arr[0].in, copied[0].in)
	for _, v := range arr {
		v.in.a[0] = -1
	}
	for i := range arr {
		arr[i].in.a[1] = -2
	}
	fmt.Println(arr[0].in, arr[1].in)
	p := &arr[0]
	q := *p
	p.in.a[0] = 7
	fmt.Println(q.in, p.in, func() inner { return p.in }().a[0])
}

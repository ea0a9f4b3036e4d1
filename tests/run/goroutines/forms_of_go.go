// go with methods, interface methods, method expressions, literals and builtins.
package main

import (
	"fmt"
	"sort"
)

type t struct{ ch chan string }

func (v t) value(s string)    { v.ch <- "value " + s }
func (p *t) pointer(s string) { p.ch <- "pointer " + s }

type speaker interface{ value(string) }

func main() {
	v := t{make(chan string)}
	var s speaker = v
	go v.value("a")
	go v.pointer("b")
	go s.value("c")
	go (*t).pointer(&v, "d")
	go t.value(v, "e")
	go func(s ...string) { v.ch <- fmt.Sprint(s) }("f", "g")
	var got []string
	for i := 0; i < 6; i++ {
		got = append(got, <-v.ch)
	}
	sort.Strings(got)
	fmt.Println(got)
}

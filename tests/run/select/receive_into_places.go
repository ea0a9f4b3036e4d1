// A case may receive into a map element, a field, a dereference and blank.
package main

import "fmt"

func main() {
	ch := make(chan int, 5)
	for i := 1; i <= 5; i++ {
		ch <- i
	}
	m := map[string]int{}
	var s struct {
		n  int
		ok bool
	}
	p := new(int)
	select {
	case m["a"] = <-ch:
	}
	select {
	case s.n, s.ok = <-ch:
	}
	select {
	case *p = <-ch:
	}
	select {
	case _, ok := <-ch:
		fmt.Println(ok)
	}
	select {
	case v := <-ch:
		fmt.Println(v, m, s, *p)
	}
}

// Deferred builtins, method values, interface methods and conversions of calls.
package main

import "fmt"

type closer interface{ Close() }
type file string

func (f file) Close() { fmt.Println("close", string(f)) }

func fill(m map[string]int, ch chan int) {
	defer close(ch)
	defer delete(m, "gone")
	m["gone"], m["kept"] = 1, 2
	var c closer = file("a")
	defer c.Close()
	c = file("b")
	defer closer.Close(c)
	ch <- 1
}

func main() {
	m, ch := map[string]int{}, make(chan int, 1)
	fill(m, ch)
	fmt.Println(m)
	for v := range ch {
		fmt.Println(v)
	}
}

// Elements of every size travel by value: empty, large, with pointers.
package main

import "fmt"

type large struct {
	id  int
	pad [300]byte
}

func main() {
	signals := make(chan struct{}, 2)
	signals <- struct{}{}
	fmt.Println(len(signals), <-signals)

	ch := make(chan large)
	l := large{id: 1}
	l.pad[299] = 7
	go func() { ch <- l; close(ch) }()
	got := <-ch
	l.pad[299] = 8
	fmt.Println(got.id, got.pad[299], l.pad[299])

	mixed := make(chan any, 3)
	mixed <- []string{"a"}
	mixed <- func() int { return 5 }
	mixed <- nil
	fmt.Println(<-mixed, (<-mixed).(func() int)(), <-mixed)
	arrays := make(chan [2]string, 1)
	arrays <- [2]string{"x", "y"}
	fmt.Println((<-arrays)[1])
}

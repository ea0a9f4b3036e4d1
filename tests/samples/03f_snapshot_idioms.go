// two snapshot idioms vs. plain capture (outside loops still by reference).
package main

import "fmt"

func main() {
	n := 1
	ch := make(chan int, 3)
	byRef := func() { ch <- n }
	func() {
		n := n
		defer func() { ch <- n }()
	}()
	arg := func(v int) func() { return func() { ch <- v } }(n)
	n = 2
	byRef()
	arg()
	fmt.Println(<-ch, <-ch, <-ch) // 1 2 1
}

//test:lang default go1.21

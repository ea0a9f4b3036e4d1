// The function and arguments of a go statement are evaluated before it starts.
package main

import "fmt"

func value(n int) int { fmt.Println("evaluated", n); return n }

func main() {
	done := make(chan int)
	x := 1
	send := func(tag string, n int) { done <- n }
	go send("a", value(x))
	x = 2
	fmt.Println("received", <-done, x)
	f := func(n int) { done <- n * 10 }
	go f(x)
	f = nil
	fmt.Println("received", <-done)
}

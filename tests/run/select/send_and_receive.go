// Goroutines trade values with selects that may send or receive.
package main

import "fmt"

func main() {
	a, b, quit := make(chan int), make(chan int), make(chan bool)
	go func() {
		next, sum := 1, 0
		for {
			select {
			case a <- next:
				next++
			case v := <-b:
				sum += v
			case <-quit:
				a <- sum
				return
			}
		}
	}()
	for i := 0; i < 5; i++ {
		fmt.Print(<-a, " ")
		b <- i * 100
	}
	quit <- true
	fmt.Println(<-a)
}

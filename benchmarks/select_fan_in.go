// One goroutine selecting among four producers and a quit channel.
package main

import "fmt"

func produce(n int) <-chan int {
	ch := make(chan int, 16)
	go func() {
		for i := 0; i < n; i++ {
			ch <- i
		}
		close(ch)
	}()
	return ch
}

func main() {
	const n = 1_000_000
	a, b, c, d := produce(n), produce(n), produce(n), produce(n)
	quit := make(chan bool)
	sum, open := 0, 4
	for open > 0 {
		var v int
		var ok bool
		select {
		case v, ok = <-a:
			if !ok {
				a = nil
			}
		case v, ok = <-b:
			if !ok {
				b = nil
			}
		case v, ok = <-c:
			if !ok {
				c = nil
			}
		case v, ok = <-d:
			if !ok {
				d = nil
			}
		case <-quit:
			return
		}
		if !ok {
			open--
		}
		sum += v
	}
	fmt.Println(sum)
}

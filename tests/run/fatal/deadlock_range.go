//test:exit 2

// Ranging over a channel that is never closed.
package main

func main() {
	ch := make(chan int)
	go func() {
		for i := 0; i < 3; i++ {
			ch <- i
		}
	}()
	for v := range ch {
		println(v)
	}
}

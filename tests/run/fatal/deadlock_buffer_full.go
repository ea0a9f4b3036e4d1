//test:exit 2

// A send on a full buffer.
package main

func main() {
	ch := make(chan int, 2)
	for i := 0; ; i++ {
		println("send", i)
		ch <- i
	}
}

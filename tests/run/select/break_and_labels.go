// break leaves the select; a label leaves the loop around it; continue goes on.
package main

import "fmt"

func main() {
	ch := make(chan int, 10)
	for i := 0; i < 10; i++ {
		ch <- i
	}
	sum := 0
loop:
	for {
		select {
		case v := <-ch:
			if v%2 == 0 {
				continue loop
			}
			if v == 3 {
				break
			}
			if v == 7 {
				break loop
			}
			sum += v
		}
		sum += 100
	}
	fmt.Println(sum, len(ch))
}

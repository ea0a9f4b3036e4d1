// Among ready cases each is chosen about equally often.
package main

import "fmt"

func main() {
	a, b, c := make(chan int), make(chan int), make(chan int)
	for _, ch := range []chan int{a, b, c} {
		close(ch)
	}
	var counts [3]int
	for i := 0; i < 3000; i++ {
		select {
		case <-a:
			counts[0]++
		case <-b:
			counts[1]++
		case <-c:
			counts[2]++
		}
	}
	for _, n := range counts {
		fmt.Println(n > 700 && n < 1300)
	}
}

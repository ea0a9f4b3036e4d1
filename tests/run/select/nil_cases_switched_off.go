// Setting a channel variable to nil takes its case out of the select.
package main

import "fmt"

func main() {
	a, b := make(chan string, 2), make(chan string, 2)
	a <- "a1"
	b <- "b1"
	close(a)
	close(b)
	count := map[string]int{}
	for a != nil || b != nil {
		select {
		case s, ok := <-a:
			count[s]++
			if !ok {
				a = nil
			}
		case s, ok := <-b:
			count[s]++
			if !ok {
				b = nil
			}
		}
	}
	fmt.Println(count)
}

// Function literals called where they stand, as expression, statement and go.
package main

import "fmt"

var table = func() [4]int {
	var t [4]int
	for i := range t {
		t[i] = i * i
	}
	return t
}()

func main() {
	x := 3
	y := func(n int) int { x++; return n * x }(5)
	func() { y++ }()
	done := make(chan bool)
	go func(n int) { x += n; done <- true }(y)
	<-done
	fmt.Println(x, y, table)
}

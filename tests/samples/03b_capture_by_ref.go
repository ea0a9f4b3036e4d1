// shared captured x; NB x stays on the stack (closure does not escape).
package main

import "fmt"

func main() {
	x := 0
	inc := func() { x++ }
	inc()
	inc()
	inc()
	fmt.Println(x) // 3
}

//test:lang default go1.21

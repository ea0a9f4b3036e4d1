// Slices that do not escape may start in a buffer on the stack: gc's capacities.
package main

import "fmt"

func main() {
	var s []int
	last := -1
	for i := 0; i < 100; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var b []byte
	b = append(b, 'x')
	fmt.Println(cap(b), cap([]rune("héllo")), cap([]byte("abc")), cap(append([]int{1}, 2)))
}

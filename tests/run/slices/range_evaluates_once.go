// The range expression is evaluated once: appends inside do not lengthen the loop.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[i] = -v
	}
	fmt.Println(s)
	a := [3]int{1, 2, 3}
	for i, v := range a { // ranges over a copy
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	for i, v := range &a { // ranges over a itself
		a[2] = 200 + i
		fmt.Print(i, v, " ")
	}
	b := []int{1, 2, 3}
	for i, v := range b {
		if i == 0 {
			b[2] = 300
			b = nil
		}
		fmt.Print(i, v, " ")
	}
	fmt.Println(b == nil)
}

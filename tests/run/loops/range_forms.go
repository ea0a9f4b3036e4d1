// range into existing variables, fields, elements and blanks.
package main

import "fmt"

func main() {
	var k int
	var s struct{ v string }
	list := []string{"x", "y", "z"}
	for k, s.v = range list {
		if k == 1 {
			break
		}
	}
	fmt.Println(k, s.v)
	a := [3]int{}
	for a[1], a[2] = range []int{7, 8, 9} {
	}
	fmt.Println(a)
	for range list {
		k++
	}
	for _, list[0] = range list {
	}
	fmt.Println(k, list)
	for i := range [4]struct{}{} {
		k += i
	}
	var p *[3]int
	for i := range p {
		k += i
	}
	fmt.Println(k, len(p))
	for i, c := range []byte("ab") {
		fmt.Print(i, c, " ")
	}
	fmt.Println()
}

// Ranging starts anywhere: of many loops not all begin with the same key.
package main

import "fmt"

func main() {
	m := map[int]bool{}
	for i := 0; i < 50; i++ {
		m[i] = true
	}
	firsts := map[int]bool{}
	for i := 0; i < 200; i++ {
		for k := range m {
			firsts[k] = true
			break
		}
	}
	fmt.Println(len(firsts) > 1)
}

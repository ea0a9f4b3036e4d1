// Entries deleted before they are reached are not visited; every other is, once.
package main

import "fmt"

func main() {
	m := map[int]bool{}
	for i := 0; i < 1000; i++ {
		m[i] = true
	}
	visits := 0
	for k := range m {
		visits++
		delete(m, k)
		delete(m, (k+500)%1000)
	}
	fmt.Println(visits, len(m))
}

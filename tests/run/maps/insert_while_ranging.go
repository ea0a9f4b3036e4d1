// Entries added during the loop may or may not be visited, old ones exactly once.
package main

import "fmt"

func main() {
	m := map[int]int{}
	for i := 0; i < 100; i++ {
		m[i] = 0
	}
	for k := range m {
		m[k]++
		m[k+1000] = -1
	}
	once := 0
	for i := 0; i < 100; i++ {
		if m[i] == 1 {
			once++
		}
	}
	fmt.Println(once, len(m) >= 200)
}

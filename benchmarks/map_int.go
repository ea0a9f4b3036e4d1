// A map from integers: growing, hits, misses, updates and deletions.
package main

import "fmt"

func main() {
	sum := 0
	for round := 0; round < 2; round++ {
		m := make(map[int]int)
		for i := 0; i < 1_000_000; i++ {
			m[i*7919%2_000_003] += i
		}
		for i := 0; i < 3_000_000; i++ {
			if v, ok := m[i]; ok {
				sum += v & 0xff
			}
		}
		for i := 0; i < 500_000; i++ {
			delete(m, i)
		}
		for k, v := range m {
			sum += k ^ v
		}
		sum += len(m)
	}
	fmt.Println(sum)
}

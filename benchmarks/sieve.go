// Byte stores with a stride, and a scan: the sieve of Eratosthenes.
package main

import "fmt"

func count(limit int) int {
	composite := make([]bool, limit+1)
	n := 0
	for i := 2; i <= limit; i++ {
		if composite[i] {
			continue
		}
		n++
		for j := i * i; j <= limit; j += i {
			composite[j] = true
		}
	}
	return n
}

func main() {
	total := 0
	for i := 0; i < 60; i++ {
		total += count(5_000_000 + i)
	}
	fmt.Println(total)
}

// A quicksort written out: swaps, comparisons and bounds checks on a slice.
package main

import "fmt"

func quicksort(a []int) {
	for len(a) > 12 {
		p := a[len(a)/2]
		i, j := 0, len(a)-1
		for i <= j {
			for a[i] < p {
				i++
			}
			for a[j] > p {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		quicksort(a[:j+1])
		a = a[i:]
	}
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j] < a[j-1]; j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
}

func main() {
	a := make([]int, 3_000_000)
	sum, seed := 0, uint64(42)
	for round := 0; round < 4; round++ {
		for i := range a {
			seed ^= seed << 13
			seed ^= seed >> 7
			seed ^= seed << 17
			a[i] = int(seed >> 20)
		}
		quicksort(a)
		sum ^= a[len(a)/2] + a[17]
	}
	fmt.Println(sum)
}

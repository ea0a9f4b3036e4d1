// Small integer arrays permuted and flipped.
package main

import "fmt"

func fannkuch(n int) (checksum, most int) {
	perm, first, count := make([]int, n), make([]int, n), make([]int, n)
	for i := range first {
		first[i] = i
	}
	r, turn := n, 0
	for {
		for ; r != 1; r-- {
			count[r-1] = r
		}
		copy(perm, first)
		flips := 0
		for k := perm[0]; k != 0; k = perm[0] {
			for i, j := 0, k; i < j; i, j = i+1, j-1 {
				perm[i], perm[j] = perm[j], perm[i]
			}
			flips++
		}
		most = max(most, flips)
		if turn%2 == 0 {
			checksum += flips
		} else {
			checksum -= flips
		}
		for ; ; r++ {
			if r == n {
				return checksum, most
			}
			p := first[0]
			copy(first, first[1:r+1])
			first[r] = p
			count[r]--
			if count[r] > 0 {
				break
			}
		}
		turn++
	}
}

func main() {
	sum := 0
	for round := 0; round < 3; round++ {
		checksum, most := fannkuch(10)
		sum += checksum * most
	}
	fmt.Println(sum)
}

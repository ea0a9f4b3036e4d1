// A hundred thousand entries: inserted, found, half deleted, found again.
package main

import "fmt"

func main() {
	m := make(map[uint64]uint64, 10)
	x := uint64(88172645463325252)
	keys := make([]uint64, 100_000)
	for i := range keys {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		keys[i] = x
		m[x] = uint64(i)
	}
	bad := 0
	for i, k := range keys {
		if m[k] != uint64(i) {
			bad++
		}
		if i%2 == 0 {
			delete(m, k)
		}
	}
	sum := uint64(0)
	for _, v := range m {
		sum += v
	}
	fmt.Println(bad, len(m), sum)
}

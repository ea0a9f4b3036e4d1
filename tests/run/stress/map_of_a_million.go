//test:timeout 60

// A million entries of strings to pointers, updated, deleted and ranged over.
package main

import (
	"fmt"
	"strconv"
)

type entry struct{ n, hits int }

func main() {
	m := map[string]*entry{}
	for i := 0; i < 1_000_000; i++ {
		m["key"+strconv.Itoa(i)] = &entry{n: i}
	}
	for i := 0; i < 1_000_000; i += 3 {
		m["key"+strconv.Itoa(i)].hits++
	}
	for i := 0; i < 1_000_000; i += 2 {
		delete(m, "key"+strconv.Itoa(i))
	}
	hits, sum := 0, 0
	for k, e := range m {
		if k != "key"+strconv.Itoa(e.n) {
			fmt.Println("wrong key", k, e.n)
		}
		hits += e.hits
		sum += e.n
	}
	fmt.Println(len(m), hits, sum)
}

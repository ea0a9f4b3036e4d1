// Small structs that escape: a list built, walked and dropped again and again.
package main

import "fmt"

type item struct {
	key, value int
	next       *item
}

func list(n int) *item {
	var head *item
	for i := 0; i < n; i++ {
		head = &item{key: i, value: i * i, next: head}
	}
	return head
}

func main() {
	sum := 0
	for round := 0; round < 400; round++ {
		for it := list(100_000); it != nil; it = it.next {
			sum += it.key ^ it.value
		}
	}
	fmt.Println(sum)
}

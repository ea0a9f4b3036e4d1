// Deferred calls in a hot function, and panics recovered now and then.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) add(n int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
	return a.balance
}

func guarded(n int) (result int) {
	defer func() {
		if r := recover(); r != nil {
			result = -1
		}
	}()
	if n%64 == 0 {
		panic("now and then")
	}
	return n
}

func main() {
	var a account
	sum := 0
	for i := 0; i < 60_000_000; i++ {
		sum ^= a.add(i & 7)
		if i&7 == 0 {
			sum += guarded(i >> 3)
		}
	}
	fmt.Println(sum, a.balance)
}

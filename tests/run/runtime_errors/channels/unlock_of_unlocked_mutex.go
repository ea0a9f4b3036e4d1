//test:exit 2

// Unlocking an unlocked mutex cannot be recovered.
package main

import "sync"

func main() {
	defer func() { recover() }()
	var mu sync.Mutex
	mu.Unlock()
}

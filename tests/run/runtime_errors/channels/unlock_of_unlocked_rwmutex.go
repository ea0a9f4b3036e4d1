//test:exit 2

// The same for a read-write mutex.
package main

import "sync"

func main() {
	var mu sync.RWMutex
	mu.RUnlock()
}

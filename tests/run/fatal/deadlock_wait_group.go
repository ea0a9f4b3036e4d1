//test:exit 2

// Waiting for a WaitGroup that is never done.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	wg.Wait()
}

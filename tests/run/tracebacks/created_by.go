//test:exit 2
//test:stderr full

// A goroutine's traceback ends with who created it.
package main

import "sync"

//go:noinline
func work(wg *sync.WaitGroup, n int) {
	defer wg.Done()
	if n == 0 {
		panic("work went wrong")
	}
	work(wg, n-1)
}

func start(wg *sync.WaitGroup) {
	wg.Add(3)
	go work(wg, 2)
}

func main() {
	var wg sync.WaitGroup
	start(&wg)
	wg.Wait()
}

// Several goroutines make large objects without pointers, so that several wait for the collector at
// once: all of them go on when it has finished.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(4)
	var all sync.WaitGroup
	sums := make([]int, 4)
	for i := range sums {
		all.Go(func() {
			for n := range 500 {
				data := make([]byte, 1<<20+n)
				data[n] = 1
				sums[i] += int(data[n])
			}
		})
	}
	all.Wait()
	fmt.Println(sums)
}

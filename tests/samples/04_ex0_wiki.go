// range values; broken form and fixed form.
package main

import (
	"fmt"
	"sync"
)

func main() {
	values := []string{"x", "y", "z"}
	var wg sync.WaitGroup
	for _, val := range values {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println("closure", val)
		}()
	}
	wg.Wait()
	for _, val := range values {
		wg.Add(1)
		go func(val string) {
			defer wg.Done()
			fmt.Println("param", val)
		}(val)
	}
	wg.Wait()
}

//test:lang default go1.21
//test:@default unordered
//test:@go1.21 each-line-one-of closure x | closure y | closure z | param x | param y | param z
//test:@go1.21 lines 6

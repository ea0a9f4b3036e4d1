// range variable captured by goroutines.
// -lang=go1.21: usually "good day" x3; -lang>=go1.22: each once, any order.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for _, salutation := range []string{"hello", "greetings", "good day"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(salutation)
		}()
	}
	wg.Wait()
}

//test:lang default go1.21
//test:@default unordered
//test:@go1.21 each-line-one-of hello | greetings | good day
//test:@go1.21 lines 3

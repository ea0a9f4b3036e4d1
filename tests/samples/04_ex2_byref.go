package main

import (
	"fmt"
	"time"
)

func foobyref(n *int) {
	fmt.Println(*n)
}

func main() {
	for i := 0; i < 5; i++ {
		go foobyref(&i)
	}
	time.Sleep(100 * time.Millisecond)
}

//test:lang default go1.21
//test:@default unordered
//test:@go1.21 each-line-one-of 0 | 1 | 2 | 3 | 4 | 5
//test:@go1.21 lines 5

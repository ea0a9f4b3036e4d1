// dummy ii = 10 as the last statement of the for body.
package main

import (
	"fmt"
	"time"
)

func foobyval(n int) {
	fmt.Println(n)
}

func main() {
	for i := 0; i < 5; i++ {
		ii := i
		go func() {
			foobyval(ii)
		}()
		ii = 10
	}
	time.Sleep(100 * time.Millisecond)
}

//test:lang default go1.21
//test:each-line-one-of 0 | 1 | 2 | 3 | 4 | 10
//test:lines 5

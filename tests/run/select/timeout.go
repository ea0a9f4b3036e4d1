// time.After ends a wait; a ready channel is preferred to a far timeout.
package main

import (
	"fmt"
	"time"
)

func main() {
	never, soon := make(chan int), make(chan int, 1)
	select {
	case <-never:
		fmt.Println("impossible")
	case <-time.After(2 * time.Millisecond):
		fmt.Println("timeout")
	}
	time.AfterFunc(time.Millisecond, func() { soon <- 1 })
	timer := time.NewTimer(time.Minute)
	select {
	case v := <-soon:
		fmt.Println("value", v, timer.Stop(), timer.Stop())
	case <-timer.C:
		fmt.Println("too late")
	}
}

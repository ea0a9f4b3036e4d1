// Timers fire once, tickers repeat, Stop and Reset say whether they were in time.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Reset(time.Millisecond))
	<-t.C
	fmt.Println(t.Stop(), t.Reset(time.Hour), t.Stop())
	tick := time.NewTicker(time.Millisecond)
	for i := 0; i < 3; i++ {
		<-tick.C
	}
	tick.Stop()
	done := make(chan string, 2)
	time.AfterFunc(2*time.Millisecond, func() { done <- "func ran" })
	stopped := time.AfterFunc(time.Hour, func() { done <- "never" })
	fmt.Println(stopped.Stop(), <-done, len(done))
	order := make(chan int, 3)
	for _, n := range []int{150, 5, 70} {
		go func() { time.Sleep(time.Duration(n) * time.Millisecond); order <- n }()
	}
	fmt.Println(<-order, <-order, <-order)
}

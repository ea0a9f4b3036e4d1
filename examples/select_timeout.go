// Select_timeout shows select: a timeout, a default, a cancelled worker, a
// nil channel switched off, and a ticker.
package main

import (
	"fmt"
	"time"
)

func slowEcho(delay time.Duration, s string) <-chan string {
	ch := make(chan string, 1)
	go func() {
		time.Sleep(delay)
		ch <- s
	}()
	return ch
}

func withTimeout(ch <-chan string, limit time.Duration) string {
	select {
	case s := <-ch:
		return s
	case <-time.After(limit):
		return "timed out"
	}
}

// drain reads two channels until both are closed; a closed one is set to nil
// so that select never chooses it again.
func drain(a, b <-chan int) (fromA, fromB int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			fromA += v
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			fromB += v
		}
	}
	return fromA, fromB
}

func count(ch chan<- int, step, n int) {
	for i := 1; i <= n; i++ {
		ch <- i * step
	}
	close(ch)
}

func main() {
	fmt.Println(withTimeout(slowEcho(time.Millisecond, "quick"), 10*time.Second))
	fmt.Println(withTimeout(slowEcho(10*time.Second, "slow"), 5*time.Millisecond))

	empty := make(chan int)
	select {
	case v := <-empty:
		fmt.Println("received", v)
	default:
		fmt.Println("nothing ready")
	}

	a, b := make(chan int), make(chan int)
	go count(a, 1, 100)
	go count(b, 1000, 10)
	fmt.Println(drain(a, b))

	quit, stopped := make(chan struct{}), make(chan int)
	go func() {
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		ticks := 0
		for {
			select {
			case <-ticker.C:
				ticks++
			case <-quit:
				stopped <- ticks
				return
			}
		}
	}()
	time.Sleep(20 * time.Millisecond)
	close(quit)
	fmt.Println("ticked:", <-stopped > 0)
}

//test:exit 3

// Initialisation order, errors that wrap panics, channels that are merged, Goexit, and os.Exit in a deferred call.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

var order []string

var (
	a    = step("a", c+b)
	b    = step("b", f())
	c    = step("c", 1)
	d    = func() int { order = append(order, "d"); return e }()
	e    = step("e", 5)
	_    = step("blank", a)
	x, y = pair()
	z    = step("z", x)
)

func pair() (int, int)         { order = append(order, "pair"); return g, 2 }
func f() int                   { return g * 2 }
func step(n string, v int) int { order = append(order, fmt.Sprint(n, v)); return v }

var g = step("g", 7)

func init() { order = append(order, "init1") }
func init() { order = append(order, "init2") }

type myErr struct{ code int }

func (m *myErr) Error() string   { return fmt.Sprint("code ", m.code) }
func (m *myErr) Is(t error) bool { _, ok := t.(*myErr); return ok }

func mayFail(i int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught: %w", r.(error))
		}
	}()
	if i == 1 {
		return &myErr{1}
	}
	if i == 2 {
		var m map[string]int
		m["a"]++
	}
	if i == 3 {
		panic(&myErr{3})
	}
	if i == 4 {
		var p *myErr
		return p
	}
	return nil
}

type stack[T any] struct {
	mu sync.Mutex
	v  []T
}

func (s *stack[T]) push(x T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.v = append(s.v, x)
}

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

func merge(cs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func main() {
	fmt.Println(order)
	fmt.Println(a, b, c, d, e, x, y, z)
	for i := range 5 {
		err := mayFail(i)
		var re runtime.Error
		var me *myErr
		fmt.Println(i, err == nil, errors.As(err, &re), errors.As(err, &me), errors.Is(err, &myErr{}))
	}
	sum := 0
	for v := range merge(gen(10), gen(20), gen(30)) {
		sum += v
	}
	fmt.Println(sum)
	var s stack[string]
	var once sync.Once
	done := make(chan struct{})
	for i := range 10 {
		go func() {
			once.Do(func() { s.push("once") })
			if i == 3 {
				defer close(done)
				runtime.Goexit()
			}
		}()
	}
	<-done
	select {
	case <-done:
	case <-time.After(time.Second):
		fmt.Println("timeout")
	}
	var nilc chan int
	tick := 0
loop:
	for {
		select {
		case <-nilc:
		case nilc <- 1:
		default:
			tick++
			switch {
			case tick < 3:
				continue loop
			case tick == 5:
				break loop
			}
		}
	}
	fmt.Println(tick, len(s.v))
	defer fmt.Println("not printed")
	defer os.Exit(3)
	defer func() {
		fmt.Println("recovered", recover())
	}()
	var iface interface{ Error() string }
	_ = iface.Error()
}

// Cancellation goes down the tree with its cause; deadlines, functions called
// afterwards, and contexts of other packages take part.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type foreign struct {
	context.Context
	done chan struct{}
}

func (f foreign) Done() <-chan struct{} { return f.done }

func (f foreign) Err() error {
	select {
	case <-f.done:
		return errors.New("foreign")
	default:
		return nil
	}
}

func main() {
	top, cancel := context.WithCancel(context.Background())
	middle, because := context.WithCancelCause(context.WithValue(top, 1, "one"))
	bottom, stop := context.WithTimeout(middle, time.Hour)
	free := context.WithoutCancel(bottom)
	removed := context.AfterFunc(bottom, func() { fmt.Println("not called") })
	fmt.Println(removed(), removed(), bottom.Value(1), free.Value(1), bottom.Value(2))
	called := make(chan string)
	context.AfterFunc(bottom, func() { called <- "called" })
	because(errors.New("enough"))
	fmt.Println(<-called, bottom.Err(), context.Cause(bottom), top.Err(), context.Cause(top))
	stop()
	cancel()
	fmt.Println(top.Err(), context.Cause(top), context.Cause(middle), free.Err(), context.Cause(free), free.Done() == nil)

	other := foreign{context.Background(), make(chan struct{})}
	below, cancel := context.WithCancel(other)
	defer cancel()
	close(other.done)
	<-below.Done()
	fmt.Println(below.Err(), context.Cause(below))

	late, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer cancel()
	<-late.Done()
	fmt.Println(late.Err(), context.Cause(late), errors.Is(late.Err(), context.DeadlineExceeded))
	past, cancel := context.WithDeadline(context.Background(), time.Now().Add(-1))
	cancel()
	fmt.Println(past.Err())
}

// What contexts print as, and what they refuse.
package main

import (
	"context"
	"fmt"
	"time"
)

type key int

type name struct{}

func (name) String() string { return "a name" }

type wrapped struct{ context.Context }

func main() {
	background := context.Background()
	cancelled, cancel := context.WithCancel(background)
	defer cancel()
	value := context.WithValue(context.WithValue(cancelled, key(1), "v"), name{}, nil)
	fmt.Println(background, context.TODO(), cancelled, value, context.WithoutCancel(value))
	fmt.Println(context.WithValue(background, "string", 1.5), context.WithValue(wrapped{nil}, key(1), name{}))
	deadline, stop := context.WithDeadline(background, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	defer stop()
	fmt.Printf("%.63v\n", deadline)
	fmt.Printf("%T %T %T %T %T\n", background, cancelled, value, deadline, context.WithoutCancel(background))
	fmt.Printf("%#v %v %v\n", context.DeadlineExceeded, context.DeadlineExceeded, context.Canceled)
	for _, f := range []func(){
		func() { context.WithCancel(nil) },
		func() { context.WithValue(nil, 1, 1) },
		func() { context.WithValue(background, nil, 1) },
		func() { context.WithValue(background, []int{}, 1) },
		func() { context.WithTimeout(nil, 1) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

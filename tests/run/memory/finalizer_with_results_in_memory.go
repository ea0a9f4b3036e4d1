// Finalizers may have results that do not fit registers; nobody looks at them.
package main

import (
	"fmt"
	"runtime"
)

type object struct {
	n int
	p *int
}

type mixed struct {
	a, b, c, d, e int
	f, g, h, i    float64
}

func set(n int, finalizer any) {
	runtime.SetFinalizer(&object{n: n}, finalizer)
}

func main() {
	done := make(chan int, 3)
	finalizers := []any{
		func(x any) [4]int64 { done <- x.(*object).n; return [4]int64{} },
		func(x *object) [2]byte { done <- x.n; return [2]byte{} },
		func(x *object) mixed { done <- x.n; return mixed{} },
	}
	for i, finalizer := range finalizers {
		ready := make(chan bool)
		go func() { set(i+1, finalizer); ready <- true }()
		<-ready
	}
	sum := 0
	for range finalizers {
		runtime.GC()
		sum += <-done
	}
	fmt.Println(sum)
}

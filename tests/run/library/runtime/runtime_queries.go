// Callers, function names, collection on demand, finalizers and cleanups.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

type object struct{ data [100]byte }

//go:noinline
func where() string {
	pc, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file[strings.LastIndex(file, "/")+1:], " ", line, " ", ok)
}

//go:noinline
func drop(done chan string) {
	o := &object{}
	runtime.SetFinalizer(o, func(*object) { done <- "finalizer" })
	c := &object{}
	runtime.AddCleanup(c, func(s string) { done <- s }, "cleanup")
}

func main() {
	fmt.Println(where())
	func() { fmt.Println(where()) }()
	done := make(chan string, 2)
	drop(done)
	for i := 0; i < 1000 && len(done) < 2; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(len(done), m.NumGC > 0, runtime.GOOS, runtime.GOARCH, runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0)
}

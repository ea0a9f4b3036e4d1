// Deferred closures stay on the stack, also what they capture; go's do not.
package main

import "sync"

type file struct{ n int }

func (f *file) close()       {}
func (f file) show(s string) {}

func deferred() (err error) {
	f := &file{1}
	defer f.close()
	n := 0
	defer func() { n++; err = nil }()
	return nil
}

func deferredInLoop(list []*file) {
	for _, f := range list {
		defer f.close()
		defer func() { f.n++ }()
	}
}

func started(s string) {
	var wg sync.WaitGroup
	f := file{2}
	wg.Add(2)
	go func() { defer wg.Done(); f.n++ }()
	go f.show(s)
	go f.close()
	wg.Wait()
}

func main() {}

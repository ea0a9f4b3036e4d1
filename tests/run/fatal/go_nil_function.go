// Starting a nil function as a goroutine is fatal: it cannot be recovered.
package main

//test:exit 2

func main() {
	defer func() { recover() }()
	var f func()
	go f()
}

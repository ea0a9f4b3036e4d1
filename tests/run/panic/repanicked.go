//test:exit 2

// The same value raised again is marked as recovered and repanicked.
package main

func main() {
	defer func() {
		panic(recover())
	}()
	panic("first")
}

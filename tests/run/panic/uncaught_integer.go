//test:exit 2

// Integers of any type are shown in decimal; a recovered panic stays visible.
package main

func main() {
	defer func() {
		panic(uint8(recover().(int) + 200))
	}()
	panic(42)
}

// Adders with state through func values, closures that share a variable, and short-lived ones.
package main

import "fmt"

func adder(step int) func(int) int {
	sum := 0
	return func(x int) int {
		sum += x * step
		return sum
	}
}

func counter() (increment func(), value func() int) {
	n := 0
	return func() { n++ }, func() int { return n }
}

// fold calls whatever it is given; neither compiler knows which function literal that is.
//
//go:noinline
func fold(adders []func(int) int, rounds int) int {
	total := 0
	for i := range rounds {
		total ^= adders[i%len(adders)](i & 255)
	}
	return total
}

func main() {
	adders := make([]func(int) int, 16)
	for i := range adders {
		adders[i] = adder(i + 1)
	}
	checksum := fold(adders, 120_000_000)

	increment, value := counter()
	for i := 0; i < 150_000_000; i++ {
		increment()
	}
	checksum += value()

	// A short-lived adder for each round, called on the spot.
	for i := range 30_000_000 {
		add := adder(i & 7)
		add(i)
		checksum += add(1)
	}
	fmt.Println(checksum)
}

//test:exit 2
//test:stderr full

// Inlined functions keep their own frames and lines.
package main

func check(n int) {
	if n > 2 {
		panic("too big")
	}
}

func twice(n int) { check(n * 2) }

func main() {
	for i := 0; i < 3; i++ {
		twice(i)
	}
}

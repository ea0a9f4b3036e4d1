// Functions with results must end in a terminating statement.
package main

func a(x int) int {
	if x > 0 {
		return 1
	}
}

func b(x int) int {
	for x < 10 {
		x++
	}
}

func c(x any) int {
	switch x.(type) {
	case int:
		return 1
	}
}

func d() int {
	for {
		break
	}
}

func ok(x int) int {
	switch {
	case x > 1:
		panic("x")
	default:
		return 2
	}
}

func main() { _, _, _, _, _ = a, b, c, d, ok }

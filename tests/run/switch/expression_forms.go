// Order of evaluation, several values a case, init statements, default anywhere.
package main

import "fmt"

func f(n int) int { fmt.Print("f", n, " "); return n }

func name(n int) string {
	switch {
	default:
		return "large"
	case n < 0:
		return "negative"
	case n == 0, n == 1:
		return "bit"
	case n < 10:
		return "digit"
	}
}

func main() {
	switch f(2) {
	case f(1), f(2), f(3):
		fmt.Println("matched")
	case f(4):
	}
	switch x := f(5); x {
	case 1:
	default:
		fmt.Println("default", x)
	}
	switch x := 7; {
	case x > 5:
		fmt.Println("no tag")
	}
	for _, n := range []int{-4, 0, 1, 5, 50} {
		fmt.Print(name(n), " ")
	}
	fmt.Println()
	switch f(9) {
	}
	switch any(3) {
	case "3":
	case 3:
		fmt.Println("interface tag")
	}
}

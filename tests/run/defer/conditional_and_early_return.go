// Which deferred calls run depends on how far the function got.
package main

import "fmt"

func f(n int) (s string) {
	defer func() { s += "A" }()
	if n == 0 {
		return "zero "
	}
	defer func() { s += "B" }()
	if n == 1 {
		defer func() { s += "C" }()
	}
	switch n {
	case 2:
		return "two "
	}
	defer func() { s += "D" }()
	return "end "
}

func main() {
	for n := 0; n < 4; n++ {
		fmt.Println(f(n))
	}
}

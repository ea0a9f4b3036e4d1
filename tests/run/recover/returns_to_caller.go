// After recovery the function returns its named results to the caller.
package main

import "fmt"

func f(fail bool) (n int, s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("recovered ", r)
		}
	}()
	n, s = 1, "set before"
	if fail {
		panic("x")
	}
	return 2, "normal"
}

func main() {
	fmt.Println(f(false))
	fmt.Println(f(true))
	for i := 0; i < 3; i++ {
		n, _ := f(i%2 == 0)
		fmt.Print(n, " ")
	}
	fmt.Println()
}

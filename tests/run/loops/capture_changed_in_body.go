//test:lang default go1.21

// The body and closures change the loop variable; the next turn starts from its value.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 10; i++ {
		skip := func() { i += 2 }
		fs = append(fs, func() int { i += 100; return i })
		skip()
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		defer func() { fmt.Println("deferred", i, j) }()
	}
}

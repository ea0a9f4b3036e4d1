//test:lang default go1.21

// i := i and a parameter give each closure its own value in every version.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		i := i
		fs = append(fs, func() int { i++; return i })
	}
	for i := 10; i < 13; i++ {
		fs = append(fs, func(i int) func() int { return func() int { return i } }(i))
	}
	for _, v := range []int{20, 21} {
		v := v
		fs = append(fs, func() int { return v })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}

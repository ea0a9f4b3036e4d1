//test:lang default go1.21

// continue, labelled continue and goto keep the copies of each turn right.
package main

import "fmt"

func main() {
	var fs []func() string
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == i {
				continue
			}
			fs = append(fs, func() string { return fmt.Sprint(i, j) })
			if j > i {
				continue outer
			}
		}
	}
	for i := 0; i < 2; i++ {
		n := 0
	again:
		fs = append(fs, func() string { return fmt.Sprint("goto ", i, n) })
		if n++; n < 2 {
			goto again
		}
	}
	for _, f := range fs {
		fmt.Println(f())
	}
}

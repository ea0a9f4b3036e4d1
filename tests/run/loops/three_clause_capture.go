//test:lang default go1.21

// A three-clause loop variable: one a turn since Go 1.22, one a loop before.
package main

import "fmt"

func main() {
	var fs []func() int
	var ps []*int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
		ps = append(ps, &i)
	}
	for k := range fs {
		fmt.Println(fs[k](), *ps[k], ps[0] == ps[k])
	}
}

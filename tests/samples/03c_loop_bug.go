// go1.21: index out of range [3] with length 3 (exit 2); go1.22+: a b c.
package main

import "fmt"

func main() {
	xs := []string{"a", "b", "c"}
	var fns []func()
	for i := 0; i < len(xs); i++ {
		fns = append(fns, func() { fmt.Println(xs[i]) })
	}
	for _, f := range fns {
		f()
	}
}

//test:lang default go1.21
//test:@go1.21 exit 2

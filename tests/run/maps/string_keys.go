// Keys made at run time equal literal ones; keys of all lengths.
package main

import (
	"fmt"
	"strings"
)

func main() {
	m := map[string]int{}
	for n := 0; n < 300; n++ {
		m[strings.Repeat("k", n)] = n
	}
	bad := 0
	for n := 0; n < 300; n++ {
		if m[string([]byte(strings.Repeat("k", n)))] != n {
			bad++
		}
	}
	b := []byte("kkk")
	fmt.Println(len(m), bad, m[string(b)], m["kkkk"[:2]], m["x"])
	b[0] = 'x'
	fmt.Println(m["kkk"])
}

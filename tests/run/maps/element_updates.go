// Op-assignment, increment, append and nested maps through map elements.
package main

import "fmt"

type pair struct{ a, b int }

func main() {
	counts := map[rune]int{}
	for _, r := range "mississippi" {
		counts[r]++
	}
	fmt.Println(counts['s'], counts['i'], counts['p'], counts['m'], counts['x'])
	groups := map[bool][]int{}
	for i := 0; i < 6; i++ {
		groups[i%2 == 0] = append(groups[i%2 == 0], i)
	}
	fmt.Println(groups)
	s := map[string]string{}
	s["k"] += "a"
	s["k"] += "b"
	bits := map[int]uint8{1: 0xf0}
	bits[1] |= 0x0f
	bits[2] -= 1
	fmt.Println(s, bits)
	pairs := map[string]pair{"p": {1, 2}}
	p := pairs["p"]
	p.a = 100
	fmt.Println(pairs["p"].a, p.a)
	pointers := map[string]*pair{"p": {1, 2}}
	pointers["p"].a = 100
	arrays := map[int][2]int{}
	x := arrays[7]
	x[1] = 3
	arrays[7] = x
	fmt.Println(*pointers["p"], arrays)
}

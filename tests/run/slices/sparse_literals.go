// Literals of long arrays and slices of which few elements are given.
package main

import "fmt"

func slice() []int { return []int{1 << 20: 1, 5: 2} }

func array() [100000]int16 { return [...]int16{99999: 7, 3: 8, 9} }

func nested() [][1000]string { return [][1000]string{{999: "x"}, 300: {2: "y"}} }

func main() {
	s := slice()
	fmt.Println(len(s), s[5], s[1<<20], s[6])
	s[5] = 9
	fmt.Println(slice()[5])
	a := array()
	fmt.Println(a[3], a[4], a[5], a[99999])
	n := nested()
	fmt.Println(len(n), n[0][999], n[300][2], n[1][0] == "")
}

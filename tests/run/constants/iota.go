// iota counts specifications of a group; expressions repeat; blanks and gaps.
package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
)

const (
	_ = 1 << (10 * iota)
	kb
	mb
	gb
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
	g = "set"
	h
	i = iota
)

const (
	flagA uint8 = 1 << iota
	flagB
	_
	flagD
)

func main() {
	fmt.Println(sunday, monday, tuesday, kb, mb, gb)
	fmt.Println(a, b, c, d, e, f, g, h, i)
	fmt.Println(flagA, flagB, flagD, flagA|flagD)
	const local = iota
	fmt.Printf("%d %T\n", local, tuesday)
}

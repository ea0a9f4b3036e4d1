// Untyped constants are exact, far beyond any type, until they are used.
package main

import "fmt"

const (
	huge  = 1 << 100
	big   = huge*huge - 1
	third = 1.0 / 3
	one   = third * 3
	small = 1e-400
)

func main() {
	fmt.Println(huge>>98, big>>199, one == 1, small*1e400 == 1)
	fmt.Println(huge/(huge-1), (huge+1)%huge, -7/2, -7%2, 7/2.0)
	const pi = 3.14159265358979323846264338327950288
	fmt.Println(float32(pi), float64(pi), pi*1e10)
	var f float64 = huge
	var i int64 = huge >> 38
	fmt.Println(f, i, 0.1+0.2 == 0.3, f+0.1 == f)
	x, y := 0.1, 0.2
	fmt.Println(x+y == 0.3, x+y)
}

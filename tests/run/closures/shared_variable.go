// Two closures made by one call share the variable; another call has its own.
package main

import "fmt"

func pair() (get func() int, set func(int)) {
	v := 1
	return func() int { return v }, func(n int) { v = n }
}

func main() {
	get1, set1 := pair()
	get2, set2 := pair()
	set1(10)
	fmt.Println(get1(), get2())
	set2(get1() + 5)
	set1(-1)
	fmt.Println(get1(), get2())
}

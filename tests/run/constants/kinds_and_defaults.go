// The default types of untyped constants, and mixing kinds in expressions.
package main

import "fmt"

const (
	c1 = 'a' + 1
	c2 = 'a' + 1.0
	c3 = 2 * 1i
	c4 = 10 / 4
	c5 = 10 / 4.0
	c6 = "s" + "t"
	c7 = len("héy") + len([3]int{})
	c8 = 1 < 2 && !false
)

func main() {
	fmt.Printf("%T %T %T %T %T %T %T %T\n", c1, c2, c3, c4, c5, c6, c7, c8)
	fmt.Println(c1, c2, c3, c4, c5, c6, c7, c8)
	var f float32 = 1 << 3
	var b byte = 'A'
	var c complex64 = 7
	s := uint(3)
	var sh int64 = 1 << s
	fmt.Println(f, b, c, sh, 1<<3.0, 5.0/3.0)
}

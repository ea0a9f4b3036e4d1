//test:stdin 12 word 3.5\nline two here\n7 8\nx

// Sscan, Sscanf and Fscan from strings and standard input.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	var a, b int
	var s string
	var f float64
	n, err := fmt.Sscan("5 text\n2.5", &a, &s, &f)
	fmt.Println(n, err, a, s, f)
	n, err = fmt.Sscanf("id:42 (0x1f)", "id:%d (%v)", &a, &b)
	fmt.Println(n, err, a, b)
	n, err = fmt.Sscanf("abc", "%d", &a)
	fmt.Println(n, err)
	n, err = fmt.Sscan("", &a)
	fmt.Println(n, err)
	in := bufio.NewReader(os.Stdin)
	fmt.Println(fmt.Fscan(in, &a, &s, &f))
	fmt.Println(a, s, f)
	var w1, w2, w3 string
	fmt.Println(fmt.Fscanln(in))
	fmt.Println(fmt.Fscanln(in, &w1, &w2, &w3))
	fmt.Println(fmt.Fscan(in, &a, &b))
	fmt.Println(w1, w2, w3, a+b)
	n, err = fmt.Fscan(in, &a)
	fmt.Println(n, err)
}

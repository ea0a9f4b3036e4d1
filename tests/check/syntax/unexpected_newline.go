// A composite literal over several lines needs a trailing comma.
package main

var list = []int{
	1,
	2
}

func main() {}

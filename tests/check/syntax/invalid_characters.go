// Characters that start no token.
package main

func main() {
	x := 1 # 2
	y := x ? 1 : 2
	_ = y
}

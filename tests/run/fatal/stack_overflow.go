//test:exit 2
//test:timeout 60

// Endless recursion ends at the stack limit of a gigabyte.
package main

func down(n int) int { return down(n+1) + 1 }

func main() {
	println("start")
	println(down(0))
}

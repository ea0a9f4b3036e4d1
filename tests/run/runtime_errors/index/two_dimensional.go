//test:exit 2

// The inner of two index expressions fails.
package main

func main() {
	grid := [][]int{{1, 2}, {3}}
	r, c := 1, 1
	grid[r][c]++
}

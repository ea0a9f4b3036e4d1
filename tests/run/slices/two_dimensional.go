// Slices of slices: separate rows, shared rows, ragged rows, composite literals.
package main

import "fmt"

func main() {
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = []rune("...")
	}
	grid[1][1] = '#'
	for _, row := range grid {
		fmt.Println(string(row))
	}
	row := []int{1, 2}
	shared := [][]int{row, row}
	shared[0][0] = 9
	fmt.Println(shared)
	ragged := [][]string{{}, {"a"}, {"b", "c"}}
	ragged[0] = append(ragged[0], "z")
	fmt.Println(ragged, len(ragged[2]))
	sparse := []int{5: 1, 2, 1: 7}
	fmt.Println(sparse, len(sparse), [...]string{2: "c", 0: "a"})
	var cube [2][2][2]int
	cube[1][0][1] = 5
	copied := cube
	cube[1][0][1] = 6
	fmt.Println(copied, cube)
}

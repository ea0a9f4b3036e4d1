// Headers of inner slices are read ahead of loops; what fails, fails where and as it did.
package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func sum(grid [][]int, i, n int) (total int) {
	for j := 0; j < n; j++ {
		total += grid[i][j]
	}
	return total
}

func both(a, b [][]float64, i, k, n int) {
	for j := 0; j < n; j++ {
		a[i][j] += b[k][j]
	}
}

func replaced(grid [][]int, other []int) int {
	total := 0
	for j := 0; j < 3; j++ {
		total += grid[0][j]
		grid[0] = other
	}
	return total
}

func called(grid [][]int, f func()) int {
	total := 0
	for j := 0; j < 3; j++ {
		total += grid[0][j]
		f()
	}
	return total
}

func aliased(p *[]int, grid [][]int) int {
	total := 0
	for j := 0; j < 2; j++ {
		total += grid[0][j]
		*p = nil
	}
	return total
}

func life(cells, next [][]bool) {
	n := len(cells)
	for y := range cells {
		for x := range cells[y] {
			count := 0
			for dy := n - 1; dy <= n+1; dy++ {
				for dx := n - 1; dx <= n+1; dx++ {
					if (dy != n || dx != n) && cells[(y+dy)%n][(x+dx)%n] {
						count++
					}
				}
			}
			next[y][x] = count == 3 || count == 2 && cells[y][x]
		}
	}
}

func longest(a, b string) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			if a[i-1] == b[j-1] {
				table[i][j] = table[i-1][j-1] + 1
			} else {
				table[i][j] = max(table[i-1][j], table[i][j-1])
			}
		}
	}
	return table[len(a)][len(b)]
}

func main() {
	grid := [][]int{{1, 2, 3}, {4, 5, 6}}
	fmt.Println(sum(grid, 1, 3), sum(grid, 0, 0), sum(grid, 9, 0), sum(nil, -1, 0))
	try("outer", func() { sum(grid, 2, 1) })
	try("negative", func() { sum(grid, -1, 1) })
	try("inner", func() { sum(grid, 1, 4) })
	a, b := [][]float64{{1, 2}}, [][]float64{{3}}
	try("second row", func() { both(a, b, 0, 0, 2) })
	try("first index", func() { both(a, b, 1, 1, 1) })
	try("right operand", func() { both(a, b, 0, 5, 1) })
	fmt.Println(a)
	fmt.Println(replaced([][]int{{1, 2, 3}}, []int{10, 20, 30}))
	rows := [][]int{{1, 2, 3}}
	fmt.Println(called(rows, func() { rows[0] = []int{7, 8, 9} }))
	try("through a pointer", func() { aliased(&grid[0], grid) })
	cells := [][]bool{{false, true, false, false}, {false, true, false, false}, {false, true, false, false}, {false, false, false, false}}
	next := make([][]bool, 4)
	for i := range next {
		next[i] = make([]bool, 4)
	}
	life(cells, next)
	fmt.Println(next)
	fmt.Println(longest("the quick brown fox", "a quiet brow of oxen"))
}

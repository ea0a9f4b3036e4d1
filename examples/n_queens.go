// N_queens shows backtracking by recursion: it counts the placements of n
// queens on an n by n board, three ways, and draws the first one.
package main

import (
	"fmt"
	"strings"
)

// solve tries each column of a row; place is told of every full board.
func solve(n, row int, columns []int, place func([]int)) {
	if row == n {
		place(columns)
		return
	}
next:
	for c := 0; c < n; c++ {
		for r, other := range columns {
			if c == other || c-other == row-r || other-c == row-r {
				continue next
			}
		}
		solve(n, row+1, append(columns, c), place)
	}
}

// countBits does the same with bit sets: a bit a column and a diagonal.
func countBits(all, columns, left, right uint) int {
	if columns == all {
		return 1
	}
	count := 0
	for free := all &^ (columns | left | right); free != 0; {
		bit := free & -free
		free ^= bit
		count += countBits(all, columns|bit, (left|bit)<<1, (right|bit)>>1)
	}
	return count
}

// permute goes through permutations, swapping in place.
func permute(columns []int, row int, safe func(row int) bool, found *int) {
	if row == len(columns) {
		*found++
		return
	}
	for i := row; i < len(columns); i++ {
		columns[row], columns[i] = columns[i], columns[row]
		if safe(row) {
			permute(columns, row+1, safe, found)
		}
		columns[row], columns[i] = columns[i], columns[row]
	}
}

func draw(columns []int) string {
	var b strings.Builder
	for _, c := range columns {
		b.WriteString(strings.Repeat(". ", c) + "Q" + strings.Repeat(" .", len(columns)-c-1) + "\n")
	}
	return b.String()
}

func main() {
	for n := 4; n <= 8; n++ {
		count := 0
		var first []int
		solve(n, 0, make([]int, 0, n), func(columns []int) {
			if count == 0 {
				first = append(first, columns...)
			}
			count++
		})
		board := make([]int, n)
		for i := range board {
			board[i] = i
		}
		permuted := 0
		permute(board, 0, func(row int) bool {
			for r := 0; r < row; r++ {
				if d := board[row] - board[r]; d == row-r || d == r-row {
					return false
				}
			}
			return true
		}, &permuted)
		fmt.Println(n, count, countBits(1<<n-1, 0, 0, 0), permuted, first)
		if n == 8 {
			fmt.Print(draw(first))
		}
	}
	fmt.Println("10:", countBits(1<<10-1, 0, 0, 0))
}

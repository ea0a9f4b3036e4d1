// Dense, sparse and string switches big enough to become tables or searches.
package main

import "fmt"

func dense(n int) int {
	switch n {
	case 0:
		return 10
	case 1:
		return 11
	case 2:
		return 22
	case 3:
		return 13
	case 4:
		return 44
	case 5:
		return 15
	case 6:
		return 66
	case 7:
		return 17
	case 8:
		return 88
	}
	return -1
}

func sparse(n int64) string {
	switch n {
	case -1 << 63:
		return "min"
	case -1000:
		return "minus thousand"
	case 7, 77, 777, 7777:
		return "sevens"
	case 1 << 40:
		return "big"
	case 1<<63 - 1:
		return "max"
	}
	return "none"
}

func word(s string) int {
	switch s {
	case "alpha", "beta":
		return 1
	case "gamma":
		return 2
	case "delta", "":
		return 3
	case "epsilon", "zeta", "eta", "theta", "iota":
		return 4
	}
	return 0
}

func main() {
	for n := -1; n < 10; n++ {
		fmt.Print(dense(n), " ")
	}
	fmt.Println()
	for _, n := range []int64{-1 << 63, -1000, 0, 7, 777, 7777, 1 << 40, 1<<63 - 1} {
		fmt.Print(sparse(n), ", ")
	}
	fmt.Println(word("beta"), word("gamm"), word(""), word("eta"), word("thetas"), word("iota"))
}

// Calls with several results feed calls, assignments and returns.
package main

import (
	"errors"
	"fmt"
)

func divide(a, b int) (int, int, error) {
	if b == 0 {
		return 0, 0, errors.New("zero")
	}
	return a / b, a % b, nil
}

func sum(nums ...int) (s int) {
	for _, n := range nums {
		s += n
	}
	return
}

func two() (int, int)  { return 3, 4 }
func pass() (a, b int) { return two() }

func many() (a int, b string, c float64, d []int, e error, f bool, g complex128, h any, i uint8, j func() int) {
	return 1, "b", 2.5, []int{3}, nil, true, 1i, "h", 9, func() int { return 10 }
}

func main() {
	fmt.Println(divide(7, 2))
	q, _, err := divide(1, 0)
	fmt.Println(q, err, sum(two()), sum(pass()), sum())
	a, b := pass()
	a, c := two()
	_, b = two()
	fmt.Println(a, b, c)
	v1, v2, v3, v4, v5, v6, v7, v8, v9, v10 := many()
	fmt.Println(v1, v2, v3, v4, v5, v6, v7, v8, v9, v10())
}

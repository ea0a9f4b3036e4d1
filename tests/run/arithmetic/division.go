// Quotients truncate toward zero; the remainder has the sign of the dividend.
package main

import "fmt"

func main() {
	for _, a := range []int{7, -7, 0, 1<<63 - 1, -1 << 63} {
		for _, b := range []int{2, -2, 3, -1, 10, 1<<63 - 1, -1 << 63} {
			q, r := a/b, a%b
			fmt.Print(q, ":", r, " ", q*b+r == a, " ")
		}
		fmt.Println()
	}
	for _, u := range []uint32{0, 9, 10, 1<<32 - 1} {
		fmt.Print(u/3, u%3, u/10, u%10, u/641, u%7, u/8, u%8, " ")
	}
	for _, i := range []int32{-9, 9, -8, 8, -1 << 31} {
		fmt.Print(i/8, i%8, i/3, i%3, i/-7, i%-7, " ")
	}
	fmt.Println()
}

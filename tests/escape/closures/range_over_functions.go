// What loops over functions keep beside the variables of the program.
package main

import "fmt"

type pairs func(func(int, string) bool)

func find(all pairs) (int, string) {
	for i, s := range all {
		if i == 3 {
			return i, s
		}
	}
	for i, s := range all {
		for j, _ := range all {
			if i == j {
				return i, s
			}
		}
	}
	return 0, ""
}

func named(all pairs) (n int, m string) {
	for i := range all {
		defer fmt.Println(i)
	}
	for i, s := range all {
		if i == 3 {
			return i, s
		}
	}
	return
}

func main() {
	find(func(func(int, string) bool) {})
	named(func(func(int, string) bool) {})
}

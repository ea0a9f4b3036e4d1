//test:exit 2

// A slice as the dynamic type of a map key.
package main

func main() {
	m := map[any]int{}
	m[[]int{1}] = 1
}

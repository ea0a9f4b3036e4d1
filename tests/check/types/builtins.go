// Builtins with wrong arguments, and results that are not used.
package main

func main() {
	_ = len(5)
	_ = cap(map[int]int{})
	_ = append(1, 2)
	_ = append([]int{}, "x")
	_ = make(int)
	_ = make([]int)
	_ = new(5, 6)
	copy([]int{}, []string{})
	delete([]int{}, 1)
	len("x")
}

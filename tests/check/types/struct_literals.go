// Composite literals with wrong, missing, unknown, mixed and duplicate fields.
package main

import "os"

type point struct{ X, Y int }

func main() {
	_ = point{1}
	_ = point{1, 2, 3}
	_ = point{X: 1, Z: 2}
	_ = point{X: 1, 2}
	_ = point{X: 1, X: 2}
	_ = point{"a", 2}
	_ = os.File{nil}
	_ = [2]int{1, 2, 3}
	_ = []int{"a"}
}

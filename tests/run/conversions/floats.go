// Floats to integers truncate toward zero; integers to floats round to even.
package main

import "fmt"

func main() {
	for _, f := range []float64{0, 0.9, -0.9, 1.5, -1.5, 2.5, 1e9, -1e18, 123456789.987} {
		fmt.Println(f, int(f), int64(f), int32(int64(f)), float32(f))
	}
	for _, n := range []int64{1<<53 + 1, 1<<53 + 3, 1<<24 + 1, -1<<63 + 1, 1<<63 - 1} {
		fmt.Printf("%d %.0f %.0f\n", n, float64(n), float32(n))
	}
	for _, u := range []uint64{1 << 63, 1<<64 - 1, 1<<63 + 1025} {
		f := float64(u)
		fmt.Printf("%d %.0f %d\n", u, f, uint64(f/2))
	}
	var tiny float32 = 1e-45
	fmt.Println(tiny, float64(tiny), float32(0.1), float64(float32(0.1)))
}

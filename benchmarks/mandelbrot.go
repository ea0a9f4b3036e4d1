// Tight floating-point loops shared among goroutines by rows.
package main

import (
	"fmt"
	"sync"
)

func row(y, size int) (inside int) {
	for x := 0; x < size; x++ {
		cr, ci := 3*float64(x)/float64(size)-2, 2*float64(y)/float64(size)-1
		zr, zi := 0.0, 0.0
		n := 0
		for ; n < 100 && zr*zr+zi*zi < 4; n++ {
			zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
		}
		if n == 100 {
			inside++
		}
	}
	return inside
}

func main() {
	const size = 3800
	rows := make(chan int)
	counts := make([]int, size)
	var wg sync.WaitGroup
	for w := 0; w < 4; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for y := range rows {
				counts[y] = row(y, size)
			}
		}()
	}
	for y := 0; y < size; y++ {
		rows <- y
	}
	close(rows)
	wg.Wait()
	total := 0
	for _, n := range counts {
		total += n
	}
	fmt.Println(total)
}

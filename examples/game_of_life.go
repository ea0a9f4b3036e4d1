// Game_of_life shows two-dimensional slices and a type with methods: Conway's
// game on a torus, printed for a few generations.
package main

import (
	"fmt"
	"strings"
)

type field struct {
	width, height int
	alive         [][]bool
}

func newField(width, height int) *field {
	alive := make([][]bool, height)
	for y := range alive {
		alive[y] = make([]bool, width)
	}
	return &field{width, height, alive}
}

func (f *field) plant(x, y int, pattern ...string) {
	for dy, row := range pattern {
		for dx, c := range row {
			f.alive[(y+dy)%f.height][(x+dx)%f.width] = c == '#'
		}
	}
}

func (f *field) neighbours(x, y int) int {
	n := 0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if (dx != 0 || dy != 0) && f.alive[(y+dy+f.height)%f.height][(x+dx+f.width)%f.width] {
				n++
			}
		}
	}
	return n
}

func (f *field) step() *field {
	next := newField(f.width, f.height)
	for y := range f.alive {
		for x := range f.alive[y] {
			n := f.neighbours(x, y)
			next.alive[y][x] = n == 3 || n == 2 && f.alive[y][x]
		}
	}
	return next
}

func (f *field) population() (n int) {
	for _, row := range f.alive {
		for _, cell := range row {
			if cell {
				n++
			}
		}
	}
	return n
}

func (f *field) String() string {
	var b strings.Builder
	for _, row := range f.alive {
		for _, cell := range row {
			if cell {
				b.WriteRune('■')
			} else {
				b.WriteRune('·')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	f := newField(24, 10)
	f.plant(1, 1, ".#.", "..#", "###")  // a glider
	f.plant(12, 4, "###")               // a blinker
	f.plant(18, 6, ".##", "##.", ".#.") // an r-pentomino
	for generation := 0; generation <= 120; generation++ {
		if generation%40 == 0 {
			fmt.Printf("generation %d, population %d\n%v\n", generation, f.population(), f)
		}
		f = f.step()
	}
}

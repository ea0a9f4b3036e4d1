// A map from strings: word counts with keys sliced from a text.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	var b strings.Builder
	seed := uint32(1)
	for i := 0; i < 400_000; i++ {
		seed = seed*1664525 + 1013904223
		b.WriteString("word")
		b.WriteString(strconv.Itoa(int(seed>>8) % 50_000))
		b.WriteByte(' ')
	}
	text := b.String()
	total, best := 0, 0
	for round := 0; round < 24; round++ {
		counts := map[string]int{}
		start := 0
		for i := 0; i < len(text); i++ {
			if text[i] == ' ' {
				counts[text[start:i]]++
				start = i + 1
			}
		}
		for word, n := range counts {
			total += n * len(word)
			best = max(best, n)
		}
	}
	fmt.Println(total, best)
}

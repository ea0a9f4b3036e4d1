// Decoding UTF-8, converting between runes and strings, comparing and searching.
package main

import (
	"fmt"
	"strings"
)

func main() {
	base := strings.Repeat("grüße, 世界! plain text and 😀 ", 2000)
	total := 0
	for round := 0; round < 500; round++ {
		for i, r := range base {
			if r > 0x7f {
				total += i & 1
			}
		}
		runes := []rune(base)
		runes[round%len(runes)] = 'x'
		s := string(runes)
		total += strings.Index(s, "x") + strings.Count(s, "世") + len(strings.Fields(s))
		if s > base {
			total++
		}
	}
	fmt.Println(total)
}

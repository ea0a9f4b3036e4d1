// Scanning bytes: counting lines and words, a checksum and a state machine.
package main

import "fmt"

func main() {
	text := make([]byte, 8<<20)
	seed := uint32(3)
	for i := range text {
		seed = seed*1664525 + 1013904223
		switch c := seed >> 24; {
		case c < 30:
			text[i] = ' '
		case c < 34:
			text[i] = '\n'
		default:
			text[i] = 'a' + byte(c%26)
		}
	}
	lines, words, vowels, hash := 0, 0, 0, uint32(0)
	for round := 0; round < 20; round++ {
		inWord := false
		for _, c := range text {
			hash = hash*31 + uint32(c)
			switch c {
			case '\n':
				lines++
				inWord = false
			case ' ':
				inWord = false
			case 'a', 'e', 'i', 'o', 'u':
				vowels++
				fallthrough
			default:
				if !inWord {
					words++
					inWord = true
				}
			}
		}
	}
	fmt.Println(lines, words, vowels, hash)
}

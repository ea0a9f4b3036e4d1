// Short concatenations that stay in their function are made in its frame: each has memory of its own,
// in loops too, and what leaves keeps its text.
package main

import "fmt"

var kept []string

//go:noinline
func length(a, b string) int { return len(a + "," + b) }

//go:noinline
func equal(a, b, c string) bool { return a+b == c || b+a == c }

//go:noinline
func repeat(s string, n int) int {
	text, sum := "", 0
	for range n {
		text += s
		if line := text + "|"; len(line) > 3 {
			sum += len(line)
		}
	}
	return sum*1000 + len(text)
}

//go:noinline
func loops(words []string) (found int) {
	for i, a := range words {
		last := ""
		for _, b := range words[i:] {
			pair := a + b
			if pair == last {
				found++
			}
			last = pair
		}
	again:
		joined := last + a
		last = joined
		if len(joined) < 12 {
			goto again
		}
		found += len(joined)
	}
	return found
}

//go:noinline
func leaves(a, b string) string {
	local := a + b
	kept = append(kept, local+"!")
	other := local
	return other + ""
}

func main() {
	fmt.Println(length("x", "yz"), length("", ""), length("a text that is longer than the buffer", "is"))
	fmt.Println(equal("a", "b", "ba"), equal("a", "b", "aa"), equal("", "", ""))
	fmt.Println(repeat("ab", 30), repeat("", 3))
	fmt.Println(loops([]string{"a", "b", "b", "ccc"}))
	for i := range 3 {
		fmt.Println(leaves("word", fmt.Sprint(i)))
	}
	fmt.Println(kept)
}

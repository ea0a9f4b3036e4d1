// Word_count shows maps, sorting by two keys and buffered input: it counts the
// words of its standard input, or of a built-in text when that is empty.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
)

const sample = `It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness,
it was the spring of hope, it was the winter of despair.`

type wordCount struct {
	word  string
	count int
}

func countWords(r io.Reader) (map[string]int, error) {
	counts := make(map[string]int)
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		words := strings.FieldsFunc(scanner.Text(), func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		})
		for _, word := range words {
			counts[strings.ToLower(word)]++
		}
	}
	return counts, scanner.Err()
}

func ranked(counts map[string]int) []wordCount {
	list := make([]wordCount, 0, len(counts))
	for word, count := range counts {
		list = append(list, wordCount{word, count})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].count != list[j].count {
			return list[i].count > list[j].count
		}
		return list[i].word < list[j].word
	})
	return list
}

func main() {
	counts, err := countWords(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "word_count:", err)
		os.Exit(1)
	}
	if len(counts) == 0 {
		counts, _ = countWords(strings.NewReader(sample))
	}
	total := 0
	for _, n := range counts {
		total += n
	}
	fmt.Printf("%d words, %d different\n", total, len(counts))
	for i, wc := range ranked(counts) {
		if i == 12 {
			break
		}
		fmt.Printf("%-12s %2d %s\n", wc.word, wc.count, strings.Repeat("*", wc.count))
	}

	byLength := map[int][]string{}
	for word := range counts {
		byLength[len(word)] = append(byLength[len(word)], word)
	}
	for _, words := range byLength {
		sort.Strings(words)
	}
	fmt.Println(byLength[5])
	fmt.Println(byLength[11])
}

// Text_processing shows strings, bytes and runes: builders, fields, a Caesar
// cipher, palindromes, run-length coding, wrapping and a small template.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func reverse(s string) string {
	runes := []rune(s)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes)
}

func isPalindrome(s string) bool {
	var letters []rune
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' {
			letters = append(letters, r)
		}
	}
	text := string(letters)
	return text == reverse(text)
}

func caesar(shift int) func(rune) rune {
	return func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+rune(shift)+26)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+rune(shift)+26)%26
		}
		return r
	}
}

func runLength(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		if j-i > 1 {
			b.WriteString(strconv.Itoa(j - i))
		}
		b.WriteByte(s[i])
		i = j
	}
	return b.String()
}

func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case column+1+len(word) > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}

// expand replaces every {name} by its value.
func expand(template string, values map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if v, ok := values[name]; ok {
			b.WriteString(v)
		} else {
			b.WriteString("?" + name + "?")
		}
		template = after
	}
}

func main() {
	fmt.Println(reverse("Hello, 世界"))
	fmt.Println(isPalindrome("A man, a plan, a canal: Panama"), isPalindrome("gopher"))
	secret := strings.Map(caesar(3), "Attack at Dawn!")
	fmt.Println(secret, "|", strings.Map(caesar(-3), secret))
	fmt.Println(runLength("WWWWWWWWWWBWWWWWWBBBWW"))
	fmt.Println(wrap("The quick brown fox jumps over the lazy dog while nobody is looking at either of them.", 28))
	fmt.Println(expand("Dear {name}, your {thing} is {state}.", map[string]string{"name": "Ann", "thing": "kite"}))

	for i, r := range "aé世😀" {
		fmt.Printf("%d:%c(%U,%d bytes) ", i, r, r, len(string(r)))
	}
	fmt.Println()
	s := "go gopher, go"
	fmt.Println(strings.Count(s, "go"), strings.Index(s, "ph"), strings.LastIndex(s, "go"), strings.Replace(s, "go", "GO", 2))
	fmt.Printf("%q\n", strings.Split("a,b,,c", ","))
	fmt.Println(strings.Title("deprecated yet here"), strings.TrimFunc("123abc456", func(r rune) bool { return r < 'a' }))
	bytes := []byte("mutable")
	bytes[0] = 'M'
	fmt.Println(string(bytes), len("naïve"), len([]rune("naïve")), strings.EqualFold("Straße", "STRAßE"))
}

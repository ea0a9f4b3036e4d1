// Ranging over a string decodes UTF-8; bad bytes give U+FFFD, one at a time.
package main

import "fmt"

func main() {
	for _, s := range []string{"aé世😀", "a\xffb", "\xe4\xb8", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", ""} {
		fmt.Printf("%q:", s)
		for i, r := range s {
			fmt.Printf(" %d:%U", i, r)
		}
		fmt.Println(" ", len(s), len([]rune(s)))
	}
	n := 0
	for range "日本語" {
		n++
	}
	fmt.Println(n)
}

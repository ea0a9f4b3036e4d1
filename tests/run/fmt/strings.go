// String and byte slice verbs, quoting, widths in runes, precision.
package main

import "fmt"

type text string
type data []byte

func main() {
	for _, s := range []string{"", "go", "héllo\n", "a\x00\xff世", `"q"`, "`"} {
		fmt.Printf("%v|%s|%q|%#q|%+q|%x|% X|%#x|%6s|%-6s|%.2s|%.1q|%#v\n", s, s, s, s, s, s, s, s, s, s, s, s, s)
	}
	b := []byte("hi!")
	fmt.Printf("%s %v %q %x %X % x %d %#v %5s|%-5s|\n", b, b, b, b, b, b, b, b, b, b)
	fmt.Printf("%s %v %q %#v %s %x\n", text("t"), text("t"), text("t"), text("t"), data("d"), data("d"))
	fmt.Printf("%q %q %s %v %x\n", 'x', '\n', []string{"a", "b"}, []string{"a b", ""}, []string{"ab", "c"})
	fmt.Printf("%q %q %c %U %#U\n", []string{"a", "b c"}, []rune("é"), []rune("hi"), '⌘', '⌘')
	fmt.Printf("%5c|%-5c|%05s|%5q|%.3s|%.10s\n", 'x', 'y', "ab", "a", "日本語文", "short")
}

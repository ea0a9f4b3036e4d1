// Escapes, raw strings, and bytes by index.
package main

import "fmt"

const raw = `line one\n
	"two"`

func main() {
	s := "\a\b\f\n\r\t\v\\\"\x41\101\u00e9\U0001F600"
	fmt.Println(len(s), []byte(s[:9]), s[9:])
	fmt.Println(raw, len(raw))
	h := "héllo"
	fmt.Println(h[1], h[len(h)-1], len(h), string(h[0]), h[1:3] == "é")
	fmt.Println('a', '\'', '\x7f', '世', '\u00e9'-'a', "it's", '"')
}

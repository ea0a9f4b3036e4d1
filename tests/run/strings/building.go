// A string grown byte by byte, by a builder and from bytes gives the same.
package main

import (
	"fmt"
	"strings"
)

func main() {
	plain := ""
	var b strings.Builder
	var bytes []byte
	for i := 0; i < 2000; i++ {
		c := byte('a' + i%26)
		plain += string(rune(c))
		b.WriteByte(c)
		bytes = append(bytes, c)
	}
	fmt.Println(len(plain), plain == b.String(), plain == string(bytes), plain[1990:])
	b.Reset()
	fmt.Fprintf(&b, "%03d", 7)
	b.WriteString("-")
	b.WriteRune('世')
	fmt.Println(b.String(), b.Len())
}

// UTF-16 there and back, with halves of pairs and invalid runes.
package main

import (
	"fmt"
	"unicode/utf16"
)

func main() {
	fmt.Printf("%x %x\n", utf16.Encode([]rune("a€😀\U0010ffff")), utf16.Encode([]rune{0xd800, 0xdfff, -1, 0x110000, 0xffff}))
	fmt.Printf("%x %x\n", utf16.Decode([]uint16{0xd800, 0xdc00, 0xd800, 'a', 0xdc00, 0xdbff, 0xdfff, 0xd800}), utf16.Decode(nil))
	for _, r := range []rune{-1, 0, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff, 0x110000} {
		r1, r2 := utf16.EncodeRune(r)
		fmt.Printf("%x: %x %x %d %v %x %x\n", r, r1, r2, utf16.RuneLen(r), utf16.IsSurrogate(r), utf16.AppendRune(nil, r), utf16.DecodeRune(r1, r2))
	}
}

// Between strings, bytes, runes and integers.
package main

import "fmt"

type text string
type letters []byte

func main() {
	b := []byte("héy")
	r := []rune("héy")
	b[0], r[0] = 'H', 'J'
	fmt.Println(string(b), string(r), b, r)
	fmt.Printf("%q %q %q %q\n", string(rune(65)), string(rune(0x4e16)), string(rune(-1)), string(rune(0xd800)))
	fmt.Printf("%q %x\n", string([]rune{0x1f600, 0x10ffff, 0x110000}), string([]byte{0xff, 0}))
	t := text("abc")
	l := letters(t)
	l[1] = '-'
	fmt.Println(t, string(l), string(t)+"d", len(letters("")), []byte("") == nil)
}

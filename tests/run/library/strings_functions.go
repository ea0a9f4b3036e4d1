// The searching, splitting, trimming and mapping functions of package strings.
package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "the cat sat on the mat"
	fmt.Println(strings.Contains(s, "sat"), strings.Index(s, "the"), strings.LastIndex(s, "the"), strings.IndexByte(s, 'z'), strings.IndexAny(s, "xyzs"), strings.IndexFunc(s, func(r rune) bool { return r > 's' }))
	fmt.Println(strings.Count(s, "at"), strings.Count("abc", ""), strings.HasPrefix(s, "the"), strings.HasSuffix(s, "mat"), strings.ContainsRune(s, 'q'))
	fmt.Printf("%q %q %q %q\n", strings.Split("a,b,,c", ","), strings.SplitN("a,b,c", ",", 2), strings.SplitAfter("a.b", "."), strings.Split("héy", ""))
	fmt.Printf("%q %q %q\n", strings.Fields("  a  b\t\nc "), strings.FieldsFunc("a1b22c", func(r rune) bool { return r < 'a' }), strings.Join([]string{"x", "y"}, "--"))
	fmt.Printf("%q %q %q %q %q\n", strings.TrimSpace(" \t x \n"), strings.Trim("xxaxx", "x"), strings.TrimLeft("aab", "a"), strings.TrimPrefix("abc", "ab"), strings.TrimSuffix("abc", "x"))
	fmt.Println(strings.ToUpper("héß"), strings.ToLower("ÀB"), strings.Repeat("ab", 3), strings.Replace("aaaa", "a", "b", 2), strings.ReplaceAll("aaaa", "aa", "c"), strings.EqualFold("Go", "GO"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.Compare("a", "b"), strings.ContainsAny("x", ""))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found, strings.NewReplacer("a", "1", "b", "2").Replace("abcab"))
	r := strings.NewReader("héy")
	b, _ := r.ReadByte()
	c, n, _ := r.ReadRune()
	fmt.Println(b, string(c), n, r.Len())
}

// Shell patterns: classes, escapes, stars, and what is malformed.
package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	for _, m := range [][2]string{
		{"abc", "abc"}, {"*", "abc"}, {"*c", "abc"}, {"a*/b", "abc/b"}, {"a*/b", "a/c/b"}, {"a*b*c*d*e*/f", "axbxcxdxe/f"},
		{"ab[^e-g]", "abc"}, {"a[^a][^a]", "a☺x"}, {"[\\]a]", "]"}, {"a???b", "a☺b"}, {"*??", "☺"}, {"a?b", "a/b"}, {"[x-]", "x"},
		{"[]a]", "]"}, {"[", "a"}, {"a[", "x"}, {"a\\", "a"}, {"b*[", "a"}, {"*[", "a"}, {"a\\*b", "a*b"}, {"", ""}, {"[\xff]", "a"},
	} {
		matched, err := path.Match(m[0], m[1])
		matchedFile, errFile := filepath.Match(m[0], m[1])
		fmt.Printf("%q %q: %v %v, %v %v\n", m[0], m[1], matched, err, matchedFile, errFile)
	}
}

// Package path and its sibling for files: cleaning, taking apart, relations.
package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	for _, p := range []string{"", "/", "a/b/../c.tar.gz", "//a/.//b/", "../../x", "/../y", "a/../..", "./.hidden", "a.b/c"} {
		dir, file := path.Split(p)
		fmt.Printf("%q: %q %q %q %q %q %q %v %v\n", p, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), dir, file, path.IsAbs(p), filepath.IsLocal(p))
	}
	fmt.Printf("%q %q %q\n", path.Join("", "a", "", "../b"), path.Join(), filepath.Join("/", "x", "."))
	for _, p := range [][2]string{{"a/b", "a/c/d"}, {"a", "a"}, {".", ".."}, {"..", "."}, {"/x/y", "/"}, {"/a", "a"}, {"../../a", "../b"}} {
		rel, err := filepath.Rel(p[0], p[1])
		fmt.Printf("%q %v\n", rel, err)
	}
	fmt.Printf("%q %q %v\n", filepath.SplitList("/bin::/usr/bin"), filepath.SplitList(""), filepath.SplitList("") == nil)
	fmt.Println(filepath.Localize("a/b"))
	fmt.Println(filepath.Localize("/a"))
}

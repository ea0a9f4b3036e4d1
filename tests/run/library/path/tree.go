// Walks, patterns and symbolic links in a tree of files.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	root, err := os.MkdirTemp("", "tree")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(root)
	os.Chdir(root)
	os.MkdirAll("a/b", 0o777)
	os.Mkdir("c", 0o777)
	os.WriteFile("a/f.txt", nil, 0o666)
	os.WriteFile("a/b/g.txt", nil, 0o666)
	os.Symlink("../c", "a/link")
	os.Symlink("loop", "loop")
	for _, skip := range []string{"", "b", "f.txt"} {
		err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
			fmt.Print(" ", path, ":", d.Type())
			if d.Name() == skip {
				return filepath.SkipDir
			}
			return err
		})
		fmt.Println(err)
	}
	fmt.Println(filepath.Walk("nowhere", func(path string, info fs.FileInfo, err error) error { return err }))
	for _, pattern := range []string{"*", "*/*.txt", "a/*", "*/b/g*", "[", "c/", "nothing*"} {
		names, err := filepath.Glob(pattern)
		fmt.Println(names, names == nil, err)
	}
	for _, path := range []string{"a/link", "a/link/../a/f.txt", "loop", "a/f.txt/x", "none", "./a//b/.."} {
		name, err := filepath.EvalSymlinks(path)
		fmt.Println(name, err)
	}
	abs, err := filepath.Abs("x/../y")
	fmt.Println(strings.HasSuffix(abs, "/y"), filepath.IsAbs(abs), err)
}

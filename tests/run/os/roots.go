// A Root finds files of its tree only: neither .. nor symbolic links lead out
// of it. CopyFS overwrites nothing.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

func main() {
	top, _ := os.MkdirTemp("", "roots")
	defer os.RemoveAll(top)
	os.Chdir(top)
	os.MkdirAll("tree/sub/deep", 0o777)
	os.WriteFile("outside", []byte("secret"), 0o644)
	os.WriteFile("tree/sub/file", []byte("inside"), 0o644)
	for link, target := range map[string]string{"in": "sub/../sub/file", "out": "../outside", "absolute": "/etc", "loop": "loop", "up": "sub/deep/../.."} {
		os.Symlink(target, "tree/"+link)
	}
	r, err := os.OpenRoot("tree")
	fmt.Println(r.Name(), err)
	for _, name := range []string{"in", "out", "absolute/passwd", "loop", "up/sub/file", "sub/../..", "sub/file/", "sub/none", "", "/", "./sub//file"} {
		data, err := r.ReadFile(name)
		fmt.Printf("%q: %s %v\n", name, data, err)
	}
	fmt.Println(r.Mkdir("sub/file", 0o777), r.MkdirAll("a/b/c", 0o777), r.MkdirAll("out/x", 0o777), r.Mkdir("x", 0o1777))
	fmt.Println(r.Rename("sub/file", "a/b/moved"), r.Rename("a", "sub"), r.Remove("sub"), r.Symlink("..", "a/back"), r.Link("a/b/moved", "a/two"))
	_, err = r.OpenRoot("a/two")
	fmt.Println(err, r.RemoveAll("sub"), r.RemoveAll("sub/none"), r.RemoveAll("a/."))
	for _, link := range []string{"in", "out", "absolute", "loop", "up"} {
		fmt.Println(r.Remove(link))
	}
	fs.WalkDir(r.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d, err)
		return nil
	})
	names, err := fs.Glob(r.FS(), "a/*/m*")
	fmt.Println(names, err)
	fmt.Println(os.CopyFS("copy/of", r.FS()), errors.Is(os.CopyFS("copy/of", r.FS()), fs.ErrExist))
	data, err := os.ReadFile("copy/of/a/b/moved")
	fmt.Printf("%s %v\n", data, err)
	r.Close()
	_, err = r.Stat("a")
	fmt.Println(err)
}

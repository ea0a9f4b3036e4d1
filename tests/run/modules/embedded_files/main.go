// Files named by //go:embed are in the program: as strings, bytes and file systems.
package main

import (
	"embed"
	"fmt"
	"io/fs"

	"example.com/embedded/pkg"
)

type text string

//go:embed hello.txt
var hello text

//go:embed *.txt
var raw []byte

//go:embed static
var static embed.FS

//go:embed all:static "hello.txt"
//go:embed static/*.md
var everything embed.FS

var none embed.FS

func show(name string, files embed.FS) {
	fmt.Println(name)
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			fmt.Println(" ", path+"/")
			return nil
		}
		data, err := files.ReadFile(path)
		fmt.Printf("  %s %q %v\n", path, data, err)
		return nil
	})
	fmt.Println(err)
}

func main() {
	fmt.Printf("%q\n", hello)
	raw[0] = 'H'
	fmt.Printf("%q %d %d\n", raw, len(raw), cap(raw))
	fmt.Printf("%q\n", pkg.Data)
	show("static", static)
	show("everything", everything)
	show("none", none)
	_, err := static.ReadFile("static/.hidden")
	fmt.Println(err)
	_, err = static.Open("static/deep")
	fmt.Println(err)
	entries, err := everything.ReadDir("static")
	for _, entry := range entries {
		fmt.Print(entry.Name(), " ")
	}
	fmt.Println(err)
}

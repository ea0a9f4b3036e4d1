//test:args one two -x "quoted three
//test:env GREETING=hello there

// Arguments, environment, files in a temporary folder, and standard error.
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	fmt.Println(len(os.Args), strings.Join(os.Args[1:], "|"))
	v, ok := os.LookupEnv("GREETING")
	_, missing := os.LookupEnv("GRUS_SURELY_NOT_SET")
	fmt.Println(v, ok, missing, os.Getenv("GRUS_SURELY_NOT_SET") == "", os.ExpandEnv("<$GREETING>"))
	dir, err := os.MkdirTemp("", "os-environment")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	name := dir + "/file.txt"
	fmt.Println(os.WriteFile(name, []byte("line\n"), 0o644))
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintln(f, "more", err)
	fmt.Println(f.Close(), f.Close() != nil)
	data, err := os.ReadFile(name)
	info, _ := os.Stat(name)
	fmt.Printf("%q %v %d %v %t\n", data, err, info.Size(), info.Mode().IsRegular(), info.IsDir())
	_, err = os.Stat(dir + "/none")
	fmt.Println(os.IsNotExist(err), os.Remove(name))
	entries, err := os.ReadDir(dir)
	fmt.Println(len(entries), err)
}

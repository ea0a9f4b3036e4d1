// Standard descriptors that are closed when the program starts are the null device: files that it
// opens do not get what it prints.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if len(os.Args) > 1 {
		n, err := os.Stdin.Read(make([]byte, 1))
		_, printed := fmt.Println("lost")
		file, _ := os.Open("/dev/null")
		if n == 0 && err == io.EOF && printed == nil && file.Fd() > 2 {
			os.Exit(7)
		}
		os.Exit(8)
	}
	process, err := os.StartProcess("/proc/self/exe", []string{"program", "child"}, &os.ProcAttr{})
	if err != nil {
		panic(err)
	}
	fmt.Println(process.Wait())
}

// The working directory may have a name that is too long for the kernel; a
// Process needs no more than an id.
package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

func main() {
	top, _ := os.MkdirTemp("", "deep")
	defer os.RemoveAll(top)
	os.Chdir(top)
	name := strings.Repeat("d", 200)
	for range 25 {
		if err := os.Mkdir(name, 0o700); err != nil {
			fmt.Println(err)
		}
		os.Chdir(name)
	}
	os.Unsetenv("PWD")
	dir, err := os.Getwd()
	fmt.Println(len(dir)-len(top), strings.HasPrefix(dir, top), err)
	process := &os.Process{Pid: os.Getpid()}
	fmt.Println(process.Signal(syscall.Signal(0)), os.RemoveAll(top))
}

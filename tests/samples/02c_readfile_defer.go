// "f is captured by defer but stays on the stack".
package main

import (
	"fmt"
	"io"
	"os"
)

func ReadFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	b := make([]byte, 4)
	if _, err := io.ReadFull(f, b); err != nil {
		return err
	}
	fmt.Printf("%q\n", b)
	return nil
}

func main() {
	fmt.Println(ReadFile("/proc/self/exe"))
	fmt.Println(ReadFile("/nonexistent/x"))
}

//test:lang default go1.21

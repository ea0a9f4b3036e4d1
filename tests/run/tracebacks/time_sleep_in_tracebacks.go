// A sleeping goroutine's traceback begins with time.Sleep.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

func main() {
	go func() { time.Sleep(time.Hour) }()
	time.Sleep(10 * time.Millisecond)
	text := make([]byte, 1<<16)
	text = text[:runtime.Stack(text, true)]
	_, other, _ := strings.Cut(string(text), " [sleep]:\n")
	fmt.Println(other[:strings.Index(other, "(")], strings.Contains(other, "main.main.func1()"))
}

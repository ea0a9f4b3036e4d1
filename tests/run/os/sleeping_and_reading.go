// Sleeping goroutines and those that read from pipes wake each other, again and again.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	runtime.GOMAXPROCS(2)
	sum := 0
	for i := range 300 {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		go func() {
			time.Sleep(time.Duration(i%7) * 100 * time.Microsecond)
			w.Write([]byte{byte(i)})
			w.Close()
		}()
		b := make([]byte, 1)
		r.Read(b)
		sum += int(b[0])
		r.Close()
	}
	fmt.Println(sum)
}

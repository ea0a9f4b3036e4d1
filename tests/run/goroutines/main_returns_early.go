// The program ends with main, whatever other goroutines do.
package main

import "fmt"

func main() {
	started := make(chan bool)
	for i := 0; i < 10; i++ {
		go func() {
			started <- true
			for {
			}
		}()
	}
	for i := 0; i < 10; i++ {
		<-started
	}
	fmt.Println("main is done")
}

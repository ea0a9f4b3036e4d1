//test:lang default go1.21 go1.22

// The same for range variables over slices, maps, strings and channels.
package main

import "fmt"

func main() {
	var fs []func()
	for i, v := range []string{"a", "b"} {
		fs = append(fs, func() { fmt.Println("slice", i, v) })
	}
	for k, v := range map[string]int{"only": 1} {
		fs = append(fs, func() { fmt.Println("map", k, v) })
	}
	for i, r := range "xy" {
		fs = append(fs, func() { fmt.Println("string", i, r) })
	}
	ch := make(chan int, 2)
	ch <- 10
	ch <- 20
	close(ch)
	for v := range ch {
		fs = append(fs, func() { fmt.Println("channel", v) })
	}
	for _, f := range fs {
		f()
	}
}

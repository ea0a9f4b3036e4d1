// A thousand panics recovered one after the other; values stay intact.
package main

import "fmt"

func safe(i int) (r int) {
	defer func() {
		if v, ok := recover().(int); ok {
			r = -v
		}
	}()
	if i%3 == 0 {
		panic(i)
	}
	return i
}

func main() {
	sum := 0
	for i := 0; i < 1000; i++ {
		sum += safe(i)
	}
	fmt.Println(sum)
}

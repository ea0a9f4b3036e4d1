//test:exit 2

// A deferred nil function panics when it is called, not when it is deferred.
package main

import "fmt"

func main() {
	var f func()
	defer fmt.Println("still runs")
	defer f()
	fmt.Println("body")
}

//test:mode compile
//test:exit 2

// tool compile reports the same errors without a heading, and exits with 2.
package main

func main() {
	var x int = "text"
}

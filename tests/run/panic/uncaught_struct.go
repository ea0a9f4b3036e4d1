//test:exit 2

// Anything else is shown as its type and address.
package main

type point struct{ x, y int }

func main() { panic(point{1, 2}) }

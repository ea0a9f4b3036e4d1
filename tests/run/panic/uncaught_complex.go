//test:exit 2

// A complex number.
package main

func main() { panic(complex(1, 2)) }

//test:exit 2

// A float is shown in the shortest form.
package main

func main() { panic(1.5) }

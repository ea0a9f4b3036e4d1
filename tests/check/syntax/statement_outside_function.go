// Only declarations may stand outside functions.
package main

x := 1

println("x")

func main() {}

//test:exit 2

// A select without cases.
package main

func main() { select {} }

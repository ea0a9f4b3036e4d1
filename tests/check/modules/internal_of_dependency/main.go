//test:exit 1
package main

import "example.com/dep/internal/text"

func main() { println(text.Prefix) }

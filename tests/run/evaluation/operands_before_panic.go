// What was done before a panic stays done; what comes after it is not.
package main

import "fmt"

func step(s string) int { fmt.Print(s, " "); return 1 }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	var nilMap map[string]int
	var list []int
	var p *struct{ n int }
	zero := 0
	try("map", func() { nilMap["k"] = step("value") })
	try("index", func() { list[step("index")] = step("value") })
	try("field", func() { p.n = step("value") })
	try("divide", func() { _ = step("left") / zero * step("right") })
	try("nil func", func() { var f func(int); f(step("argument")) })
	try("assert", func() { _ = any(step("operand")).(string) })
}

// Strings compare by bytes, concatenate into new ones, and are never changed.
package main

import "fmt"

func join(parts ...string) (s string) {
	for _, p := range parts {
		s += p
	}
	return s
}

func main() {
	fmt.Println("a" < "b", "a" < "B", "" < "a", "ab" < "abc", "é" > "z", "abc" == join("a", "bc"))
	a := "x"
	b := a
	a += "y" + a + join("1", "2")
	fmt.Println(a, b, join(), len(join("", "")), a[1:3]+a[:1])
	fmt.Println(join("", "same") == "same", "a\x00b" < "a\x01", "a\x00b" == "a")
	switch join("a", "b") {
	case "a" + "b":
		fmt.Println("matched")
	}
}

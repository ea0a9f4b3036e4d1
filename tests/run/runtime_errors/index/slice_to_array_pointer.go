//test:exit 2

// A slice too short for the array pointer it is converted to.
package main

func main() {
	s := []byte("ab")
	p := (*[4]byte)(s)
	println(p[0])
}

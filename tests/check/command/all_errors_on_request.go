//test:gcflags -e

// With -e every error is reported.
package main

func main() {
	_ = x01
	_ = x02
	_ = x03
	_ = x04
	_ = x05
	_ = x06
	_ = x07
	_ = x08
	_ = x09
	_ = x10
	_ = x11
	_ = x12
}

// Keywords are not names.
package main

func main() {
	var func int
	type := 1
	range = 2
}

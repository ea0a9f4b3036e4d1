// An if without a condition, and a brace on the next line.
package main

func main() {
	if {
	}
	for i := 0; i < 3; i++
	{
	}
}

// A label nobody jumps to, and jumps to labels that are not there.
package main

func main() {
unused:
	for {
		break missing
	}
	goto nowhere
}

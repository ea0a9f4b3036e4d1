// Wrong verbs, missing and extra arguments, bad indexes and widths are shown in the text.
package main

import "fmt"

func main() {
	for _, f := range []string{"%d", "%s", "%z", "%!", "%", "%d %d", "%[3]d", "%[2]d", "%[x]d", "%[1]", "%*d", "%.*f", "%-%", "%[2]*[1]d", "%#[1]x", "none", "%w"} {
		fmt.Printf(f+"|", 7)
		fmt.Printf(f+"|", "s", 3)
		fmt.Printf(f+"\n", nil)
	}
	fmt.Printf("%s %d %t %f %c %p\n", 1, "a", 2, "b", "c", 3)
	fmt.Printf("%t %q %x\n", "yes", 1.5, true)
	fmt.Printf("%d%%|%5%|%c%v\n", 50, 'x', 'y')
}

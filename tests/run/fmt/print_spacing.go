// Print puts spaces between operands when neither is a string; Println always.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Print("a", "b", 1, 2, "c", 3.5, true, nil, 'x', "\n")
	fmt.Print(1, 2, []int{3}, "s", "t", struct{}{}, struct{}{}, "\n")
	fmt.Println("a", "b", 1, 2, "c", nil)
	fmt.Println()
	n, err := fmt.Println("héllo", 5)
	fmt.Println(n, err, fmt.Sprint(), fmt.Sprint("a", 1, "b"), fmt.Sprintln("x", 2) == "x 2\n")
	fmt.Fprint(os.Stdout, "to stdout ", 1, "\n")
	fmt.Fprintf(os.Stderr, "to stderr %d\n", 2)
	fmt.Fprintln(os.Stderr, "again", 3)
	b := fmt.Appendf(nil, "%s-%d", "a", 1)
	fmt.Println(string(fmt.Append(b, "x", 2)), string(fmt.Appendln([]byte(">"), 1)))
}

//test:tags special

// Files are chosen by build lines, tags, and names ending in systems; tests are left out.
package main

import "fmt"

var found []string

func main() { fmt.Println(len(found), found) }

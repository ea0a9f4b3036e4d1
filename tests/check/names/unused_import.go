// Imports that are not used, with and without a name of their own.
package main

import (
	"fmt"
	"os"
	_ "sort"
	str "strings"
)

func main() { fmt.Println() }

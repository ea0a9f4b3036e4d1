// Import names: the package clause counts, not the folder; aliases, dot and blank imports.
package main

import (
	"fmt"

	. "example.com/names/dot"
	_ "example.com/names/effect"
	"example.com/names/folder"
	short "example.com/names/internal/long"
)

type local struct{ other.Shape }

func main() {
	s := local{other.New(3)}
	fmt.Println(other.Name, short.Twice(21), Dotted, s.Side(), s.Shape)
	fmt.Printf("%T %+v\n", s.Shape, s)
	var d Describer = s
	fmt.Println(d.Describe())
}

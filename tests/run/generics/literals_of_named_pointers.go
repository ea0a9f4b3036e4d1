// Elements with elided types in literals of slices, arrays and maps of named pointer types, also
// when the pointer type is a type argument.
package main

import "fmt"

type S struct{ f int }
type PS *S

func slice[P PS | *S](x int) []P { return []P{{f: x}, {}} }

func table[P PS]() map[string]P { return map[string]P{"a": {f: 3}} }

func main() {
	fmt.Println((*S)(slice[PS](1)[0]).f, (*S)(slice[PS](1)[1]).f)
	fmt.Println((*S)(slice[*S](2)[0]).f)
	fmt.Println((*S)(table()["a"]).f)
	array := [2]PS{1: {f: 4}}
	fmt.Println(array[0] == nil, array[1].f)
}

// How fields are named that are embedded in type arguments: by an alias, an instance, a local type.
package main

import (
	"fmt"
	"reflect"
	"strings"
)

type B[T any] struct{ y T }
type C struct{}
type AL = C
type AG[T any] = B[T]
type AP = *C
type byteAlias = byte
type m = map[string]int

func main() {
	fmt.Printf("%T\n", tagged[struct{ B[int] }]{})
	fmt.Printf("%T\n", tagged[struct{ *B[string] }]{})
	fmt.Printf("%T\n", tagged[struct{ AL }]{})
	fmt.Printf("%T\n", tagged[struct{ AG[int] }]{})
	fmt.Printf("%T\n", tagged[struct{ C }]{})
	fmt.Printf("%T\n", tagged[struct{ *C }]{})
	fmt.Printf("%T\n", tagged[struct{ byteAlias }]{})
	fmt.Printf("%T\n", tagged[struct{ byte }]{})
	fmt.Printf("%T\n", tagged[struct{ rune }]{})
	fmt.Printf("%T\n", tagged[struct{ any }]{})
	fmt.Printf("%T\n", tagged[struct{ error }]{})
	fmt.Printf("%T\n", tagged[struct{ strings.Builder }]{})
	fmt.Printf("%T\n", tagged[struct{ *strings.Builder }]{})
	fmt.Printf("%T\n", tagged[struct{ reflect.Type }]{})
	fmt.Printf("%T\n", struct {
		B B[int]
		c *C `tag:"x"`
	}{})
	type L struct{ B[C] }
	fmt.Printf("%T %+v\n", struct{ L }{}, struct{ B[L] }{})
	t := reflect.TypeOf(struct {
		*B[int]
		AL
	}{})
	fmt.Println(t, t.Field(0).Name, t.Field(1).Name, t.Field(0).Anonymous)
	var e any = struct{ B[int] }{}
	defer func() { fmt.Println(recover()) }()
	_ = e.(struct{ AL })
}

type tagged[T any] struct{ T int }

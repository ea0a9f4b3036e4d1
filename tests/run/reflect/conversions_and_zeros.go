// Conversions of strings to slices of named bytes, negative zeros, and methods
// that are not exported.
package main

import (
	"fmt"
	"math"
	"reflect"
)

type (
	octet   byte
	letter  rune
	pointer *[2]byte
	plain   int
	hidden  interface{ w() }
)

func (plain) w() {}

func main() {
	text, bytes := reflect.ValueOf("hé"), reflect.ValueOf([]byte("by"))
	fmt.Println(text.Convert(reflect.TypeFor[[]octet]()), text.Convert(reflect.TypeFor[[]letter]()))
	fmt.Println(reflect.ValueOf([]octet("by")).Convert(reflect.TypeFor[string]()), bytes.CanConvert(reflect.TypeFor[pointer]()))
	minus := math.Copysign(0, -1)
	for _, v := range []any{minus, complex(minus, 0), [1]float64{minus}, struct{ f float64 }{minus}} {
		fmt.Print(reflect.ValueOf(v).IsZero(), " ")
	}
	fmt.Println(reflect.StructOf([]reflect.StructField{{Name: "φ", Type: reflect.TypeFor[int]()}}))
	defer func() { fmt.Println(recover()) }()
	var h hidden = plain(1)
	reflect.ValueOf(&h).Elem().Method(0).Call(nil)
}

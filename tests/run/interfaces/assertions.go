// Assertions to concrete types and to interfaces, with and without ok.
package main

import (
	"errors"
	"fmt"
)

type shouter interface{ shout() string }
type dog struct{ name string }

func (d dog) shout() string  { return d.name + "!" }
func (d dog) String() string { return "dog " + d.name }

func main() {
	var x any = dog{"rex"}
	d := x.(dog)
	s, ok := x.(fmt.Stringer)
	_, isError := x.(error)
	n, isInt := x.(int)
	fmt.Println(d.name, s, ok, isError, n, isInt)
	if sh, ok := x.(shouter); ok {
		fmt.Println(sh.shout(), sh.(fmt.Stringer).String())
	}
	x = errors.New("e")
	_, ok = x.(shouter)
	e, isErr := x.(error)
	fmt.Println(ok, isErr, e)
	x = nil
	_, ok = x.(any)
	fmt.Println(ok)
	var m = map[string]any{"list": []any{1, "two", map[string]any{"deep": true}}}
	fmt.Println(m["list"].([]any)[2].(map[string]any)["deep"].(bool))
}

// Stringer, error, GoStringer and Formatter, by value, by pointer, nested and nil.
package main

import (
	"errors"
	"fmt"
)

type val int

func (v val) String() string { return fmt.Sprintf("val(%d)", int(v)) }

type ptr struct{ n int }

func (p *ptr) String() string { return "ptr" }

type both struct{}

func (both) String() string { return "string" }
func (both) Error() string  { return "error" }

type gs struct{ n int }

func (gs) GoString() string { return "GS" }

type ft struct{}

func (ft) Format(s fmt.State, c rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprint(s, string(c), w, wok, p, pok, s.Flag('-'), s.Flag('#'))
}

type bad struct{ p *int }

func (b bad) String() string { return fmt.Sprint(*b.p) }

type outer struct {
	V val
	P *ptr
	E error
}

func main() {
	fmt.Println(val(1), ptr{2}, &ptr{3}, both{}, gs{4}, []val{5, 6}, map[val]val{1: 2})
	fmt.Printf("%v %s %d %x %q %#v %5v|%+v\n", val(7), val(7), val(7), val(7), val(7), val(7), val(7), []any{val(8)})
	fmt.Printf("%v %+v %#v %s\n", outer{1, &ptr{}, errors.New("e")}.V, outer{V: 2}, gs{1}, []gs{{1}})
	fmt.Printf("%v %-8.3x %#z\n", ft{}, ft{}, ft{})
	fmt.Println(bad{}, (*ptr)(nil), (*val)(nil))
	fmt.Printf("%v %s %d %v\n", errors.New("x"), fmt.Errorf("y: %w", errors.New("z")), errors.New("w"), struct{ E error }{errors.New("in")})
}

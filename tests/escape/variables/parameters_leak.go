// How parameters flow: nowhere, to the heap, to results, their content only.
package main

type t struct{ p *int }

var sink *int
var sinkAny any

func nowhere(p *int) int            { return *p }
func heap(p *int)                   { sink = p }
func content(p **int)               { sink = *p }
func result(p *int) *int            { return p }
func second(a, b *int) (*int, *int) { return b, nil }
func deref(p **int) *int            { return *p }
func slice(s []*int) *int           { return s[0] }
func tail(s []int) []int            { return s[1:] }
func field(v t) *int                { return v.p }
func pointerField(v *t) *int        { return v.p }
func (v *t) method() *t             { return v }
func boxed(n int)                   { sinkAny = n }
func text(s string) string          { return s[1:] }
func variadic(s ...*int) int        { return len(s) }
func unused(_ *int, q []int)        {}

func main() {}

// Self-assignments are ignored; parameters written through do not leak by that.
package main

type buffer struct {
	data []byte
	view []byte
	next *buffer
}

func (b *buffer) shrink()            { b.data = b.data[1:] }
func (b *buffer) alias()             { b.view = b.data }
func (b *buffer) link(other *buffer) { b.next = other }
func fill(p *[4]*int, x *int)        { p[0] = x }
func swap(a, b **int)                { *a, *b = *b, *a }
func set(m map[string]*int, x *int)  { m["k"] = x }
func send(ch chan *int, x *int)      { ch <- x }

func main() {}

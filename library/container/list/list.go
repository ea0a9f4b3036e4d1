// Package list is a doubly linked list.
//
//	for e := l.Front(); e != nil; e = e.Next() {
//		// use e.Value
//	}
package list

// Element is an element of a list.
type Element struct {
	prev, next *Element // in the ring
	list       *List    // nil if in none

	Value any // what the element holds
}

// Next returns the element after e, or nil.
func (e *Element) Next() *Element { return e.list.visible(e.next) }

// Prev returns the element before e, or nil.
func (e *Element) Prev() *Element { return e.list.visible(e.prev) }

// List is a doubly linked list. The zero value is an empty one.
type List struct {
	root Element // between the last and the first element; empty lists may have nil links
	n    int
}

// New returns an empty list.
func New() *List { return new(List).Init() }

// visible returns e unless it is the ring's own element, or l is nil.
func (l *List) visible(e *Element) *Element {
	if l == nil || e == &l.root {
		return nil
	}
	return e
}

// Init makes l empty.
func (l *List) Init() *List {
	l.root.prev, l.root.next = &l.root, &l.root
	l.n = 0
	return l
}

// prepare gives a zero list its links.
func (l *List) prepare() {
	if l.root.next == nil {
		l.Init()
	}
}

// Len returns the number of elements.
func (l *List) Len() int { return l.n }

// Front returns the first element, or nil.
func (l *List) Front() *Element {
	if l.n == 0 {
		return nil
	}
	return l.root.next
}

// Back returns the last element, or nil.
func (l *List) Back() *Element {
	if l.n == 0 {
		return nil
	}
	return l.root.prev
}

// link puts e after at.
func (l *List) link(e, at *Element) {
	e.prev, e.next = at, at.next
	at.next.prev = e
	at.next = e
}

// unlink takes e out of the ring.
func (e *Element) unlink() {
	e.prev.next, e.next.prev = e.next, e.prev
}

// add puts a new element with v after at.
func (l *List) add(v any, at *Element) *Element {
	e := &Element{Value: v, list: l}
	l.link(e, at)
	l.n++
	return e
}

// move puts e, an element of l, after at.
func (l *List) move(e, at *Element) {
	if e != at && e.prev != at {
		e.unlink()
		l.link(e, at)
	}
}

// Remove removes e, if it is an element of l, and returns its value.
func (l *List) Remove(e *Element) any {
	if e.list == l {
		e.unlink()
		e.prev, e.next, e.list = nil, nil, nil
		l.n--
	}
	return e.Value
}

// PushFront puts a new element with v first.
func (l *List) PushFront(v any) *Element {
	l.prepare()
	return l.add(v, &l.root)
}

// InsertAfter puts a new element with v after mark, if that is an element of l;
// else it returns nil.
func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.add(v, mark)
}

// PushBack puts a new element with v last.
func (l *List) PushBack(v any) *Element {
	l.prepare()
	return l.add(v, l.root.prev)
}

// InsertBefore puts a new element with v before mark, if that is an element of
// l; else it returns nil.
func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.add(v, mark.prev)
}

// MoveToFront makes e the first element, if it is one of l.
func (l *List) MoveToFront(e *Element) {
	if e.list == l {
		l.move(e, &l.root)
	}
}

// MoveToBack makes e the last element, if it is one of l.
func (l *List) MoveToBack(e *Element) {
	if e.list == l {
		l.move(e, l.root.prev)
	}
}

// MoveBefore puts e before mark, if both are elements of l.
func (l *List) MoveBefore(e, mark *Element) {
	if e != mark && e.list == l && mark.list == l {
		l.move(e, mark.prev)
	}
}

// MoveAfter puts e after mark, if both are elements of l.
func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && mark.list == l {
		l.move(e, mark)
	}
}

// PushBackList puts copies of other's elements last; other may be l.
func (l *List) PushBackList(other *List) {
	e := other.Front()
	for n := other.Len(); n > 0; n-- {
		l.PushBack(e.Value)
		e = e.Next()
	}
}

// PushFrontList puts copies of other's elements first; other may be l.
func (l *List) PushFrontList(other *List) {
	e := other.Back()
	for n := other.Len(); n > 0; n-- {
		l.PushFront(e.Value)
		e = e.Prev()
	}
}

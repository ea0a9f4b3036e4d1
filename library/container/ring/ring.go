// Package ring provides circular lists.
package ring

// A Ring is an element of a circular list and stands for the whole list, which
// has no beginning and no end. The empty list is a nil *Ring; the zero Ring is a
// list of one element.
type Ring struct {
	next, prev *Ring // nil in a zero Ring
	Value      any   // belongs to the user
}

// New returns an element of a new list of n elements, nil if n is not positive.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	elements := make([]Ring, n)
	for i := range elements {
		elements[i].before(&elements[(i+1)%n])
	}
	return &elements[0]
}

// before makes s the element behind r.
func (r *Ring) before(s *Ring) { r.next, s.prev = s, r }

// whole makes a zero Ring a proper list of one.
func (r *Ring) whole() *Ring {
	if r.next == nil {
		r.before(r)
	}
	return r
}

// Next returns the element behind r, which must not be nil.
func (r *Ring) Next() *Ring { return r.whole().next }

// Prev returns the element before r, which must not be nil.
func (r *Ring) Prev() *Ring { return r.whole().prev }

// Move returns the element n places behind r, or -n before it. r must not be
// nil.
func (r *Ring) Move(n int) *Ring {
	for r.whole(); n > 0; n-- {
		r = r.next
	}
	for ; n < 0; n++ {
		r = r.prev
	}
	return r
}

// Link puts s behind r and returns what was there. If s is in another list, all
// of that list is inserted, from s to the element before s. If it is in the same
// list, the elements between r and s are removed; they become a list of their
// own, to which the result belongs. r must not be nil.
func (r *Ring) Link(s *Ring) *Ring {
	behind := r.Next()
	if s == nil {
		return behind
	}
	last := s.Prev() // of what s begins
	r.before(s)
	last.before(behind)
	return behind
}

// Unlink removes n elements behind r, modulo the length of the list, and returns
// them as a list, nil if there are none.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

// Len counts the elements.
func (r *Ring) Len() int {
	count := 0
	r.Do(func(any) { count++ })
	return count
}

// Do calls f with the value of every element, beginning with r. f must not
// change the list.
func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for other := r.Next(); other != r; other = other.next {
		f(other.Value)
	}
}

// This file holds the functions that change slices or make new ones.

package slices

import (
	"math/bits"
	"unsafe"
)

// Clone returns a copy of s; its elements are those of s. The clone of nil is
// nil.
func Clone[S ~[]E, E any](s S) S {
	if s == nil {
		return nil
	}
	return append(S{}, s...)
}

// Grow returns s with room for n more elements. It panics if n is negative or
// too large.
func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if free := cap(s) - len(s); n > free {
		more := append(s[:cap(s)], make([]E, n-free)...)
		s = more[:len(s)]
	}
	return s
}

// Reverse turns s around in place.
func Reverse[S ~[]E, E any](s S) {
	last := len(s) - 1
	for i := range len(s) / 2 {
		s[i], s[last-i] = s[last-i], s[i]
	}
}

// Clip returns s without capacity beyond its length.
func Clip[S ~[]E, E any](s S) S {
	n := len(s)
	return s[0:n:n]
}

// Concat returns a new slice of the elements of all slices; nil if there are
// none.
func Concat[S ~[]E, E any](slices ...S) S {
	total := 0
	for _, s := range slices {
		if total += len(s); total < 0 {
			panic("len out of range")
		}
	}
	var all S
	all = Grow(all, total)
	for _, s := range slices {
		all = append(all, s...)
	}
	return all
}

// Repeat returns a new slice of count times the elements of x. It panics if
// count is negative or the result too long.
func Repeat[S ~[]E, E any](x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	if over, size := bits.Mul(uint(len(x)), uint(count)); over != 0 || int(size) < 0 {
		panic("the result of (len(x) * count) overflows")
	}
	out := make(S, len(x)*count)
	for done := copy(out, x); done > 0 && done < len(out); {
		done += copy(out[done:], out[:done])
	}
	return out
}

// overlap reports whether a and b have memory in common.
func overlap[E any](a, b []E) bool {
	var e E
	size := unsafe.Sizeof(e)
	if len(a) == 0 || len(b) == 0 || size == 0 {
		return false
	}
	first := func(s []E) uintptr { return uintptr(unsafe.Pointer(&s[0])) }
	last := func(s []E) uintptr { return uintptr(unsafe.Pointer(&s[len(s)-1])) + size - 1 }
	return first(a) <= last(b) && first(b) <= last(a)
}

// Insert inserts v at position i and returns the longer slice. It panics if i
// is beyond the end.
//
//go:noinline
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:] // bounds
	return splice(s, i, i, v)
}

// Replace replaces s[i:j] by v and returns the changed slice. If that is
// shorter, the elements left over are zeroed. It panics if s[i:j] is not within
// s.
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j] // bounds
	_ = s[j:]
	return splice(s, i, j, v)
}

// splice replaces s[i:j] by v.
func splice[S ~[]E, E any](s S, i, j int, v []E) S {
	n := len(s) - (j - i) + len(v)
	if n > cap(s) {
		// At least n, and as much as append likes.
		out := append(s[:i:i], make(S, n-i)...)
		copy(out[i:], v)
		copy(out[i+len(v):], s[j:])
		return out
	}
	out := s[:n]
	if i+len(v) != j {
		if overlap(v, s[i:max(n, len(s))]) {
			v = append([]E(nil), v...)
		}
		copy(out[i+len(v):], s[j:])
	}
	copy(out[i:], v)
	if n < len(s) {
		clear(s[n:])
	}
	return out
}

// DeleteFunc removes the elements for which del returns true and returns the
// shorter slice; the elements left over are zeroed.
func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := IndexFunc(s, del)
	if kept < 0 {
		return s
	}
	for _, v := range s[kept+1:] {
		if !del(v) {
			s[kept] = v
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

// Delete removes s[i:j] and returns the shorter slice; the elements left over
// are zeroed. It panics if s[i:j] is not within s.
func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)] // bounds
	if i == j {
		return s
	}
	return splice(s, i, j, nil)
}

// Compact keeps one of each run of equal elements and returns the shorter
// slice; the elements left over are zeroed.
func Compact[S ~[]E, E comparable](s S) S {
	return CompactFunc(s, func(a, b E) bool { return a == b })
}

// CompactFunc is Compact with eq comparing the elements; the first one of each
// run stays.
func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	if len(s) == 0 {
		return s
	}
	kept := 1
	for i := 1; i < len(s); i++ {
		if eq(s[i], s[i-1]) {
			continue
		}
		if i != kept {
			s[kept] = s[i]
		}
		kept++
	}
	clear(s[kept:])
	return s[:kept]
}

// This file holds Replacer.

package strings

import "io"

// A Replacer replaces several strings at once. It may be used by several
// goroutines.
type Replacer struct {
	pairs []string // old, new, old, new, ...
	// The pairs by the first byte of old, in the order of the arguments: chain
	// has for each byte one more than the number of the first pair, next for
	// each pair one more than that of the following one.
	chain [256]uint32
	next  []uint32
	// empty is one more than the number of the first pair with an empty old.
	empty uint32
}

// NewReplacer returns a Replacer for pairs of old and new strings. At each
// place of the target the olds are compared in the order of the arguments;
// replaced parts do not overlap. It panics if the number of arguments is odd.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 != 0 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{pairs: append([]string(nil), oldnew...)}
	r.next = make([]uint32, len(oldnew)/2)
	for i := len(r.next) - 1; i >= 0; i-- {
		old := r.pairs[2*i]
		if old == "" {
			r.empty = uint32(i + 1)
			continue
		}
		r.next[i] = r.chain[old[0]]
		r.chain[old[0]] = uint32(i + 1)
	}
	return r
}

// match returns one more than the number of the pair to apply at the start of
// s, 0 if there is none. useEmpty says whether an empty old counts.
func (r *Replacer) match(s string, useEmpty bool) uint32 {
	limit := uint32(len(r.next)) + 1
	best := uint32(0)
	if useEmpty && r.empty != 0 {
		best, limit = r.empty, r.empty
	}
	if s != "" {
		for p := r.chain[s[0]]; p != 0 && p < limit; p = r.next[p-1] {
			if HasPrefix(s, r.pairs[2*p-2]) {
				return p
			}
		}
	}
	return best
}

// each calls emit for the parts of the result for s up to the last replacement,
// untouched ones and new ones in turn, until it returns false. It returns how
// much of s they stand for.
func (r *Replacer) each(s string, emit func(part string) bool) (done int, replaced bool) {
	afterEmpty := false
	for i := 0; i <= len(s); {
		if r.empty == 0 {
			for i < len(s) && r.chain[s[i]] == 0 {
				i++
			}
			if i == len(s) {
				break
			}
		}
		p := r.match(s[i:], !afterEmpty)
		if p == 0 {
			afterEmpty = false
			i++
			continue
		}
		replaced = true
		old, new := r.pairs[2*p-2], r.pairs[2*p-1]
		if done < i && !emit(s[done:i]) || new != "" && !emit(new) {
			break
		}
		i += len(old)
		done = i
		afterEmpty = old == ""
	}
	return done, replaced
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	var b Builder
	done, replaced := r.each(s, func(part string) bool {
		b.WriteString(part)
		return true
	})
	if !replaced {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	put := func(part string) bool {
		var done int
		done, err = io.WriteString(w, part)
		n += done
		return err == nil
	}
	done, _ := r.each(s, put)
	if err == nil && done < len(s) {
		put(s[done:])
	}
	return n, err
}

package pattern

import "unicode/utf8"

// Match reports whether the pattern matches some part of the text. It follows
// all possibilities at once, so that the time is proportional to both lengths.
func (p *Pattern) Match(text string) bool {
	current := newThreads(len(p.program))
	next := newThreads(len(p.program))
	for at := 0; ; {
		if p.enter(current, 0, text, at) {
			return true
		}
		if at == len(text) {
			return false
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		for _, pc := range current.list {
			if i := &p.program[pc]; i.op == opRune && i.set.has(r) {
				if p.enter(next, i.next, text, at+size) {
					return true
				}
			}
		}
		current, next = next, current
		next.clear()
		at += size
	}
}

// threads are the places of the program that have been reached.
type threads struct {
	list []int
	seen []bool
}

func newThreads(n int) *threads { return &threads{seen: make([]bool, n)} }

func (t *threads) clear() {
	for _, pc := range t.list {
		t.seen[pc] = false
	}
	t.list = t.list[:0]
}

// enter adds what is reached from pc without consuming anything, and reports
// whether that is the end.
func (p *Pattern) enter(t *threads, pc int, text string, at int) bool {
	pending := []int{pc}
	for len(pending) > 0 {
		pc := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if t.seen[pc] {
			continue
		}
		t.seen[pc] = true
		t.list = append(t.list, pc)
		switch i := &p.program[pc]; i.op {
		case opAccept:
			return true
		case opJump:
			pending = append(pending, i.next)
		case opSplit:
			pending = append(pending, i.other, i.next)
		case opAssertion:
			if holds(i.assertion, text, at) {
				pending = append(pending, i.next)
			}
		}
	}
	return false
}

// holds decides a condition on a position.
func holds(what byte, text string, at int) bool {
	before := at > 0 && isWord(text[at-1])
	after := at < len(text) && isWord(text[at])
	switch what {
	case 'A':
		return at == 0
	case 'z':
		return at == len(text)
	case '^':
		return at == 0 || text[at-1] == '\n'
	case '$':
		return at == len(text) || text[at] == '\n'
	case 'b':
		return before != after
	}
	return before == after
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

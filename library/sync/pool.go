// This file holds Pool.

package sync

import _ "unsafe" // for go:linkname

// gcCycles returns how many collections there were.
//
//go:linkname gcCycles runtime.gcCycles
func gcCycles() uint32

// A Pool keeps values that may be used again, so that fewer have to be made.
// Values may disappear from it at any time: those that stay unused for two
// collections are given up.
type Pool struct {
	_     noCopy
	m     Mutex
	items []any
	older []any  // what was there before the last collection
	cycle uint32 // the number of collections when items was begun

	// New makes a value when Get finds none; it may be nil.
	New func() any
}

// poolLimit bounds what a pool keeps alive.
const poolLimit = 256

// age makes room for a new generation after a collection.
func (p *Pool) age() {
	if cycle := gcCycles(); cycle != p.cycle {
		if cycle == p.cycle+1 {
			p.older = p.items
		} else {
			p.older = nil
		}
		p.items = nil
		p.cycle = cycle
	}
}

// Put gives x to the pool.
func (p *Pool) Put(x any) {
	// Better lose a value than wait.
	if x == nil || !p.m.TryLock() {
		return
	}
	p.age()
	if len(p.items) < poolLimit {
		p.items = append(p.items, x)
	}
	p.m.Unlock()
}

// Get takes some value out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	var x any
	if p.m.TryLock() {
		p.age()
		if !take(&p.items, &x) {
			take(&p.older, &x)
		}
		p.m.Unlock()
	}
	if x == nil && p.New != nil {
		return p.New()
	}
	return x
}

// take moves the last of some values to x and reports whether there was one.
func take(values *[]any, x *any) bool {
	n := len(*values)
	if n == 0 {
		return false
	}
	*x = (*values)[n-1]
	(*values)[n-1] = nil
	*values = (*values)[:n-1]
	return true
}

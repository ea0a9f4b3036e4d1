// This file holds Pool.

package sync

import (
	"sync/atomic"
	"unsafe"
)

// pin keeps the goroutine on its processor until unpin, which must follow soon:
// in between it may neither wait nor allocate. It returns the processor's
// number and how many collections there were.
func pin() (processor int, cycle uint32)

// unpin ends what pin began.
func unpin()

// processors returns the value of GOMAXPROCS.
//
//go:linkname processors runtime.GOMAXPROCS
func processors(n int) int

// A Pool keeps values that may be used again, so that fewer have to be made.
// Values may disappear from it at any time: those that stay unused for two
// collections are given up.
//
// Each processor has a few values of its own, which only goroutines that are
// pinned to it touch. What these do not hold is shared, under a lock.
type Pool struct {
	_      noCopy
	own    unsafe.Pointer // *[]poolOwn, one for each processor
	m      Mutex
	shared poolValues

	// New makes a value when Get finds none; it may be nil.
	New func() any
}

// poolOwn is what one processor has. The first value is the one to take first,
// the rest is a stack.
type poolOwn struct {
	first    any
	rest     [poolOwnLimit]any
	count    int  // of rest
	old      int  // as many at the bottom of rest were there at the last collection
	firstOld bool // likewise first
	cycle    uint32
	_        [24]byte // other processors' cache lines stay away
}

// poolValues is a list of values of two generations.
type poolValues struct {
	items []any
	older []any  // what was there before the last collection
	cycle uint32 // the number of collections when items was begun
}

// These bound what a pool keeps alive.
const (
	poolOwnLimit    = 5
	poolSharedLimit = 256
)

// Put gives x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	own := (*[]poolOwn)(atomic.LoadPointer(&p.own))
	if own == nil {
		own = p.makeOwn()
	}
	processor, cycle := pin()
	if processor < len(*own) {
		o := &(*own)[processor]
		if o.cycle != cycle {
			o.age(cycle)
		}
		if o.first == nil {
			o.first, o.firstOld = x, false
			unpin()
			return
		}
		if n := o.count; uint(n) < poolOwnLimit {
			o.rest[n] = x
			o.count = n + 1
			unpin()
			return
		}
	}
	unpin()
	p.putShared(x)
}

// Get takes some value out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	if own := (*[]poolOwn)(atomic.LoadPointer(&p.own)); own != nil {
		processor, cycle := pin()
		if processor < len(*own) {
			o := &(*own)[processor]
			if o.cycle != cycle {
				o.age(cycle)
			}
			x := o.first
			if x != nil {
				o.first = nil
				unpin()
				return x
			}
			if n := o.count - 1; uint(n) < poolOwnLimit {
				x = o.rest[n]
				o.rest[n] = nil
				o.count = n
				o.old = min(o.old, n)
				unpin()
				return x
			}
		}
		unpin()
	}
	if x := p.getShared(); x != nil {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// age gives up what was not used for two collections. It is called at the first
// use after a collection, pinned.
func (o *poolOwn) age(cycle uint32) {
	if cycle != o.cycle+1 {
		o.old, o.firstOld = o.count, true
	}
	if o.firstOld {
		o.first = nil
	}
	kept := copy(o.rest[:], o.rest[o.old:o.count])
	for i := kept; i < o.count; i++ {
		o.rest[i] = nil
	}
	o.count, o.old, o.firstOld = kept, kept, true
	o.cycle = cycle
}

// makeOwn makes what the processors have, at the first Put.
func (p *Pool) makeOwn() *[]poolOwn {
	p.m.Lock()
	defer p.m.Unlock()
	if p.own == nil {
		own := make([]poolOwn, processors(0))
		_, cycle := pin()
		unpin()
		for i := range own {
			own[i].cycle = cycle
		}
		atomic.StorePointer(&p.own, unsafe.Pointer(&own))
	}
	return (*[]poolOwn)(p.own)
}

func (p *Pool) putShared(x any) {
	p.m.Lock()
	s := &p.shared
	s.age()
	if len(s.items) < poolSharedLimit {
		s.items = append(s.items, x)
	}
	p.m.Unlock()
}

func (p *Pool) getShared() any {
	var x any
	p.m.Lock()
	s := &p.shared
	s.age()
	if !take(&s.items, &x) {
		take(&s.older, &x)
	}
	p.m.Unlock()
	return x
}

// age makes room for a new generation after a collection.
func (s *poolValues) age() {
	_, cycle := pin()
	unpin()
	if cycle != s.cycle {
		if cycle == s.cycle+1 {
			s.older = s.items
		} else {
			s.older = nil
		}
		s.items = nil
		s.cycle = cycle
	}
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

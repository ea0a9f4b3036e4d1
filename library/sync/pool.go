// This file holds Pool.

package sync

import (
	"sync/atomic"
	"unsafe"
)

// pin keeps the goroutine on its processor, and the world from being stopped,
// until unpin, which must follow soon: in between it may neither wait nor
// allocate. It returns the processor's number.
func pin() (processor int)

// unpin ends what pin began.
func unpin()

// processors returns the value of GOMAXPROCS.
//
//go:linkname processors runtime.GOMAXPROCS
func processors(n int) int

// agePools tells the collector where the list of pools begins. At the beginning
// of every collection, with the world stopped, it moves what is current in each
// of them to older, whose values it drops, and takes pools that have neither
// off the list.
func agePools(list *unsafe.Pointer)

// pools is the first pool of that list.
var pools unsafe.Pointer // *Pool

// A Pool keeps values that may be used again, so that fewer have to be made.
// Values may disappear from it at any time: those that stay unused for two
// collections are given up.
//
// Each processor has a few values of its own, which only goroutines that are
// pinned to it touch. What these do not hold is shared, under a lock.
type Pool struct {
	_ noCopy

	// The collector knows these fields.
	next    unsafe.Pointer // *Pool, on the list
	listed  uintptr        // 1: it is on the list
	current unsafe.Pointer // *poolValues put since the last collection
	older   unsafe.Pointer // *poolValues put before

	// New makes a value when Get finds none; it may be nil.
	New func() any
}

// poolValues is what was put between two collections.
type poolValues struct {
	own    []poolOwn // one for each processor
	m      Mutex
	shared []any
}

// poolOwn is what one processor has. The first value is the one to take first,
// the rest is a stack.
type poolOwn struct {
	first any
	rest  [poolOwnLimit]any
	count int      // of rest
	_     [24]byte // other processors' cache lines stay away
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
	processor := pin()
	values := (*poolValues)(atomic.LoadPointer(&p.current))
	if values == nil {
		unpin()
		values, processor = p.begin()
	}
	if processor < len(values.own) {
		o := &values.own[processor]
		if o.first == nil {
			o.first = x
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
	values.m.Lock()
	if len(values.shared) < poolSharedLimit {
		values.shared = append(values.shared, x)
	}
	values.m.Unlock()
}

// begin makes room for values that are current. It returns pinned, with the
// number of the processor.
func (p *Pool) begin() (*poolValues, int) {
	fresh := &poolValues{own: make([]poolOwn, processors(0))}
	processor := pin()
	if atomic.CompareAndSwapPointer(&p.current, nil, unsafe.Pointer(fresh)) &&
		atomic.CompareAndSwapUintptr(&p.listed, 0, 1) {
		agePools(&pools)
		for {
			first := atomic.LoadPointer(&pools)
			atomic.StorePointer(&p.next, first)
			if atomic.CompareAndSwapPointer(&pools, first, unsafe.Pointer(p)) {
				break
			}
		}
	}
	return (*poolValues)(atomic.LoadPointer(&p.current)), processor
}

// Get takes some value out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	processor := pin()
	if values := (*poolValues)(atomic.LoadPointer(&p.current)); values != nil && processor < len(values.own) {
		if x := values.own[processor].take(); x != nil {
			unpin()
			return x
		}
	}
	unpin()
	if x := p.find(); x != nil {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// take takes one of a processor's values, pinned to it.
func (o *poolOwn) take() any {
	x := o.first
	if x != nil {
		o.first = nil
		return x
	}
	if n := o.count - 1; uint(n) < poolOwnLimit {
		x = o.rest[n]
		o.rest[n] = nil
		o.count = n
	}
	return x
}

// find takes a value where it takes longer to look for one.
func (p *Pool) find() any {
	if x := takeShared(&p.current); x != nil {
		return x
	}
	processor := pin()
	var x any
	if values := (*poolValues)(atomic.LoadPointer(&p.older)); values != nil && processor < len(values.own) {
		x = values.own[processor].take()
	}
	unpin()
	if x != nil {
		return x
	}
	return takeShared(&p.older)
}

// takeShared takes one of the values that no processor owns.
func takeShared(generation *unsafe.Pointer) any {
	values := (*poolValues)(atomic.LoadPointer(generation))
	if values == nil {
		return nil
	}
	values.m.Lock()
	var x any
	if n := len(values.shared) - 1; n >= 0 {
		x = values.shared[n]
		values.shared[n] = nil
		values.shared = values.shared[:n]
	}
	values.m.Unlock()
	return x
}

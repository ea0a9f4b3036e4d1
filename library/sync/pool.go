// This file holds Pool.

package sync

// A Pool keeps values that may be used again, so that fewer have to be made.
// Values may disappear from it at any time.
type Pool struct {
	_     noCopy
	m     Mutex
	items []any

	// New makes a value when Get finds none; it may be nil.
	New func() any
}

// poolLimit bounds what a pool keeps alive.
const poolLimit = 64

// Put gives x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	// Better lose a value than wait.
	if !p.m.TryLock() {
		return
	}
	if len(p.items) < poolLimit {
		p.items = append(p.items, x)
	}
	p.m.Unlock()
}

// Get takes some value out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	if p.m.TryLock() {
		if n := len(p.items); n > 0 {
			x := p.items[n-1]
			p.items[n-1] = nil
			p.items = p.items[:n-1]
			p.m.Unlock()
			return x
		}
		p.m.Unlock()
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

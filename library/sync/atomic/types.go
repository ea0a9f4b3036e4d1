// This file holds the types whose every access is atomic.

package atomic

// noCopy makes vet complain about copies of what contains it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// align64 marks 64-bit values, as vet and other compilers expect; on 64-bit
// machines they are aligned anyway.
type align64 struct{}

// A Bool is an atomic boolean, false at first.
type Bool struct {
	_    noCopy
	bits uint32
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (b *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	return CompareAndSwapUint32(&b.bits, bit(old), bit(new))
}

// Load returns the value.
func (b *Bool) Load() bool { return LoadUint32(&b.bits) == 1 }

// Store sets the value to val.
func (b *Bool) Store(val bool) { StoreUint32(&b.bits, bit(val)) }

// Swap sets the value to new and returns the previous one.
func (b *Bool) Swap(new bool) (old bool) { return SwapUint32(&b.bits, bit(new)) == 1 }

// An Int32 is an atomic int32, 0 at first.
type Int32 struct {
	_     noCopy
	value int32
}

// Add adds delta and returns the sum.
func (i *Int32) Add(delta int32) (new int32) { return AddInt32(&i.value, delta) }

// And clears the bits that mask lacks and returns the previous value.
func (i *Int32) And(mask int32) (old int32) { return AndInt32(&i.value, mask) }

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (i *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	return CompareAndSwapInt32(&i.value, old, new)
}

// Load returns the value.
func (i *Int32) Load() int32 { return LoadInt32(&i.value) }

// Or sets the bits of mask and returns the previous value.
func (i *Int32) Or(mask int32) (old int32) { return OrInt32(&i.value, mask) }

// Store sets the value to val.
func (i *Int32) Store(val int32) { StoreInt32(&i.value, val) }

// Swap sets the value to new and returns the previous one.
func (i *Int32) Swap(new int32) (old int32) { return SwapInt32(&i.value, new) }

// An Int64 is an atomic int64, 0 at first.
type Int64 struct {
	_     noCopy
	_     align64
	value int64
}

// Add adds delta and returns the sum.
func (i *Int64) Add(delta int64) (new int64) { return AddInt64(&i.value, delta) }

// And clears the bits that mask lacks and returns the previous value.
func (i *Int64) And(mask int64) (old int64) { return AndInt64(&i.value, mask) }

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (i *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	return CompareAndSwapInt64(&i.value, old, new)
}

// Load returns the value.
func (i *Int64) Load() int64 { return LoadInt64(&i.value) }

// Or sets the bits of mask and returns the previous value.
func (i *Int64) Or(mask int64) (old int64) { return OrInt64(&i.value, mask) }

// Store sets the value to val.
func (i *Int64) Store(val int64) { StoreInt64(&i.value, val) }

// Swap sets the value to new and returns the previous one.
func (i *Int64) Swap(new int64) (old int64) { return SwapInt64(&i.value, new) }

// A Uint32 is an atomic uint32, 0 at first.
type Uint32 struct {
	_     noCopy
	value uint32
}

// Add adds delta and returns the sum.
func (u *Uint32) Add(delta uint32) (new uint32) { return AddUint32(&u.value, delta) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uint32) And(mask uint32) (old uint32) { return AndUint32(&u.value, mask) }

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (u *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	return CompareAndSwapUint32(&u.value, old, new)
}

// Load returns the value.
func (u *Uint32) Load() uint32 { return LoadUint32(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uint32) Or(mask uint32) (old uint32) { return OrUint32(&u.value, mask) }

// Store sets the value to val.
func (u *Uint32) Store(val uint32) { StoreUint32(&u.value, val) }

// Swap sets the value to new and returns the previous one.
func (u *Uint32) Swap(new uint32) (old uint32) { return SwapUint32(&u.value, new) }

// A Uint64 is an atomic uint64, 0 at first.
type Uint64 struct {
	_     noCopy
	_     align64
	value uint64
}

// Add adds delta and returns the sum.
func (u *Uint64) Add(delta uint64) (new uint64) { return AddUint64(&u.value, delta) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uint64) And(mask uint64) (old uint64) { return AndUint64(&u.value, mask) }

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (u *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	return CompareAndSwapUint64(&u.value, old, new)
}

// Load returns the value.
func (u *Uint64) Load() uint64 { return LoadUint64(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uint64) Or(mask uint64) (old uint64) { return OrUint64(&u.value, mask) }

// Store sets the value to val.
func (u *Uint64) Store(val uint64) { StoreUint64(&u.value, val) }

// Swap sets the value to new and returns the previous one.
func (u *Uint64) Swap(new uint64) (old uint64) { return SwapUint64(&u.value, new) }

// A Uintptr is an atomic uintptr, 0 at first.
type Uintptr struct {
	_     noCopy
	value uintptr
}

// Add adds delta and returns the sum.
func (u *Uintptr) Add(delta uintptr) (new uintptr) { return AddUintptr(&u.value, delta) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uintptr) And(mask uintptr) (old uintptr) { return AndUintptr(&u.value, mask) }

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (u *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	return CompareAndSwapUintptr(&u.value, old, new)
}

// Load returns the value.
func (u *Uintptr) Load() uintptr { return LoadUintptr(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uintptr) Or(mask uintptr) (old uintptr) { return OrUintptr(&u.value, mask) }

// Store sets the value to val.
func (u *Uintptr) Store(val uintptr) { StoreUintptr(&u.value, val) }

// Swap sets the value to new and returns the previous one.
func (u *Uintptr) Swap(new uintptr) (old uintptr) { return SwapUintptr(&u.value, new) }

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

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (b *Bool) CompareAndSwap(expected, v bool) bool {
	return CompareAndSwapUint32(&b.bits, bit(expected), bit(v))
}

// Load returns the value.
func (b *Bool) Load() bool { return LoadUint32(&b.bits) == 1 }

// Store sets the value to v.
func (b *Bool) Store(v bool) { StoreUint32(&b.bits, bit(v)) }

// Swap sets the value to v and returns the previous one.
func (b *Bool) Swap(v bool) bool { return SwapUint32(&b.bits, bit(v)) == 1 }

// An Int32 is an atomic int32, 0 at first.
type Int32 struct {
	_     noCopy
	value int32
}

// Add adds d and returns the sum.
func (i *Int32) Add(d int32) int32 { return AddInt32(&i.value, d) }

// And clears the bits that mask lacks and returns the previous value.
func (i *Int32) And(mask int32) int32 { return AndInt32(&i.value, mask) }

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (i *Int32) CompareAndSwap(expected, v int32) bool {
	return CompareAndSwapInt32(&i.value, expected, v)
}

// Load returns the value.
func (i *Int32) Load() int32 { return LoadInt32(&i.value) }

// Or sets the bits of mask and returns the previous value.
func (i *Int32) Or(mask int32) int32 { return OrInt32(&i.value, mask) }

// Store sets the value to v.
func (i *Int32) Store(v int32) { StoreInt32(&i.value, v) }

// Swap sets the value to v and returns the previous one.
func (i *Int32) Swap(v int32) int32 { return SwapInt32(&i.value, v) }

// An Int64 is an atomic int64, 0 at first.
type Int64 struct {
	_     noCopy
	_     align64
	value int64
}

// Add adds d and returns the sum.
func (i *Int64) Add(d int64) int64 { return AddInt64(&i.value, d) }

// And clears the bits that mask lacks and returns the previous value.
func (i *Int64) And(mask int64) int64 { return AndInt64(&i.value, mask) }

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (i *Int64) CompareAndSwap(expected, v int64) bool {
	return CompareAndSwapInt64(&i.value, expected, v)
}

// Load returns the value.
func (i *Int64) Load() int64 { return LoadInt64(&i.value) }

// Or sets the bits of mask and returns the previous value.
func (i *Int64) Or(mask int64) int64 { return OrInt64(&i.value, mask) }

// Store sets the value to v.
func (i *Int64) Store(v int64) { StoreInt64(&i.value, v) }

// Swap sets the value to v and returns the previous one.
func (i *Int64) Swap(v int64) int64 { return SwapInt64(&i.value, v) }

// A Uint32 is an atomic uint32, 0 at first.
type Uint32 struct {
	_     noCopy
	value uint32
}

// Add adds d and returns the sum.
func (u *Uint32) Add(d uint32) uint32 { return AddUint32(&u.value, d) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uint32) And(mask uint32) uint32 { return AndUint32(&u.value, mask) }

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (u *Uint32) CompareAndSwap(expected, v uint32) bool {
	return CompareAndSwapUint32(&u.value, expected, v)
}

// Load returns the value.
func (u *Uint32) Load() uint32 { return LoadUint32(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uint32) Or(mask uint32) uint32 { return OrUint32(&u.value, mask) }

// Store sets the value to v.
func (u *Uint32) Store(v uint32) { StoreUint32(&u.value, v) }

// Swap sets the value to v and returns the previous one.
func (u *Uint32) Swap(v uint32) uint32 { return SwapUint32(&u.value, v) }

// A Uint64 is an atomic uint64, 0 at first.
type Uint64 struct {
	_     noCopy
	_     align64
	value uint64
}

// Add adds d and returns the sum.
func (u *Uint64) Add(d uint64) uint64 { return AddUint64(&u.value, d) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uint64) And(mask uint64) uint64 { return AndUint64(&u.value, mask) }

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (u *Uint64) CompareAndSwap(expected, v uint64) bool {
	return CompareAndSwapUint64(&u.value, expected, v)
}

// Load returns the value.
func (u *Uint64) Load() uint64 { return LoadUint64(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uint64) Or(mask uint64) uint64 { return OrUint64(&u.value, mask) }

// Store sets the value to v.
func (u *Uint64) Store(v uint64) { StoreUint64(&u.value, v) }

// Swap sets the value to v and returns the previous one.
func (u *Uint64) Swap(v uint64) uint64 { return SwapUint64(&u.value, v) }

// A Uintptr is an atomic uintptr, 0 at first.
type Uintptr struct {
	_     noCopy
	value uintptr
}

// Add adds d and returns the sum.
func (u *Uintptr) Add(d uintptr) uintptr { return AddUintptr(&u.value, d) }

// And clears the bits that mask lacks and returns the previous value.
func (u *Uintptr) And(mask uintptr) uintptr { return AndUintptr(&u.value, mask) }

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (u *Uintptr) CompareAndSwap(expected, v uintptr) bool {
	return CompareAndSwapUintptr(&u.value, expected, v)
}

// Load returns the value.
func (u *Uintptr) Load() uintptr { return LoadUintptr(&u.value) }

// Or sets the bits of mask and returns the previous value.
func (u *Uintptr) Or(mask uintptr) uintptr { return OrUintptr(&u.value, mask) }

// Store sets the value to v.
func (u *Uintptr) Store(v uintptr) { StoreUintptr(&u.value, v) }

// Swap sets the value to v and returns the previous one.
func (u *Uintptr) Swap(v uintptr) uintptr { return SwapUintptr(&u.value, v) }

// Package atomic does memory operations that no other goroutine can see half
// done.
//
// All operations of a program behave as if they happened one after another. If
// the effect of an operation A is seen by an operation B, then A and all that
// came before it happen before B.
//
// This file declares the functions, by the type of the memory they work on. The
// compiler replaces them by instructions.
package atomic

import "unsafe"

// LoadInt32 returns what addr points to.
func LoadInt32(addr *int32) (val int32)

// StoreInt32 puts val where addr points to.
func StoreInt32(addr *int32, val int32)

// AddInt32 adds delta to what addr points to and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32)

// AndInt32 clears the bits that mask lacks where addr points to, and returns what
// was there.
func AndInt32(addr *int32, mask int32) (old int32)

// OrInt32 sets the bits of mask where addr points to, and returns what was there.
func OrInt32(addr *int32, mask int32) (old int32)

// SwapInt32 puts new where addr points to, and returns what was there.
func SwapInt32(addr *int32, new int32) (old int32)

// CompareAndSwapInt32 puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool)

// LoadInt64 returns what addr points to.
func LoadInt64(addr *int64) (val int64)

// StoreInt64 puts val where addr points to.
func StoreInt64(addr *int64, val int64)

// AddInt64 adds delta to what addr points to and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64)

// AndInt64 clears the bits that mask lacks where addr points to, and returns what
// was there.
func AndInt64(addr *int64, mask int64) (old int64)

// OrInt64 sets the bits of mask where addr points to, and returns what was there.
func OrInt64(addr *int64, mask int64) (old int64)

// SwapInt64 puts new where addr points to, and returns what was there.
func SwapInt64(addr *int64, new int64) (old int64)

// CompareAndSwapInt64 puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

// LoadUint32 returns what addr points to.
func LoadUint32(addr *uint32) (val uint32)

// StoreUint32 puts val where addr points to.
func StoreUint32(addr *uint32, val uint32)

// AddUint32 adds delta to what addr points to and returns the sum. To subtract c, add
// ^uint32(c-1).
func AddUint32(addr *uint32, delta uint32) (new uint32)

// AndUint32 clears the bits that mask lacks where addr points to, and returns what
// was there.
func AndUint32(addr *uint32, mask uint32) (old uint32)

// OrUint32 sets the bits of mask where addr points to, and returns what was there.
func OrUint32(addr *uint32, mask uint32) (old uint32)

// SwapUint32 puts new where addr points to, and returns what was there.
func SwapUint32(addr *uint32, new uint32) (old uint32)

// CompareAndSwapUint32 puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

// LoadUint64 returns what addr points to.
func LoadUint64(addr *uint64) (val uint64)

// StoreUint64 puts val where addr points to.
func StoreUint64(addr *uint64, val uint64)

// AddUint64 adds delta to what addr points to and returns the sum. To subtract c, add
// ^uint64(c-1).
func AddUint64(addr *uint64, delta uint64) (new uint64)

// AndUint64 clears the bits that mask lacks where addr points to, and returns what
// was there.
func AndUint64(addr *uint64, mask uint64) (old uint64)

// OrUint64 sets the bits of mask where addr points to, and returns what was there.
func OrUint64(addr *uint64, mask uint64) (old uint64)

// SwapUint64 puts new where addr points to, and returns what was there.
func SwapUint64(addr *uint64, new uint64) (old uint64)

// CompareAndSwapUint64 puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

// LoadUintptr returns what addr points to.
func LoadUintptr(addr *uintptr) (val uintptr)

// StoreUintptr puts val where addr points to.
func StoreUintptr(addr *uintptr, val uintptr)

// AddUintptr adds delta to what addr points to and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

// AndUintptr clears the bits that mask lacks where addr points to, and returns what
// was there.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

// OrUintptr sets the bits of mask where addr points to, and returns what was there.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)

// SwapUintptr puts new where addr points to, and returns what was there.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

// CompareAndSwapUintptr puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

// LoadPointer returns what addr points to.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer)

// StorePointer puts val where addr points to.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer)

// SwapPointer puts new where addr points to, and returns what was there.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer)

// CompareAndSwapPointer puts new where addr points to if old is there, and reports
// whether it was.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool)

// Package atomic does memory operations that no other goroutine can see half
// done.
//
// All operations of a program behave as if they happened one after another. If
// the effect of an operation A is seen by an operation B, then A and all that
// came before it happen before B.
//
// This file declares the functions. The compiler replaces them by
// instructions.
package atomic

import "unsafe"

// SwapInt32 stores new in *addr and returns the previous value.
func SwapInt32(addr *int32, new int32) (old int32)

// SwapUint32 stores new in *addr and returns the previous value.
func SwapUint32(addr *uint32, new uint32) (old uint32)

// SwapInt64 stores new in *addr and returns the previous value.
func SwapInt64(addr *int64, new int64) (old int64)

// SwapUint64 stores new in *addr and returns the previous value.
func SwapUint64(addr *uint64, new uint64) (old uint64)

// SwapUintptr stores new in *addr and returns the previous value.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

// SwapPointer stores new in *addr and returns the previous value.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer)

// CompareAndSwapInt32 stores new in *addr if *addr is old, and reports whether
// it was.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool)

// CompareAndSwapUint32 stores new in *addr if *addr is old, and reports whether
// it was.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

// CompareAndSwapInt64 stores new in *addr if *addr is old, and reports whether
// it was.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

// CompareAndSwapUint64 stores new in *addr if *addr is old, and reports whether
// it was.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

// CompareAndSwapUintptr stores new in *addr if *addr is old, and reports
// whether it was.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

// CompareAndSwapPointer stores new in *addr if *addr is old, and reports
// whether it was.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool)

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32)

// AddUint32 adds delta to *addr and returns the sum. To subtract c, add
// ^uint32(c-1).
func AddUint32(addr *uint32, delta uint32) (new uint32)

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64)

// AddUint64 adds delta to *addr and returns the sum. To subtract c, add
// ^uint64(c-1).
func AddUint64(addr *uint64, delta uint64) (new uint64)

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

// AndInt32 clears the bits of *addr that are not in mask and returns the
// previous value.
func AndInt32(addr *int32, mask int32) (old int32)

// AndUint32 clears the bits of *addr that are not in mask and returns the
// previous value.
func AndUint32(addr *uint32, mask uint32) (old uint32)

// AndInt64 clears the bits of *addr that are not in mask and returns the
// previous value.
func AndInt64(addr *int64, mask int64) (old int64)

// AndUint64 clears the bits of *addr that are not in mask and returns the
// previous value.
func AndUint64(addr *uint64, mask uint64) (old uint64)

// AndUintptr clears the bits of *addr that are not in mask and returns the
// previous value.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

// OrInt32 sets the bits of *addr that are in mask and returns the previous
// value.
func OrInt32(addr *int32, mask int32) (old int32)

// OrUint32 sets the bits of *addr that are in mask and returns the previous
// value.
func OrUint32(addr *uint32, mask uint32) (old uint32)

// OrInt64 sets the bits of *addr that are in mask and returns the previous
// value.
func OrInt64(addr *int64, mask int64) (old int64)

// OrUint64 sets the bits of *addr that are in mask and returns the previous
// value.
func OrUint64(addr *uint64, mask uint64) (old uint64)

// OrUintptr sets the bits of *addr that are in mask and returns the previous
// value.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32)

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32)

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64)

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64)

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr)

// LoadPointer returns *addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer)

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32)

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32)

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64)

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64)

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr)

// StorePointer sets *addr to val.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer)

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

// LoadInt32 returns what p points to.
func LoadInt32(p *int32) int32

// StoreInt32 puts v where p points to.
func StoreInt32(p *int32, v int32)

// AddInt32 adds d to what p points to and returns the sum.
func AddInt32(p *int32, d int32) int32

// AndInt32 clears the bits that mask lacks where p points to, and returns what
// was there.
func AndInt32(p *int32, mask int32) int32

// OrInt32 sets the bits of mask where p points to, and returns what was there.
func OrInt32(p *int32, mask int32) int32

// SwapInt32 puts v where p points to, and returns what was there.
func SwapInt32(p *int32, v int32) int32

// CompareAndSwapInt32 puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapInt32(p *int32, expected, v int32) bool

// LoadInt64 returns what p points to.
func LoadInt64(p *int64) int64

// StoreInt64 puts v where p points to.
func StoreInt64(p *int64, v int64)

// AddInt64 adds d to what p points to and returns the sum.
func AddInt64(p *int64, d int64) int64

// AndInt64 clears the bits that mask lacks where p points to, and returns what
// was there.
func AndInt64(p *int64, mask int64) int64

// OrInt64 sets the bits of mask where p points to, and returns what was there.
func OrInt64(p *int64, mask int64) int64

// SwapInt64 puts v where p points to, and returns what was there.
func SwapInt64(p *int64, v int64) int64

// CompareAndSwapInt64 puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapInt64(p *int64, expected, v int64) bool

// LoadUint32 returns what p points to.
func LoadUint32(p *uint32) uint32

// StoreUint32 puts v where p points to.
func StoreUint32(p *uint32, v uint32)

// AddUint32 adds d to what p points to and returns the sum. To subtract c, add
// ^uint32(c-1).
func AddUint32(p *uint32, d uint32) uint32

// AndUint32 clears the bits that mask lacks where p points to, and returns what
// was there.
func AndUint32(p *uint32, mask uint32) uint32

// OrUint32 sets the bits of mask where p points to, and returns what was there.
func OrUint32(p *uint32, mask uint32) uint32

// SwapUint32 puts v where p points to, and returns what was there.
func SwapUint32(p *uint32, v uint32) uint32

// CompareAndSwapUint32 puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapUint32(p *uint32, expected, v uint32) bool

// LoadUint64 returns what p points to.
func LoadUint64(p *uint64) uint64

// StoreUint64 puts v where p points to.
func StoreUint64(p *uint64, v uint64)

// AddUint64 adds d to what p points to and returns the sum. To subtract c, add
// ^uint64(c-1).
func AddUint64(p *uint64, d uint64) uint64

// AndUint64 clears the bits that mask lacks where p points to, and returns what
// was there.
func AndUint64(p *uint64, mask uint64) uint64

// OrUint64 sets the bits of mask where p points to, and returns what was there.
func OrUint64(p *uint64, mask uint64) uint64

// SwapUint64 puts v where p points to, and returns what was there.
func SwapUint64(p *uint64, v uint64) uint64

// CompareAndSwapUint64 puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapUint64(p *uint64, expected, v uint64) bool

// LoadUintptr returns what p points to.
func LoadUintptr(p *uintptr) uintptr

// StoreUintptr puts v where p points to.
func StoreUintptr(p *uintptr, v uintptr)

// AddUintptr adds d to what p points to and returns the sum.
func AddUintptr(p *uintptr, d uintptr) uintptr

// AndUintptr clears the bits that mask lacks where p points to, and returns what
// was there.
func AndUintptr(p *uintptr, mask uintptr) uintptr

// OrUintptr sets the bits of mask where p points to, and returns what was there.
func OrUintptr(p *uintptr, mask uintptr) uintptr

// SwapUintptr puts v where p points to, and returns what was there.
func SwapUintptr(p *uintptr, v uintptr) uintptr

// CompareAndSwapUintptr puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapUintptr(p *uintptr, expected, v uintptr) bool

// LoadPointer returns what p points to.
func LoadPointer(p *unsafe.Pointer) unsafe.Pointer

// StorePointer puts v where p points to.
func StorePointer(p *unsafe.Pointer, v unsafe.Pointer)

// SwapPointer puts v where p points to, and returns what was there.
func SwapPointer(p *unsafe.Pointer, v unsafe.Pointer) unsafe.Pointer

// CompareAndSwapPointer puts v where p points to if expected is there, and reports
// whether it was.
func CompareAndSwapPointer(p *unsafe.Pointer, expected, v unsafe.Pointer) bool

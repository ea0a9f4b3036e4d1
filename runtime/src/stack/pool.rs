//! The pool of stack segments: free lists by power of two, filled from large mappings.
//!
//! In: sizes.  Out: segments with a fresh header. Small segments are cut side by side from
//! chunks, so that two first segments share a page; large ones have a mapping each and go back to
//! the kernel when freed.
//! Invariants: memory of chunks is never unmapped, so a stale `Segment` address stays readable.

use core::ptr::null_mut;

use super::{FIRST_SEGMENT, Segment};
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::os;

/// Sizes 2 KB << 0 .. 2 KB << (CLASSES-1) = 64 KB come from chunks.
const CLASSES: usize = 6;
/// What is mapped at a time for a class.
const CHUNK: usize = 256 * 1024;

struct Pool {
    /// Linked through `Segment::next`.
    free: [*mut Segment; CLASSES],
    /// The rest of the newest chunk.
    fresh: usize,
    fresh_end: usize,
    /// Bytes obtained from the kernel.
    reserved: usize,
}

// SAFETY: the addresses lead to memory only the pool uses.
unsafe impl Send for Pool {}

static POOL: Mutex<Pool, { rank::STACKS }> = Mutex::new(Pool {
    free: [null_mut(); CLASSES],
    fresh: 0,
    fresh_end: 0,
    reserved: 0,
});

fn class_of(size: usize) -> usize {
    (size.trailing_zeros() - FIRST_SEGMENT.trailing_zeros()) as usize
}

/// A segment of `size` bytes (a power of two, at least the first size).
pub fn allocate(size: usize) -> *mut Segment {
    debug_assert!(size.is_power_of_two() && size >= FIRST_SEGMENT);
    let class = class_of(size);
    let mut pool = POOL.lock();
    let low = if class >= CLASSES {
        pool.reserved += size;
        drop(pool);
        mapped(size)
    } else {
        let free = pool.free[class];
        if !free.is_null() {
            // SAFETY: members of the free list are valid and nobody else's.
            unsafe {
                pool.free[class] = (*free).next;
                (*free).low
            }
        } else {
            if pool.fresh + size > pool.fresh_end {
                pool.retire_rest();
                pool.fresh = mapped(CHUNK);
                pool.fresh_end = pool.fresh + CHUNK;
                pool.reserved += CHUNK;
            }
            let low = pool.fresh;
            pool.fresh += size;
            low
        }
    };
    // SAFETY: the memory was taken from the pool or the kernel above.
    unsafe { Segment::place(low, size) }
}

fn mapped(bytes: usize) -> usize {
    let memory = os::map_memory(bytes);
    if memory.is_null() {
        crate::panic::fatal("runtime: out of memory (stack)");
    }
    memory as usize
}

impl Pool {
    /// Puts what is left of the current chunk on the free lists.
    fn retire_rest(&mut self) {
        while self.fresh + FIRST_SEGMENT <= self.fresh_end {
            let mut class = CLASSES - 1;
            while self.fresh + (FIRST_SEGMENT << class) > self.fresh_end {
                class -= 1;
            }
            let size = FIRST_SEGMENT << class;
            // SAFETY: unused memory of the chunk.
            let segment = unsafe { Segment::place(self.fresh, size) };
            self.fresh += size;
            // SAFETY: just made.
            unsafe { (*segment).next = self.free[class] };
            self.free[class] = segment;
        }
    }
}

/// Gives a segment back.
///
/// # Safety
/// Nothing runs on it or refers to it.
pub unsafe fn free(segment: *mut Segment) {
    // SAFETY: the caller owns the segment.
    let (size, low) = unsafe { ((*segment).size, (*segment).low) };
    let class = class_of(size);
    let mut pool = POOL.lock();
    if class >= CLASSES {
        pool.reserved -= size;
        drop(pool);
        // SAFETY: it is a mapping of its own, and unused.
        unsafe { os::unmap_memory(low as *mut u8, size) };
    } else {
        // SAFETY: the caller owns the segment.
        unsafe { (*segment).next = pool.free[class] };
        pool.free[class] = segment;
    }
}

/// Frees `segment` and all that follow it through `next`. Null is allowed.
///
/// # Safety
/// As for [`free`].
pub unsafe fn free_chain(mut segment: *mut Segment) {
    while !segment.is_null() {
        // SAFETY: the caller owns the chain.
        unsafe {
            let next = (*segment).next;
            free(segment);
            segment = next;
        }
    }
}

/// Bytes that stacks hold of the kernel's memory.
pub fn reserved_bytes() -> usize {
    POOL.lock().reserved
}

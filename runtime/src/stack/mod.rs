//! Goroutine stacks: small segments from a dense pool, linked as they fill up.
//!
//! In: requests of the function headers (`stubs`) and of new goroutines.  Out: [`Segment`]s.
//! Invariants: a segment never moves; its header lies above its highest usable byte, 16-aligned;
//! `limit = low + STACK_SLACK`; the chain `previous` leads to the goroutine's first segment and
//! `next` to an empty, larger one that is kept for the next overflow. Addresses of different
//! segments have no order: code that unwinds asks [`Segment::contains`].
//! Method: measured in the project's stack experiments: linked segments cost nothing in a
//! function that does not overflow, 2 to 9 ns at a boundary; there is no guard page, because one a
//! stack would halve the number of goroutines the kernel's map limit allows.

pub mod first_size;
#[cfg(feature = "standalone")]
pub mod grow;
mod pool;
#[cfg(feature = "standalone")]
mod stubs;

pub use pool::{allocate, free, free_chain, reserved_bytes};

use core::sync::atomic::AtomicUsize;

use grus_abi::goroutine::STACK_SLACK;

/// Size of a goroutine's first segment, header included.
pub const FIRST_SEGMENT: usize = 2048;
/// Size of the main goroutine's first segment. There is one such goroutine, so it may have what most
/// programs need: loops that call across the end of a segment pay for it every time.
pub const MAIN_SEGMENT: usize = 64 * 1024;
/// Segments double up to this size; larger ones are made only for larger frames.
pub const LARGEST_SEGMENT: usize = 256 * 1024;
/// Bytes of stack at which a goroutine is stopped, as in Go on 64-bit machines.
pub static MAXIMUM_STACK: AtomicUsize = AtomicUsize::new(1_000_000_000);

/// The header of a segment. The stubs know the offsets of its fields.
#[repr(C, align(16))]
pub struct Segment {
    /// The segment that an overflow of this one continues on, or null.
    pub next: *mut Segment,
    /// The segment that overflowed into this one, or null.
    pub previous: *mut Segment,
    /// Lowest address.
    pub low: usize,
    /// What function headers compare the stack pointer with.
    pub limit: usize,
    /// Where the function that runs first on this segment returns to, on `previous`.
    pub return_address: usize,
    /// The stack pointer of `previous` at that time.
    pub resume: usize,
    /// Bytes from `low` to the end of this header.
    pub size: usize,
    /// Sum of the sizes of this segment and all before it.
    pub total: usize,
}

/// Offsets of the fields for the stubs.
#[allow(missing_docs)]
pub mod offset {
    use super::Segment;
    use core::mem::offset_of;
    pub const NEXT: usize = offset_of!(Segment, next);
    pub const PREVIOUS: usize = offset_of!(Segment, previous);
    pub const LIMIT: usize = offset_of!(Segment, limit);
    pub const RETURN: usize = offset_of!(Segment, return_address);
    pub const RESUME: usize = offset_of!(Segment, resume);
}

impl Segment {
    /// Writes the header of a segment of `size` bytes that begins at `low`.
    ///
    /// # Safety
    /// The memory is writable, 16-aligned, and nobody else's.
    unsafe fn place(low: usize, size: usize) -> *mut Segment {
        let header = (low + size - size_of::<Segment>()) as *mut Segment;
        // SAFETY: the header lies inside the memory the caller owns.
        unsafe {
            header.write(Segment {
                next: core::ptr::null_mut(),
                previous: core::ptr::null_mut(),
                low,
                limit: low + STACK_SLACK,
                return_address: 0,
                resume: 0,
                size,
                total: size,
            });
        }
        header
    }

    /// The highest stack pointer of the segment: the address of its header.
    pub fn top(&self) -> usize {
        core::ptr::from_ref(self) as usize
    }

    /// Whether `stack_pointer` is one of this segment's.
    pub fn contains(&self, stack_pointer: usize) -> bool {
        self.low <= stack_pointer && stack_pointer <= self.top()
    }
}

/// The size of the segment that follows one of `previous` bytes when a function needs `frame`
/// bytes of frame and stack arguments.
pub fn next_size(previous: usize, frame: usize) -> usize {
    let doubled = (previous * 2).min(LARGEST_SEGMENT);
    let needed = frame + 2 * STACK_SLACK + size_of::<Segment>();
    doubled.max(needed.next_power_of_two())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_double_and_fit_large_frames() {
        assert_eq!(next_size(2048, 0), 4096);
        assert_eq!(next_size(LARGEST_SEGMENT, 100), LARGEST_SEGMENT);
        let size = next_size(2048, 1 << 20);
        assert!(size >= (1 << 20) + 2 * STACK_SLACK && size.is_power_of_two());
    }

    #[test]
    fn a_freed_segment_is_used_again() {
        let a = allocate(FIRST_SEGMENT);
        // SAFETY: just allocated, and freed once.
        unsafe {
            assert_eq!((*a).top() + size_of::<Segment>(), (*a).low + FIRST_SEGMENT);
            assert!((*a).contains((*a).top()) && (*a).contains((*a).low));
            free(a);
        }
        let b = allocate(FIRST_SEGMENT);
        assert_eq!(a, b);
        // SAFETY: as above.
        unsafe { free(b) };
    }
}

//! Memory for the runtime's own objects, outside the collected heap.
//!
//! In: sizes.  Out: zeroed memory that is never returned (`allocate`), or page ranges that may be
//! (`map_pages`). Invariant: the collector neither scans nor frees any of it; whatever points from
//! here into the heap must be reported as a root.

use super::reservation::round_up;
use crate::lock::Mutex;
use crate::lock_order::rank;
use core::mem::{align_of, size_of};
use core::sync::atomic::{AtomicUsize, Ordering};
use rustix::mm::{self, MapFlags, ProtFlags};

/// Small objects are cut from pieces of this size.
const PIECE: usize = 256 << 10;
const SYSTEM_PAGE: usize = 4096;

struct Bump {
    next: usize,
    end: usize,
}

/// Bytes mapped and not unmapped.
static TOTAL: AtomicUsize = AtomicUsize::new(0);

static BUMP: Mutex<Bump, { rank::FIXED_MEMORY }> = Mutex::new(Bump { next: 0, end: 0 });

/// Zeroed memory that lives as long as the process. Alignment is a power of two up to 4096.
pub fn allocate(size: usize, align: usize) -> *mut u8 {
    if size >= PIECE / 4 {
        return map_pages(size);
    }
    let mut bump = BUMP.lock();
    let mut start = round_up(bump.next, align);
    if start + size > bump.end || bump.next == 0 {
        start = map_pages(PIECE) as usize;
        bump.end = start + PIECE;
    }
    bump.next = start + size;
    start as *mut u8
}

/// A zeroed `T` that lives as long as the process.
///
/// # Safety
/// All-zero bytes are a valid `T`.
pub unsafe fn allocate_zeroed<T>() -> *mut T {
    allocate(size_of::<T>(), align_of::<T>()).cast()
}

/// Maps zeroed pages, at least `size` bytes; ends the program if there are none.
pub fn map_pages(size: usize) -> *mut u8 {
    let size = round_up(size, SYSTEM_PAGE);
    TOTAL.fetch_add(size, Ordering::Relaxed);
    let access = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: a mapping without a fixed address cannot touch existing ones.
    match unsafe { mm::mmap_anonymous(core::ptr::null_mut(), size, access, MapFlags::PRIVATE) } {
        Ok(address) => address.cast(),
        Err(_) => super::out_of_memory(size),
    }
}

/// Gives back a range that [`map_pages`] returned.
///
/// # Safety
/// Nothing uses the range any more, and `size` is the one it was mapped with.
pub unsafe fn unmap_pages(address: *mut u8, size: usize) {
    TOTAL.fetch_sub(round_up(size, SYSTEM_PAGE), Ordering::Relaxed);
    // SAFETY: as the caller promises. A failure leaves the range mapped, which is harmless.
    let _ = unsafe { mm::munmap(address.cast(), round_up(size, SYSTEM_PAGE)) };
}

/// Bytes of memory that went into the runtime's own objects.
pub fn total() -> usize {
    TOTAL.load(Ordering::Relaxed)
}

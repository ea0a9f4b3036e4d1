//! The collected heap: allocation of Go objects.
//!
//! In: sizes and type descriptors.  Out: zeroed memory that lives as long as it is reachable.
//! From the bottom: `reservation` (address space), `page_heap` (free pages), `arena` (pages to spans
//! and pointer bits), `span` (objects of one size), `central` (spans by class, sweeping), `cache`
//! (a processor's spans), and this module (objects of Go types). `fixed` is for the runtime's own
//! objects. Invariant: any allocation may run a collection; pointers that are only in registers or
//! on the system stack are found there (conservatively), pointers in `fixed` memory are not.
//! No lock of this module is held while the world is being stopped, so the collector finds them free.
//! Their order is that of all locks (`lock_order`).
//! Not here: what is reachable (`gc`).

pub mod arena;
pub mod cache;
pub mod central;
pub mod fixed;
#[cfg(feature = "standalone")]
pub mod library;
pub mod page_heap;
pub mod pointer_bits;
pub mod reservation;
pub mod size_class;
pub mod span;
pub mod statistics;

pub use cache::{MemoryCache, allocate_pointer_free};

use grus_abi::descriptor::TypeDescriptor;

/// Address of all objects of size zero.
static ZERO_BASE: [u64; 2] = [0; 2];

/// Largest size of an object in gc, which bounds lengths in `make`.
pub const MAX_ALLOCATION: usize = 1 << 48;

/// Reserves the heap's address space. Called once, before other threads exist.
pub fn initialise_arena() {
    arena::initialise();
}

/// Where objects of size zero are.
#[inline(always)]
pub fn zero_base() -> *mut u8 {
    ZERO_BASE.as_ptr() as *mut u8
}

/// `new(T)`.
///
/// # Safety
/// `descriptor` is a valid descriptor.
#[inline(always)]
pub unsafe fn new_object(descriptor: *const TypeDescriptor) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { new_array(descriptor, 1) }
}

/// `count` zeroed values of a type, one behind the other; the product of sizes fits a word.
///
/// # Safety
/// `descriptor` is a valid descriptor.
#[inline(always)]
pub unsafe fn new_array(descriptor: *const TypeDescriptor, count: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    let (size, pointer_free) =
        unsafe { ((*descriptor).size * count, (*descriptor).pointer_bytes == 0) };
    if size == 0 {
        return zero_base();
    }
    if pointer_free {
        return allocate_pointer_free(size, true);
    }
    let address = cache::allocate_scanned(size);
    // SAFETY: the object is being allocated and large enough.
    unsafe { pointer_bits::write_type(arena::bits_at(address as usize), descriptor, count) };
    address
}

/// Zeroed memory all of whose words may hold pointers, for the runtime's objects in the collected
/// heap.
pub fn allocate_conservative(size: usize) -> *mut u8 {
    let address = cache::allocate_scanned(size);
    // SAFETY: the object is being allocated and large enough.
    unsafe { arena::bits_at(address as usize).set(size / 8) };
    address
}

/// Ends the program because the system has no memory left.
#[cold]
pub fn out_of_memory(_size: usize) -> ! {
    crate::panic::fatal("runtime: out of memory")
}

/// `runtime.newobject`
///
/// # Safety
/// Called by the thunk with a valid descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_newobject(descriptor: *const TypeDescriptor) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { new_object(descriptor) }
}

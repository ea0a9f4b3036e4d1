//! What happens when a function header finds too little stack: a new segment, a pending
//! preemption, or the end of a runaway recursion.
//!
//! In: the goroutine as the slow stub left it, the function in `Goroutine::function`.  Out: room
//! for the function on `segment.next`; the stub then enters the function again.
//! Invariants: runs on the system stack. A function that finds a fresh segment too small is moved
//! back to the segment before it, so that no chain ever holds an unused segment in the middle.

use core::ptr::null_mut;
use core::sync::atomic::Ordering;

use grus_abi::goroutine::STACK_SLACK;

use super::stubs::{SAVED_BLOCK, grus_lessstack, grus_morestack_resume};
use super::{MAXIMUM_STACK, Segment, allocate, first_size, free_chain, next_size};
use crate::sched::goroutine::Goroutine;
use crate::{sched, traceback};

/// Address that marks the bottom function of a segment as its return address.
pub fn lessstack_address() -> usize {
    grus_lessstack as *const () as usize
}

/// The slow path of `runtime.morestack`.
///
/// # Safety
/// Called by the stub only.
pub unsafe extern "C" fn rt_new_stack(g: *mut Goroutine, argument_bytes: u32) {
    // SAFETY: g is the goroutine that runs on this thread; the stub saved its registers.
    unsafe {
        let preempt = (*g).preempt.swap(0, Ordering::Relaxed) != 0;
        restore_limit(g);
        if !preempt {
            make_room(g, argument_bytes as usize);
        } else if sched::may_preempt() {
            (*g).resume = grus_morestack_resume as *const () as usize;
            sched::yield_preempted();
        }
        // After a preemption the header looks again, with the real limit.
    }
}

/// Makes headers compare with the real limit again after a request to preempt.
///
/// # Safety
/// `g` is a live goroutine of this thread.
pub unsafe fn restore_limit(g: *mut Goroutine) {
    // SAFETY: the caller's.
    unsafe {
        (*g).stack_limit
            .store((*(*g).segment).limit, Ordering::Relaxed)
    };
}

unsafe fn make_room(g: *mut Goroutine, argument_bytes: usize) {
    // SAFETY: see rt_new_stack; the saved block lies on the current segment.
    unsafe {
        let frame = traceback::frame_size_of_entry((*g).function) + argument_bytes;
        let entry_stack_pointer = (*g).thunk_stack_pointer + 8;
        let mut segment = (*g).segment;
        if (*segment).previous.is_null() {
            first_size::note_overflow((*g).created_at, (*segment).size);
        }
        let mut least = 0;
        if *(entry_stack_pointer as *const usize) == lessstack_address() {
            least = 2 * (*segment).size;
            segment = move_back(g, segment, argument_bytes);
        } else {
            free_chain((*segment).next);
            (*segment).next = null_mut();
        }
        let size = next_size((*segment).size, frame).max(least);
        if (*segment).total + size > MAXIMUM_STACK.load(Ordering::Relaxed) {
            stack_overflow(g, segment);
        }
        let next = allocate(size);
        (*next).previous = segment;
        (*next).total = (*segment).total + size;
        debug_assert!((*next).limit + frame + STACK_SLACK <= (*next).top());
        (*segment).next = next;
    }
}

/// Moves the entry of a function, whose fresh segment is too small for it, back to the segment
/// before, as if the function had just been called there. Frees the fresh segment.
unsafe fn move_back(g: *mut Goroutine, fresh: *mut Segment, argument_bytes: usize) -> *mut Segment {
    // SAFETY: the older segment has its slack below `resume`, and still holds the arguments.
    unsafe {
        let previous = (*fresh).previous;
        let return_slot = (*fresh).resume - argument_bytes - 8;
        let offset_to_return = SAVED_BLOCK - 8;
        let from = (*g).saved_stack_pointer;
        let to = return_slot - offset_to_return;
        core::ptr::copy_nonoverlapping(from as *const u8, to as *mut u8, offset_to_return);
        *(return_slot as *mut usize) = (*fresh).return_address;
        (*g).saved_stack_pointer = to;
        (*g).thunk_stack_pointer = return_slot - 8;
        (*g).segment = previous;
        (*previous).next = null_mut();
        restore_limit(g);
        free_chain(fresh);
        previous
    }
}

/// Makes `g` continue on the segment that contains `stack_pointer`, leaving younger ones.
///
/// # Safety
/// `stack_pointer` belongs to a frame of `g` that is still alive.
pub unsafe fn unwind_to(g: *mut Goroutine, stack_pointer: usize) {
    // SAFETY: the chain of a live goroutine is valid.
    unsafe {
        let mut segment = (*g).segment;
        while !(*segment).contains(stack_pointer) {
            segment = (*segment).previous;
            if segment.is_null() {
                crate::panic::fatal("runtime: frame is not on the goroutine's stack");
            }
        }
        (*g).segment = segment;
        restore_limit(g);
    }
}

unsafe fn stack_overflow(g: *mut Goroutine, segment: *mut Segment) -> ! {
    use core::fmt::Write;
    let mut out = crate::panic::ErrorStream;
    // SAFETY: the goroutine and its segment are live.
    unsafe {
        let _ = writeln!(
            out,
            "runtime: goroutine stack exceeds {}-byte limit\nruntime: sp={:#x} stack=[{:#x}, {:#x}]",
            MAXIMUM_STACK.load(Ordering::Relaxed),
            (*g).thunk_stack_pointer,
            (*segment).low,
            (*segment).top(),
        );
    }
    crate::panic::fatal_on_system_stack("stack overflow", "runtime.newstack")
}

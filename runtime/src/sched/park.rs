//! Leaving and entering goroutines: park, ready, yield, start, end.
//!
//! In: calls of runtime functions in the name of a goroutine.  Out: the goroutine's machine does
//! something else, and the goroutine continues later, with `results` in rax and rcx if it was in a
//! thunk of class Park.
//! Invariants: functions that leave the goroutine never return; they jump to the scheduler on
//! the empty system stack, so nothing with a destructor may be alive in their callers.

use core::arch::{global_asm, naked_asm};
use core::ptr::null_mut;
use core::sync::atomic::Ordering;

use grus_abi::value::Closure;

use super::engine::{STOPPING, push_global, push_local, schedule, wake_processor};
use super::goroutine::{self, Goroutine, WaitReason, offset as g, status};
use super::machine::offset as m;
use super::{monitor, scan};
use crate::stack::{self, Segment};
use crate::thread::current_machine;

/// Leaves whatever runs on this thread and looks for something else to run.
#[unsafe(naked)]
pub extern "C" fn enter_scheduler() -> ! {
    naked_asm!(
        "mov rax, fs:[0]",
        "mov qword ptr [rax+{CURRENT}], 0",
        "mov rsp, [rax+{TOP}]",
        "xor ebp, ebp",
        "call {schedule}",
        "ud2",
        CURRENT = const m::CURRENT,
        TOP = const m::SYSTEM_STACK_TOP,
        schedule = sym schedule,
    )
}

/// Continues a goroutine where its saved context says.
///
/// # Safety
/// It was made current on this thread's machine.
#[unsafe(naked)]
pub unsafe extern "C" fn resume(g: *mut Goroutine) -> ! {
    naked_asm!(
        "mov r15, rdi",
        "mov rsp, [r15+{SAVED}]",
        "jmp [r15+{RESUME}]",
        SAVED = const g::SAVED_STACK_POINTER,
        RESUME = const g::RESUME,
    )
}

unsafe extern "C" {
    /// Where a goroutine continues that parked in a thunk of class Park.
    safe fn grus_park_return();
    /// Where a new goroutine begins.
    safe fn grus_start();
}

/// Bytes a Park thunk pushes below the frame pointer: four callee-saved and six argument
/// registers (the latter so that the collector sees them).
pub const PARK_SAVED: usize = 10 * 8;

global_asm!(
    ".section .text.grus_park,\"ax\",@progbits",
    ".globl grus_park_return",
    "grus_park_return:",
    "mov rax, [r15+{RESULTS}]",
    "mov rcx, [r15+{RESULTS}+8]",
    "add rsp, 48",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
    // The bottom of every goroutine's stack. A func value's code takes the func value itself as
    // its last integer argument, here its only one.
    ".globl grus_start",
    "grus_start:",
    "xor ebp, ebp",
    "mov rdi, [r15+{CLOSURE}]",
    "call [rdi]",
    "mov rsp, [r15+{SYSTEM_STACK}]",
    "call {finish}",
    "ud2",
    RESULTS = const g::RESULTS,
    CLOSURE = const g::CLOSURE,
    SYSTEM_STACK = const g::SYSTEM_STACK,
    finish = sym finish_current,
);

/// The code address where a goroutine continues that was left in a thunk of class Park.
pub fn park_return() -> usize {
    grus_park_return as *const () as usize
}

/// Parks the goroutine of a Park thunk until [`ready`]. `unlock` frees the locks of the queues it is
/// in, after which others may find it.
///
/// # Safety
/// The caller runs in a Park thunk, or a continuation of one; the goroutine is in a queue whose
/// lock it holds (or nothing will ever make it ready).
pub unsafe fn park(reason: WaitReason, unlock: impl FnOnce()) -> ! {
    let machine = current_machine();
    // SAFETY: the goroutine of this thread is ours until the lock is freed.
    unsafe {
        let g = (*machine).current;
        (*machine).current = null_mut();
        (*g).wait_reason = reason;
        (*g).resume = park_return();
        (*g).machine = null_mut();
        (*g).status.store(status::WAITING, Ordering::Release);
    }
    unlock();
    enter_scheduler()
}

/// Makes a parked goroutine runnable, next on this processor.
///
/// # Safety
/// The caller took `g` out of the queue it waited in, so nobody else can make it ready.
pub unsafe fn ready(g: *mut Goroutine) {
    // SAFETY: the caller's.
    unsafe {
        (*g).status.store(status::RUNNABLE, Ordering::Release);
        // Whoever makes it ready may have written to its stack.
        scan::note(g);
    }
    match super::current_processor() {
        Some(p) => push_local(p, g, true),
        None => push_global(g),
    }
    wake_processor();
}

/// Puts the current goroutine, whose `resume` is set, behind all others and switches away.
///
/// # Safety
/// Its context is saved.
pub unsafe fn yield_current() -> ! {
    // SAFETY: the caller's.
    unsafe { leave_runnable(false) }
}

/// Switches away from the current goroutine, whose `resume` is set, since somebody asked for it.
/// If that was to stop the world, the goroutine goes on with its time slice afterwards: else those
/// that allocate much would run at the expense of all others.
///
/// # Safety
/// Its context is saved.
pub unsafe fn yield_preempted() -> ! {
    // SAFETY: the caller's.
    unsafe { leave_runnable(STOPPING.load(Ordering::SeqCst)) }
}

unsafe fn leave_runnable(goes_on: bool) -> ! {
    let machine = current_machine();
    // SAFETY: the goroutine of this thread is ours until it is in the queue.
    unsafe {
        let g = (*machine).current;
        (*machine).current = null_mut();
        (*g).machine = null_mut();
        (*g).status.store(status::RUNNABLE, Ordering::Release);
        match super::current_processor() {
            Some(p) if goes_on => push_local(p, g, true),
            _ => push_global(g),
        }
    }
    wake_processor();
    enter_scheduler()
}

/// Makes a goroutine that will call `closure`; `parent` is null for the runtime's own. Its stack
/// begins with at least `first_segment` bytes; it may have one from its last use.
///
/// # Safety
/// `closure` is a func value without parameters and results.
pub unsafe fn new_goroutine(
    closure: *const Closure,
    parent: *const Goroutine,
    created_at: usize,
    first_segment: usize,
) -> *mut Goroutine {
    let g = goroutine::take();
    // SAFETY: the goroutine is ours until it is queued.
    unsafe {
        if !(*g).segment.is_null() && (*(*g).segment).size < first_segment {
            stack::free((*g).segment);
            (*g).segment = null_mut();
        }
        if (*g).segment.is_null() {
            (*g).segment = stack::allocate(first_segment);
        }
        (*g).closure = closure;
        (*g).parent = if parent.is_null() { 0 } else { (*parent).id };
        (*g).created_at = created_at;
        (*g).library_flags = 0;
        (*g).saved_stack_pointer = (*(*g).segment).top();
        (*g).thunk_stack_pointer = 0;
        (*g).resume = grus_start as *const () as usize;
        (*g).wait_reason = WaitReason::None;
        (*g).status.store(status::RUNNABLE, Ordering::Release);
        scan::note(g);
    }
    g
}

/// Starts a goroutine, next on this processor if one is held.
///
/// # Safety
/// As for [`new_goroutine`].
pub unsafe fn start_goroutine(
    closure: *const Closure,
    parent: *const Goroutine,
    created_at: usize,
) {
    // SAFETY: the caller's.
    let size = stack::first_size::for_start(created_at);
    // SAFETY: the caller's.
    let g = unsafe { new_goroutine(closure, parent, created_at, size) };
    monitor::ensure_running();
    match super::current_processor() {
        Some(p) => push_local(p, g, true),
        None => push_global(g),
    }
    wake_processor();
}

/// Ends the current goroutine.
pub extern "C" fn finish_current() -> ! {
    let machine = current_machine();
    // SAFETY: the goroutine of this thread is ours; nothing of it is needed any more, least of
    // all its stack, since runtime code has its own.
    unsafe {
        let g = (*machine).current;
        (*machine).current = null_mut();
        let is_locked = !(*g).locked_machine.is_null();
        release(g);
        if is_locked {
            (*machine).locked_goroutine = null_mut();
            super::engine::end_locked(machine);
        }
    }
    enter_scheduler()
}

unsafe fn release(g: *mut Goroutine) {
    // SAFETY: the goroutine ended.
    unsafe {
        let mut first: *mut Segment = (*g).segment;
        while !(*first).previous.is_null() {
            first = (*first).previous;
        }
        stack::free_chain((*first).next);
        (*first).next = null_mut();
        (*g).segment = first;
        if (*first).size > stack::FIRST_SEGMENT {
            // Objects of ended goroutines are as many as there ever were at once, of any statement;
            // a larger segment is for those that need it.
            stack::free(first);
            (*g).segment = null_mut();
        }
        (*g).closure = core::ptr::null();
        (*g).defers = null_mut();
        (*g).panics = null_mut();
        (*g).continuation = None;
        (*g).machine = null_mut();
        (*g).panic_on_fault = false;
        (*g).thread_locks = 0;
        (*g).locked_machine = null_mut();
        (*g).signal = Default::default();
        (*g).scratch = [0; 3];
        (*g).results = [0; 2];
        goroutine::give_back(g);
    }
}

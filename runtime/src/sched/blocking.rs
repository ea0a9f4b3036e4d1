//! System calls that may block: the processor is up for grabs meanwhile.
//!
//! In: the call as a closure, made in the name of a goroutine in a Park thunk.  Out: its result,
//! in rax of the thunk, possibly on another machine.
//! Invariants: between enter and leave the machine holds no processor, so the closure must not
//! touch the Go heap, queues or anything else that belongs to one; pointers it passes to the
//! kernel are kept alive by the argument registers the Park thunk saved.

use core::sync::atomic::Ordering;

use super::engine::{GLOBAL, acquire};
use super::goroutine::status;
use super::park::{enter_scheduler, park_return};
use super::processor::{Processor, state};
use super::world;
use crate::thread::current_machine;

/// Makes a system call that may block. Use its value only as the result of the thunk: when no
/// processor is free afterwards, the goroutine continues elsewhere with the value in rax, and
/// this function does not return.
///
/// # Safety
/// Called in a Park thunk.
pub unsafe fn blocking(call: impl FnOnce() -> isize) -> isize {
    let p = enter();
    let result = call();
    // SAFETY: the goroutine's context is saved by the Park thunk.
    unsafe { leave(p, result) };
    result
}

fn enter() -> &'static Processor {
    let machine = current_machine();
    // SAFETY: the machine of this thread runs a goroutine and holds a processor.
    unsafe {
        let g = (*machine).current;
        let p: &'static Processor = &*(*machine).processor;
        (*g).status.store(status::SYSTEM_CALL, Ordering::Release);
        p.system_calls.fetch_add(1, Ordering::Relaxed);
        (*machine).processor = core::ptr::null_mut();
        p.state
            .store(state::system_call_of((*machine).number), Ordering::SeqCst);
        world::note_stop();
        p
    }
}

unsafe fn leave(p: &'static Processor, result: isize) {
    let machine = current_machine();
    // SAFETY: as in enter; the goroutine stays this machine's until it is queued.
    unsafe {
        let g = (*machine).current;
        if p.change_state(state::system_call_of((*machine).number), state::RUNNING) {
            (*machine).processor = core::ptr::from_ref(p).cast_mut();
            (*g).status.store(status::RUNNING, Ordering::Release);
            return;
        }
        let mut global = GLOBAL.lock();
        if let Some(idle) = global.take_idle() {
            drop(global);
            acquire(machine, idle);
            (*g).status.store(status::RUNNING, Ordering::Release);
            return;
        }
        (*g).results = [result as usize, 0];
        (*g).resume = park_return();
        (*machine).current = core::ptr::null_mut();
        (*g).machine = core::ptr::null_mut();
        (*g).status.store(status::RUNNABLE, Ordering::Release);
        global.push(g);
        drop(global);
        enter_scheduler()
    }
}

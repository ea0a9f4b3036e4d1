//! The scheduler: goroutines (`goroutine`) run on threads (`machine`) that hold one of GOMAXPROCS
//! processors (`processor`).
//!
//! In: goroutines that become runnable.  Out: each runs, on one machine at a time, until it parks,
//! yields, is preempted or ends.
//! Invariants: runtime code called from Go runs on the machine's system stack and holds its
//! processor; a goroutine that parks leaves nothing on the system stack, what is left to do is in
//! its `continuation`; context is saved on the goroutine's stack by the thunk, before the Rust
//! function starts, so a goroutine may be made runnable the moment it is in a queue.
//! Reading order: `goroutine`, `machine`, `processor`, `engine` (the loop), `park`, `world`
//! (stopping everything), `blocking` (system calls), `monitor` (preemption of long runners).
//! Method: Go's M:N scheduler in its documented form: local queues with stealing, one global
//! queue, a bounded number of spinning machines.

pub mod goroutine;
pub mod lookout;
pub mod machine;
pub mod processor;
pub mod run_queue;
pub mod wait;
pub mod wake_up;

#[cfg(feature = "standalone")]
pub mod blocking;
#[cfg(feature = "standalone")]
mod engine;
#[cfg(feature = "standalone")]
pub mod library;
#[cfg(feature = "standalone")]
mod monitor;
#[cfg(feature = "standalone")]
mod park;
#[cfg(feature = "standalone")]
pub mod scan;
#[cfg(feature = "standalone")]
pub mod world;

#[cfg(feature = "standalone")]
pub use engine::{check_deadlock, free_processors, run_first_machine, wake_idle_for_timer};
#[cfg(feature = "standalone")]
pub use park::{
    enter_scheduler, finish_current, new_goroutine, park, park_return, ready, start_goroutine,
    yield_current, yield_preempted,
};
#[cfg(feature = "standalone")]
pub use world::{is_stopping, lock_stoppably, start_the_world, stop_the_world, stoppably};

#[cfg(not(feature = "standalone"))]
mod hosted;
#[cfg(not(feature = "standalone"))]
pub use hosted::*;

use crate::thread::current_machine;
use goroutine::Goroutine;
use processor::Processor;

/// The goroutine that runs on this thread, or null.
#[inline(always)]
pub fn current_goroutine() -> *mut Goroutine {
    let machine = current_machine();
    if machine.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the machine of this thread is valid.
    unsafe { (*machine).current }
}

/// The processor that this thread holds, if any.
#[inline(always)]
pub fn current_processor() -> Option<&'static Processor> {
    let machine = current_machine();
    if machine.is_null() {
        return None;
    }
    // SAFETY: the machine of this thread is valid, processors live for ever.
    unsafe { (*machine).processor.as_ref() }
}

/// Index of the processor that this thread holds; 0 without one (start-up and hosted tests, where
/// there is only one thread that can ask).
#[inline(always)]
pub fn current_processor_index() -> usize {
    current_processor().map_or(0, |p| p.index)
}

/// Keeps the goroutine that runs here from being preempted until as many calls of
/// [`enable_preemption`]; for sections that span several runtime calls.
pub fn disable_preemption() {
    let machine = current_machine();
    if !machine.is_null() {
        // SAFETY: the machine of this thread.
        unsafe { (*machine).preemption_off += 1 };
    }
}

/// Ends a [`disable_preemption`] section.
pub fn enable_preemption() {
    let machine = current_machine();
    if !machine.is_null() {
        // SAFETY: the machine of this thread.
        unsafe { (*machine).preemption_off -= 1 };
    }
}

/// Whether the goroutine of this thread may be switched away from now.
pub fn may_preempt() -> bool {
    let machine = current_machine();
    // SAFETY: the machine of this thread.
    machine.is_null() || unsafe { (*machine).preemption_off == 0 }
}

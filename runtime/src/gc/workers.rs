//! Threads that help marking.
//!
//! In: a marking that has begun.  Out: more workers on it. The threads are made
//! when first needed, hold no processor, run no Go code, and sleep between collections.
//! Invariant: when `wait_for_all` returns, no helper touches the heap.

use super::mark::Marker;
use super::work;
use crate::os;
use core::sync::atomic::{AtomicU32, Ordering};

/// Helpers that may have joined the current marking and have not left it.
static ACTIVE: AtomicU32 = AtomicU32::new(0);

/// Takes part in the current marking, if there is one.
pub fn help() {
    ACTIVE.fetch_add(1, Ordering::SeqCst);
    if work::join() {
        let mut marker = Marker::new();
        marker.drain();
    }
    ACTIVE.fetch_sub(1, Ordering::Release);
}

/// Waits until all helpers have left the marking.
pub fn wait_for_all() {
    let mut spins = 0u32;
    while ACTIVE.load(Ordering::SeqCst) != 0 {
        spins += 1;
        if spins.is_multiple_of(64) {
            os::yield_thread();
        }
        core::hint::spin_loop();
    }
}

#[cfg(feature = "standalone")]
pub use threads::summon;

/// The threads themselves, which need the scheduler's machines.
#[cfg(feature = "standalone")]
mod threads {
    use super::help;
    use crate::os;
    use crate::sched::machine::{self, Machine};
    use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

    /// More helpers than this do not pay: they wait for memory.
    const MAX_HELPERS: usize = 15;

    /// Counts markings; helpers sleep on it.
    static GENERATION: AtomicU32 = AtomicU32::new(0);
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    /// Wakes `count` helpers for the marking that has begun.
    pub fn summon(count: usize) {
        let count = count.min(MAX_HELPERS);
        while STARTED.load(Ordering::Relaxed) < count {
            STARTED.fetch_add(1, Ordering::Relaxed);
            crate::thread::start(machine::make(), run);
        }
        GENERATION.fetch_add(1, Ordering::Release);
        os::futex_wake(&GENERATION, count as u32);
    }

    extern "C" fn run(machine: *mut Machine) -> ! {
        // SAFETY: the machine of this thread; without processor it is never preempted.
        unsafe { crate::signal::prepare_thread(machine) };
        let mut seen = 0;
        loop {
            help();
            while GENERATION.load(Ordering::Acquire) == seen {
                os::futex_wait(&GENERATION, seen, -1);
            }
            seen = GENERATION.load(Ordering::Acquire);
        }
    }
}

//! Who looks for work: the counts by which it is decided whether making work runnable wakes a machine.
//!
//! In: processors that become idle and busy, machines that begin and end *spinning*, that is, looking
//! for work without having any.  Out: calls that start a machine on an idle processor.
//! Invariant: once everybody has returned from the functions here, no work is queued beside an idle
//! processor unless a machine spins or was started. The rules that make it so:
//! - Whoever made work runnable calls [`Lookout::wake`] afterwards. If no processor is idle, one that
//!   becomes idle later will see the work; if somebody spins, that machine will.
//! - A machine that gave its processor up looks at the queues again ([`Lookout::look_again`]), even if
//!   it did not spin: the one that spun while it still had its processor may have found other work, and
//!   no idle processor to hand the search on to.
//! - A machine that spins and finds work stops spinning and then calls `wake`: there may be more.
//! - Whoever counted as spinning only in order to start a machine, and could not, looks again, too:
//!   others relied on it meanwhile.
//!
//! Method: the rules of Go's scheduler, from its documented design. All interleavings are explored in
//! `tests/interleavings.rs`.

use crate::atomic::{AtomicU32, Ordering, constant_function};

/// See the module.
pub struct Lookout {
    idle: AtomicU32,
    spinning: AtomicU32,
}

impl Default for Lookout {
    fn default() -> Self {
        Self::new()
    }
}

impl Lookout {
    constant_function! {
        /// No processor is idle and nobody spins.
        pub fn new() -> Self {
            Self {
                idle: AtomicU32::new(0),
                spinning: AtomicU32::new(0),
            }
        }
    }

    /// How many processors are idle.
    pub fn idle(&self) -> u32 {
        self.idle.load(Ordering::SeqCst)
    }

    /// A processor is idle, under the lock of the list of those.
    pub fn add_idle(&self) {
        self.idle.fetch_add(1, Ordering::SeqCst);
    }

    /// A processor is no longer idle, under that lock.
    pub fn remove_idle(&self) {
        self.idle.fetch_sub(1, Ordering::SeqCst);
    }

    /// No processor is idle, under that lock.
    pub fn forget_idle(&self) {
        self.idle.store(0, Ordering::SeqCst);
    }

    /// A machine wants to spin. It may unless half of the `busy` ones do.
    pub fn begin_spinning(&self, busy: u32) -> bool {
        if 2 * self.spinning.load(Ordering::Relaxed) >= busy {
            return false;
        }
        self.spinning.fetch_add(1, Ordering::SeqCst);
        true
    }

    /// A machine spins no longer.
    pub fn stop_spinning(&self) {
        self.spinning.fetch_sub(1, Ordering::SeqCst);
    }

    /// Work was made runnable, or there may be some: calls `start` if a processor is idle and nobody
    /// spins. That takes the processor for a machine, which counts as spinning already; false if
    /// there is none after all, or if idle processors may not be taken now (`is_closed`). Whoever
    /// allows it again calls this function if `has_work`, which looks at all queues.
    pub fn wake(
        &self,
        start: impl Fn() -> bool,
        is_closed: impl Fn() -> bool,
        has_work: impl Fn() -> bool,
    ) {
        while self.idle.load(Ordering::SeqCst) != 0 {
            if self.spinning.load(Ordering::SeqCst) != 0
                || self
                    .spinning
                    .compare_exchange(0, 1, Ordering::SeqCst, Ordering::SeqCst)
                    .is_err()
                || start()
            {
                return;
            }
            self.stop_spinning();
            if is_closed() || !has_work() {
                return;
            }
        }
    }

    /// The calling machine gave its processor up and does not spin any more. If there is work after
    /// all, and `take` gets a processor, the machine spins (true).
    pub fn look_again(&self, has_work: impl Fn() -> bool, take: impl FnOnce() -> bool) -> bool {
        if !has_work() || !take() {
            return false;
        }
        self.spinning.fetch_add(1, Ordering::SeqCst);
        true
    }
}

//! The wake-up of one thread.
//!
//! In: signals from any thread.  Out: the thread that owns it sleeps until there was one.
//! Invariant: a signal that comes before the wait ends it at once; several count as one.

use crate::atomic::{AtomicU32, Ordering, constant_function};
use crate::os;

/// See the module.
pub struct WakeUp {
    pending: AtomicU32,
}

impl Default for WakeUp {
    fn default() -> Self {
        Self::new()
    }
}

impl WakeUp {
    constant_function! {
        /// Without a signal.
        pub fn new() -> Self {
            Self {
                pending: AtomicU32::new(0),
            }
        }
    }

    /// Takes the signal, if there is one.
    pub fn take(&self) -> bool {
        self.pending.swap(0, Ordering::Acquire) != 0
    }

    /// Whether there is a signal, which stays.
    pub fn is_pending(&self) -> bool {
        self.pending.load(Ordering::SeqCst) != 0
    }

    /// Sleeps until there is a signal and takes it, or for `nanoseconds` on the clock `now`
    /// (negative: no limit). Returns whether there was one.
    pub fn wait(&self, nanoseconds: i64, now: impl Fn() -> i64) -> bool {
        let deadline = if nanoseconds < 0 {
            i64::MAX
        } else {
            now() + nanoseconds
        };
        loop {
            if self.take() {
                return true;
            }
            let limit = if nanoseconds < 0 {
                -1
            } else {
                let left = deadline - now();
                if left <= 0 {
                    return false;
                }
                left
            };
            os::futex_wait(&self.pending, 0, limit);
        }
    }

    /// Leaves a signal, for a thread that does not sleep in [`WakeUp::wait`].
    pub fn set(&self) {
        self.pending.swap(1, Ordering::SeqCst);
    }

    /// Leaves a signal and wakes the thread.
    pub fn signal(&self) {
        self.set();
        os::futex_wake(&self.pending, 1);
    }
}

//! A mutual-exclusion lock on a futex.
//!
//! In: nothing.  Out: [`Mutex`], used for all state that threads share.
//! Invariants: lock holders are in runtime code, which is never preempted, so critical sections
//! end soon; a holder never blocks for a stopped world and never allocates from the Go heap unless
//! the lock order in `HACKING.md` says so.
//! Method: the three-state futex mutex of Drepper's "Futexes Are Tricky" (free, held, held with
//! sleepers), preceded by a short spin with growing distances: each look takes the cache line from the
//! holder, so that two threads in step on one lock would slow each other at every turn.

use crate::atomic::{AtomicU32, LOCK_SPINS, Ordering, constant_function};
use core::cell::UnsafeCell;
use core::ops::{Deref, DerefMut};

use crate::lock_order;
use crate::os;

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;

/// Longest distance between two looks of a spinning thread, in pauses of the processor.
const MOST_PAUSES: u32 = 32;

/// The lock without data, for sections whose end is elsewhere (a goroutine that parks is unlocked
/// by the scheduler). Its rank is one of [`lock_order::rank`].
#[repr(C)]
pub struct RawMutex<const RANK: u8> {
    state: AtomicU32,
}

impl<const RANK: u8> RawMutex<RANK> {
    constant_function! {
        /// A free lock.
        pub fn new() -> Self {
            Self {
                state: AtomicU32::new(FREE),
            }
        }
    }

    /// Waits for the lock and takes it.
    #[inline]
    pub fn lock(&self) {
        lock_order::before(RANK, self.address());
        if self
            .state
            .compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_err()
        {
            self.lock_slow();
        }
        lock_order::taken(RANK, self.address());
    }

    /// Says which lock it is.
    pub fn address(&self) -> usize {
        core::ptr::from_ref(self) as usize
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> bool {
        let is_taken = self.take_if_free();
        if is_taken {
            lock_order::taken(RANK, self.address());
        }
        is_taken
    }

    fn take_if_free(&self) -> bool {
        self.state
            .compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    #[cold]
    fn lock_slow(&self) {
        let mut pauses = 1;
        for _ in 0..LOCK_SPINS {
            for _ in 0..pauses {
                core::hint::spin_loop();
            }
            if self.state.load(Ordering::Relaxed) == FREE && self.take_if_free() {
                return;
            }
            pauses = (2 * pauses).min(MOST_PAUSES);
        }
        while self.state.swap(CONTENDED, Ordering::Acquire) != FREE {
            os::futex_wait(&self.state, CONTENDED, -1);
        }
    }

    /// Frees the lock, which the caller holds.
    #[inline]
    pub fn unlock(&self) {
        lock_order::freed(RANK, self.address());
        if self.state.swap(FREE, Ordering::Release) == CONTENDED {
            os::futex_wake(&self.state, 1);
        }
    }
}

impl<const RANK: u8> Default for RawMutex<RANK> {
    fn default() -> Self {
        Self::new()
    }
}

/// A lock with the data it protects.
pub struct Mutex<T, const RANK: u8> {
    raw: RawMutex<RANK>,
    value: UnsafeCell<T>,
}

// SAFETY: the raw lock gives exclusive access, so sharing the mutex only moves access to the value
// between threads.
unsafe impl<T: Send, const RANK: u8> Sync for Mutex<T, RANK> {}

impl<T, const RANK: u8> Mutex<T, RANK> {
    constant_function! {
        /// A free lock around `value`.
        pub fn new(value: T) -> Self {
            Self {
                raw: RawMutex::new(),
                value: UnsafeCell::new(value),
            }
        }
    }

    /// Waits for the lock; it is freed when the guard goes.
    #[inline]
    pub fn lock(&self) -> Guard<'_, T, RANK> {
        self.raw.lock();
        Guard { mutex: self }
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> Option<Guard<'_, T, RANK>> {
        self.raw.try_lock().then(|| Guard { mutex: self })
    }
}

/// Access to a locked value.
pub struct Guard<'a, T, const RANK: u8> {
    mutex: &'a Mutex<T, RANK>,
}

impl<T, const RANK: u8> Drop for Guard<'_, T, RANK> {
    fn drop(&mut self) {
        self.mutex.raw.unlock();
    }
}

impl<T, const RANK: u8> Deref for Guard<'_, T, RANK> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the guard holds the lock.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T, const RANK: u8> DerefMut for Guard<'_, T, RANK> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard holds the lock, and is borrowed mutably.
        unsafe { &mut *self.mutex.value.get() }
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::Mutex;
    use std::vec::Vec;

    #[test]
    fn counts_every_increment() {
        const ROUNDS: u64 = if cfg!(miri) { 100 } else { 10_000 };
        static COUNT: Mutex<u64, 0> = Mutex::new(0);
        let threads: Vec<_> = (0..4)
            .map(|_| {
                std::thread::spawn(|| {
                    for _ in 0..ROUNDS {
                        *COUNT.lock() += 1;
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(*COUNT.lock(), 4 * ROUNDS);
    }
}

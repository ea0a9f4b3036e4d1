//! Places in the queues of channels and semaphores.
//!
//! In: goroutines that block.  Out: [`WaitQueue`], first in, first out.
//! Invariants: a queue belongs to one channel or semaphore bucket and is only touched under its
//! lock; a waiter is in at most one queue. Waiters lie inside goroutine objects or in arrays
//! outside of the Go heap, so queues need no scanning.

use core::ptr::null_mut;

use super::goroutine::Goroutine;

/// One goroutine's place in one queue.
#[repr(C)]
pub struct Waiter {
    /// Who waits.
    pub goroutine: *mut Goroutine,
    /// Neighbours in the queue.
    pub next: *mut Waiter,
    /// See `next`.
    pub previous: *mut Waiter,
    /// Where the value to send is, or where to put the one received (null: nowhere); the address
    /// of a semaphore.
    pub element: *mut u8,
    /// The channel.
    pub channel: *mut u8,
    /// The operation happened (not: the channel was closed).
    pub success: bool,
    /// It is a case of a `select`.
    pub is_select: bool,
    /// Whether it is in a queue.
    pub queued: bool,
    /// Which case.
    pub case: u32,
}

/// A queue of waiters.
#[repr(C)]
pub struct WaitQueue {
    first: *mut Waiter,
    last: *mut Waiter,
}

impl Default for WaitQueue {
    fn default() -> Self {
        Self::new()
    }
}

impl WaitQueue {
    /// An empty queue.
    pub const fn new() -> Self {
        Self {
            first: null_mut(),
            last: null_mut(),
        }
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.first.is_null()
    }

    /// Whether somebody waits, as seen at one moment without the lock.
    ///
    /// # Safety
    /// `queue` is valid; it may change meanwhile.
    pub unsafe fn looks_waited_in(queue: *const Self) -> bool {
        // SAFETY: the caller's; a word is read at once.
        unsafe { !(&raw const (*queue).first).read_volatile().is_null() }
    }

    /// The first waiter or null.
    pub fn first(&self) -> *mut Waiter {
        self.first
    }

    /// Appends a waiter.
    ///
    /// # Safety
    /// `waiter` is valid until removed, and in no queue.
    pub unsafe fn push(&mut self, waiter: *mut Waiter) {
        // SAFETY: the caller's; members of the queue are valid.
        unsafe {
            (*waiter).next = null_mut();
            (*waiter).previous = self.last;
            (*waiter).queued = true;
            if self.last.is_null() {
                self.first = waiter;
            } else {
                (*self.last).next = waiter;
            }
        }
        self.last = waiter;
    }

    /// Puts a waiter in front of all others.
    ///
    /// # Safety
    /// As for [`WaitQueue::push`].
    pub unsafe fn push_front(&mut self, waiter: *mut Waiter) {
        // SAFETY: the caller's; members of the queue are valid.
        unsafe {
            (*waiter).previous = null_mut();
            (*waiter).next = self.first;
            (*waiter).queued = true;
            if self.first.is_null() {
                self.last = waiter;
            } else {
                (*self.first).previous = waiter;
            }
        }
        self.first = waiter;
    }

    /// Takes `waiter` out; does nothing if it is in no queue.
    ///
    /// # Safety
    /// If `waiter` is in a queue, it is this one.
    pub unsafe fn remove(&mut self, waiter: *mut Waiter) {
        // SAFETY: members of the queue are valid.
        unsafe {
            if !(*waiter).queued {
                return;
            }
            let (previous, next) = ((*waiter).previous, (*waiter).next);
            if previous.is_null() {
                self.first = next;
            } else {
                (*previous).next = next;
            }
            if next.is_null() {
                self.last = previous;
            } else {
                (*next).previous = previous;
            }
            (*waiter).queued = false;
            (*waiter).next = null_mut();
            (*waiter).previous = null_mut();
        }
    }

    /// Takes out the first waiter; null if there is none.
    pub fn pop(&mut self) -> *mut Waiter {
        let waiter = self.first;
        if !waiter.is_null() {
            // SAFETY: it is in this queue.
            unsafe { self.remove(waiter) };
        }
        waiter
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;

    fn waiter(case: u32) -> Waiter {
        // SAFETY: all-zero is a valid waiter.
        let mut waiter: Waiter = unsafe { core::mem::zeroed() };
        waiter.case = case;
        waiter
    }

    #[test]
    fn first_in_first_out_with_removal_in_the_middle() {
        let (mut a, mut b, mut c) = (waiter(1), waiter(2), waiter(3));
        let mut queue = WaitQueue::new();
        // SAFETY: the waiters live as long as the queue.
        unsafe {
            queue.push(&mut a);
            queue.push(&mut b);
            queue.push(&mut c);
            queue.remove(&mut b);
            queue.remove(&mut b);
            assert_eq!((*queue.pop()).case, 1);
            queue.push_front(&mut b);
            assert_eq!((*queue.pop()).case, 2);
            assert_eq!((*queue.pop()).case, 3);
            assert!(queue.pop().is_null() && queue.is_empty());
        }
    }
}

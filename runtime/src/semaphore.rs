//! Semaphores and notification lists, which package sync is built on.
//!
//! In: addresses of uint32 counters; lists of waiting goroutines.  Out: goroutines wait in order of
//! arrival (or, on request, in front) and get the semaphore handed over.
//! Invariants: a waiter is in the bucket of its address, under the bucket's lock; its `element` is
//! the address. A release that finds waiters does not increment the counter but hands over, unless
//! the counter is positive anyway. Waiters are in goroutine objects; the counter's object is kept
//! alive by the stack of whoever waits on it.
//! Method: Go's semaphore table, with direct handoff always.

use core::ptr::null_mut;

use crate::atomic::{AtomicU32, Ordering, constant_function};
use crate::lock::RawMutex;
use crate::lock_order::rank;
use crate::sched::wait::{WaitQueue, Waiter};

/// Waiters of all addresses that hash to the same place.
pub struct Bucket {
    lock: RawMutex<{ rank::SEMAPHORE }>,
    /// In order of arrival.
    queue: core::cell::UnsafeCell<WaitQueue>,
    /// Waiters in the queue, to skip the lock without any.
    count: AtomicU32,
}

// SAFETY: the queue is only touched under the lock.
unsafe impl Sync for Bucket {}

impl Default for Bucket {
    fn default() -> Self {
        Self::new()
    }
}

impl Bucket {
    constant_function! {
        /// Without waiters.
        pub fn new() -> Self {
            Self {
                lock: RawMutex::new(),
                queue: core::cell::UnsafeCell::new(WaitQueue::new()),
                count: AtomicU32::new(0),
            }
        }
    }

    /// Takes one from `counter` (true), or puts `waiter` into the queue, which is left locked: once the
    /// waiter's goroutine can be woken, [`Bucket::unlock`].
    ///
    /// # Safety
    /// The waiter is the caller's and in no queue; the counter's address hashes here.
    pub unsafe fn acquire(&self, counter: &AtomicU32, waiter: *mut Waiter, in_front: bool) -> bool {
        if try_acquire(counter) {
            return true;
        }
        self.lock.lock();
        // Announce the waiter before the last look, as a release looks after it increments.
        self.count.fetch_add(1, Ordering::SeqCst);
        if try_acquire(counter) {
            self.count.fetch_sub(1, Ordering::SeqCst);
            self.lock.unlock();
            return true;
        }
        // SAFETY: the queue is under the lock, the waiter the caller's.
        unsafe {
            (*waiter).element = core::ptr::from_ref(counter).cast_mut().cast();
            let queue = &mut *self.queue.get();
            if in_front {
                queue.push_front(waiter);
            } else {
                queue.push(waiter);
            }
        }
        false
    }

    /// After [`Bucket::acquire`] put a waiter into the queue.
    pub fn unlock(&self) {
        self.lock.unlock();
    }

    /// Increments `counter`, or hands the increment over to the first waiter, which is returned.
    ///
    /// # Safety
    /// The counter's address hashes here.
    pub unsafe fn release(&self, counter: &AtomicU32) -> *mut Waiter {
        counter.fetch_add(1, Ordering::SeqCst);
        if self.count.load(Ordering::SeqCst) == 0 {
            return null_mut();
        }
        self.lock.lock();
        // SAFETY: the queue is under the lock. A waiter only gets what this or another release
        // added and nobody took meanwhile.
        unsafe {
            let queue = &mut *self.queue.get();
            let mut waiter = take_waiter(queue, counter);
            if !waiter.is_null() {
                if try_acquire(counter) {
                    self.count.fetch_sub(1, Ordering::SeqCst);
                } else {
                    // Somebody else was faster: the waiter keeps its place.
                    queue.push_front(waiter);
                    waiter = null_mut();
                }
            }
            self.lock.unlock();
            waiter
        }
    }
}

/// Takes one from the counter if it is positive.
fn try_acquire(counter: &AtomicU32) -> bool {
    let mut value = counter.load(Ordering::Acquire);
    while value > 0 {
        match counter.compare_exchange_weak(value, value - 1, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => return true,
            Err(now) => value = now,
        }
    }
    false
}

/// Takes the first waiter of `address` out of a queue; null if there is none.
///
/// # Safety
/// The bucket's lock is held.
unsafe fn take_waiter(queue: &mut WaitQueue, address: *const AtomicU32) -> *mut Waiter {
    let mut waiter = queue.first();
    // SAFETY: queued waiters are valid.
    unsafe {
        while !waiter.is_null() && (*waiter).element.cast_const().cast() != address {
            waiter = (*waiter).next;
        }
        if !waiter.is_null() {
            queue.remove(waiter);
        }
    }
    waiter
}

#[cfg(feature = "standalone")]
pub use standalone::*;

#[cfg(feature = "standalone")]
mod standalone {
    use super::*;
    use crate::sched::goroutine::WaitReason;
    use crate::sched::{current_goroutine, park, ready};

    const BUCKETS: usize = 251;

    static TABLE: [Bucket; BUCKETS] = [const { Bucket::new() }; BUCKETS];

    fn bucket_of(address: *const AtomicU32) -> &'static Bucket {
        &TABLE[(address as usize >> 3) % BUCKETS]
    }

    fn reason(number: usize) -> WaitReason {
        match number {
            1 => WaitReason::MutexLock,
            2 => WaitReason::ReadLock,
            3 => WaitReason::WriteLock,
            4 => WaitReason::WaitGroup,
            5 => WaitReason::Condition,
            _ => WaitReason::Semaphore,
        }
    }

    /// Waits until `*counter > 0` and decrements it: (counter, in front of others, wait reason as
    /// numbered in `library/sync`).
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_semacquire(
        counter: *const AtomicU32,
        in_front: usize,
        wait_reason: usize,
    ) {
        let bucket = bucket_of(counter);
        // SAFETY: the counter is the caller's, the waiter the goroutine's own.
        unsafe {
            let g = current_goroutine();
            let waiter = &raw mut (*g).waiter;
            (*waiter).goroutine = g;
            (*waiter).channel = null_mut();
            (*waiter).is_select = false;
            if !bucket.acquire(&*counter, waiter, in_front != 0) {
                park(reason(wait_reason), || bucket.unlock())
            }
        }
    }

    /// Increments `*counter`, or hands the increment over to the first waiter.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_semrelease(counter: *const AtomicU32) {
        // SAFETY: the counter is the caller's; the waiter was taken out of its queue.
        unsafe {
            let waiter = bucket_of(counter).release(&*counter);
            if !waiter.is_null() {
                ready((*waiter).goroutine);
            }
        }
    }

    /// The goroutines that wait on a `sync.Cond`: Go's `notifyList` in `library/sync` has this
    /// layout.
    #[repr(C)]
    pub struct NotifyList {
        /// Tickets given out and already called.
        wait: AtomicU32,
        notified: AtomicU32,
        lock: RawMutex<{ rank::SEMAPHORE }>,
        padding: u32,
        queue: WaitQueue,
    }

    /// Takes a ticket.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_notifyadd(list: *mut NotifyList) -> u32 {
        // SAFETY: the list is the caller's.
        unsafe { (*list).wait.fetch_add(1, Ordering::SeqCst) }
    }

    /// Waits until the ticket is called.
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_notifywait(list: *mut NotifyList, ticket: u32) {
        // SAFETY: the list is the caller's; the queue is under the lock.
        unsafe {
            let l = &mut *list;
            l.lock.lock();
            if is_before(ticket, l.notified.load(Ordering::SeqCst)) {
                l.lock.unlock();
                return;
            }
            let g = current_goroutine();
            let waiter = &raw mut (*g).waiter;
            (*waiter).goroutine = g;
            (*waiter).element = list.cast();
            (*waiter).case = ticket;
            (*waiter).is_select = false;
            l.queue.push(waiter);
            park(WaitReason::Condition, || (*list).lock.unlock())
        }
    }

    fn is_before(a: u32, b: u32) -> bool {
        (a.wrapping_sub(b) as i32) < 0
    }

    /// Calls the oldest ticket.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_notifyone(list: *mut NotifyList) {
        // SAFETY: the list is the caller's; the queue is under the lock.
        unsafe {
            let l = &mut *list;
            if l.wait.load(Ordering::SeqCst) == l.notified.load(Ordering::SeqCst) {
                return;
            }
            l.lock.lock();
            let ticket = l.notified.load(Ordering::SeqCst);
            if ticket == l.wait.load(Ordering::SeqCst) {
                l.lock.unlock();
                return;
            }
            l.notified.store(ticket.wrapping_add(1), Ordering::SeqCst);
            let mut waiter = l.queue.first();
            while !waiter.is_null() && (*waiter).case != ticket {
                waiter = (*waiter).next;
            }
            if !waiter.is_null() {
                l.queue.remove(waiter);
            }
            // Without a waiter the ticket's holder is about to wait, and will see that it was
            // called.
            l.lock.unlock();
            if !waiter.is_null() {
                ready((*waiter).goroutine);
            }
        }
    }

    /// Calls all tickets.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_notifyall(list: *mut NotifyList) {
        // SAFETY: the list is the caller's; the queue is under the lock.
        unsafe {
            let l = &mut *list;
            if l.wait.load(Ordering::SeqCst) == l.notified.load(Ordering::SeqCst) {
                return;
            }
            l.lock.lock();
            l.notified
                .store(l.wait.load(Ordering::SeqCst), Ordering::SeqCst);
            let mut waiters = core::mem::take(&mut l.queue);
            l.lock.unlock();
            loop {
                let waiter = waiters.pop();
                if waiter.is_null() {
                    return;
                }
                ready((*waiter).goroutine);
            }
        }
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;

    #[test]
    fn acquires_only_what_is_there() {
        let counter = AtomicU32::new(2);
        assert!(try_acquire(&counter) && try_acquire(&counter) && !try_acquire(&counter));
    }

    #[test]
    fn waiters_of_one_address_leave_in_order() {
        let (a, b) = (AtomicU32::new(0), AtomicU32::new(0));
        let make = |address: &AtomicU32| {
            // SAFETY: all-zero is a valid waiter.
            let mut waiter: Waiter = unsafe { core::mem::zeroed() };
            waiter.element = core::ptr::from_ref(address).cast_mut().cast();
            waiter
        };
        let (mut first, mut other, mut second) = (make(&a), make(&b), make(&a));
        let mut queue = WaitQueue::new();
        // SAFETY: the waiters outlive the queue's use.
        unsafe {
            queue.push(&mut first);
            queue.push(&mut other);
            queue.push(&mut second);
            assert!(take_waiter(&mut queue, &a) == &raw mut first);
            assert!(take_waiter(&mut queue, &a) == &raw mut second);
            assert!(take_waiter(&mut queue, &a).is_null());
            assert!(take_waiter(&mut queue, &b) == &raw mut other);
        }
    }
}

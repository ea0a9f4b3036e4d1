//! The run queue of a processor: a ring that its owner fills and drains, and others steal from.
//!
//! In: runnable goroutines.  Out: the same, each exactly once.
//! Invariants: only the owner pushes; owner and thieves both advance `head` by compare-and-swap;
//! a slot is read before the head moves over it, and only then may be written again.
//! Method: the bounded single-producer, multi-consumer ring of Go's scheduler, from its documented
//! design: half of a full queue moves to the global queue, thieves take half of what they find.

use crate::atomic::{
    AtomicPtr, AtomicU32, Ordering, RUN_QUEUE_CAPACITY, array_of, constant_function, fence,
};
use core::ptr::null_mut;

/// Goroutines a ring holds.
pub const CAPACITY: usize = RUN_QUEUE_CAPACITY;

/// The ring, generic so that tests can queue something simpler than goroutines.
pub struct RunQueue<T> {
    /// The goroutine to run next, before all in the ring; it shares the time slice of the one
    /// that made it runnable.
    next: AtomicPtr<T>,
    head: AtomicU32,
    tail: AtomicU32,
    ring: [AtomicPtr<T>; CAPACITY],
}

impl<T> Default for RunQueue<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// What a push could not place: half of the ring and the new goroutine.
pub struct Overflow<T> {
    /// The goroutines, oldest first.
    pub items: [*mut T; CAPACITY / 2 + 1],
}

impl<T> RunQueue<T> {
    constant_function! {
        /// An empty queue.
        pub fn new() -> Self {
            Self {
                next: AtomicPtr::new(null_mut()),
                head: AtomicU32::new(0),
                tail: AtomicU32::new(0),
                ring: array_of![AtomicPtr::new(null_mut()); CAPACITY],
            }
        }
    }

    /// Whether nothing is queued, as seen at one moment by any thread.
    pub fn is_empty(&self) -> bool {
        loop {
            let head = self.head.load(Ordering::Acquire);
            let tail = self.tail.load(Ordering::Acquire);
            let next = self.next.load(Ordering::Acquire);
            if tail == self.tail.load(Ordering::Acquire) {
                return head == tail && next.is_null();
            }
        }
    }

    /// Whether one is to run before all in the ring, as seen at one moment by any thread.
    pub fn has_next(&self) -> bool {
        !self.next.load(Ordering::Relaxed).is_null()
    }

    /// Owner: makes `item` the one to run next and returns the one it displaces, or null. On this
    /// architecture the exchange is a fence, too (see [`RunQueue::push_visibly`]).
    pub fn put_next(&self, item: *mut T) -> *mut T {
        self.next.swap(item, Ordering::SeqCst)
    }

    /// Owner: appends `item`; if the ring is full, hands back half of it and `item`.
    pub fn push(&self, item: *mut T) -> Option<Overflow<T>> {
        loop {
            let head = self.head.load(Ordering::Acquire);
            let tail = self.tail.load(Ordering::Relaxed);
            if tail.wrapping_sub(head) < CAPACITY as u32 {
                self.ring[tail as usize % CAPACITY].store(item, Ordering::Relaxed);
                self.tail.store(tail.wrapping_add(1), Ordering::Release);
                return None;
            }
            if let Some(overflow) = self.take_half(head, item) {
                return Some(overflow);
            }
            // Thieves made room meanwhile.
        }
    }

    /// Owner: [`RunQueue::push`], before a look whether a processor is idle. The fence keeps the look
    /// from being made while the item is still on its way to other threads: a machine that becomes
    /// idle meanwhile would not see the item, nor the owner the idle processor. That machine has a
    /// fence between its announcement and its look.
    pub fn push_visibly(&self, item: *mut T) -> Option<Overflow<T>> {
        let overflow = self.push(item);
        fence(Ordering::SeqCst);
        overflow
    }

    fn take_half(&self, head: u32, item: *mut T) -> Option<Overflow<T>> {
        let half = CAPACITY as u32 / 2;
        let mut items = [null_mut(); CAPACITY / 2 + 1];
        for i in 0..half {
            items[i as usize] =
                self.ring[head.wrapping_add(i) as usize % CAPACITY].load(Ordering::Relaxed);
        }
        self.head
            .compare_exchange(
                head,
                head.wrapping_add(half),
                Ordering::AcqRel,
                Ordering::Relaxed,
            )
            .ok()?;
        items[half as usize] = item;
        Some(Overflow { items })
    }

    /// Owner: takes the next goroutine, or null. The flag says that it inherits the time slice.
    pub fn pop(&self) -> (*mut T, bool) {
        // Only the owner makes `next` non-null, so a failed exchange means that a thief took it.
        let next = self.next.load(Ordering::Relaxed);
        if !next.is_null()
            && self
                .next
                .compare_exchange(next, null_mut(), Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
        {
            return (next, true);
        }
        loop {
            let head = self.head.load(Ordering::Acquire);
            let tail = self.tail.load(Ordering::Relaxed);
            if head == tail {
                return (null_mut(), false);
            }
            let item = self.ring[head as usize % CAPACITY].load(Ordering::Relaxed);
            if self
                .head
                .compare_exchange(
                    head,
                    head.wrapping_add(1),
                    Ordering::AcqRel,
                    Ordering::Relaxed,
                )
                .is_ok()
            {
                return (item, false);
            }
        }
    }

    /// The owner of `self`: takes half of `victim`'s goroutines, returns one of them and queues
    /// the others. With `take_next`, its next goroutine is taken if there is nothing else.
    pub fn steal_from(&self, victim: &RunQueue<T>, take_next: bool) -> *mut T {
        let tail = self.tail.load(Ordering::Relaxed);
        let mut count = victim.grab(self, tail, take_next);
        if count == 0 {
            return null_mut();
        }
        count -= 1;
        let item = self.ring[tail.wrapping_add(count) as usize % CAPACITY].load(Ordering::Relaxed);
        if count > 0 {
            self.tail.store(tail.wrapping_add(count), Ordering::Release);
        }
        item
    }

    /// Copies half of `self` into `thief`'s ring from `start` on and removes it here.
    fn grab(&self, thief: &RunQueue<T>, start: u32, take_next: bool) -> u32 {
        loop {
            let head = self.head.load(Ordering::Acquire);
            let tail = self.tail.load(Ordering::Acquire);
            let available = tail.wrapping_sub(head);
            let count = available - available / 2;
            if count == 0 {
                return if take_next {
                    self.grab_next(thief, start)
                } else {
                    0
                };
            }
            if count > CAPACITY as u32 / 2 {
                continue; // head and tail are from different times
            }
            for i in 0..count {
                let item =
                    self.ring[head.wrapping_add(i) as usize % CAPACITY].load(Ordering::Relaxed);
                thief.ring[start.wrapping_add(i) as usize % CAPACITY]
                    .store(item, Ordering::Relaxed);
            }
            if self
                .head
                .compare_exchange(
                    head,
                    head.wrapping_add(count),
                    Ordering::AcqRel,
                    Ordering::Relaxed,
                )
                .is_ok()
            {
                return count;
            }
        }
    }

    fn grab_next(&self, thief: &RunQueue<T>, start: u32) -> u32 {
        let next = self.next.load(Ordering::Acquire);
        if next.is_null()
            || self
                .next
                .compare_exchange(next, null_mut(), Ordering::AcqRel, Ordering::Relaxed)
                .is_err()
        {
            return 0;
        }
        thief.ring[start as usize % CAPACITY].store(next, Ordering::Relaxed);
        1
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize};
    use std::vec;
    use std::vec::Vec;

    fn item(n: usize) -> *mut u8 {
        n as *mut u8
    }

    #[test]
    fn first_in_first_out_after_the_next_one() {
        let queue = RunQueue::new();
        assert!(queue.push(item(1)).is_none());
        assert!(queue.push(item(2)).is_none());
        assert!(queue.put_next(item(3)).is_null());
        assert_eq!(queue.put_next(item(4)), item(3));
        assert_eq!(queue.pop(), (item(4), true));
        assert_eq!(queue.pop(), (item(1), false));
        assert_eq!(queue.pop(), (item(2), false));
        assert!(queue.pop().0.is_null() && queue.is_empty());
    }

    #[test]
    fn a_full_ring_hands_back_its_older_half() {
        let queue = RunQueue::new();
        for n in 1..=CAPACITY {
            assert!(queue.push(item(n)).is_none());
        }
        let overflow = queue.push(item(1000)).unwrap();
        assert_eq!(overflow.items[0], item(1));
        assert_eq!(overflow.items[CAPACITY / 2], item(1000));
        assert_eq!(queue.pop().0, item(CAPACITY / 2 + 1));
    }

    #[test]
    fn a_thief_takes_half() {
        let (a, b) = (RunQueue::new(), RunQueue::new());
        for n in 1..=5 {
            a.push(item(n));
        }
        assert_eq!(b.steal_from(&a, false), item(3));
        assert_eq!(b.pop().0, item(1));
        assert_eq!(b.pop().0, item(2));
        assert!(b.pop().0.is_null());
        assert_eq!(a.pop().0, item(4));
    }

    #[test]
    fn every_item_comes_out_once_under_contention() {
        const COUNT: usize = if cfg!(miri) { 1_000 } else { 100_000 };
        let queues: Vec<RunQueue<u8>> = (0..3).map(|_| RunQueue::new()).collect();
        let seen: Vec<AtomicUsize> = (0..=COUNT).map(|_| AtomicUsize::new(0)).collect();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for thief in 1..3 {
                let (queues, seen, done) = (&queues, &seen, &done);
                scope.spawn(move || {
                    while !done.load(Ordering::Acquire) || !queues[0].is_empty() {
                        let got = queues[thief].steal_from(&queues[0], true);
                        let mut all = vec![got];
                        loop {
                            let (more, _) = queues[thief].pop();
                            if more.is_null() {
                                break;
                            }
                            all.push(more);
                        }
                        for got in all.into_iter().filter(|p| !p.is_null()) {
                            seen[got as usize].fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
            let count = |p: *mut u8| {
                if !p.is_null() {
                    seen[p as usize].fetch_add(1, Ordering::Relaxed);
                }
            };
            for n in 1..=COUNT {
                if n % 7 == 0 {
                    count(queues[0].pop().0);
                }
                let displaced = if n % 5 == 0 {
                    queues[0].put_next(item(n))
                } else {
                    item(n)
                };
                if !displaced.is_null()
                    && let Some(overflow) = queues[0].push(displaced)
                {
                    overflow.items.into_iter().for_each(count);
                }
            }
            loop {
                let got = queues[0].pop().0;
                if got.is_null() {
                    break;
                }
                count(got);
            }
            done.store(true, Ordering::Release);
        });
        assert!(seen[1..].iter().all(|n| n.load(Ordering::Relaxed) == 1));
    }
}

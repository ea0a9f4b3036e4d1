//! The run queue under every interleaving of two threads that the memory model allows, by the crate
//! `loom`.
//!
//! In: the module itself, compiled once more on loom's atomic variables.  Out: nothing; a test fails with the interleaving that broke it.
//! Run with `cargo test -p grus-runtime --features interleavings --test interleavings`.
#![allow(dead_code, missing_docs)]

/// In place of `crate::atomic`: see there.
mod atomic {
    pub use loom::sync::atomic::{AtomicPtr, AtomicU32, Ordering, fence};

    pub const RUN_QUEUE_CAPACITY: usize = 4;
    pub const LOCK_SPINS: u32 = 0;

    macro_rules! constant_function {
        ($($function:tt)*) => { $($function)* };
    }
    macro_rules! array_of {
        ($value:expr; $count:expr) => {
            core::array::from_fn::<_, { $count }, _>(|_| $value)
        };
    }
    pub(crate) use {array_of, constant_function};
}

#[path = "../src/sched"]
mod sched {
    pub mod run_queue;
}

use atomic::Ordering;
use loom::sync::Arc;
use loom::sync::atomic::AtomicUsize;
use loom::thread;
use sched::run_queue::RunQueue;

fn item(n: usize) -> *mut u8 {
    n as *mut u8
}

/// Everything with at most this many forced switches; the usual bound for such tests.
fn explore(test: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(test);
}

#[test]
fn a_thief_and_the_owner_take_every_goroutine_once() {
    explore(|| {
        let owner = Arc::new(RunQueue::new());
        let seen: Arc<[AtomicUsize; 4]> = Arc::new(core::array::from_fn(|_| AtomicUsize::new(0)));
        let see = |seen: &[AtomicUsize; 4], found: *mut u8| {
            if !found.is_null() {
                seen[found as usize].fetch_add(1, Ordering::Relaxed);
            }
        };
        assert!(owner.push(item(1)).is_none());
        assert!(owner.push(item(2)).is_none());
        let thief = {
            let (owner, seen) = (owner.clone(), seen.clone());
            thread::spawn(move || {
                let own = RunQueue::new();
                see(&seen, own.steal_from(&owner, true));
                loop {
                    let (found, _) = own.pop();
                    if found.is_null() {
                        return;
                    }
                    see(&seen, found);
                }
            })
        };
        see(&seen, owner.put_next(item(3)));
        see(&seen, owner.pop().0);
        thief.join().unwrap();
        loop {
            let (found, _) = owner.pop();
            if found.is_null() {
                break;
            }
            see(&seen, found);
        }
        assert!(seen[1..].iter().all(|n| n.load(Ordering::Relaxed) == 1));
    });
}

#[test]
fn a_full_queue_overflows_without_loss_beside_a_thief() {
    explore(|| {
        let owner = Arc::new(RunQueue::new());
        for n in 1..=4 {
            assert!(owner.push(item(n)).is_none());
        }
        let thief = {
            let owner = owner.clone();
            thread::spawn(move || {
                let own = RunQueue::new();
                let mut sum = own.steal_from(&owner, false) as usize;
                loop {
                    let (found, _) = own.pop();
                    if found.is_null() {
                        return sum;
                    }
                    sum += found as usize;
                }
            })
        };
        let mut sum = match owner.push(item(5)) {
            Some(overflow) => overflow.items.iter().map(|&found| found as usize).sum(),
            None => 0,
        };
        sum += thief.join().unwrap();
        loop {
            let (found, _) = owner.pop();
            if found.is_null() {
                break;
            }
            sum += found as usize;
        }
        assert_eq!(sum, 1 + 2 + 3 + 4 + 5);
    });
}

/// One makes a goroutine runnable and looks for an idle processor; the other announces one and looks
/// for runnable goroutines. At least one must see what the other did.
#[test]
fn no_goroutine_is_left_beside_an_idle_processor() {
    explore(|| {
        let queue = Arc::new(RunQueue::new());
        let idle = Arc::new(AtomicUsize::new(0));
        let becomes_idle = {
            let (queue, idle) = (queue.clone(), idle.clone());
            thread::spawn(move || {
                idle.fetch_add(1, Ordering::SeqCst);
                !queue.is_empty_after_announcement()
            })
        };
        assert!(queue.push_visibly(item(1)).is_none());
        let wakes = idle.load(Ordering::SeqCst) > 0;
        assert!(becomes_idle.join().unwrap() || wakes);
    });
}

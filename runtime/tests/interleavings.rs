//! The runtime's smallest parts under every interleaving of two or three threads that the memory
//! model allows, by the crate `loom`: run queue, lock, waking of machines, channel and select.
//!
//! In: the modules themselves, compiled once more on loom's atomic variables, and stand-ins for what
//! they use.  Out: nothing; a test fails with the interleaving that broke it.
//! Run with `cargo test -p grus-runtime --features interleavings --test interleavings`.
#![allow(dead_code, missing_docs)]

/// In place of `crate::atomic`: see there.
mod atomic {
    pub use loom::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

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

/// Futexes, as a table with a lock and one condition for all words.
mod os {
    use crate::atomic::{AtomicU32, Ordering};
    use loom::sync::{Condvar, Mutex};

    loom::lazy_static! {
        static ref TABLE: (Mutex<()>, Condvar) = (Mutex::new(()), Condvar::new());
    }

    pub fn futex_wait(word: &AtomicU32, expected: u32, _nanoseconds: i64) {
        let guard = TABLE.0.lock().unwrap();
        if word.load(Ordering::SeqCst) == expected {
            drop(TABLE.1.wait(guard).unwrap());
        }
    }

    pub fn futex_wake(_word: &AtomicU32, _count: u32) {
        drop(TABLE.0.lock().unwrap());
        TABLE.1.notify_all();
    }
}

mod memory {
    use grus_abi::descriptor::TypeDescriptor;

    pub const MAX_ALLOCATION: usize = 1 << 40;

    pub unsafe fn new_array(_: *const TypeDescriptor, _: usize) -> *mut u8 {
        unreachable!()
    }

    pub unsafe fn new_object(_: *const TypeDescriptor) -> *mut u8 {
        unreachable!()
    }

    pub unsafe fn allocate_conservative(_: usize) -> *mut u8 {
        unreachable!()
    }
}

mod gc {
    pub mod barrier {
        pub unsafe fn shade_range(_: *const u8, _: usize) {}
    }
}

mod panic {
    pub fn plain_error(text: &str) -> ! {
        panic!("{text}")
    }
}

#[path = "../src/sched"]
mod sched {
    pub mod goroutine {
        use crate::atomic::AtomicU32;

        /// What channels know of a goroutine.
        pub struct Goroutine {
            pub select_done: AtomicU32,
            pub scratch: [usize; 3],
        }
    }
    pub mod run_queue;
    pub mod wait;
    pub mod wake_up;
}

#[path = "../src/channel.rs"]
mod channel;
#[path = "../src/lock.rs"]
mod lock;

use std::mem::MaybeUninit;
use std::ptr::{addr_of_mut, null_mut};

use atomic::{AtomicU32, Ordering};
use channel::{Channel, Outcome};
use lock::{Mutex, RawMutex};
use loom::sync::Arc;
use loom::sync::atomic::AtomicUsize;
use loom::thread;
use sched::goroutine::Goroutine;
use sched::run_queue::RunQueue;
use sched::wait::Waiter;
use sched::wake_up::WakeUp;

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

#[test]
fn a_lock_admits_one_at_a_time_and_wakes_those_that_sleep() {
    explore(|| {
        let counter = Arc::new((Mutex::new(0), AtomicU32::new(0)));
        let add = |counter: &(Mutex<i32>, AtomicU32)| {
            let mut guard = counter.0.lock();
            assert_eq!(counter.1.fetch_add(1, Ordering::Relaxed), 0);
            *guard += 1;
            counter.1.fetch_sub(1, Ordering::Relaxed);
        };
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let counter = counter.clone();
                thread::spawn(move || add(&counter))
            })
            .collect();
        add(&counter);
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(*counter.0.lock(), 3);
    });
}

/// A goroutine that is a thread of its own.
struct Blocking {
    goroutine: Goroutine,
    waiters: [MaybeUninit<Waiter>; 2],
    wake_up: WakeUp,
}

fn blocking() -> Box<Blocking> {
    Box::new(Blocking {
        goroutine: Goroutine {
            select_done: AtomicU32::new(0),
            scratch: [0; 3],
        },
        waiters: [MaybeUninit::zeroed(), MaybeUninit::zeroed()],
        wake_up: WakeUp::new(),
    })
}

impl Blocking {
    fn waiter(&mut self, index: usize, element: *mut u32, is_select: bool) -> *mut Waiter {
        let goroutine = addr_of_mut!(self.goroutine);
        let waiter = self.waiters[index].as_mut_ptr();
        // SAFETY: all-zero is a valid waiter.
        unsafe {
            (*waiter).goroutine = goroutine;
            (*waiter).element = element.cast();
            (*waiter).is_select = is_select;
            (*waiter).case = index as u32;
        }
        waiter
    }
}

/// Makes the thread of a served waiter go on.
unsafe fn wake(waiter: *mut Waiter) {
    if !waiter.is_null() {
        // SAFETY: the goroutine is the first field of a `Blocking` that outlives the wait.
        unsafe {
            let blocking = (*waiter).goroutine.cast::<u8>();
            let offset = core::mem::offset_of!(Blocking, goroutine);
            (*blocking.sub(offset).cast::<Blocking>()).wake_up.signal();
        }
    }
}

struct Shared(*mut Channel);

// SAFETY: a channel is shared under its lock.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

/// A channel of uint32 with a buffer for `capacity`, which is never freed.
fn new_channel(capacity: usize) -> Arc<Shared> {
    let mut channel: Box<MaybeUninit<Channel>> = Box::new(MaybeUninit::zeroed());
    // SAFETY: all-zero is a valid channel but for the lock, which is written.
    unsafe {
        let c = channel.as_mut_ptr();
        addr_of_mut!((*c).lock).write(RawMutex::new());
        (*c).capacity = capacity;
        (*c).element_size = 4;
        if capacity > 0 {
            (*c).buffer = Box::leak(vec![0u32; capacity].into_boxed_slice())
                .as_mut_ptr()
                .cast();
        }
    }
    Arc::new(Shared(Box::into_raw(channel).cast()))
}

/// `c <- value`, in the order of `rt_chansend1`.
fn send(channel: &Shared, mut value: u32) -> bool {
    let mut own = blocking();
    // SAFETY: the channel is live; the element and the waiter outlive the wait.
    unsafe {
        let c = &mut *channel.0;
        let mut served = null_mut();
        c.lock.lock();
        let outcome = c.try_send((&raw const value).cast(), &mut served);
        if outcome != Outcome::Blocked {
            c.lock.unlock();
            wake(served);
            return outcome == Outcome::Done;
        }
        let waiter = own.waiter(0, &mut value, false);
        c.senders().push(waiter);
        c.lock.unlock();
        own.wake_up.wait(-1, || 0);
        (*waiter).success
    }
}

/// `<-c`, in the order of `rt_chanrecv2`.
fn receive(channel: &Shared) -> Option<u32> {
    let mut own = blocking();
    let mut place = 0u32;
    // SAFETY: as in send.
    unsafe {
        let c = &mut *channel.0;
        let mut served = null_mut();
        c.lock.lock();
        match c.try_receive((&raw mut place).cast(), &mut served) {
            Outcome::Blocked => {}
            outcome => {
                c.lock.unlock();
                wake(served);
                return (outcome == Outcome::Done).then_some(place);
            }
        }
        let waiter = own.waiter(0, &mut place, false);
        c.receivers().push(waiter);
        c.lock.unlock();
        own.wake_up.wait(-1, || 0);
        (*waiter).success.then_some(place)
    }
}

#[test]
fn values_arrive_once_and_in_order() {
    for capacity in [0, 1] {
        explore(move || {
            let channel = new_channel(capacity);
            let sender = {
                let channel = channel.clone();
                thread::spawn(move || assert!(send(&channel, 1) && send(&channel, 2)))
            };
            assert_eq!(receive(&channel), Some(1));
            assert_eq!(receive(&channel), Some(2));
            sender.join().unwrap();
        });
    }
}

#[test]
fn closing_lets_a_receiver_go_after_what_was_sent() {
    explore(|| {
        let channel = new_channel(1);
        let sender = {
            let channel = channel.clone();
            thread::spawn(move || {
                assert!(send(&channel, 7));
                // SAFETY: the channel is live.
                unsafe {
                    let c = &mut *channel.0;
                    c.lock.lock();
                    let released = c.close();
                    c.lock.unlock();
                    let mut released = released.unwrap();
                    wake(released.pop());
                }
            })
        };
        assert_eq!(receive(&channel), Some(7));
        assert_eq!(receive(&channel), None);
        sender.join().unwrap();
    });
}

/// Two senders, one `select` that receives from either: it gets exactly one value, and the other
/// sender's is still there.
#[test]
fn a_select_is_served_by_exactly_one_channel() {
    explore(|| {
        let channels = [new_channel(1), new_channel(1)];
        let senders: Vec<_> = (0..2)
            .map(|index| {
                let channel = channels[index].clone();
                thread::spawn(move || assert!(send(&channel, 10 + index as u32)))
            })
            .collect();
        let (index, value) = select(&channels);
        assert_eq!(value, 10 + index as u32);
        for sender in senders {
            sender.join().unwrap();
        }
        assert_eq!(receive(&channels[1 - index]), Some(11 - index as u32));
    });
}

/// A blocking `select`, in the order of `rt_selectgo` and its continuation.
fn select(channels: &[Arc<Shared>; 2]) -> (usize, u32) {
    let mut own = blocking();
    let mut places = [0u32; 2];
    // SAFETY: as in send; both locks are held while the queues change.
    unsafe {
        let lock_all = || channels.iter().for_each(|c| (*c.0).lock.lock());
        let unlock_all = || channels.iter().for_each(|c| (*c.0).lock.unlock());
        lock_all();
        for (index, channel) in channels.iter().enumerate() {
            let mut served = null_mut();
            let place = (&raw mut places[index]).cast();
            if (*channel.0).try_receive(place, &mut served) == Outcome::Done {
                unlock_all();
                wake(served);
                return (index, places[index]);
            }
        }
        for (index, channel) in channels.iter().enumerate() {
            let waiter = own.waiter(index, &mut places[index], true);
            (*channel.0).receivers().push(waiter);
        }
        unlock_all();
        own.wake_up.wait(-1, || 0);
        lock_all();
        let winner = own.goroutine.scratch[0] as *mut Waiter;
        for (index, channel) in channels.iter().enumerate() {
            let waiter = own.waiters[index].as_mut_ptr();
            (*channel.0).receivers().remove(waiter);
        }
        unlock_all();
        let index = (*winner).case as usize;
        (index, places[index])
    }
}

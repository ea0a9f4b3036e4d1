//! The run queue, the rules of waking machines, locks, wake-ups, channels and semaphores under every
//! interleaving of a few threads that the memory model allows, by the crate `loom`.
//!
//! In: the modules themselves, compiled once more on loom's atomic variables.  Out: nothing; a test
//! fails with the interleaving that broke it.
//! Run with `cargo test -p grus-runtime --features interleavings --test interleavings`.
#![allow(dead_code, missing_docs)]

/// In place of `crate::atomic`: see there.
mod atomic {
    pub use loom::sync::atomic::{AtomicPtr, Ordering, fence};

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

    /// Loom takes sequentially consistent operations for weaker ones, except fences. Here those that
    /// write are fences, too, as they are in x86.
    #[derive(Debug)]
    pub struct AtomicU32(loom::sync::atomic::AtomicU32);

    impl AtomicU32 {
        pub fn new(value: u32) -> Self {
            Self(loom::sync::atomic::AtomicU32::new(value))
        }
        pub fn load(&self, order: Ordering) -> u32 {
            self.0.load(order)
        }
        /// What the kernel sees under its lock.
        pub fn newest(&self) -> u32 {
            self.0.fetch_add(0, Ordering::AcqRel)
        }
        pub fn store(&self, value: u32, order: Ordering) {
            fenced(order, || self.0.store(value, order));
        }
        pub fn swap(&self, value: u32, order: Ordering) -> u32 {
            fenced(order, || self.0.swap(value, order))
        }
        pub fn fetch_add(&self, value: u32, order: Ordering) -> u32 {
            fenced(order, || self.0.fetch_add(value, order))
        }
        pub fn fetch_sub(&self, value: u32, order: Ordering) -> u32 {
            fenced(order, || self.0.fetch_sub(value, order))
        }
        pub fn compare_exchange(
            &self,
            current: u32,
            new: u32,
            success: Ordering,
            failure: Ordering,
        ) -> Result<u32, u32> {
            let exchange = || self.0.compare_exchange(current, new, success, failure);
            fenced(success, exchange)
        }
        pub fn compare_exchange_weak(
            &self,
            current: u32,
            new: u32,
            success: Ordering,
            failure: Ordering,
        ) -> Result<u32, u32> {
            self.compare_exchange(current, new, success, failure)
        }
    }

    fn fenced<T>(order: Ordering, operation: impl FnOnce() -> T) -> T {
        if order != Ordering::SeqCst {
            return operation();
        }
        fence(Ordering::SeqCst);
        let result = operation();
        fence(Ordering::SeqCst);
        result
    }
}

/// The kernel's part: sleeping on a word.
mod os {
    use super::atomic::AtomicU32;
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    std::thread_local! {
        /// The sleepers, on whatever word. (Loom's threads are those of one thread of the system.)
        static SLEEPERS: RefCell<Vec<Rc<Cell<bool>>>> = const { RefCell::new(Vec::new()) };
    }

    pub fn futex_wait(word: &AtomicU32, expected: u32, nanoseconds: i64) {
        assert!(nanoseconds < 0, "time does not pass here");
        let woken = Rc::new(Cell::new(false));
        // Nobody else runs between this look and the note that the thread sleeps.
        if word.newest() != expected {
            return;
        }
        SLEEPERS.with_borrow_mut(|list| list.push(woken.clone()));
        // Loom complains about a loop that nobody ends.
        while !woken.get() {
            loom::thread::yield_now();
        }
    }

    pub fn futex_wake(_word: &AtomicU32, _count: u32) {
        // That others are woken, too, is a kernel's right.
        for sleeper in SLEEPERS.with_borrow_mut(core::mem::take) {
            sleeper.set(true);
        }
    }
}

#[path = "../src/lock.rs"]
mod lock;
#[path = "../src/lock_order.rs"]
mod lock_order;

#[path = "../src/sched"]
mod sched {
    pub mod lookout;
    pub mod run_queue;
    pub mod wait;
    pub mod wake_up;

    /// What channels need of goroutines, and what these park with.
    pub mod goroutine {
        use super::wake_up::WakeUp;
        use crate::atomic::AtomicU32;

        pub struct Goroutine {
            pub select_done: AtomicU32,
            pub scratch: [usize; 3],
            pub wake: WakeUp,
        }
    }
}

#[path = "../src/channel.rs"]
mod channel;
#[path = "../src/semaphore.rs"]
mod semaphore;

/// What channels need of the rest of the runtime, most of it only to be made.
mod gc {
    pub mod barrier {
        pub unsafe fn shade_range(_start: *const u8, _bytes: usize) {}
        pub fn shade(_word: usize) {}
    }
}
mod memory {
    use grus_abi::descriptor::TypeDescriptor;
    pub const MAX_ALLOCATION: usize = 0;
    pub unsafe fn new_array(_element: *const TypeDescriptor, _count: usize) -> *mut u8 {
        unreachable!()
    }
    pub unsafe fn new_object(_element: *const TypeDescriptor) -> *mut u8 {
        unreachable!()
    }
    pub fn allocate_conservative(_size: usize) -> *mut u8 {
        unreachable!()
    }
}
mod panic {
    pub fn plain_error(text: &str) -> ! {
        panic!("{text}")
    }
}

use atomic::{AtomicU32, Ordering, fence};
use channel::{Channel, Outcome};
use loom::sync::atomic::AtomicUsize;
use loom::sync::{Arc, Mutex, MutexGuard};
use loom::thread;
use sched::goroutine::Goroutine;
use sched::lookout::Lookout;
use sched::run_queue::RunQueue;
use sched::wait::Waiter;
use sched::wake_up::WakeUp;
use semaphore::Bucket;
use std::ptr::null_mut;

fn item(n: usize) -> *mut u8 {
    n as *mut u8
}

/// Everything with at most this many forced switches; the usual bound for such tests.
fn explore(test: impl Fn() + Sync + Send + 'static) {
    explore_up_to(3, test);
}

/// The same with another bound, for tests with many steps.
fn explore_up_to(switches: usize, test: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(switches);
    builder.max_branches = 10_000;
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

/// Processors, their queues, and what is decided about machines; everything else of the scheduler is
/// left out. The machines of a test do one step each and then stand still.
struct Scheduler {
    lookout: Lookout,
    queues: [RunQueue<u8>; 2],
    list: Mutex<List>,
    /// The length of the global queue, which changes under the lock of the list.
    global: AtomicUsize,
    /// Not 0: the world is stopped.
    closed: AtomicU32,
    started: AtomicUsize,
}

struct List {
    idle: u32,
}

impl Scheduler {
    fn new(idle: u32) -> Arc<Self> {
        let lookout = Lookout::new();
        for _ in 0..idle {
            lookout.add_idle();
        }
        Arc::new(Self {
            lookout,
            queues: core::array::from_fn(|_| RunQueue::new()),
            list: Mutex::new(List { idle }),
            closed: AtomicU32::new(0),
            global: AtomicUsize::new(0),
            started: AtomicUsize::new(0),
        })
    }

    fn take_idle(&self, list: &mut List) -> bool {
        if list.idle == 0 || self.closed.load(Ordering::SeqCst) != 0 {
            return false;
        }
        list.idle -= 1;
        self.lookout.remove_idle();
        true
    }

    fn wake(&self) {
        let start = || {
            let taken = self.take_idle(&mut self.list());
            self.started
                .fetch_add(usize::from(taken), Ordering::Relaxed);
            taken
        };
        let is_closed = || self.closed.load(Ordering::SeqCst) != 0;
        self.lookout.wake(start, is_closed, || self.has_work());
    }

    fn has_work(&self) -> bool {
        fence(Ordering::SeqCst);
        self.global.load(Ordering::SeqCst) > 0 || self.queues.iter().any(|queue| !queue.is_empty())
    }

    fn push_local(&self, queue: usize) {
        assert!(self.queues[queue].push_visibly(item(1)).is_none());
        self.wake();
    }

    fn push_global(&self) {
        let list = self.list();
        self.global.fetch_add(1, Ordering::Release);
        drop(list);
        // Freeing the runtime's lock is an exchange, which on x86 is a fence.
        fence(Ordering::SeqCst);
        self.wake();
    }

    /// As `blocking::leave`.
    fn end_system_call(&self) {
        let mut list = self.list();
        if !self.take_idle(&mut list) {
            self.global.fetch_add(1, Ordering::Release);
        }
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap()
    }

    /// As `engine::release_processor`.
    fn give_up_processor(&self, spins: bool) {
        {
            let mut list = self.list();
            if self.global.load(Ordering::Relaxed) > 0 {
                self.global.fetch_sub(1, Ordering::Release);
                return;
            }
            list.idle += 1;
            self.lookout.add_idle();
        }
        if spins {
            self.lookout.stop_spinning();
        }
        let take = || self.take_idle(&mut self.list());
        if self.lookout.look_again(|| self.has_work(), take) {
            self.started.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// As `world::start_the_world`.
    fn open(&self) {
        self.closed.store(0, Ordering::SeqCst);
        drop(self.list());
        if self.has_work() {
            self.wake();
        }
    }

    /// Everybody stands still: a machine looks for work, or no processor is idle, or there is no work.
    fn check(&self) {
        let is_idle = self.list().idle > 0;
        let looks = self.started.load(Ordering::Relaxed) > 0;
        assert!(
            looks || !is_idle || !self.has_work(),
            "work waits beside an idle processor"
        );
    }
}

/// Runs the steps at the same time, then checks.
fn all_of(scheduler: &Arc<Scheduler>, steps: [fn(&Scheduler); 2], own: impl FnOnce(&Scheduler)) {
    let threads = steps.map(|step| {
        let scheduler = scheduler.clone();
        thread::spawn(move || step(&scheduler))
    });
    own(scheduler);
    for thread in threads {
        thread.join().unwrap();
    }
    scheduler.check();
}

fn nothing(_: &Scheduler) {}

#[test]
fn a_spinning_machine_sees_what_was_queued_while_it_gave_up() {
    explore(|| {
        let scheduler = Scheduler::new(0);
        assert!(scheduler.lookout.begin_spinning(1));
        all_of(&scheduler, [|s| s.give_up_processor(true), nothing], |s| {
            s.push_local(0);
        });
    });
}

#[test]
fn a_machine_that_never_spun_sees_what_the_spinning_one_left() {
    explore(|| {
        let scheduler = Scheduler::new(0);
        assert!(scheduler.lookout.begin_spinning(1));
        let finds_other_work = |s: &Scheduler| {
            s.lookout.stop_spinning();
            s.wake();
        };
        let steps = [finds_other_work, |s: &Scheduler| s.give_up_processor(false)];
        all_of(&scheduler, steps, |s| s.push_local(0));
    });
}

#[test]
fn whoever_could_not_start_a_machine_sees_what_was_queued_meanwhile() {
    explore(|| {
        let scheduler = Scheduler::new(1);
        let polls = |s: &Scheduler| {
            s.give_up_processor(false);
            s.push_global();
        };
        // What it woke for is taken by somebody else.
        let wakes_in_vain = Scheduler::wake;
        all_of(
            &scheduler,
            [Scheduler::end_system_call, polls],
            wakes_in_vain,
        );
    });
}

#[test]
fn what_a_system_call_left_while_the_world_stopped_runs_afterwards() {
    explore(|| {
        let scheduler = Scheduler::new(1);
        scheduler.closed.store(1, Ordering::SeqCst);
        let steps = [Scheduler::end_system_call, nothing];
        all_of(&scheduler, steps, Scheduler::open);
    });
}

#[test]
fn what_was_queued_while_the_world_stopped_runs_afterwards() {
    explore(|| {
        let scheduler = Scheduler::new(1);
        scheduler.closed.store(1, Ordering::SeqCst);
        let steps = [
            |s: &Scheduler| s.push_local(0),
            |s: &Scheduler| {
                s.push_local(1);
            },
        ];
        all_of(&scheduler, steps, Scheduler::open);
    });
}

#[test]
fn a_lock_is_held_by_one_thread_at_a_time() {
    explore(|| {
        let lock = Arc::new(lock::RawMutex::<{ lock_order::rank::CHANNEL }>::new());
        // Loom reports accesses at the same time.
        let value = Arc::new(loom::cell::UnsafeCell::new(0));
        let threads = [0; 2].map(|_| {
            let (lock, value) = (lock.clone(), value.clone());
            thread::spawn(move || {
                lock.lock();
                // SAFETY: loom checks that nobody else does this now.
                value.with_mut(|value| unsafe { *value += 1 });
                lock.unlock();
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        // SAFETY: the threads have ended.
        assert_eq!(value.with(|value| unsafe { *value }), 2);
    });
}

#[test]
fn a_sleeping_thread_is_woken_by_one_of_two_signals() {
    explore(|| {
        let wake_up = Arc::new(WakeUp::new());
        let threads = [0; 2].map(|_| {
            let wake_up = wake_up.clone();
            thread::spawn(move || wake_up.signal())
        });
        // Loom reports a deadlock if it sleeps for ever.
        assert!(wake_up.wait(-1, || 0));
        for thread in threads {
            thread.join().unwrap();
        }
    });
}

/// Channels of `usize`, and goroutines, at addresses that stay.
struct Program {
    channels: [Shared<Channel>; 2],
    goroutines: [Shared<Goroutine>; 3],
}

struct Shared<T>(*mut T);

// SAFETY: what threads do with it is what is tested; it lives as long as the program.
unsafe impl<T> Send for Shared<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Shared<T> {}

impl Program {
    /// With this much room in the channels.
    fn new(capacity: usize) -> Arc<Self> {
        let channel = |_| {
            let buffer = Box::leak(vec![0usize; capacity].into_boxed_slice()).as_mut_ptr();
            let channel = Channel::new(
                std::ptr::null(),
                size_of::<usize>(),
                buffer.cast(),
                capacity,
            );
            Shared(Box::into_raw(Box::new(channel)))
        };
        let goroutine = |_| {
            Shared(Box::into_raw(Box::new(Goroutine {
                select_done: AtomicU32::new(0),
                scratch: [0; 3],
                wake: WakeUp::new(),
            })))
        };
        Arc::new(Self {
            channels: [0, 1].map(channel),
            goroutines: [0, 1, 2].map(goroutine),
        })
    }

    fn waiter(&self, g: usize, channel: usize, element: *mut usize, is_select: bool) -> Waiter {
        Waiter {
            goroutine: self.goroutines[g].0,
            next: null_mut(),
            previous: null_mut(),
            element: element.cast(),
            channel: self.channels[channel].0.cast(),
            success: false,
            is_select,
            queued: false,
            case: channel as u32,
        }
    }

    /// As `channel::wake`.
    fn wake(&self, served: *mut Waiter) {
        if !served.is_null() {
            // SAFETY: a served waiter's goroutine sleeps, or is about to.
            unsafe { (*(*served).goroutine).wake.signal() };
        }
    }

    /// As `rt_chansend1`, in the name of a goroutine.
    fn send(&self, g: usize, channel: usize, mut value: usize) {
        // SAFETY: the channel is locked; goroutine and value are this thread's.
        unsafe {
            let c = &mut *self.channels[channel].0;
            let mut served = null_mut();
            c.lock.lock();
            let outcome = c.try_send((&raw const value).cast(), &mut served);
            if outcome == Outcome::Blocked {
                let mut waiter = self.waiter(g, channel, &mut value, false);
                c.senders().push(&mut waiter);
                c.lock.unlock();
                assert!((*self.goroutines[g].0).wake.wait(-1, || 0));
                assert!((&raw const waiter.success).read_volatile());
                return;
            }
            c.lock.unlock();
            assert_eq!(outcome, Outcome::Done);
            self.wake(served);
        }
    }

    /// As `rt_chanrecv1`, in the name of a goroutine.
    fn receive(&self, g: usize, channel: usize) -> usize {
        let mut value = 0;
        // SAFETY: as above.
        unsafe {
            let c = &mut *self.channels[channel].0;
            let mut served = null_mut();
            c.lock.lock();
            let outcome = c.try_receive((&raw mut value).cast(), &mut served);
            if outcome == Outcome::Blocked {
                let mut waiter = self.waiter(g, channel, &mut value, false);
                c.receivers().push(&mut waiter);
                c.lock.unlock();
                assert!((*self.goroutines[g].0).wake.wait(-1, || 0));
                assert!((&raw const waiter.success).read_volatile());
                return (&raw const value).read_volatile();
            }
            c.lock.unlock();
            assert_eq!(outcome, Outcome::Done);
            self.wake(served);
        }
        value
    }

    /// As `rt_selectgo` with a receive of each channel: which one, and the value.
    fn select(&self, g: usize) -> (usize, usize) {
        let mut values = [0; 2];
        // SAFETY: as above, with both channels locked.
        unsafe {
            let channels = self.channels.each_ref().map(|channel| &mut *channel.0);
            let unlock = || {
                for channel in &self.channels {
                    (*channel.0).lock.unlock();
                }
            };
            for channel in &channels {
                channel.lock.lock();
            }
            for (index, value) in values.iter_mut().enumerate() {
                let mut served = null_mut();
                let place = std::ptr::from_mut(value).cast();
                if (*self.channels[index].0).try_receive(place, &mut served) == Outcome::Done {
                    unlock();
                    self.wake(served);
                    return (index, values[index]);
                }
            }
            let goroutine = self.goroutines[g].0;
            (*goroutine).select_done.store(0, Ordering::Release);
            let place = values.as_mut_ptr();
            let mut waiters = [0, 1].map(|index| self.waiter(g, index, place.add(index), true));
            for (index, waiter) in waiters.iter_mut().enumerate() {
                (*self.channels[index].0).receivers().push(waiter);
            }
            unlock();
            assert!((*goroutine).wake.wait(-1, || 0));
            for channel in &channels {
                channel.lock.lock();
            }
            for (index, waiter) in waiters.iter_mut().enumerate() {
                (*self.channels[index].0).receivers().remove(waiter);
            }
            unlock();
            let winner = (*goroutine).scratch[0] as *const Waiter;
            assert!((*winner).success);
            let index = (*winner).case as usize;
            (index, (&raw const values[index]).read_volatile())
        }
    }
}

#[test]
fn values_of_two_senders_arrive_once() {
    for capacity in [0, 1] {
        explore_up_to(1, move || {
            let program = Program::new(capacity);
            let threads = [1, 2].map(|g| {
                let program = program.clone();
                thread::spawn(move || program.send(g, 0, 10 * g))
            });
            let sum = program.receive(0, 0) + program.receive(0, 0);
            for thread in threads {
                thread.join().unwrap();
            }
            assert_eq!(sum, 30);
        });
    }
}

#[test]
fn a_select_receives_one_value_and_leaves_the_other() {
    for capacity in [0, 1] {
        explore_up_to(1, move || {
            let program = Program::new(capacity);
            let threads = [1, 2].map(|g| {
                let program = program.clone();
                thread::spawn(move || program.send(g, g - 1, 10 * g))
            });
            let (first, value) = program.select(0);
            assert_eq!(value, 10 * (first + 1));
            assert_eq!(program.receive(0, 1 - first), 10 * (2 - first));
            for thread in threads {
                thread.join().unwrap();
            }
        });
    }
}

/// Two goroutines take a semaphore of one, as a mutex does; one of them would rather be in front.
#[test]
fn a_semaphore_is_handed_over() {
    explore_up_to(2, || {
        let bucket = Arc::new(Bucket::new());
        let counter = Arc::new(AtomicU32::new(1));
        let value = Arc::new(loom::cell::UnsafeCell::new(0));
        let program = Program::new(0);
        let threads = [0, 1].map(|g| {
            let (bucket, counter) = (bucket.clone(), counter.clone());
            let (value, program) = (value.clone(), program.clone());
            thread::spawn(move || {
                let mut waiter = program.waiter(g, 0, null_mut(), false);
                // SAFETY: the waiter is this thread's, which sleeps until it is out of the queue; loom
                // checks that nobody else touches the value now.
                unsafe {
                    if !bucket.acquire(&counter, &mut waiter, g == 1) {
                        bucket.unlock();
                        assert!((*program.goroutines[g].0).wake.wait(-1, || 0));
                    }
                    value.with_mut(|value| *value += 1);
                    program.wake(bucket.release(&counter));
                }
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        // SAFETY: the threads have ended.
        assert_eq!(value.with(|value| unsafe { *value }), 2);
        assert_eq!(counter.load(Ordering::Relaxed), 1);
    });
}

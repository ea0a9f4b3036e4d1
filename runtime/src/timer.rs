//! Timers: sleeping goroutines, timer channels, functions to call later.
//!
//! In: times of the monotonic clock.  Out: at that time or soon after, a goroutine is ready, a
//! channel gets the time, or a goroutine is started.
//! Invariants: the heap is under one lock; a timer knows its place in it. A timer fires under the
//! lock, so after a stop returned nothing of it arrives any more. The heap's array is a root of the
//! collector (`sched::world`).
//! Method: one 4-ary heap for all processors, looked at by every machine between two goroutines;
//! idle machines sleep until the first timer. Go keeps a heap for each processor, which scales
//! further; the published time of the first timer keeps the common case here free of locks too.

use core::ptr::null_mut;
use core::sync::atomic::{AtomicI64, Ordering};

use grus_abi::value::Closure;

use crate::channel::Channel;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::os;
use crate::sched::goroutine::Goroutine;

/// What happens when a timer expires.
#[derive(Clone, Copy)]
#[repr(C, u64)]
pub enum Action {
    /// A sleeping goroutine goes on.
    Wake(*mut Goroutine),
    /// A `time.Time` with this location is sent.
    Send(*mut Channel, *mut u8),
    /// A goroutine is started with this func value.
    Call(*const Closure),
    /// Waiting for a descriptor, in this direction, ends.
    Deadline(*mut PollDescriptor, usize),
}

/// A timer. Lies in the Go heap, or outside for sleeping goroutines.
#[repr(C)]
pub struct Timer {
    when: i64,
    /// Nanoseconds to the next time, or 0.
    period: i64,
    /// Index in the heap plus 1, or 0.
    place: usize,
    action: Action,
}

#[cfg(feature = "standalone")]
pub use crate::netpoll::PollDescriptor;

/// Hosted tests have no poller.
#[cfg(not(feature = "standalone"))]
pub enum PollDescriptor {}

const CHILDREN: usize = 4;

/// The heap. Generic code over indices only, so that it can be tested on any timers.
struct Heap {
    timers: *mut *mut Timer,
    length: usize,
    capacity: usize,
}

// SAFETY: the timers are only touched under the heap's lock.
unsafe impl Send for Heap {}

static HEAP: Mutex<Heap, { rank::TIMERS }> = Mutex::new(Heap::new());
/// When the first timer expires.
static NEXT: AtomicI64 = AtomicI64::new(i64::MAX);

impl Heap {
    const fn new() -> Self {
        Self {
            timers: null_mut(),
            length: 0,
            capacity: 0,
        }
    }

    fn at(&self, index: usize) -> *mut Timer {
        debug_assert!(index < self.length);
        // SAFETY: inside the array.
        unsafe { *self.timers.add(index) }
    }

    fn when(&self, index: usize) -> i64 {
        // SAFETY: members of the heap are live.
        unsafe { (*self.at(index)).when }
    }

    fn set(&mut self, index: usize, timer: *mut Timer) {
        // SAFETY: inside the array; members are live.
        unsafe {
            *self.timers.add(index) = timer;
            (*timer).place = index + 1;
        }
    }

    fn first_time(&self) -> i64 {
        if self.length == 0 {
            i64::MAX
        } else {
            self.when(0)
        }
    }

    fn insert(&mut self, timer: *mut Timer) {
        if self.length == self.capacity {
            self.grow();
        }
        self.length += 1;
        self.set(self.length - 1, timer);
        self.sift_up(self.length - 1);
    }

    fn grow(&mut self) {
        let capacity = (self.capacity * 2).max(512);
        let bytes = capacity * size_of::<*mut Timer>();
        let array: *mut *mut Timer = os::map_memory(bytes).cast();
        if array.is_null() {
            crate::panic::fatal("runtime: out of memory (timers)");
        }
        if !self.timers.is_null() {
            // SAFETY: the old array is a mapping of its own and no longer used.
            unsafe {
                core::ptr::copy_nonoverlapping(self.timers, array, self.length);
                os::unmap_memory(self.timers.cast(), self.capacity * size_of::<*mut Timer>());
            }
        }
        self.timers = array;
        self.capacity = capacity;
    }

    /// Takes a timer out; returns whether it was in.
    ///
    /// # Safety
    /// `timer` is live, and in no other heap.
    unsafe fn remove(&mut self, timer: *mut Timer) -> bool {
        // SAFETY: the caller's.
        let place = unsafe { core::mem::replace(&mut (*timer).place, 0) };
        if place == 0 {
            return false;
        }
        let index = place - 1;
        let last = self.at(self.length - 1);
        self.length -= 1;
        if index < self.length {
            self.set(index, last);
            self.sift_up(index);
            self.sift_down(index);
        }
        true
    }

    fn sift_up(&mut self, mut index: usize) {
        while index > 0 {
            let parent = (index - 1) / CHILDREN;
            if self.when(parent) <= self.when(index) {
                return;
            }
            self.swap(parent, index);
            index = parent;
        }
    }

    fn sift_down(&mut self, mut index: usize) {
        loop {
            let first = index * CHILDREN + 1;
            let end = (first + CHILDREN).min(self.length);
            let Some(least) = (first..end).min_by_key(|&child| self.when(child)) else {
                return;
            };
            if self.when(index) <= self.when(least) {
                return;
            }
            self.swap(index, least);
            index = least;
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        let (x, y) = (self.at(a), self.at(b));
        self.set(a, y);
        self.set(b, x);
    }

    /// The first timer if its time has come; a periodic one stays, set to its next time.
    fn take_expired(&mut self, now: i64) -> Option<*mut Timer> {
        if self.length == 0 || self.when(0) > now {
            return None;
        }
        let timer = self.at(0);
        // SAFETY: a member of the heap.
        unsafe {
            if (*timer).period > 0 {
                // Times that were missed are left out, as a ticker's channel would drop them.
                let missed = (now - (*timer).when) / (*timer).period;
                (*timer).when = (*timer)
                    .when
                    .saturating_add((*timer).period.saturating_mul(missed + 1));
                self.sift_down(0);
            } else {
                self.remove(timer);
            }
        }
        Some(timer)
    }
}

/// When the next timer expires; `i64::MAX` if there is none.
pub fn next_expiration() -> i64 {
    NEXT.load(Ordering::SeqCst)
}

/// Where the collector finds the timers, with the world stopped.
pub fn root_range() -> (*const usize, *const usize) {
    let heap = HEAP.lock();
    let start = heap.timers.cast_const().cast::<usize>();
    (start, start.wrapping_add(heap.length))
}

#[cfg(feature = "standalone")]
pub use standalone::*;

#[cfg(feature = "standalone")]
mod standalone {
    use super::*;
    use crate::gc::barrier;
    use crate::memory;
    use crate::sched::goroutine::WaitReason;
    use crate::sched::{self, current_goroutine, park, ready, start_goroutine};
    use grus_abi::descriptor::TypeDescriptor;

    /// Runs what has expired. Called by machines that hold a processor.
    pub fn run_expired() {
        let next = NEXT.load(Ordering::Relaxed);
        let now = os::monotonic_nanoseconds();
        if next == i64::MAX || next > now {
            return;
        }
        let mut heap = HEAP.lock();
        // What expires meanwhile waits for the next call: a ticker may be faster than this loop.
        while let Some(timer) = heap.take_expired(now) {
            // SAFETY: the timer is live as long as it is in the heap or its owner waits.
            unsafe { fire((*timer).action) };
        }
        publish(&heap);
    }

    fn publish(heap: &Heap) {
        NEXT.store(heap.first_time(), Ordering::SeqCst);
    }

    unsafe fn fire(action: Action) {
        // SAFETY: what an action refers to is kept alive by the timer.
        unsafe {
            match action {
                Action::Wake(g) => ready(g),
                Action::Call(closure) => start_goroutine(closure, core::ptr::null(), 0),
                Action::Deadline(descriptor, direction) => {
                    crate::netpoll::expire(descriptor, direction);
                }
                Action::Send(channel, location) => {
                    let time = now(location);
                    let c = &mut *channel;
                    let mut served = null_mut();
                    c.lock.lock();
                    c.deliver((&raw const time).cast(), &mut served);
                    c.lock.unlock();
                    crate::channel::wake(served);
                }
            }
        }
    }

    /// The timers, locked, for the deadlines of descriptors.
    pub struct Deadlines {
        heap: crate::lock::Guard<'static, Heap, { rank::TIMERS }>,
        earliest: i64,
    }

    impl Deadlines {
        /// Waits for the lock; it is freed with the value.
        pub fn lock() -> Self {
            Self {
                heap: HEAP.lock(),
                earliest: i64::MAX,
            }
        }

        /// Stops a timer if it runs.
        ///
        /// # Safety
        /// `timer` is live and in no other heap.
        pub unsafe fn remove(&mut self, timer: *mut Timer) {
            // SAFETY: the caller's.
            unsafe { self.heap.remove(timer) };
        }

        /// Starts a timer that does not run.
        ///
        /// # Safety
        /// As for `remove`; it stays live as long as it runs.
        pub unsafe fn insert(&mut self, timer: *mut Timer, delay: i64, action: Action) {
            // SAFETY: the caller's.
            unsafe {
                (*timer).when = after(delay);
                (*timer).period = 0;
                (*timer).action = action;
                self.heap.insert(timer);
                if (*timer).place == 1 {
                    self.earliest = (*timer).when;
                }
            }
        }
    }

    impl Drop for Deadlines {
        fn drop(&mut self) {
            publish(&self.heap);
            if self.earliest != i64::MAX {
                // The lock order allows the scheduler's lock inside of this one.
                sched::wake_idle_for_timer(self.earliest, true);
            }
        }
    }

    /// A `time.Time` with monotonic reading, in the layout of `library/time`.
    #[repr(C)]
    struct Time {
        /// Bit 63 set; 33 bits of seconds since 1885; 30 bits of nanoseconds.
        wall: u64,
        /// Nanoseconds since the start of the process.
        monotonic: i64,
        location: *mut u8,
    }

    /// Seconds from 1885 to 1970.
    const SECONDS_TO_1970: i64 = 2_682_288_000;

    fn now(location: *mut u8) -> Time {
        let (seconds, nanoseconds) = os::wall_clock();
        Time {
            wall: 1 << 63
                | ((seconds + SECONDS_TO_1970) as u64) << 30
                | u64::from(nanoseconds as u32),
            monotonic: since_start(),
            location,
        }
    }

    static START: AtomicI64 = AtomicI64::new(0);

    /// Sets the zero of [`since_start`]. Called at the start of the process.
    pub fn initialise() {
        START.store(os::monotonic_nanoseconds() - 1, Ordering::Relaxed);
    }

    /// Nanoseconds since the start of the process, always positive.
    fn since_start() -> i64 {
        os::monotonic_nanoseconds() - START.load(Ordering::Relaxed)
    }

    /// Starts a timer, or moves it if it runs; returns whether it ran.
    unsafe fn set(timer: *mut Timer, when: i64, period: i64) -> bool {
        let (was_running, is_first) = {
            let mut heap = HEAP.lock();
            // SAFETY: the caller's timer is live and only in this heap.
            unsafe {
                let was_running = heap.remove(timer) | drain(timer);
                (*timer).when = when;
                (*timer).period = period;
                heap.insert(timer);
                publish(&heap);
                (was_running, (*timer).place == 1)
            }
        };
        if is_first {
            sched::wake_idle_for_timer(when, false);
        }
        was_running
    }

    /// Takes back what a channel timer sent and nobody received; returns whether there was
    /// something. The heap is locked.
    unsafe fn drain(timer: *mut Timer) -> bool {
        // SAFETY: the caller has locked the heap, which keeps timers and their actions as they are.
        let Action::Send(channel, _) = (unsafe { (*timer).action }) else {
            return false;
        };
        // SAFETY: the timer keeps its channel alive.
        unsafe {
            (*channel).lock.lock();
            let pending = core::mem::replace(&mut (*channel).pending, false);
            (*channel).lock.unlock();
            pending
        }
    }

    /// The monotonic time `nanoseconds` from now, or the end of time.
    fn after(nanoseconds: i64) -> i64 {
        os::monotonic_nanoseconds()
            .saturating_add(nanoseconds.max(0))
            .min(i64::MAX - 1)
    }

    /// `time.Sleep`.
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_sleep(nanoseconds: i64) {
        if nanoseconds <= 0 {
            return;
        }
        let g = current_goroutine();
        // SAFETY: the timer is the goroutine's own and idle. The heap stays locked until the
        // goroutine is parked.
        unsafe {
            if (*g).sleep_timer.is_null() {
                (*g).sleep_timer = memory::fixed::allocate_zeroed::<Timer>();
            }
            let timer = (*g).sleep_timer;
            (*timer).when = after(nanoseconds);
            (*timer).period = 0;
            (*timer).action = Action::Wake(g);
            let when = (*timer).when;
            let mut heap = HEAP.lock();
            heap.insert(timer);
            publish(&heap);
            let is_first = (*timer).place == 1;
            park(WaitReason::Sleep, move || {
                drop(heap);
                if is_first {
                    sched::wake_idle_for_timer(when, true);
                }
            })
        }
    }

    /// A channel for a timer: (descriptor of time.Time) -> channel.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_timerchannel(time: *const TypeDescriptor) -> *mut Channel {
        // SAFETY: the caller's.
        unsafe { crate::channel::make_for_timer(time) }
    }

    /// A timer that does not run yet: (channel or null, location of the times it sends, func
    /// value) -> timer.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_newtimer(
        channel: *mut Channel,
        location: *mut u8,
        closure: *const Closure,
    ) -> *mut Timer {
        let timer: *mut Timer = memory::allocate_conservative(size_of::<Timer>()).cast();
        barrier::shade(channel as usize);
        barrier::shade(location as usize);
        barrier::shade(closure as usize);
        let action = if channel.is_null() {
            Action::Call(closure)
        } else {
            Action::Send(channel, location)
        };
        // SAFETY: the new object is large enough.
        unsafe {
            timer.write(Timer {
                when: 0,
                period: 0,
                place: 0,
                action,
            })
        };
        timer
    }

    /// (timer, nanoseconds from now, period) -> whether it ran
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_settimer(timer: *mut Timer, delay: i64, period: i64) -> usize {
        // SAFETY: the caller's timer.
        usize::from(unsafe { set(timer, after(delay), period) })
    }

    /// (timer) -> whether it ran
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_stoptimer(timer: *mut Timer) -> usize {
        let mut heap = HEAP.lock();
        // SAFETY: the caller's timer.
        unsafe {
            let was_running = heap.remove(timer) | drain(timer);
            publish(&heap);
            usize::from(was_running)
        }
    }

    /// Stores wall clock seconds, nanoseconds and monotonic nanoseconds.
    ///
    /// # Safety
    /// A thunk's function; room for three words.
    pub unsafe extern "C" fn rt_clocks(to: *mut [i64; 3]) {
        let (seconds, nanoseconds) = os::wall_clock();
        // SAFETY: the caller's.
        unsafe { *to = [seconds, i64::from(nanoseconds), since_start()] };
    }

    /// Monotonic nanoseconds since the start of the process.
    pub extern "C" fn rt_nanotime() -> i64 {
        since_start()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn timer(when: i64, period: i64) -> Timer {
        Timer {
            when,
            period,
            place: 0,
            action: Action::Wake(null_mut()),
        }
    }

    #[test]
    fn timers_expire_in_order_after_removals() {
        let mut timers: Vec<Timer> = (0..1000i64).map(|n| timer((n * 7919) % 1009, 0)).collect();
        let mut heap = Heap::new();
        // Not references: those made later would end those that the heap keeps.
        let first = timers.as_mut_ptr();
        let all: Vec<*mut Timer> = (0..1000).map(|i| first.wrapping_add(i)).collect();
        for &timer in &all {
            heap.insert(timer);
        }
        for &timer in all.iter().step_by(3) {
            // SAFETY: the timers outlive the heap's use.
            unsafe {
                assert!(heap.remove(timer));
                assert!(!heap.remove(timer));
            }
        }
        let mut times = Vec::new();
        while let Some(timer) = heap.take_expired(i64::MAX) {
            // SAFETY: as above.
            times.push(unsafe { (*timer).when });
        }
        assert_eq!(times.len(), 1000 - 334);
        assert!(times.is_sorted());
    }

    #[test]
    fn a_ticker_leaves_out_what_it_missed() {
        let mut ticker = timer(10, 10);
        let mut heap = Heap::new();
        heap.insert(&mut ticker);
        assert!(heap.take_expired(9).is_none());
        assert!(heap.take_expired(35).is_some());
        assert_eq!(heap.first_time(), 40);
    }
}

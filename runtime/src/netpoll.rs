//! The poller: goroutines that wait for descriptors instead of threads.
//!
//! In: descriptors in non-blocking mode, and goroutines that found them not ready.  Out: the
//! goroutines are runnable when the kernel reports readiness, when a deadline passes, or when the
//! descriptor is about to be closed.
//! Invariants: readiness is a hint, the operation is tried again by whoever waited; so stale
//! reports about a descriptor that was closed do no harm. Each direction has one slot, changed by
//! compare-and-swap: empty, READY, WAITING (about to park), or the goroutine. `WAITERS` counts
//! goroutines in slots and those that were taken out but are not yet in a run queue, so that the
//! search for deadlocks never sees neither. Deadlines change under the lock of the timers.
//! Method: edge-triggered epoll. One idle machine sleeps in the kernel's wait (the keeper, see
//! `sched::engine`); busy machines look before they go idle, the monitor every ten milliseconds.

use core::ptr::null_mut;
use core::sync::atomic::{AtomicI32, AtomicI64, AtomicU32, AtomicUsize, Ordering};

use crate::lock::{Mutex, RawMutex};
use crate::lock_order::rank;
use crate::memory;
use crate::os;
use crate::sched::goroutine::{Goroutine, WaitReason, status};
use crate::sched::machine::Machine;
use crate::sched::{self, current_goroutine, park, ready};
use crate::timer::{Action, Deadlines, Timer};
use crate::words::Pair;

/// Values of a slot that are not goroutines.
const EMPTY: usize = 0;
const READY: usize = 1;
const WAITING: usize = 2;

/// Bits of a descriptor's flags; the deadlines' are shifted by the direction.
const CLOSING: u32 = 1;
const EXPIRED: u32 = 2;

/// Results of waiting, as package internal/poll knows them.
const NO_ERROR: usize = 0;
const ERROR_CLOSING: usize = 1;
const ERROR_TIMEOUT: usize = 2;

/// A descriptor the poller watches. Used again, never freed.
#[repr(C)]
pub struct PollDescriptor {
    descriptor: AtomicI32,
    flags: AtomicU32,
    /// For reading and for writing.
    slots: [AtomicUsize; 2],
    timers: [Timer; 2],
    next_free: *mut PollDescriptor,
}

struct FreeList(*mut PollDescriptor);

// SAFETY: free descriptors belong to the list.
unsafe impl Send for FreeList {}

static FREE: Mutex<FreeList, { rank::POLL_DESCRIPTORS }> = Mutex::new(FreeList(null_mut()));
/// The epoll descriptor; -1 until somebody needs it.
static EPOLL: AtomicI32 = AtomicI32::new(-1);
/// The eventfd that ends the keeper's wait.
static WAKE: AtomicI32 = AtomicI32::new(-1);
/// See the header.
static WAITERS: AtomicU32 = AtomicU32::new(0);
/// When somebody last asked the kernel.
static LAST_LOOK: AtomicI64 = AtomicI64::new(0);

mod call {
    pub const EPOLL_WAIT: usize = 232;
    pub const EPOLL_CTL: usize = 233;
    pub const EVENTFD2: usize = 290;
    pub const EPOLL_CREATE1: usize = 291;
    pub const EPOLL_PWAIT2: usize = 441;
}

const CLOSE_ON_EXEC: usize = 0x8_0000;
const NON_BLOCKING: usize = 0x800;

const IN: u32 = 0x1;
const OUT: u32 = 0x4;
const ERROR: u32 = 0x8;
const HANG_UP: u32 = 0x10;
const PEER_HANG_UP: u32 = 0x2000;
const EDGE: u32 = 1 << 31;

/// The kernel's `epoll_event`.
#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Event {
    events: u32,
    data: usize,
}

/// Whether the poller is in use.
pub fn is_active() -> bool {
    EPOLL.load(Ordering::Acquire) >= 0
}

/// Whether goroutines wait for descriptors.
pub fn has_waiters() -> bool {
    WAITERS.load(Ordering::SeqCst) != 0
}

/// Whether nobody looked for `nanoseconds`.
pub fn is_overdue(now: i64, nanoseconds: i64) -> bool {
    is_active() && now - LAST_LOOK.load(Ordering::Relaxed) > nanoseconds
}

/// A list of goroutines that became ready, linked by `next`; they count as waiters until
/// [`injected`].
pub struct ReadyList {
    first: *mut Goroutine,
    /// How many.
    pub count: u32,
}

impl ReadyList {
    const fn new() -> Self {
        Self {
            first: null_mut(),
            count: 0,
        }
    }

    /// Takes the first goroutine, now runnable; null at the end.
    pub fn pop(&mut self) -> *mut Goroutine {
        let g = self.first;
        if !g.is_null() {
            // SAFETY: members of the list belong to it.
            unsafe {
                self.first = (*g).next;
                (*g).next = null_mut();
                (*g).status.store(status::RUNNABLE, Ordering::Release);
            }
        }
        g
    }

    fn push(&mut self, g: *mut Goroutine) {
        if !g.is_null() {
            // SAFETY: the goroutine was taken out of its slot, so it belongs to the list.
            unsafe { (*g).next = self.first };
            self.first = g;
            self.count += 1;
        }
    }
}

/// The goroutines of a list are in run queues.
pub fn injected(count: u32) {
    WAITERS.fetch_sub(count, Ordering::SeqCst);
}

/// Asks the kernel what is ready, waiting up to `nanoseconds` (negative: no limit).
pub fn look(nanoseconds: i64) -> ReadyList {
    let mut list = ReadyList::new();
    let mut events = [Event { events: 0, data: 0 }; 128];
    let count = wait_for_events(&mut events, nanoseconds);
    LAST_LOOK.store(os::monotonic_nanoseconds(), Ordering::Relaxed);
    for event in &events[..count.max(0) as usize] {
        let (bits, data) = (event.events, event.data);
        if data == 0 {
            // Only the keeper takes the signal: if one who looks in passing did, the kernel would
            // let the keeper sleep on.
            if nanoseconds != 0 {
                drain_wake();
            }
            continue;
        }
        // SAFETY: the kernel gives back addresses of descriptors, which are never freed.
        let descriptor = unsafe { &*(data as *const PollDescriptor) };
        if bits & (IN | PEER_HANG_UP | HANG_UP | ERROR) != 0 {
            list.push(unblock(descriptor, 0, true));
        }
        if bits & (OUT | HANG_UP | ERROR) != 0 {
            list.push(unblock(descriptor, 1, true));
        }
    }
    list
}

fn wait_for_events(events: &mut [Event], nanoseconds: i64) -> isize {
    const NO_SUCH_CALL: isize = -38;
    static WITHOUT_PWAIT2: AtomicU32 = AtomicU32::new(0);
    let epoll = EPOLL.load(Ordering::Acquire) as usize;
    let (address, room) = (events.as_mut_ptr() as usize, events.len());
    // SAFETY: the kernel writes at most `room` events.
    unsafe {
        if nanoseconds > 0 && WITHOUT_PWAIT2.load(Ordering::Relaxed) == 0 {
            let limit = [nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000];
            let limit_address = limit.as_ptr() as usize;
            let n = os::system_call(
                call::EPOLL_PWAIT2,
                [epoll, address, room, limit_address, 0, 0],
            );
            if n != NO_SUCH_CALL {
                return n;
            }
            WITHOUT_PWAIT2.store(1, Ordering::Relaxed);
        }
        let milliseconds = if nanoseconds < 0 {
            -1
        } else {
            ((nanoseconds + 999_999) / 1_000_000).min(1 << 30)
        };
        os::system_call(
            call::EPOLL_WAIT,
            [epoll, address, room, milliseconds as usize, 0, 0],
        )
    }
}

fn drain_wake() {
    let mut count = 0u64;
    let wake = WAKE.load(Ordering::Relaxed) as usize;
    // SAFETY: the kernel writes eight bytes.
    unsafe {
        os::system_call(
            os::number::READ,
            [wake, (&raw mut count) as usize, 8, 0, 0, 0],
        );
    }
}

/// The keeper's sleep: as [`Machine::park`], but also until descriptors are ready. Returns whether
/// it was woken by [`Machine::unpark`], and what is ready.
pub fn park_machine(machine: &Machine, nanoseconds: i64) -> (bool, ReadyList) {
    // A keeper that was just called away may not have left the kernel's wait yet; the signal that
    // ends it must not be taken by its successor, who can be called away in the meantime too.
    static IN_WAIT: RawMutex<{ rank::POLLER_WAIT }> = RawMutex::new();
    const PAUSE: i64 = 50_000;
    while !IN_WAIT.try_lock() {
        if machine.wake.take() {
            return (true, ReadyList::new());
        }
        os::sleep_briefly(PAUSE);
    }
    machine
        .poll_wake
        .store(WAKE.load(Ordering::Relaxed), Ordering::SeqCst);
    let list = if machine.wake.is_pending() {
        ReadyList::new()
    } else {
        look(nanoseconds)
    };
    machine.poll_wake.store(-1, Ordering::SeqCst);
    IN_WAIT.unlock();
    (machine.wake.take(), list)
}

/// The waiting goroutine of a direction, if it is to go on because the descriptor is ready or
/// (not `is_ready`) because waiting ended otherwise.
fn unblock(descriptor: &PollDescriptor, direction: usize, is_ready: bool) -> *mut Goroutine {
    let slot = &descriptor.slots[direction];
    let next = if is_ready { READY } else { EMPTY };
    let mut now = slot.load(Ordering::SeqCst);
    loop {
        if now == READY || now == EMPTY && !is_ready {
            return null_mut();
        }
        match slot.compare_exchange(now, next, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(EMPTY | WAITING) => return null_mut(),
            Ok(g) => return g as *mut Goroutine,
            Err(other) => now = other,
        }
    }
}

fn wake_blocked(descriptor: &PollDescriptor, direction: usize) {
    let g = unblock(descriptor, direction, false);
    if !g.is_null() {
        // SAFETY: the goroutine was taken out of its slot.
        unsafe { ready(g) };
        injected(1);
    }
}

/// A deadline passed. Called under the lock of the timers.
///
/// # Safety
/// The descriptor is in use.
pub unsafe fn expire(descriptor: *mut PollDescriptor, direction: usize) {
    // SAFETY: the caller's.
    let descriptor = unsafe { &*descriptor };
    descriptor
        .flags
        .fetch_or(EXPIRED << direction, Ordering::SeqCst);
    wake_blocked(descriptor, direction);
}

fn check(descriptor: &PollDescriptor, direction: usize) -> usize {
    let flags = descriptor.flags.load(Ordering::SeqCst);
    if flags & CLOSING != 0 {
        ERROR_CLOSING
    } else if flags & EXPIRED << direction != 0 {
        ERROR_TIMEOUT
    } else {
        NO_ERROR
    }
}

fn direction_of(mode: usize) -> usize {
    usize::from(mode == b'w' as usize)
}

/// Makes the poller ready for use: `runtime_pollServerInit`.
pub extern "C" fn rt_pollserverinit() {
    static STARTING: Mutex<(), { rank::POLLER_START }> = Mutex::new(());
    let guard = STARTING.lock();
    if is_active() {
        return;
    }
    // SAFETY: no memory but the event, which the kernel copies.
    unsafe {
        let epoll = os::system_call(call::EPOLL_CREATE1, [CLOSE_ON_EXEC, 0, 0, 0, 0, 0]);
        let wake = os::system_call(
            call::EVENTFD2,
            [0, CLOSE_ON_EXEC | NON_BLOCKING, 0, 0, 0, 0],
        );
        if epoll < 0 || wake < 0 {
            crate::panic::fatal("runtime: netpollinit failed");
        }
        let event = Event {
            events: IN,
            data: 0,
        };
        control(epoll as usize, 1, wake as usize, &event);
        WAKE.store(wake as i32, Ordering::SeqCst);
        EPOLL.store(epoll as i32, Ordering::SeqCst);
    }
    drop(guard);
    // Who sleeps for timers now is to sleep in the kernel's wait instead.
    sched::wake_idle_for_timer(i64::MIN, true);
}

unsafe fn control(epoll: usize, operation: usize, descriptor: usize, event: &Event) -> isize {
    // SAFETY: the kernel copies the event.
    unsafe {
        os::system_call(
            call::EPOLL_CTL,
            [
                epoll,
                operation,
                descriptor,
                core::ptr::from_ref(event) as usize,
                0,
                0,
            ],
        )
    }
}

/// `runtime_pollOpen`: (descriptor) -> poll descriptor, errno.
pub extern "C" fn rt_pollopen(descriptor: usize) -> Pair {
    let taken = {
        let mut free = FREE.lock();
        let first = free.0;
        if !first.is_null() {
            // SAFETY: members of the list belong to it.
            free.0 = unsafe { (*first).next_free };
        }
        first
    };
    let poll = if taken.is_null() {
        // SAFETY: all-zero is a valid descriptor.
        unsafe { memory::fixed::allocate_zeroed::<PollDescriptor>() }
    } else {
        taken
    };
    // SAFETY: the descriptor is ours.
    let result = unsafe {
        (*poll)
            .descriptor
            .store(descriptor as i32, Ordering::Relaxed);
        (*poll).flags.store(0, Ordering::SeqCst);
        for slot in &(*poll).slots {
            slot.store(EMPTY, Ordering::SeqCst);
        }
        let event = Event {
            events: IN | OUT | PEER_HANG_UP | EDGE,
            data: poll as usize,
        };
        control(
            EPOLL.load(Ordering::Acquire) as usize,
            1,
            descriptor,
            &event,
        )
    };
    if result < 0 {
        give_back(poll);
        return Pair(0, result.unsigned_abs());
    }
    Pair(poll as usize, 0)
}

fn give_back(poll: *mut PollDescriptor) {
    let mut free = FREE.lock();
    // SAFETY: the caller hands the descriptor over.
    unsafe { (*poll).next_free = free.0 };
    free.0 = poll;
}

/// `runtime_pollClose`, after `runtime_pollUnblock`.
///
/// # Safety
/// A thunk's function; the descriptor is in use and nobody waits.
pub unsafe extern "C" fn rt_pollclose(poll: *mut PollDescriptor) {
    const DELETE: usize = 2;
    // SAFETY: the caller's.
    unsafe {
        let descriptor = (*poll).descriptor.load(Ordering::Relaxed) as usize;
        let event = Event { events: 0, data: 0 };
        control(
            EPOLL.load(Ordering::Acquire) as usize,
            DELETE,
            descriptor,
            &event,
        );
    }
    give_back(poll);
}

/// `runtime_pollReset`: (poll descriptor, 'r' or 'w') -> error; before an operation is tried.
///
/// # Safety
/// A thunk's function; the descriptor is in use.
pub unsafe extern "C" fn rt_pollreset(poll: *mut PollDescriptor, mode: usize) -> usize {
    // SAFETY: the caller's.
    let descriptor = unsafe { &*poll };
    let direction = direction_of(mode);
    let error = check(descriptor, direction);
    if error == NO_ERROR {
        descriptor.slots[direction].store(EMPTY, Ordering::SeqCst);
    }
    error
}

/// `runtime_pollWait`: (poll descriptor, 'r' or 'w') -> error; until it is ready.
///
/// # Safety
/// A Park thunk's function; the descriptor is in use.
pub unsafe extern "C" fn rt_pollwait(poll: *mut PollDescriptor, mode: usize) -> usize {
    let direction = direction_of(mode);
    // SAFETY: the caller's.
    unsafe {
        match check(&*poll, direction) {
            NO_ERROR => wait(poll, direction),
            error => error,
        }
    }
}

/// Parks unless there is something to return at once.
unsafe fn wait(poll: *mut PollDescriptor, direction: usize) -> usize {
    // SAFETY: poll descriptors are never freed; the goroutine is this thread's, in a Park thunk.
    unsafe {
        let descriptor = &*poll;
        let slot = &descriptor.slots[direction];
        loop {
            if slot
                .compare_exchange(READY, EMPTY, Ordering::SeqCst, Ordering::SeqCst)
                .is_ok()
            {
                return NO_ERROR;
            }
            match slot.compare_exchange(EMPTY, WAITING, Ordering::SeqCst, Ordering::SeqCst) {
                Ok(_) => break,
                Err(READY) => {}
                Err(_) => crate::panic::fatal("runtime: double wait"),
            }
        }
        // Whoever sets a flag looks at the slot afterwards; here it is the other way round.
        let error = check(descriptor, direction);
        if error != NO_ERROR {
            let old = slot.swap(EMPTY, Ordering::SeqCst);
            return if old == READY { NO_ERROR } else { error };
        }
        let g = current_goroutine();
        (*g).scratch = [poll as usize, direction, 0];
        (*g).continuation = Some(finish_wait);
        WAITERS.fetch_add(1, Ordering::SeqCst);
        park(WaitReason::Network, || {
            let committed =
                slot.compare_exchange(WAITING, g as usize, Ordering::SeqCst, Ordering::SeqCst);
            if committed.is_err() {
                ready(g);
                injected(1);
            }
        })
    }
}

/// What a goroutine that waited does first when it runs again.
unsafe fn finish_wait(g: *mut Goroutine) {
    // SAFETY: the goroutine is this machine's; its scratch words are those of `wait`.
    unsafe {
        let poll = (*g).scratch[0] as *mut PollDescriptor;
        let direction = (*g).scratch[1];
        let old = (&(*poll).slots)[direction].swap(EMPTY, Ordering::SeqCst);
        let result = if old == READY {
            NO_ERROR
        } else {
            match check(&*poll, direction) {
                // A deadline passed and was moved before the goroutine ran.
                NO_ERROR => wait(poll, direction),
                error => error,
            }
        };
        (*g).results = [result, 0];
    }
}

/// `runtime_pollSetDeadline`: (poll descriptor, nanoseconds from now, mode), where 0 is no
/// deadline, a negative number one in the past, and the mode 'r', 'w' or their sum.
///
/// # Safety
/// A thunk's function; the descriptor is in use.
pub unsafe extern "C" fn rt_pollsetdeadline(poll: *mut PollDescriptor, delay: i64, mode: usize) {
    // SAFETY: the caller's.
    let descriptor = unsafe { &*poll };
    if check(descriptor, 0) == ERROR_CLOSING {
        return;
    }
    let mut expired = [false; 2];
    {
        let mut deadlines = Deadlines::lock();
        for direction in 0..2 {
            let concerned = match direction {
                0 => mode != b'w' as usize,
                _ => mode != b'r' as usize,
            };
            if !concerned {
                continue;
            }
            // SAFETY: the timer lies in the descriptor, which is never freed.
            unsafe {
                let timer = &raw mut (&mut (*poll).timers)[direction];
                deadlines.remove(timer);
                let bit = EXPIRED << direction;
                if delay < 0 {
                    descriptor.flags.fetch_or(bit, Ordering::SeqCst);
                    expired[direction] = true;
                } else {
                    descriptor.flags.fetch_and(!bit, Ordering::SeqCst);
                }
                if delay > 0 {
                    deadlines.insert(timer, delay, Action::Deadline(poll, direction));
                }
            }
        }
    }
    for (direction, &expired) in expired.iter().enumerate() {
        if expired {
            wake_blocked(descriptor, direction);
        }
    }
}

/// `runtime_pollUnblock`: everybody who waits gets an error, now and in future.
///
/// # Safety
/// A thunk's function; the descriptor is in use.
pub unsafe extern "C" fn rt_pollunblock(poll: *mut PollDescriptor) {
    // SAFETY: the caller's.
    let descriptor = unsafe { &*poll };
    descriptor.flags.fetch_or(CLOSING, Ordering::SeqCst);
    {
        let mut deadlines = Deadlines::lock();
        for direction in 0..2 {
            // SAFETY: the timer lies in the descriptor, which is never freed.
            unsafe { deadlines.remove(&raw mut (&mut (*poll).timers)[direction]) };
        }
    }
    wake_blocked(descriptor, 0);
    wake_blocked(descriptor, 1);
}

/// `runtime_isPollServerDescriptor`: whether a descriptor is the poller's own.
pub extern "C" fn rt_ispollserverdescriptor(descriptor: usize) -> usize {
    let own = [&EPOLL, &WAKE].map(|fd| fd.load(Ordering::Relaxed));
    usize::from(own.contains(&(descriptor as i32)) && descriptor as i32 >= 0)
}

//! The monitor: a thread without a processor that keeps goroutines from hogging one.
//!
//! In: the counters of processors.  Out: signals to machines whose goroutine runs for longer than
//! [`SLICE`], processors of long system calls for others, a wake-up for overdue timers; the
//! collector's work that nobody waits for.
//! Invariants: started with the second goroutine, since a single one can hog nothing; sleeps
//! while all processors are idle, so that a waiting program uses no time.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::engine::{GLOBAL, LOOKOUT, STOPPING, push_polled, start_machine, wake_processor};
use super::machine::{self, Machine};
use super::processor::{self, Processor, state};
use super::world;
use crate::{gc, netpoll, os, signal, thread, timer};

/// Nanoseconds a goroutine may run while others wait.
pub const SLICE: u64 = 10_000_000;
/// Shortest and longest pause between rounds.
const SHORTEST: i64 = 20_000;
const LONGEST: i64 = 10_000_000;

static STARTED: AtomicBool = AtomicBool::new(false);
/// 1 while the monitor sleeps until [`wake`].
static ASLEEP: AtomicU32 = AtomicU32::new(0);

/// Starts the monitor unless it runs already.
pub(super) fn ensure_running() {
    if !STARTED.load(Ordering::Relaxed) && !STARTED.swap(true, Ordering::AcqRel) {
        thread::start(machine::make(), run);
    }
}

/// A processor is in use again.
pub(super) fn wake() {
    if ASLEEP.load(Ordering::SeqCst) == 1 && ASLEEP.swap(0, Ordering::SeqCst) == 1 {
        os::futex_wake(&ASLEEP, 1);
    }
}

extern "C" fn run(m: *mut Machine) -> ! {
    // SAFETY: the machine of this thread; its thread id stays 0, so it is never preempted.
    unsafe { signal::prepare_thread(m) };
    static NEVER: AtomicU32 = AtomicU32::new(0);
    let mut pause = SHORTEST;
    let mut quiet_rounds = 0u32;
    let mut last_step = 0;
    loop {
        os::futex_wait(&NEVER, 0, pause);
        sleep_while_idle();
        let now = os::monotonic_nanoseconds();
        let mut busy = false;
        for p in processor::all() {
            busy |= look_at(p, now as u64);
        }
        if netpoll::has_waiters() && netpoll::is_overdue(now, LONGEST) {
            let list = netpoll::look(0);
            if list.count > 0 {
                push_polled(list);
                wake_processor();
            }
        }
        if timer::next_expiration() < now {
            wake_processor();
        }
        if gc::background::has_work() && now - last_step >= LONGEST {
            last_step = now;
            gc::background::step();
        }
        quiet_rounds = if busy { 0 } else { quiet_rounds + 1 };
        pause = if quiet_rounds < 50 {
            SHORTEST
        } else {
            (pause * 2).min(LONGEST)
        };
    }
}

fn sleep_while_idle() {
    let all_idle = || LOOKOUT.idle() as usize == processor::all().len();
    if !all_idle() {
        return;
    }
    ASLEEP.store(1, Ordering::SeqCst);
    // Whoever takes a processor off the idle list after this look sees that the monitor sleeps.
    while all_idle() && ASLEEP.load(Ordering::SeqCst) == 1 {
        os::futex_wait(&ASLEEP, 1, -1);
    }
    ASLEEP.store(0, Ordering::SeqCst);
}

/// Checks one processor; returns whether something had to be done.
fn look_at(p: &'static Processor, now: u64) -> bool {
    let now_state = p.state.load(Ordering::SeqCst);
    match now_state & state::KIND {
        state::RUNNING => {
            let ticks = p.ticks.load(Ordering::Relaxed);
            if p.seen_ticks.swap(ticks, Ordering::Relaxed) != ticks {
                p.seen_at.store(now, Ordering::Relaxed);
            } else if now.saturating_sub(p.seen_at.load(Ordering::Relaxed)) >= SLICE {
                p.seen_at.store(now, Ordering::Relaxed);
                world::preempt(p);
                return true;
            }
            false
        }
        state::SYSTEM_CALL => {
            let calls = p.system_calls.load(Ordering::Relaxed);
            if p.seen_system_calls.swap(calls, Ordering::Relaxed) != calls {
                return false;
            }
            // Leave it with its machine if there is nothing else it could do.
            if p.queue.is_empty()
                && LOOKOUT.idle() > 0
                && now.saturating_sub(p.seen_at.load(Ordering::Relaxed)) < SLICE
            {
                return false;
            }
            hand_off(p, now_state)
        }
        _ => false,
    }
}

/// Takes a processor from the system call its machine is in.
fn hand_off(p: &'static Processor, seen: u32) -> bool {
    if STOPPING.load(Ordering::SeqCst) || !p.change_state(seen, state::RUNNING) {
        return false;
    }
    p.machine.store(core::ptr::null_mut(), Ordering::Release);
    if p.queue.is_empty() {
        // Timers and the global queue may still need it.
        GLOBAL.lock().put_idle(p);
        wake_processor();
    } else {
        start_machine(p);
    }
    true
}

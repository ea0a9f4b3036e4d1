//! Signals for the program: what package os/signal asks for.
//!
//! In: which signals the program wants, ignores or leaves alone.  Out: the handlers of the process,
//! and the wanted signals that arrived, for the goroutine that hands them to channels.
//! Invariants: a handler only sets a bit and writes to an eventfd; the goroutine waits for that
//! descriptor like any other. Signals that the process was started with as ignored become ignored
//! again when the program no longer wants them.

use core::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use crate::os::{self, number};
use crate::signal;

/// Signals the program wants: bit n-1 for signal n.
static WANTED: AtomicU64 = AtomicU64::new(0);
/// Those that arrived.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// Those that were ignored when the program first wanted them.
static IGNORED_BEFORE: AtomicU64 = AtomicU64::new(0);
/// Where handlers write, or -1.
static EVENT: AtomicI32 = AtomicI32::new(-1);

fn bit(signal: usize) -> u64 {
    1 << (signal - 1)
}

/// Whether the program can have a say about a signal: not those that cannot be caught, nor the
/// C library's own.
fn is_free(signal: usize) -> bool {
    (1..=64).contains(&signal) && !matches!(signal, 9 | 19 | 32..=34)
}

/// Hands a signal that arrived to the program if it wants it. Called by handlers.
pub fn offer(signal: usize) -> bool {
    if WANTED.load(Ordering::SeqCst) & bit(signal) == 0 {
        return false;
    }
    PENDING.fetch_or(bit(signal), Ordering::SeqCst);
    let event = EVENT.load(Ordering::SeqCst);
    if event >= 0 {
        os::signal_event(event);
    }
    true
}

/// `os/signal.openEvents`: the eventfd that becomes readable with every signal.
pub extern "C" fn rt_signalevents() -> isize {
    const EVENTFD2: usize = 290;
    const CLOSE_ON_EXEC_NON_BLOCKING: usize = 0x8_0800;
    // SAFETY: no memory involved.
    let event = unsafe { os::system_call(EVENTFD2, [0, CLOSE_ON_EXEC_NON_BLOCKING, 0, 0, 0, 0]) };
    EVENT.store(event as i32, Ordering::SeqCst);
    event
}

/// `os/signal.take`: a signal that arrived, or 0.
pub extern "C" fn rt_signaltake() -> usize {
    loop {
        let pending = PENDING.load(Ordering::SeqCst);
        if pending == 0 {
            return 0;
        }
        let lowest = pending & pending.wrapping_neg();
        if PENDING.fetch_and(!lowest, Ordering::SeqCst) & lowest != 0 {
            return lowest.trailing_zeros() as usize + 1;
        }
    }
}

/// `os/signal.enable`: the program wants the signal.
pub extern "C" fn rt_signalenable(signal: usize) {
    const UNBLOCK: usize = 1;
    if !is_free(signal) {
        return;
    }
    if signal::is_ignored(signal) {
        IGNORED_BEFORE.fetch_or(bit(signal), Ordering::SeqCst);
    }
    if WANTED.fetch_or(bit(signal), Ordering::SeqCst) & bit(signal) == 0 {
        signal::catch(signal);
        let mask = bit(signal);
        // SAFETY: the kernel reads the mask.
        unsafe {
            let address = (&raw const mask) as usize;
            os::system_call(number::RT_SIGPROCMASK, [UNBLOCK, address, 0, 8, 0, 0]);
        }
    }
}

/// `os/signal.disable`: the signal has its default effect again.
pub extern "C" fn rt_signaldisable(signal: usize) {
    if !is_free(signal) {
        return;
    }
    WANTED.fetch_and(!bit(signal), Ordering::SeqCst);
    if IGNORED_BEFORE.load(Ordering::SeqCst) & bit(signal) != 0 {
        signal::ignore_signal(signal);
    } else {
        signal::restore_default(signal);
    }
}

/// `os/signal.ignore`: the signal has no effect.
pub extern "C" fn rt_signalignore(signal: usize) {
    if is_free(signal) {
        WANTED.fetch_and(!bit(signal), Ordering::SeqCst);
        IGNORED_BEFORE.fetch_and(!bit(signal), Ordering::SeqCst);
        signal::ignore_signal(signal);
    }
}

/// `os/signal.ignored`: whether the signal has no effect.
pub extern "C" fn rt_signalignored(signal: usize) -> usize {
    usize::from(is_free(signal) && signal::is_ignored(signal))
}

/// `os.sigpipe`: a write to standard output or standard error failed because nobody reads it.
pub extern "C" fn rt_sigpipe() {
    const SIGPIPE: usize = 13;
    if !signal::is_ignored(SIGPIPE) && !offer(SIGPIPE) {
        signal::die_by(SIGPIPE);
    }
}

//! The operating system: raw Linux system calls and the few typed ones the runtime needs.
//!
//! In: numbers and addresses.  Out: results as the kernel gives them (negative errno).
//! Invariants: nothing here allocates, locks or looks at goroutines, so every module may call it,
//! signal handlers included. System calls that may block for long are wrapped by
//! `sched::system_call`, not here.
//! rustix makes the calls it has types for; signals, clone and thread ids are made directly,
//! because their use here (no libc, handlers that rewrite contexts) is outside of its contract.

#[cfg(feature = "standalone")]
pub mod library;

#[cfg(not(miri))]
use core::arch::asm;
use core::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use rustix::mm::MapFlags;

/// Numbers of the system calls made directly.
#[allow(missing_docs)]
pub mod number {
    pub const READ: usize = 0;
    pub const WRITE: usize = 1;
    pub const OPEN: usize = 2;
    pub const RT_SIGACTION: usize = 13;
    pub const RT_SIGPROCMASK: usize = 14;
    pub const RT_SIGRETURN: usize = 15;
    pub const SCHED_YIELD: usize = 24;
    pub const NANOSLEEP: usize = 35;
    pub const GETPID: usize = 39;
    pub const CLONE: usize = 56;
    pub const EXIT: usize = 60;
    pub const KILL: usize = 62;
    pub const FCNTL: usize = 72;
    pub const SIGALTSTACK: usize = 131;
    pub const ARCH_PRCTL: usize = 158;
    pub const GETTID: usize = 186;
    pub const FUTEX: usize = 202;
    pub const SCHED_GETAFFINITY: usize = 204;
    pub const EXIT_GROUP: usize = 231;
    pub const TGKILL: usize = 234;
}

/// Makes a system call with up to six arguments; returns the kernel's rax.
///
/// # Safety
/// As the particular call demands of its arguments.
#[cfg(not(miri))]
#[inline(always)]
pub unsafe fn system_call(number: usize, a: [usize; 6]) -> isize {
    let result: isize;
    // SAFETY: the syscall instruction clobbers rcx and r11 only; memory effects are the caller's
    // responsibility, and the default memory clobber covers them.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") number as isize => result,
            in("rdi") a[0], in("rsi") a[1], in("rdx") a[2],
            in("r10") a[3], in("r8") a[4], in("r9") a[5],
            lateout("rcx") _, lateout("r11") _,
            options(nostack)
        );
    }
    result
}

/// Miri runs no machine code. Of what data structures ask the kernel for, all that matters is that
/// waiting may end at any time and lets others run.
///
/// # Safety
/// None needed.
#[cfg(miri)]
pub unsafe fn system_call(number: usize, _a: [usize; 6]) -> isize {
    assert!(
        matches!(
            number,
            number::FUTEX | number::SCHED_YIELD | number::NANOSLEEP
        ),
        "system call {number}"
    );
    std::thread::yield_now();
    0
}

/// Ends the calling thread.
pub fn exit_thread() -> ! {
    loop {
        // SAFETY: ends the thread; touches no memory.
        unsafe { system_call(number::EXIT, [0; 6]) };
    }
}

/// Ends the process.
pub fn exit(code: i32) -> ! {
    loop {
        // SAFETY: ends the process; touches no memory.
        unsafe { system_call(number::EXIT_GROUP, [code as usize, 0, 0, 0, 0, 0]) };
    }
}

/// Where reports of crashes go besides standard error; negative for nowhere.
static CRASH_OUTPUT: AtomicI32 = AtomicI32::new(-1);

/// Whether what is written to standard error is the report of a crash.
static IS_REPORTING: AtomicBool = AtomicBool::new(false);

/// Sets the descriptor that reports of crashes also go to and returns the previous one.
pub fn set_crash_output(descriptor: i32) -> i32 {
    CRASH_OUTPUT.swap(descriptor, Ordering::AcqRel)
}

/// What is written to standard error from now on is the report of a crash.
pub fn begin_crash_report() {
    IS_REPORTING.store(true, Ordering::Release);
}

/// Writes all of `bytes` to standard error, and where reports of crashes go if this is one,
/// ignoring failures.
pub fn write_error(bytes: &[u8]) {
    write_all(2, bytes);
    if IS_REPORTING.load(Ordering::Acquire) {
        let descriptor = CRASH_OUTPUT.load(Ordering::Acquire);
        if descriptor >= 0 {
            write_all(descriptor as usize, bytes);
        }
    }
}

fn write_all(descriptor: usize, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // SAFETY: `bytes` is readable for its length.
        let n = unsafe {
            system_call(
                number::WRITE,
                [descriptor, bytes.as_ptr() as usize, bytes.len(), 0, 0, 0],
            )
        };
        if n == -(EINTR as isize) {
            continue;
        }
        if n <= 0 {
            return;
        }
        bytes = &bytes[(n as usize).min(bytes.len())..];
    }
}

/// errno: interrupted by a signal.
pub const EINTR: i32 = 4;

/// Opens the null device in place of standard descriptors that are closed: else the first file that
/// the program opens would get what it prints. Called at start.
pub fn open_standard_descriptors() {
    const GET_FLAGS: usize = 1;
    const READ_AND_WRITE: usize = 2;
    for descriptor in 0..3 {
        let name = c"/dev/null".as_ptr() as usize;
        // SAFETY: the first call touches no memory, the kernel reads the name during the second, which
        // returns the lowest descriptor that is free: this one.
        unsafe {
            if system_call(number::FCNTL, [descriptor, GET_FLAGS, 0, 0, 0, 0]) < 0 {
                system_call(number::OPEN, [name, READ_AND_WRITE, 0, 0, 0, 0]);
            }
        }
    }
}

/// A page of memory.
pub const PAGE: usize = 4096;

/// How memory is mapped for the runtime alone. Miri knows only plain private mappings.
pub const MAPPING: MapFlags = match cfg!(miri) {
    true => MapFlags::PRIVATE,
    false => MapFlags::PRIVATE.union(MapFlags::NORESERVE),
};

/// Maps `bytes` (a multiple of the page size) of zeroed private memory, or returns null.
pub fn map_memory(bytes: usize) -> *mut u8 {
    use rustix::mm::{ProtFlags, mmap_anonymous};
    // SAFETY: a new anonymous mapping at an address of the kernel's choice aliases nothing.
    unsafe {
        mmap_anonymous(
            core::ptr::null_mut(),
            bytes,
            ProtFlags::READ | ProtFlags::WRITE,
            MAPPING,
        )
    }
    .map_or(core::ptr::null_mut(), |p| p.cast())
}

/// Gives back memory of [`map_memory`].
///
/// # Safety
/// Nothing refers to the range any more.
pub unsafe fn unmap_memory(address: *mut u8, bytes: usize) {
    // SAFETY: passed on to the caller.
    let _ = unsafe { rustix::mm::munmap(address.cast(), bytes) };
}

/// Makes a range of mapped memory inaccessible, as a guard.
///
/// # Safety
/// Nothing uses the range.
pub unsafe fn protect_memory(address: *mut u8, bytes: usize) {
    // SAFETY: passed on to the caller.
    let _ =
        unsafe { rustix::mm::mprotect(address.cast(), bytes, rustix::mm::MprotectFlags::empty()) };
}

/// Nanoseconds of the monotonic clock.
pub fn monotonic_nanoseconds() -> i64 {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    t.tv_sec * 1_000_000_000 + t.tv_nsec
}

/// Seconds and nanoseconds since 1970 UTC.
pub fn wall_clock() -> (i64, i32) {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
    (t.tv_sec, t.tv_nsec as i32)
}

/// The calling thread's id.
pub fn thread_id() -> i32 {
    // SAFETY: no arguments, no memory.
    unsafe { system_call(number::GETTID, [0; 6]) as i32 }
}

/// The process id.
pub fn process_id() -> i32 {
    // SAFETY: no arguments, no memory.
    unsafe { system_call(number::GETPID, [0; 6]) as i32 }
}

/// Sends `signal` to one thread of this process.
pub fn signal_thread(thread: i32, signal: i32) {
    // SAFETY: touches no memory of ours; a thread that is gone gives an error we ignore.
    unsafe {
        system_call(
            number::TGKILL,
            [
                process_id() as usize,
                thread as usize,
                signal as usize,
                0,
                0,
                0,
            ],
        )
    };
}

/// Lets other threads run.
pub fn yield_thread() {
    // SAFETY: no arguments, no memory.
    unsafe { system_call(number::SCHED_YIELD, [0; 6]) };
}

/// Sleeps for `nanoseconds` (less than a second), or a little longer.
pub fn sleep_briefly(nanoseconds: i64) {
    let time = [0, nanoseconds];
    // SAFETY: the time is read by the kernel during the call only.
    unsafe { system_call(number::NANOSLEEP, [time.as_ptr() as usize, 0, 0, 0, 0, 0]) };
}

/// Number of processors this process may run on, as it was when first asked for.
pub fn processor_count() -> usize {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let known = COUNT.load(Ordering::Relaxed);
    if known != 0 {
        return known;
    }
    let count = count_processors();
    COUNT.store(count, Ordering::Relaxed);
    count
}

fn count_processors() -> usize {
    let mut mask = [0u64; 16];
    // SAFETY: the kernel writes at most the given size into `mask`.
    let n = unsafe {
        system_call(
            number::SCHED_GETAFFINITY,
            [0, size_of_val(&mask), mask.as_mut_ptr() as usize, 0, 0, 0],
        )
    };
    if n <= 0 {
        return 1;
    }
    mask.iter()
        .map(|w| w.count_ones() as usize)
        .sum::<usize>()
        .max(1)
}

/// Sleeps while `*word == expected`, until a wake-up or for `nanoseconds` (negative: no limit).
/// May return at any time.
pub fn futex_wait(word: &core::sync::atomic::AtomicU32, expected: u32, nanoseconds: i64) {
    const FUTEX_WAIT_PRIVATE: usize = 128;
    let limit = [nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000];
    let limit_address = if nanoseconds < 0 {
        0
    } else {
        limit.as_ptr() as usize
    };
    // SAFETY: the word outlives the call; the time is read by the kernel during the call only.
    unsafe {
        system_call(
            number::FUTEX,
            [
                word.as_ptr() as usize,
                FUTEX_WAIT_PRIVATE,
                expected as usize,
                limit_address,
                0,
                0,
            ],
        )
    };
}

/// Wakes up to `count` threads sleeping on `word`.
pub fn futex_wake(word: &core::sync::atomic::AtomicU32, count: u32) {
    const FUTEX_WAKE_PRIVATE: usize = 129;
    // To the kernel the number is signed, and a negative one wakes a single thread.
    let count = count.min(i32::MAX as u32);
    // SAFETY: the kernel uses the address as a key only.
    unsafe {
        system_call(
            number::FUTEX,
            [
                word.as_ptr() as usize,
                FUTEX_WAKE_PRIVATE,
                count as usize,
                0,
                0,
                0,
            ],
        )
    };
}

/// Adds one to an eventfd, which makes it readable.
pub fn signal_event(descriptor: i32) {
    let one = 1u64;
    // SAFETY: the kernel reads eight bytes.
    unsafe {
        system_call(
            number::WRITE,
            [descriptor as usize, (&raw const one) as usize, 8, 0, 0, 0],
        )
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::sync::atomic::{AtomicU32, Ordering};

    #[test]
    #[cfg_attr(miri, ignore = "about the kernel")]
    fn as_many_sleepers_wake_as_are_asked_for() {
        let word = AtomicU32::new(0);
        let asleep = AtomicU32::new(0);
        let woken = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    asleep.fetch_add(1, Ordering::SeqCst);
                    futex_wait(&word, 0, -1);
                    woken.fetch_add(1, Ordering::SeqCst);
                });
            }
            while asleep.load(Ordering::SeqCst) < 3 {
                std::thread::yield_now();
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
            futex_wake(&word, u32::MAX);
            let start = std::time::Instant::now();
            while woken.load(Ordering::SeqCst) < 3 && start.elapsed().as_secs() < 10 {
                std::thread::yield_now();
            }
            let count = woken.load(Ordering::SeqCst);
            word.store(1, Ordering::SeqCst);
            for _ in 0..3 {
                futex_wake(&word, 1);
            }
            assert_eq!(count, 3);
        });
    }
}

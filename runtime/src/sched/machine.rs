//! Machines: the threads that run goroutines, each with a system stack for runtime code.
//!
//! In: nothing.  Out: [`Machine`]s, which live as long as the process and are used again, with
//! another thread if theirs has ended.
//! Invariants: `fs:0` holds the address of the thread's machine; `current` is at `fs:8`. Only the
//! thread itself writes its machine, except for the fields that say otherwise.
//! Layout of a machine's memory, from low to high: guard page, system stack, signal stack, the
//! [`Machine`] itself.

use core::mem::offset_of;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicUsize, Ordering};

use super::goroutine::Goroutine;
use super::processor::Processor;
use super::wake_up::WakeUp;
use crate::lock::Mutex;
use crate::lock_order::{Held, rank};
use crate::os;

/// Room for runtime code; only pages that are touched cost memory.
pub const SYSTEM_STACK: usize = 256 * 1024;
/// Room for signal handlers; holds the largest register state.
pub const SIGNAL_STACK: usize = 64 * 1024;

/// A thread.
#[repr(C, align(64))]
pub struct Machine {
    /// The address of this object, for `mov reg, fs:[0]`.
    pub own_address: *mut Machine,
    /// The goroutine that runs here, or null while the scheduler does.
    pub current: *mut Goroutine,
    /// Initial stack pointer of runtime code.
    pub system_stack_top: usize,
    /// The processor it holds, or null.
    pub processor: *mut Processor,
    /// Lowest usable address of the system stack.
    pub system_stack_low: usize,
    /// Small number for messages.
    pub number: u32,
    /// The kernel's thread id; written by the thread, read by those who signal it.
    pub thread: AtomicI32,
    /// 1 from the start of its thread until the kernel is done with that.
    pub has_thread: AtomicU32,
    /// Not 0: goroutines are not preempted here (a print statement is in progress).
    pub preemption_off: u32,
    /// Looks for work without having any.
    pub spinning: bool,
    /// A continuation or fatal error is running on behalf of a signal.
    pub crashing: bool,
    /// Somebody wants it to run again.
    pub wake: WakeUp,
    /// Where to write to wake it while it waits for descriptors; 0 or less otherwise.
    pub poll_wake: AtomicI32,
    /// The only goroutine that may run here, or null; set by that goroutine.
    pub locked_goroutine: *mut Goroutine,
    /// The processor it gets on wake-up; written by the waker.
    pub next_processor: AtomicPtr<Processor>,
    /// Link of the idle list, or of that of machines without thread.
    pub next_idle: *mut Machine,
    /// Where the system stack ends while it waits inside of the runtime with its processor, for
    /// the collector; 0 otherwise.
    pub blocked_stack_pointer: AtomicUsize,
    /// Random state for the order of stealing.
    pub random: u64,
    /// Link of the list of all machines.
    pub next: *mut Machine,
    /// The locks that the thread holds; noted with debug assertions only.
    pub held: Held,
    /// Used by `print` statements to collect a line.
    pub print_buffer: [u8; 256],
    /// Bytes used of `print_buffer`.
    pub print_length: usize,
}

/// Offsets for assembly.
#[allow(missing_docs)]
pub mod offset {
    use super::*;
    pub const OWN_ADDRESS: usize = offset_of!(Machine, own_address);
    pub const CURRENT: usize = offset_of!(Machine, current);
    pub const PROCESSOR: usize = offset_of!(Machine, processor);
    pub const SYSTEM_STACK_TOP: usize = offset_of!(Machine, system_stack_top);
}

const _: () = assert!(offset::OWN_ADDRESS == 0 && offset::CURRENT == 8);

static MACHINES: AtomicPtr<Machine> = AtomicPtr::new(null_mut());
static COUNT: AtomicU32 = AtomicU32::new(0);
/// How many there may be (`debug.SetMaxThreads`).
pub static MAXIMUM: AtomicUsize = AtomicUsize::new(10_000);

/// The machines whose thread ended, or is about to.
struct Vacant(*mut Machine);

// SAFETY: members of the list belong to it.
unsafe impl Send for Vacant {}

static VACANT: Mutex<Vacant, { rank::VACANT_MACHINES }> = Mutex::new(Vacant(null_mut()));

/// Lets the machine be used again once its thread has ended, which it is about to do.
///
/// # Safety
/// Nobody will wake or signal the machine, and it holds no processor.
pub unsafe fn vacate(machine: *mut Machine) {
    let mut vacant = VACANT.lock();
    // SAFETY: the caller's.
    unsafe { (*machine).next_idle = vacant.0 };
    vacant.0 = machine;
}

/// A machine whose thread has ended, as good as new; null if there is none.
fn take_vacant() -> *mut Machine {
    let mut vacant = VACANT.lock();
    let mut link = &raw mut vacant.0;
    // SAFETY: links of the list are valid under its lock. Without its thread nobody uses the machine.
    unsafe {
        while !(*link).is_null() {
            let machine = *link;
            if (*machine).has_thread.load(Ordering::Acquire) != 0 {
                link = &raw mut (*machine).next_idle;
                continue;
            }
            *link = (*machine).next_idle;
            let m = &mut *machine;
            m.current = null_mut();
            m.processor = null_mut();
            m.preemption_off = 0;
            m.spinning = false;
            m.wake.take();
            m.poll_wake.store(-1, Ordering::Relaxed);
            m.locked_goroutine = null_mut();
            m.next_processor.store(null_mut(), Ordering::Relaxed);
            m.next_idle = null_mut();
            m.blocked_stack_pointer.store(0, Ordering::Relaxed);
            m.print_length = 0;
            return machine;
        }
    }
    null_mut()
}

/// A new machine with its stacks, or one whose thread has ended; the caller starts its thread.
pub fn make() -> *mut Machine {
    let vacant = take_vacant();
    if !vacant.is_null() {
        return vacant;
    }
    let machine_bytes = size_of::<Machine>().next_multiple_of(os::PAGE);
    let bytes = os::PAGE + SYSTEM_STACK + SIGNAL_STACK + machine_bytes;
    let memory = os::map_memory(bytes) as usize;
    if memory == 0 {
        crate::panic::fatal("runtime: out of memory (thread)");
    }
    // SAFETY: the first page of the new mapping is used by nobody.
    unsafe { os::protect_memory(memory as *mut u8, os::PAGE) };
    let low = memory + os::PAGE;
    let machine = (low + SYSTEM_STACK + SIGNAL_STACK) as *mut Machine;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let maximum = MAXIMUM.load(Ordering::Relaxed);
    if number as usize >= maximum {
        crate::panic::fatal_after(
            format_args!("runtime: program exceeds {maximum}-thread limit\n"),
            "thread exhaustion",
        );
    }
    // SAFETY: the memory is zeroed, a valid machine, and not yet shared.
    unsafe {
        (*machine).own_address = machine;
        (*machine).system_stack_low = low;
        (*machine).system_stack_top = low + SYSTEM_STACK;
        (*machine).number = number;
        (*machine).random = 0x9e37_79b9_7f4a_7c15
            ^ (u64::from(number) << 32 | 1)
            ^ (SEED.load(Ordering::Relaxed) as u64).rotate_left(17);
        let mut head = MACHINES.load(Ordering::Acquire);
        loop {
            (*machine).next = head;
            match MACHINES.compare_exchange(head, machine, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => break,
                Err(now) => head = now,
            }
        }
    }
    machine
}

/// Calls `visit` for every machine ever made.
pub fn for_each(mut visit: impl FnMut(*mut Machine)) {
    let mut machine = MACHINES.load(Ordering::Acquire);
    while !machine.is_null() {
        visit(machine);
        // SAFETY: machines are never freed and the link is written once.
        machine = unsafe { (*machine).next };
    }
}

impl Machine {
    /// The stack for signal handlers: lowest address and size.
    pub fn signal_stack(&self) -> (usize, usize) {
        (self.system_stack_top, SIGNAL_STACK)
    }

    /// A random number (xorshift).
    pub fn next_random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    /// Sleeps until [`Machine::unpark`], or for `nanoseconds` (negative: no limit). Returns
    /// whether it was woken.
    pub fn park(&self, nanoseconds: i64) -> bool {
        self.wake.wait(nanoseconds, os::monotonic_nanoseconds)
    }

    /// Ends the current or next [`Machine::park`].
    pub fn unpark(&self) {
        self.wake.set();
        let poll_wake = self.poll_wake.load(Ordering::SeqCst);
        if poll_wake > 0 {
            os::signal_event(poll_wake);
        } else {
            self.wake.signal();
        }
    }
}

/// Mixed into the random state of machines, so that runs can be repeated.
static SEED: AtomicUsize = AtomicUsize::new(0);

/// Sets the seed of the scheduler's random choices, for machines made from now on and the first.
pub fn seed(seed: u64) {
    SEED.store(seed as usize, Ordering::Relaxed);
    // SAFETY: called before any other thread exists.
    for_each(|m| unsafe { (*m).random ^= seed.rotate_left(17) });
}

//! Stopping all Go code, and what the collector must look at then.
//!
//! In: requests to stop.  Out: no goroutine runs and no machine is inside of the runtime with a
//! processor, except the caller and machines that wait for their turn to stop the world.
//! Invariants: one stopper at a time (`WORLD`). A processor becomes STOPPED by its own machine, or
//! by the stopper if it is idle or in a system call; only `start_the_world` ends that state.
//! Stacks are roots from their saved stack pointer on; so are the system stacks of the stopper
//! and of those that wait stoppably, whose runtime frames may hold the only pointer to something.

use core::arch::naked_asm;
use core::sync::atomic::{AtomicU32, Ordering};

use super::engine::{GLOBAL, STOPPING, start_machine};
use super::goroutine::{self, Goroutine, status};
use super::machine::{self, Machine};
use super::park::PARK_SAVED;
use super::processor::{self, Processor, state};
use crate::lock::RawMutex;
use crate::lock_order::rank;
use crate::os;
use crate::signal::PREEMPT_SIGNAL;
use crate::stack;
use crate::thread::current_machine;

static WORLD: RawMutex<{ rank::WORLD }> = RawMutex::new();
/// Counts stops of single processors, for the stopper to sleep on.
static STOPS: AtomicU32 = AtomicU32::new(0);

/// How long the stopper waits before it signals again.
const RESEND: i64 = 300_000;

/// Stops all other Go code. The caller runs in a thunk and holds its processor, or has none.
pub fn stop_the_world() {
    lock_stoppably(&WORLD);
    STOPPING.store(true, Ordering::SeqCst);
    // Whoever took a processor off the idle list before it was closed is done after this.
    drop(GLOBAL.lock());
    let own = super::current_processor().map_or(usize::MAX, |p| p.index);
    let mut first = true;
    loop {
        let stops = STOPS.load(Ordering::SeqCst);
        let mut all_stopped = true;
        for p in processor::all() {
            if p.index != own && !try_stop(p) {
                all_stopped = false;
                preempt(p);
            }
        }
        if all_stopped {
            return;
        }
        os::futex_wait(&STOPS, stops, if first { RESEND / 6 } else { RESEND });
        first = false;
    }
}

/// Somebody wants to stop the world, so whatever takes long should end soon.
pub fn is_stopping() -> bool {
    STOPPING.load(Ordering::Relaxed)
}

/// Takes a lock that is held while the world is stopped. Whoever waits for it counts as stopped.
pub fn lock_stoppably<const RANK: u8>(lock: &'static RawMutex<RANK>) {
    if lock.try_lock() {
        return;
    }
    if super::current_processor().is_none() {
        return lock.lock();
    }
    // Nobody else can stop the world once its lock is taken.
    wait_stoppably(&mut || lock.lock(), RANK != rank::WORLD);
}

/// Calls `wait`, which only waits. Meanwhile the processor of this machine, if it has one, counts as
/// stopped.
pub fn stoppably(mut wait: impl FnMut()) {
    if super::current_processor().is_none() {
        return wait();
    }
    wait_stoppably(&mut wait, true);
}

struct Waiting<'a> {
    wait: &'a mut dyn FnMut(),
    /// Afterwards the world may be stopped by somebody else.
    may_be_stopped: bool,
}

fn wait_stoppably(wait: &mut dyn FnMut(), may_be_stopped: bool) {
    let mut argument = Waiting {
        wait,
        may_be_stopped,
    };
    // SAFETY: the function gets the argument it expects.
    unsafe { with_saved_registers(wait_with_stack, (&raw mut argument).cast()) };
}

extern "C" fn wait_with_stack(argument: *mut u8, stack_pointer: usize) {
    let machine = current_machine();
    // SAFETY: the machine of this thread holds its processor; the argument is that of
    // `wait_stoppably`.
    unsafe {
        let waiting = &mut *argument.cast::<Waiting>();
        let p = &*(*machine).processor;
        (*machine)
            .blocked_stack_pointer
            .store(stack_pointer, Ordering::Release);
        p.state.store(state::WAITING_FOR_WORLD, Ordering::SeqCst);
        note_stop();
        (waiting.wait)();
        if waiting.may_be_stopped {
            WORLD.lock();
        }
        p.state.store(state::RUNNING, Ordering::SeqCst);
        (*machine).blocked_stack_pointer.store(0, Ordering::Release);
        if waiting.may_be_stopped {
            WORLD.unlock();
        }
    }
}

fn try_stop(p: &'static Processor) -> bool {
    loop {
        let now = p.state.load(Ordering::SeqCst);
        match now & state::KIND {
            state::STOPPED | state::WAITING_FOR_WORLD | state::UNUSED => return true,
            // The idle list is closed while STOPPING is set, so the state can stay as it is.
            state::IDLE => return true,
            state::SYSTEM_CALL => {
                // Its machine will have to ask for an idle processor when it comes back.
                if p.change_state(now, state::STOPPED) {
                    p.machine.store(core::ptr::null_mut(), Ordering::Release);
                    return true;
                }
            }
            _ => return false,
        }
    }
}

/// Asks the machine that holds `p` to let its goroutine go.
pub(super) fn preempt(p: &Processor) {
    // SAFETY: machines live for ever.
    if let Some(machine) = unsafe { p.machine.load(Ordering::Acquire).as_ref() } {
        let thread = machine.thread.load(Ordering::Acquire);
        if thread != 0 {
            os::signal_thread(thread, PREEMPT_SIGNAL);
        }
    }
}

/// Tells the stopper that a processor stopped or went into a system call.
pub(super) fn note_stop() {
    if STOPPING.load(Ordering::SeqCst) {
        STOPS.fetch_add(1, Ordering::SeqCst);
        os::futex_wake(&STOPS, 1);
    }
}

/// The scheduler found that the world stops: stops its processor until it starts again.
pub(super) fn stop_here(machine: *mut Machine, p: &'static Processor) {
    p.state.store(state::STOPPED, Ordering::SeqCst);
    note_stop();
    while p.state.load(Ordering::SeqCst) == state::STOPPED {
        os::futex_wait(&p.state, state::STOPPED, -1);
    }
    // If the number of processors was reduced it is gone, and may by now be another machine's.
    if p.machine.load(Ordering::SeqCst) != machine {
        // SAFETY: the machine of this thread.
        unsafe { (*machine).processor = core::ptr::null_mut() };
    }
}

/// Lets Go code run again.
pub fn start_the_world() {
    STOPPING.store(false, Ordering::SeqCst);
    for p in processor::all() {
        if p.state.load(Ordering::SeqCst) != state::STOPPED {
            continue;
        }
        if p.machine.load(Ordering::Acquire).is_null() {
            // It was taken from a system call.
            if p.queue.is_empty() {
                GLOBAL.lock().put_idle(p);
            } else {
                p.state.store(state::RUNNING, Ordering::SeqCst);
                start_machine(p);
            }
        } else {
            p.state.store(state::RUNNING, Ordering::SeqCst);
            os::futex_wake(&p.state, u32::MAX);
        }
    }
    WORLD.unlock();
    super::engine::wake_if_needed();
}

/// Calls `f(argument, sp)` with all callee-saved registers stored above `sp`.
///
/// # Safety
/// As for calling `f`.
#[unsafe(naked)]
unsafe extern "C" fn with_saved_registers(f: extern "C" fn(*mut u8, usize), argument: *mut u8) {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "mov rax, rdi",
        "mov rdi, rsi",
        "mov rsi, rsp",
        "call rax",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

/// Gets the first and behind the last word of a range.
pub type Visitor<'a> = &'a mut dyn FnMut(*const usize, *const usize);

/// What becomes of the system stack of the thread that stopped the world.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OwnStack {
    /// Frames on it may hold the only pointer to something, as those of whoever allocates do.
    Visit,
    /// The goroutine that waits for the collection has saved its context; what lies on the system
    /// stack are remains of earlier calls, which would keep what they were about.
    Skip,
}

struct Visit<'a> {
    own: OwnStack,
    visit: Visitor<'a>,
}

/// With the world stopped by this thread: visits the system stacks whose runtime frames may hold
/// pointers.
pub fn visit_system_stacks(own: OwnStack, visit: Visitor) {
    let mut argument = Visit { own, visit };
    // SAFETY: visit_stacks gets the argument it expects.
    unsafe { with_saved_registers(visit_stacks, (&raw mut argument).cast()) };
}

extern "C" fn visit_stacks(argument: *mut u8, stack_pointer: usize) {
    // SAFETY: passed by visit_system_stacks; the world is stopped, so stacks hold still.
    unsafe {
        let argument = &mut *argument.cast::<Visit>();
        let own = current_machine();
        machine::for_each(|m| {
            let from = match m == own {
                true if argument.own == OwnStack::Skip => 0,
                true => stack_pointer,
                false => (*m).blocked_stack_pointer.load(Ordering::Acquire),
            };
            if from != 0 {
                (argument.visit)(from as *const usize, (*m).system_stack_top as *const usize);
            }
        });
    }
}

/// Visits the object and the stack of a goroutine.
///
/// # Safety
/// It stands still: the world is stopped, or it is kept from running.
pub unsafe fn visit_goroutine(g: *mut Goroutine, visit: Visitor) {
    // SAFETY: the caller's.
    unsafe {
        match (*g).status.load(Ordering::Acquire) {
            // In a thunk; below the frame pointer are the registers a Park thunk saved.
            status::RUNNING | status::SYSTEM_CALL => {
                visit_stack(g, (*g).thunk_stack_pointer - PARK_SAVED, visit);
            }
            _ => visit_stack(g, (*g).saved_stack_pointer, visit),
        }
    }
}

/// Visits the object and the stack of a goroutine that was seen to stand, and waits if it is to run
/// meanwhile: its status may be RUNNING by now.
///
/// # Safety
/// As for [`visit_goroutine`].
pub unsafe fn visit_standing(g: *mut Goroutine, visit: Visitor) {
    // SAFETY: the caller's.
    unsafe { visit_stack(g, (*g).saved_stack_pointer, visit) };
}

unsafe fn visit_stack(g: *mut Goroutine, mut from: usize, visit: Visitor) {
    // SAFETY: the goroutine stands still, so its segments and their links do, and `from` is where
    // the newest one is used from.
    unsafe {
        visit(g.cast(), g.add(1).cast());
        let mut segment = (*g).segment;
        while !segment.is_null() {
            visit(from as *const usize, (*segment).top() as *const usize);
            from = (*segment).resume;
            segment = (*segment).previous;
        }
    }
}

/// With the world stopped: frees the stack segments that goroutines keep for their next overflow.
pub fn release_unused_stacks() {
    goroutine::for_each(|g| {
        // SAFETY: the world is stopped, so nobody is about to use `next`.
        unsafe {
            if let Some(segment) = (*g).segment.as_mut() {
                stack::free_chain(segment.next);
                segment.next = core::ptr::null_mut();
            }
        }
    });
}

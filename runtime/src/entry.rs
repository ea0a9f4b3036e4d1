//! The start of the process: from the kernel's stack to the first goroutine.
//!
//! In: the kernel's initial stack (argument count, arguments, environment, auxiliary vector).
//! Out: the scheduler running `runtime.main` on a goroutine; accessors of arguments and
//! environment.
//! Invariants: everything here runs before a second thread exists; afterwards its data is
//! constant.

use core::arch::naked_asm;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use grus_abi::program::ProgramInformation;
use grus_abi::value::Closure;

use crate::sched::{self, machine, processor};
use crate::{gc, knobs, memory, os, signal, stack, thread, timer, traceback};

/// The process's entry point.
///
/// # Safety
/// Called by the kernel only.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _start() -> ! {
    naked_asm!(
        "xor ebp, ebp",
        "mov rdi, rsp",
        "and rsp, -16",
        "call {start}",
        "ud2",
        start = sym start,
    )
}

static ARGUMENT_COUNT: AtomicUsize = AtomicUsize::new(0);
static ARGUMENTS: AtomicPtr<*const u8> = AtomicPtr::new(null_mut());
static ENVIRONMENT: AtomicPtr<*const u8> = AtomicPtr::new(null_mut());
static ENVIRONMENT_COUNT: AtomicUsize = AtomicUsize::new(0);

/// The tables of the running program.
pub fn program() -> &'static ProgramInformation {
    traceback::information()
}

unsafe extern "C" fn start(stack: *const usize) -> ! {
    // SAFETY: the kernel's layout: count, arguments, null, environment, null, auxiliary vector.
    unsafe {
        let count = *stack;
        let arguments = stack.add(1).cast::<*const u8>();
        let environment = arguments.add(count + 1);
        let mut variables = 0;
        while !(*environment.add(variables)).is_null() {
            variables += 1;
        }
        ARGUMENT_COUNT.store(count, Ordering::Relaxed);
        ARGUMENTS.store(arguments.cast_mut(), Ordering::Relaxed);
        ENVIRONMENT.store(environment.cast_mut(), Ordering::Relaxed);
        ENVIRONMENT_COUNT.store(variables, Ordering::Relaxed);
        os::open_standard_descriptors();
        rustix::param::init(environment.cast_mut().cast());
        let machine = machine::make();
        thread::adopt(machine);
        run_on((*machine).system_stack_top, run)
    }
}

/// Continues in `f` on another stack.
#[unsafe(naked)]
unsafe extern "C" fn run_on(stack: usize, f: extern "C" fn() -> !) -> ! {
    naked_asm!("xor ebp, ebp", "mov rsp, rdi", "call rsi", "ud2")
}

/// The func value of `runtime.main`.
struct MainClosure(Closure);

// SAFETY: written once at start, before any other thread exists.
unsafe impl Sync for MainClosure {}

extern "C" fn run() -> ! {
    let m = thread::current_machine();
    timer::initialise();
    memory::initialise_arena();
    gc::initialise(&environment_variable);
    if knobs::SCHEDULER_SEED.is_set() {
        machine::seed(knobs::SCHEDULER_SEED.get() as u64);
    }
    // SAFETY: the first thread, with its machine; the closure is static memory.
    unsafe {
        signal::install();
        signal::prepare_thread(m);
        static mut MAIN: MainClosure = MainClosure(Closure {
            code: core::ptr::null(),
        });
        let main = &raw mut MAIN.0;
        (*main).code = program().main;
        let g = sched::new_goroutine(main, core::ptr::null(), 0, stack::MAIN_SEGMENT);
        sched::run_first_machine(g, initial_processors())
    }
}

/// GOMAXPROCS from the environment, or one for each CPU.
fn initial_processors() -> usize {
    environment_variable(b"GOMAXPROCS")
        .and_then(knobs::parse_integer)
        .filter(|&n| n > 0)
        .map_or_else(os::processor_count, |n| n as usize)
        .clamp(1, processor::MAXIMUM)
}

/// The bytes of a string that ends with a zero byte.
///
/// # Safety
/// It does, and lives as long as the process.
unsafe fn bytes_of(string: *const u8) -> &'static [u8] {
    // SAFETY: the caller's.
    unsafe { core::ffi::CStr::from_ptr(string.cast()).to_bytes() }
}

/// The command-line argument with this index, 0 being the program's name.
pub fn argument(index: usize) -> Option<&'static [u8]> {
    if index >= ARGUMENT_COUNT.load(Ordering::Relaxed) {
        return None;
    }
    // SAFETY: the kernel's array.
    Some(unsafe { bytes_of(*ARGUMENTS.load(Ordering::Relaxed).add(index)) })
}

/// The kernel's array of arguments, ended by null, and after it that of the environment.
pub fn argument_vector() -> *const *const u8 {
    ARGUMENTS.load(Ordering::Relaxed)
}

/// Number of command-line arguments.
pub fn argument_count() -> usize {
    ARGUMENT_COUNT.load(Ordering::Relaxed)
}

/// The `name=value` string of the environment with this index.
pub fn environment_entry(index: usize) -> Option<&'static [u8]> {
    if index >= ENVIRONMENT_COUNT.load(Ordering::Relaxed) {
        return None;
    }
    // SAFETY: the kernel's array.
    Some(unsafe { bytes_of(*ENVIRONMENT.load(Ordering::Relaxed).add(index)) })
}

/// Number of strings in the environment.
pub fn environment_count() -> usize {
    ENVIRONMENT_COUNT.load(Ordering::Relaxed)
}

/// The value of an environment variable as it was at the start.
pub fn environment_variable(name: &[u8]) -> Option<&'static [u8]> {
    (0..environment_count())
        .filter_map(environment_entry)
        .find_map(|entry| {
            let rest = entry.strip_prefix(name)?;
            rest.strip_prefix(b"=")
        })
}

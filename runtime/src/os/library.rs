//! System calls for the library: functions declared in Go without a body.
//!
//! In: words from Go.  Out: the kernel's result, negative errno included.

use super::{exit, system_call};
use crate::entry;
use crate::sched::blocking::blocking;
use crate::words::Pair;

/// `os.Exit` and the end of `main`: (status).
pub extern "C" fn rt_exit(status: i32) -> ! {
    exit(status)
}

/// `syscall.call`: (number, five arguments), for calls that return at once.
pub extern "C" fn rt_system_call(
    number: usize,
    a: usize,
    b: usize,
    c: usize,
    d: usize,
    e: usize,
) -> isize {
    // SAFETY: package syscall is the only caller and answers for the arguments.
    unsafe { system_call(number, [a, b, c, d, e, 0]) }
}

/// `syscall.blockingCall`: likewise, for calls that may wait; other goroutines run
/// meanwhile.
pub extern "C" fn rt_blocking_system_call(
    number: usize,
    a: usize,
    b: usize,
    c: usize,
    d: usize,
    e: usize,
) -> isize {
    // SAFETY: as above; this is the body of a Park thunk.
    unsafe { blocking(|| system_call(number, [a, b, c, d, e, 0])) }
}

/// `syscall.call6`: (number, array of six arguments).
///
/// # Safety
/// A thunk's function; the array is readable.
pub unsafe extern "C" fn rt_system_call6(number: usize, arguments: *const [usize; 6]) -> isize {
    // SAFETY: as above.
    unsafe { system_call(number, *arguments) }
}

/// `syscall.blockingCall6`: likewise, for calls that may wait.
///
/// # Safety
/// A Park thunk's function; the array is readable.
pub unsafe extern "C" fn rt_blocking_system_call6(
    number: usize,
    arguments: *const [usize; 6],
) -> isize {
    // SAFETY: as above.
    unsafe { blocking(|| system_call(number, *arguments)) }
}

/// `syscall.argumentVector`: the kernel's array of C strings, ended by null, and after it
/// that of the environment.
pub extern "C" fn rt_argument_vector() -> *const *const u8 {
    entry::argument_vector()
}

/// The value of an environment variable at the start of the process: (name) -> string.
///
/// # Safety
/// A thunk's function; the words are a Go string.
pub unsafe extern "C" fn rt_environment_variable(data: *const u8, length: usize) -> Pair {
    // SAFETY: the caller's.
    let name = unsafe { crate::string::bytes(data, length) };
    crate::entry::environment_variable(name).map_or(Pair(0, 0), |value| {
        Pair(value.as_ptr() as usize, value.len())
    })
}

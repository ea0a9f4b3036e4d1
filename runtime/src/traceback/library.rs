//! What package runtime tells programs about their call stack.
//!
//! In: calls through thunks.  Out: as documented in `library/runtime/caller.go`, whose `callerInfo`
//! is [`CallerInformation`].

use core::fmt::Write;

use grus_abi::program::{FUNCTION_WRAPPER, FunctionInformation};
use grus_abi::value::GoString;

use super::print::{print_goroutine_to, print_others_to};
use super::tables::Activation;
use super::walk::{DEFER_RETURN, Frame, Walk, program};
use crate::sched::{self, current_goroutine};

/// One active function.
#[repr(C)]
pub struct CallerInformation {
    pc: usize,
    entry: usize,
    function: GoString,
    file: GoString,
    line: usize,
    inlined: bool,
    descriptor: *const FunctionInformation,
}

/// Functions that calls were inlined into have no address of their own in the code; they get the
/// inlined code's with their distance in these bits, which no address of a program uses.
const DEPTH_SHIFT: u32 = 48;

fn go_string(text: &'static str) -> GoString {
    GoString {
        data: text.as_ptr(),
        length: text.len(),
    }
}

impl CallerInformation {
    fn fill(
        &mut self,
        pc: usize,
        function: &'static FunctionInformation,
        activation: &Activation<'static>,
    ) {
        self.pc = pc;
        self.function = go_string(activation.function);
        self.file = go_string(activation.at.file);
        self.line = activation.at.line as usize;
        self.inlined = activation.is_inlined;
        self.entry = if activation.is_inlined {
            0
        } else {
            program().address(function.start)
        };
        self.descriptor = function;
    }
}

unsafe extern "C" {
    #[link_name = "runtime.goexit"]
    fn goexit();
}

/// The frame that every goroutine seems to have started from, so that there is one below its oldest.
fn oldest_frame() -> Option<Frame> {
    let pc = goexit as *const () as usize + 1;
    let function = program().function(pc)?;
    Some(Frame {
        pc,
        fp: 0,
        sp: 0,
        exact: false,
        function,
    })
}

/// Calls `visit` with every active function of the current goroutine, youngest first, wrappers
/// left out, and how far out from the innermost at its address it is; it returns whether to go on.
/// What runs deferred calls when a function returns counts as a wrapper.
fn for_each_caller(mut visit: impl FnMut(&Frame, usize, &Activation<'static>) -> bool) {
    let tables = program();
    // SAFETY: the goroutine of this thread is in a thunk.
    let frames = unsafe { Walk::new(current_goroutine()) };
    for frame in frames.chain(oldest_frame()) {
        let is_wrapper = frame.function.flags & FUNCTION_WRAPPER != 0
            || tables.name(frame.function) == DEFER_RETURN;
        let mut go_on = true;
        let mut depth = 0;
        tables.activations(frame.function, frame.line_pc(), 0, &mut |activation| {
            // A wrapper itself is left out, but not what was inlined into it.
            if !is_wrapper || activation.is_inlined {
                go_on = visit(&frame, depth, &activation);
            }
            depth += 1;
            go_on
        });
        if !go_on {
            return;
        }
    }
}

/// (levels, information) -> 0 or 1
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_callerat(skip: isize, to: *mut CallerInformation) -> usize {
    let Ok(mut left) = usize::try_from(skip) else {
        return 0;
    };
    let mut found = false;
    for_each_caller(|frame, depth, activation| {
        if left > 0 {
            left -= 1;
            return true;
        }
        let pc = frame.line_pc() | depth << DEPTH_SHIFT;
        // SAFETY: the caller's.
        unsafe { (*to).fill(pc, frame.function, activation) };
        found = true;
        false
    });
    usize::from(found)
}

/// (levels, array, size) -> number stored
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_callersat(skip: isize, to: *mut usize, size: usize) -> usize {
    let mut left = skip.max(0) as usize;
    let mut count = 0;
    for_each_caller(|frame, depth, _| {
        if left > 0 {
            left -= 1;
            return true;
        }
        if count == size {
            return false;
        }
        let pc = (frame.line_pc() + 1) | depth << DEPTH_SHIFT;
        // SAFETY: below the size.
        unsafe { *to.add(count) = pc };
        count += 1;
        true
    });
    count
}

/// (return address, information) -> 0 or 1
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_frameat(pc: usize, to: *mut CallerInformation) -> usize {
    let tables = program();
    let mut left = pc >> DEPTH_SHIFT;
    let in_call = (pc & ((1 << DEPTH_SHIFT) - 1)).wrapping_sub(1);
    let Some(function) = tables.function(in_call) else {
        return 0;
    };
    let mut found = false;
    tables.activations(function, in_call, 0, &mut |activation| {
        if left > 0 {
            left -= 1;
            return true;
        }
        // SAFETY: the caller's.
        unsafe { (*to).fill(pc, function, &activation) };
        found = true;
        false
    });
    usize::from(found)
}

/// (function, information)
///
/// # Safety
/// A thunk's function; the function is one that another function here handed out.
pub unsafe extern "C" fn rt_functioninformation(
    function: *const FunctionInformation,
    to: *mut CallerInformation,
) {
    // SAFETY: the caller's.
    unsafe {
        (*to).function = go_string(program().name(&*function));
        (*to).entry = program().address((*function).start);
        (*to).descriptor = function;
    }
}

/// Writes into memory of the caller, as far as there is room.
struct Buffer {
    to: *mut u8,
    size: usize,
    length: usize,
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let n = text.len().min(self.size - self.length);
        // SAFETY: the caller of rt_stacktext gave this much room.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), self.to.add(self.length), n);
        }
        self.length += n;
        Ok(())
    }
}

/// (buffer, size, all goroutines) -> bytes written
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_stacktext(to: *mut u8, size: usize, all: usize) -> usize {
    let mut out = Buffer {
        to,
        size,
        length: 0,
    };
    let g = current_goroutine();
    if all & 1 != 0 {
        sched::stop_the_world();
    }
    // SAFETY: the goroutine of this thread is in a thunk; others are stopped.
    unsafe { print_goroutine_to(&mut out, g) };
    if all & 1 != 0 {
        print_others_to(&mut out, g);
        sched::start_the_world();
    }
    out.length
}

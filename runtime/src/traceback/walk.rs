//! The frames of a goroutine, youngest first.
//!
//! In: a goroutine in a thunk, parked, or interrupted.  Out: [`Frame`]s.
//! Invariants: the walk ends at the first address outside of the Go text, which for a sound stack
//! is the goroutine's start.

use grus_abi::goroutine::STACK_SLACK;
use grus_abi::program::{
    FUNCTION_FRAMELESS, FUNCTION_WRAPPER, FunctionInformation, ProgramInformation,
};

use super::tables::Tables;
use crate::sched::goroutine::Goroutine;
use crate::stack::Segment;
use crate::stack::grow::lessstack_address;

unsafe extern "C" {
    static grus_program: ProgramInformation;
}

/// The tables of this program.
pub fn program() -> Tables<'static> {
    // SAFETY: the compiler wrote them as documented.
    unsafe { Tables::new(&grus_program) }
}

/// The root of the tables.
pub fn information() -> &'static ProgramInformation {
    // SAFETY: as above.
    unsafe { &grus_program }
}

/// One activation of a compiled function.
#[derive(Clone, Copy)]
pub struct Frame {
    /// Address in the function: a return address, or that of an interrupted or trapping
    /// instruction if `exact`.
    pub pc: usize,
    /// The frame pointer.
    pub fp: usize,
    /// The stack pointer when the function made the call that it is in, as far as is known.
    pub sp: usize,
    /// `pc` is the instruction itself, not the one behind the call.
    pub exact: bool,
    /// The function.
    pub function: &'static FunctionInformation,
}

impl Frame {
    /// The address to look up lines with: inside of the call instruction.
    pub fn line_pc(&self) -> usize {
        if self.exact { self.pc } else { self.pc - 1 }
    }
}

/// The walk.
pub struct Walk {
    pc: usize,
    fp: usize,
    sp: usize,
    exact: bool,
    segment: *const Segment,
    /// The function of the last frame: in deep recursion it is the next one's too.
    last: Option<&'static FunctionInformation>,
}

impl Walk {
    /// Begins at the youngest frame.
    ///
    /// # Safety
    /// `g` does not run Go code now.
    pub unsafe fn new(g: *const Goroutine) -> Self {
        // SAFETY: thunks, the stack stubs and the preemption stub all leave a frame at
        // `thunk_stack_pointer`: the saved frame pointer, and above it an address in Go code.
        unsafe {
            if (*g).segment.is_null() || (*g).thunk_stack_pointer == 0 {
                // It never ran.
                let pc = (*g)
                    .closure
                    .as_ref()
                    .map_or(0, |closure| closure.code as usize);
                return Self {
                    pc,
                    fp: 0,
                    sp: 0,
                    exact: true,
                    segment: core::ptr::null(),
                    last: None,
                };
            }
            let at = (*g).thunk_stack_pointer as *const usize;
            let mut walk = Self {
                pc: *at.add(1),
                fp: *at,
                sp: at as usize + 16,
                exact: (*g).interrupted,
                segment: (*g).segment,
                last: None,
            };
            walk.leave_segment();
            if walk.exact {
                walk.fix_interrupted(at as usize + 16);
            }
            walk
        }
    }

    /// Replaces the address that leads back to an older segment by the real one.
    unsafe fn leave_segment(&mut self) {
        if self.pc == lessstack_address() && !self.segment.is_null() {
            // SAFETY: the segment belongs to the goroutine's chain.
            unsafe {
                self.pc = (*self.segment).return_address;
                self.segment = (*self.segment).previous;
            }
        }
    }

    /// An interrupted function may not have its frame yet, or no more: then the frame pointer is
    /// its caller's. `stack_pointer` is the one at the interruption.
    unsafe fn fix_interrupted(&mut self, stack_pointer: usize) {
        let tables = program();
        let Some(function) = tables.function(self.pc) else {
            return;
        };
        let body = tables.address(function.start) + usize::from(function.header_length);
        // SAFETY: the pc is in Go text, and the stack holds a return address where said.
        unsafe {
            let slot = if is_frameless(function) || self.pc <= body {
                stack_pointer // before `push rbp`
            } else if self.pc == body + 1 {
                stack_pointer + 8 // between `push rbp` and `mov rbp, rsp`
            } else if matches!(*(self.pc as *const u8), 0xc3 | 0xc2) {
                stack_pointer // at `ret`, after `pop rbp`
            } else {
                return;
            };
            // The interrupted function itself has no frame: go on with its caller.
            self.pc = *(slot as *const usize);
            self.exact = false;
            self.leave_segment();
        }
    }
}

impl Iterator for Walk {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        let tables = program();
        let pc = self.line_pc();
        let is_last = |f: &&FunctionInformation| {
            tables
                .offset(pc)
                .is_some_and(|at| f.start <= at && at < f.end)
        };
        let last = self.last.filter(is_last);
        let function = last.map_or_else(|| tables.function(pc), Some)?;
        let frame = Frame {
            pc: self.pc,
            fp: self.fp,
            sp: self.sp,
            exact: self.exact,
            function,
        };
        // The function that a trap was turned into a call of returns to the trapping instruction.
        if last.is_none() {
            self.exact = tables.name(function) == "runtime.sigpanic";
            self.last = (!self.exact).then_some(function);
        } else {
            self.exact = false;
        }
        if self.fp == 0 {
            self.pc = 0;
            return Some(frame);
        }
        if frame.exact && is_frameless(function) {
            // It trapped, so it was interrupted where the stack pointer is known, and the frame
            // pointer is the caller's already.
            // SAFETY: the stack pointer of such a function points to its return address.
            unsafe {
                self.pc = *(self.sp as *const usize);
                self.sp += 8;
                self.leave_segment();
            }
            return Some(frame);
        }
        // SAFETY: frame pointers of Go functions point to the saved one, below a return address.
        unsafe {
            let at = self.fp as *const usize;
            self.pc = *at.add(1);
            self.sp = self.fp + 16;
            self.fp = *at;
            self.leave_segment();
        }
        Some(frame)
    }
}

fn is_frameless(function: &FunctionInformation) -> bool {
    function.flags & FUNCTION_FRAMELESS != 0
}

impl Walk {
    fn line_pc(&self) -> usize {
        if self.exact {
            self.pc
        } else {
            self.pc.wrapping_sub(1)
        }
    }
}

/// What runs deferred calls when their function returns.
pub const DEFER_RETURN: &str = "runtime.deferreturn";

/// Whether the function with frame pointer `fp`, which called into the runtime just now, was
/// called by the function with frame pointer `caller`, not counting wrappers in between.
///
/// A wrapper that calls into the runtime is a deferred `recover()`: as if the function that is
/// returning, and so runs it, had called.
///
/// # Safety
/// `g` is the goroutine of this thread, in a thunk.
pub unsafe fn is_called_by(g: *const Goroutine, fp: usize, caller: usize) -> bool {
    // SAFETY: the caller's.
    let walk = unsafe { Walk::new(g) };
    let is_wrapper = |frame: &Frame| frame.function.flags & FUNCTION_WRAPPER != 0;
    let mut frames = walk.skip_while(|frame| frame.fp != fp);
    let Some(own) = frames.next() else {
        return false;
    };
    let mut others = frames.filter(|frame| !is_wrapper(frame));
    if is_wrapper(&own) {
        let tables = program();
        // The function that returns calls it itself if it can, else through another.
        let runs_it = others.next();
        if runs_it.is_some_and(|frame| tables.name(frame.function) == DEFER_RETURN) {
            others.next();
        }
    }
    others.next().is_some_and(|frame| frame.fp == caller)
}

/// Bytes of frame that the function whose header asked for stack needs.
pub fn frame_size_of_entry(entry: usize) -> usize {
    program().function(entry).map_or(STACK_SLACK, |f| {
        f.frame_size as usize + usize::from(f.stack_argument_bytes)
    })
}

//! The text of tracebacks, in gc's format.
//!
//! In: goroutines.  Out: lines on standard error.
//! Invariants: shows at most 100 frames a goroutine, the first and last 50 of longer stacks;
//! functions of package runtime are left out unless exported, or nothing else is left, or
//! GOTRACEBACK asks for them.

use core::fmt::Write;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use grus_abi::program::{FUNCTION_HAS_PARAMETERS, FUNCTION_WRAPPER};

use super::tables::Activation;
use super::walk::{Frame, Walk, program};
use crate::panic::ErrorStream;
use crate::sched::current_goroutine;
use crate::sched::goroutine::{self, Goroutine, status};
use crate::{entry, knobs};

const INNER_FRAMES: usize = 50;
const OUTER_FRAMES: usize = 50;

/// What GOTRACEBACK asks for.
#[derive(Clone, Copy)]
pub struct Level {
    /// 0 none, 1 the goroutine's own functions, 2 the runtime's too.
    pub level: u32,
    /// All goroutines.
    pub all: bool,
    /// End with SIGABRT.
    pub crash: bool,
}

/// The runtime itself failed: what GOTRACEBACK says about detail does not count.
static EVERYTHING: AtomicBool = AtomicBool::new(false);

/// Makes tracebacks show the runtime's functions and addresses from now on.
pub fn show_everything() {
    EVERYTHING.store(true, Ordering::Relaxed);
}

/// The setting of GOTRACEBACK.
pub fn level() -> Level {
    let mut level = setting();
    if EVERYTHING.load(Ordering::Relaxed) {
        level.level = 2;
        level.all = true;
    }
    level
}

/// What the program asked for: detail in the lower byte, bits for all goroutines and SIGABRT.
static PROGRAM_SETTING: AtomicU32 = AtomicU32::new(0);

const ALL: u32 = 0x100;
const CRASH: u32 = 0x200;

/// Makes tracebacks show at least what a value of GOTRACEBACK says.
pub fn set_level(value: &[u8]) {
    let level = parse_level(value);
    let bits = level.level | if level.all { ALL } else { 0 } | if level.crash { CRASH } else { 0 };
    PROGRAM_SETTING.store(bits, Ordering::Relaxed);
}

fn setting() -> Level {
    let environment = parse_level(entry::environment_variable(b"GOTRACEBACK").unwrap_or(b"single"));
    let program = PROGRAM_SETTING.load(Ordering::Relaxed);
    Level {
        level: environment.level.max(program & 0xff),
        all: environment.all || program & ALL != 0,
        crash: environment.crash || program & CRASH != 0,
    }
}

fn parse_level(value: &[u8]) -> Level {
    let (level, all, crash) = match value {
        b"none" => (0, false, false),
        b"single" | b"" => (1, false, false),
        b"all" => (1, true, false),
        b"system" => (2, true, false),
        b"crash" => (2, true, true),
        number => {
            let level = knobs::parse_integer(number).map_or(0, |n| n.clamp(0, 2) as u32);
            (level, true, false)
        }
    };
    Level { level, all, crash }
}

/// Prints the header and frames of one goroutine to standard error.
///
/// # Safety
/// `g` does not run Go code.
pub unsafe fn print_goroutine(g: *const Goroutine) {
    // SAFETY: the caller's.
    unsafe { print_goroutine_to(&mut ErrorStream, g) };
}

/// Prints the header and frames of one goroutine.
///
/// # Safety
/// `g` does not run Go code.
pub unsafe fn print_goroutine_to(out: &mut dyn Write, g: *const Goroutine) {
    // SAFETY: the caller's.
    unsafe {
        print_header(out, g);
        if !print_frames(out, g, level().level > 1) {
            print_frames(out, g, true);
        }
        print_creator(out, g);
    }
}

/// Prints all goroutines but `except` to standard error.
pub fn print_others(except: *const Goroutine) {
    print_others_to(&mut ErrorStream, except);
}

/// Prints all goroutines but `except`, each after an empty line.
pub fn print_others_to(out: &mut dyn Write, except: *const Goroutine) {
    goroutine::for_each(|g| {
        if core::ptr::eq(g, except) {
            return;
        }
        let _ = out.write_str("\n");
        // SAFETY: goroutine objects are never freed. One that runs on another thread is only
        // named, since its stack changes.
        unsafe {
            if (*g).status.load(Ordering::Acquire) == status::RUNNING && g != current_goroutine() {
                print_header(out, g);
                let _ = out.write_str("\tgoroutine running on other thread; stack unavailable\n");
                print_creator(out, g);
            } else {
                print_goroutine_to(out, g);
            }
        }
    });
}

unsafe fn print_header(out: &mut dyn Write, g: *const Goroutine) {
    // SAFETY: goroutine objects and machines are never freed; of one that runs elsewhere, the words read
    // here are whole.
    unsafe {
        let state = match (*g).status.load(Ordering::Acquire) {
            status::RUNNABLE => "runnable",
            status::RUNNING => "running",
            status::SYSTEM_CALL => "syscall",
            status::WAITING => (*g).wait_reason.text(),
            _ => "idle",
        };
        let _ = write!(out, "goroutine {}", (*g).id);
        if level().level > 1 {
            let _ = write!(out, " gp={g:p} ");
            let _ = match (*g).machine.as_ref() {
                Some(m) => write!(out, "m={} mp={m:p}", m.number),
                None => write!(out, "m=nil"),
            };
        }
        let locked = if (*g).thread_locks == 0 {
            ""
        } else {
            ", locked to thread"
        };
        let _ = writeln!(out, " [{state}{locked}]:");
    }
}

/// Prints the frames; returns whether there was any to show.
unsafe fn print_frames(out: &mut dyn Write, g: *const Goroutine, show_runtime: bool) -> bool {
    // SAFETY: the goroutine does not run Go code, as for the two calls below.
    let total = unsafe { visit_shown(g, show_runtime, (0, usize::MAX), &mut |_, _, _| {}) };
    let elided = total.saturating_sub(INNER_FRAMES + OUTER_FRAMES);
    // SAFETY: as above.
    unsafe {
        let skipped = (INNER_FRAMES + 1, INNER_FRAMES + elided);
        visit_shown(g, show_runtime, skipped, &mut |index, frame, activation| {
            if index < INNER_FRAMES || index >= INNER_FRAMES + elided {
                print_frame(out, frame, activation);
            } else if index == INNER_FRAMES {
                let _ = writeln!(out, "...{elided} frames elided...");
            }
        });
    }
    total > 0
}

/// Calls `visit` for every activation to show; returns their number. It need not be called for those
/// with numbers in the range `skipped`, which saves time where a deep recursion repeats.
unsafe fn visit_shown(
    g: *const Goroutine,
    show_runtime: bool,
    skipped: (usize, usize),
    visit: &mut dyn FnMut(usize, &Frame, &Activation),
) -> usize {
    let tables = program();
    let mut shown = 0;
    // The last address, and how many activations there were to show.
    let mut last = (0, 0);
    // SAFETY: callers show only goroutines that do not run Go code, whose stacks hold still.
    for frame in unsafe { Walk::new(g) } {
        let is_repeated = frame.pc == last.0 && shown > 0;
        if is_repeated && skipped.0 <= shown && shown + last.1 <= skipped.1 {
            shown += last.1;
            continue;
        }
        let before = shown;
        let is_wrapper = frame.function.flags & FUNCTION_WRAPPER != 0;
        let line = if frame.exact {
            tables.trap(frame.pc).map_or(0, |t| t.line)
        } else {
            0
        };
        tables.activations(frame.function, frame.line_pc(), line, &mut |activation| {
            // A wrapper itself is left out, but not what was inlined into it.
            let is_hidden = is_wrapper && !activation.is_inlined;
            if show_runtime || !is_hidden && is_shown(activation.function, shown == 0) {
                visit(shown, &frame, &activation);
                shown += 1;
            }
            true
        });
        last = (frame.pc, shown - before);
    }
    shown
}

/// Whether a function is of interest to users: anything outside of package runtime, exported
/// functions of it, and `panic` where it separates deferred calls from the code that panicked.
fn is_shown(name: &str, is_first: bool) -> bool {
    let Some(name) = name.strip_prefix("runtime.") else {
        return name.contains('.');
    };
    // Stack is what is asked for the traceback of its caller.
    if matches!(name, "gopanic" | "Stack") {
        return !is_first;
    }
    let (receiver, method) = match name.rsplit_once('.') {
        Some((receiver, method)) => (receiver.trim_start_matches("(*"), method),
        None => ("X", name),
    };
    let is_exported = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    is_exported(receiver) && is_exported(method)
}

fn print_frame(out: &mut dyn Write, frame: &Frame, activation: &Activation) {
    let tables = program();
    let name = match activation.function {
        "runtime.gopanic" => "panic",
        name => name,
    };
    let (start, end) = without_type_arguments(name);
    let arguments = if activation.is_inlined
        || frame.function.flags & FUNCTION_HAS_PARAMETERS != 0
        || name == "panic"
    {
        "..."
    } else {
        ""
    };
    let _ = write!(
        out,
        "{start}{end}({arguments})\n\t{}:{}",
        activation.at.file, activation.at.line
    );
    if !activation.is_inlined {
        let offset = frame.pc - tables.address(frame.function.start);
        if offset > 0 {
            let _ = write!(out, " +{offset:#x}");
        }
        if level().level > 1 {
            let _ = write!(
                out,
                " fp={:#x} sp={:#x} pc={:#x}",
                frame.fp, frame.sp, frame.pc
            );
        }
    }
    let _ = out.write_str("\n");
}

/// A function's name in two parts, with `[...]` for the type arguments of an instance.
fn without_type_arguments(name: &str) -> (&str, InstanceEnd<'_>) {
    match (name.find('['), name.rfind(']')) {
        (Some(open), Some(close)) if open < close => {
            (&name[..open], InstanceEnd(Some(&name[close + 1..])))
        }
        _ => (name, InstanceEnd(None)),
    }
}

/// What follows the name of an instance.
struct InstanceEnd<'a>(Option<&'a str>);

impl core::fmt::Display for InstanceEnd<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(rest) => write!(f, "[...]{rest}"),
            None => Ok(()),
        }
    }
}

unsafe fn print_creator(out: &mut dyn Write, g: *const Goroutine) {
    let tables = program();
    // SAFETY: goroutine objects are never freed, and these words are set before they run.
    let (pc, parent) = unsafe { ((*g).created_at, (*g).parent) };
    let Some(function) = tables.function(pc) else {
        return;
    };
    let (start, end) = without_type_arguments(tables.name(function));
    let _ = writeln!(out, "created by {start}{end} in goroutine {parent}");
    tables.activations(function, pc - 1, 0, &mut |activation| {
        let _ = writeln!(
            out,
            "\t{}:{} +{:#x}",
            activation.at.file,
            activation.at.line,
            pc - tables.address(function.start)
        );
        false
    });
}

//! Ending a goroutine's normal course from runtime code: Go panics, and fatal errors.
//!
//! In: what went wrong.  Out: a Go panic raised in the caller of the runtime function, or the end
//! of the process with status 2 and gc's text on standard error.
//! Invariants: raising abandons the system stack: nothing with a destructor, above all no lock
//! guard, may be alive in the callers. A fatal error inside of a fatal error ends the process at
//! once; only the first of several threads prints.
//! Panics themselves are Go code (`library/runtime/panic.go`).

use core::fmt::Write;
use core::sync::atomic::{AtomicU32, Ordering};

use crate::os;

/// Standard error, unbuffered.
pub struct ErrorStream;

impl Write for ErrorStream {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        os::write_error(text.as_bytes());
        Ok(())
    }
}

/// The thread that ends the process, plus 1.
static DYING: AtomicU32 = AtomicU32::new(0);

/// Whether the process is about to end with an error.
pub fn is_dying() -> bool {
    DYING.load(Ordering::Acquire) != 0
}

/// Lets the first thread through; others sleep until the process ends, and a thread that comes
/// again (an error while reporting one) ends it.
pub fn begin_dying() {
    let own = os::thread_id() as u32 + 1;
    match DYING.compare_exchange(0, own, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => os::begin_crash_report(),
        Err(other) if other == own => {
            os::write_error(b"fatal error: error while reporting an error\n");
            os::exit(4)
        }
        Err(other) => loop {
            os::futex_wait(&DYING, other, -1);
        },
    }
}

#[cfg(feature = "standalone")]
pub use standalone::*;

#[cfg(feature = "standalone")]
mod standalone {
    use core::arch::naked_asm;
    use core::fmt::{self, Write};
    use core::sync::atomic::Ordering;

    use grus_abi::descriptor::TypeDescriptor;
    use grus_abi::functions::go_functions;
    use grus_abi::value::GoString;

    use super::{ErrorStream, begin_dying};
    use crate::sched::current_goroutine;
    use crate::sched::goroutine::{Goroutine, SignalRecord, offset as g, status};
    use crate::signal::SIGSEGV;
    use crate::thread::current_machine;
    use crate::traceback::tables;
    use crate::{os, traceback};

    /// What `runtime.raise` is to raise; its Go side has the same numbers.
    mod kind {
        pub const ERROR: usize = 0;
        pub const PLAIN: usize = 1;
        pub const ASSERTION: usize = 2;
        pub const NIL: usize = 3;
    }

    const _: () = assert!(matches!(go_functions::RAISE.as_bytes(), b"runtime.raise"));

    /// Calls `runtime.raise` as if the Go caller of the current thunk did.
    #[unsafe(naked)]
    unsafe extern "C" fn call_raise(goroutine: *mut Goroutine, arguments: *const [usize; 6]) -> ! {
        naked_asm!(
            "mov r15, rdi",
            "mov r11, rsi",
            "mov rdi, [r11]",
            "mov rsi, [r11+8]",
            "mov rdx, [r11+16]",
            "mov rcx, [r11+24]",
            "mov r8, [r11+32]",
            "mov r9, [r11+40]",
            "mov rsp, [r15+{THUNK}]",
            "pop rbp",
            "jmp {raise}",
            THUNK = const g::THUNK_STACK_POINTER,
            raise = sym raise,
        )
    }

    unsafe extern "C" {
        #[link_name = "runtime.raise"]
        fn raise();
    }

    /// Enters a function's handler after a recovery.
    ///
    /// # Safety
    /// The frame is alive, and the goroutine's segment is the one that contains it.
    #[unsafe(naked)]
    pub unsafe extern "C" fn jump_to_handler(
        g: *mut Goroutine,
        handler: *const u8,
        sp: usize,
        fp: usize,
    ) -> ! {
        naked_asm!("mov r15, rdi", "mov rsp, rdx", "mov rbp, rcx", "jmp rsi")
    }

    fn raise_with(arguments: [usize; 6]) -> ! {
        let g = current_goroutine();
        if g.is_null() {
            fatal("panic on system stack");
        }
        // SAFETY: the goroutine of this thread is in a thunk; its stack below the thunk's frame
        // is no longer needed.
        unsafe { call_raise(g, &arguments) }
    }

    fn raise_text(kind: usize, text: fmt::Arguments) -> ! {
        let (data, length) = match text.as_str() {
            Some(text) => (text.as_ptr(), text.len()),
            None => copy_formatted(text),
        };
        raise_with([kind, data as usize, length, 0, 0, 0])
    }

    /// Formats into the Go heap; texts that are too long are cut.
    fn copy_formatted(text: fmt::Arguments) -> (*const u8, usize) {
        let mut buffer = Buffer {
            bytes: [0; 1024],
            length: 0,
        };
        let _ = buffer.write_fmt(text);
        let copy = crate::string::copy(&buffer.bytes[..buffer.length]);
        (copy.data, copy.length)
    }

    struct Buffer {
        bytes: [u8; 1024],
        length: usize,
    }

    impl Write for Buffer {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let n = text.len().min(self.bytes.len() - self.length);
            self.bytes[self.length..][..n].copy_from_slice(&text.as_bytes()[..n]);
            self.length += n;
            Ok(())
        }
    }

    /// Panics with a `runtime.Error` whose message is `runtime error: ` and the text.
    pub fn runtime_error(text: &str) -> ! {
        raise_text(kind::ERROR, format_args!("{text}"))
    }

    /// [`runtime_error`] with a formatted text.
    pub fn runtime_error_format(text: fmt::Arguments) -> ! {
        raise_text(kind::ERROR, text)
    }

    /// Panics with a `runtime.Error` whose message is the text alone.
    pub fn plain_error(text: &str) -> ! {
        raise_text(kind::PLAIN, format_args!("{text}"))
    }

    /// [`plain_error`] with a formatted text.
    pub fn plain_error_format(text: fmt::Arguments) -> ! {
        raise_text(kind::PLAIN, text)
    }

    /// Panics with a `*runtime.TypeAssertionError`: `concrete` may be null, `missing` is the name
    /// of a method `concrete` lacks, or empty.
    pub fn type_assertion_error(
        interface: *const TypeDescriptor,
        concrete: *const TypeDescriptor,
        asserted: *const TypeDescriptor,
        missing: &'static str,
    ) -> ! {
        raise_with([
            kind::ASSERTION,
            interface as usize,
            concrete as usize,
            asserted as usize,
            missing.as_ptr() as usize,
            missing.len(),
        ])
    }

    /// Panics as a nil dereference does.
    pub fn nil_error() -> ! {
        let g = current_goroutine();
        if !g.is_null() {
            // SAFETY: the goroutine of this thread is in a thunk, its return address is the place.
            unsafe {
                let pc = *((*g).thunk_stack_pointer as *const usize).add(1);
                (*g).signal = SignalRecord {
                    number: SIGSEGV as u32,
                    code: 1,
                    address: 0,
                    pc,
                };
            }
        }
        raise_with([kind::NIL, 0, 0, 0, 0, 0])
    }

    /// Method value or call of a nil interface.
    pub extern "C" fn rt_panicnil() -> ! {
        nil_error()
    }

    /// A promoted method called through a nil pointer: (type with package, method).
    ///
    /// # Safety
    /// A thunk's function; the words are Go strings.
    pub unsafe extern "C" fn rt_panicwrap(
        type_data: *const u8,
        type_length: usize,
        method_data: *const u8,
        method_length: usize,
    ) -> ! {
        // SAFETY: the caller's.
        let (type_name, method) = unsafe {
            (
                tables::text(&GoString {
                    data: type_data,
                    length: type_length,
                }),
                tables::text(&GoString {
                    data: method_data,
                    length: method_length,
                }),
            )
        };
        let name = type_name
            .rsplit_once('.')
            .map_or(type_name, |(_, name)| name);
        plain_error_format(format_args!(
            "value method {type_name}.{method} called using nil *{name} pointer"
        ))
    }

    /// Ends the process with `fatal error: text` and the tracebacks of all goroutines, the current
    /// one first.
    pub fn fatal(text: &str) -> ! {
        fatal_format(format_args!("{text}"))
    }

    /// [`fatal`] for a mistake of the program, whose other goroutines are not to blame.
    pub fn fatal_user(text: &str) -> ! {
        begin_dying();
        let _ = writeln!(ErrorStream, "fatal error: {text}");
        print_tracebacks(current_goroutine(), false);
        end()
    }

    /// [`fatal`], with some lines before it.
    pub fn fatal_after(lines: fmt::Arguments, text: &str) -> ! {
        let _ = ErrorStream.write_fmt(lines);
        fatal(text)
    }

    /// [`fatal`] with a formatted text.
    pub fn fatal_format(text: fmt::Arguments) -> ! {
        begin_dying();
        let _ = writeln!(ErrorStream, "fatal error: {text}");
        let g = current_goroutine();
        print_tracebacks(g, true);
        end()
    }

    /// [`fatal`] found by the runtime on its own stack, in the function of this name. As in gc the
    /// tracebacks then show everything.
    pub fn fatal_on_system_stack(text: &str, function: &str) -> ! {
        begin_dying();
        traceback::show_everything();
        let _ = writeln!(
            ErrorStream,
            "fatal error: {text}\n\nruntime stack:\n{function}(...)"
        );
        print_tracebacks(current_goroutine(), true);
        end()
    }

    /// [`fatal`] when no goroutine is to blame: all of them are shown.
    pub fn fatal_all(text: &str) -> ! {
        fatal(text)
    }

    /// Ends the process because Go code used a wild pointer.
    pub fn fatal_fault(g: *mut Goroutine, record: SignalRecord) -> ! {
        begin_dying();
        let _ = writeln!(
            ErrorStream,
            "unexpected fault address {:#x}\nfatal error: fault",
            record.address
        );
        traceback::show_everything();
        print_signal(&record);
        print_tracebacks(g, true);
        end()
    }

    fn print_signal(record: &SignalRecord) {
        let _ = writeln!(
            ErrorStream,
            "[signal {} code={:#x} addr={:#x} pc={:#x}]",
            crate::signal::name(record.number),
            record.code,
            record.address,
            record.pc
        );
    }

    /// Shows the tracebacks that GOTRACEBACK asks for.
    fn print_tracebacks(g: *mut Goroutine, all: bool) {
        let level = traceback::level();
        if level.level == 0 {
            return;
        }
        if !g.is_null() {
            let _ = ErrorStream.write_str("\n");
            // SAFETY: the goroutine of this thread is in runtime code.
            unsafe { traceback::print_goroutine(g) };
        }
        if all || level.all {
            traceback::print_others(g);
        }
    }

    /// Ends the process after a report.
    pub fn end() -> ! {
        if traceback::level().crash {
            crate::signal::die_by(crate::signal::SIGABRT as usize)
        }
        os::exit(2)
    }

    /// The last step of a panic that nobody recovered, after its message was printed.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_fatalpanic() -> ! {
        let g = current_goroutine();
        // SAFETY: the goroutine of this thread.
        unsafe {
            let signal = (*g).signal;
            if signal.number != 0 {
                print_signal(&signal);
            }
        }
        print_tracebacks(g, false);
        end()
    }

    /// Keeps other threads from printing errors from now on.
    pub extern "C" fn rt_begindying() {
        begin_dying();
    }

    /// `fatal error: ` and (text), for the Go part of the runtime and the library.
    ///
    /// # Safety
    /// A thunk's function; the words are a Go string.
    pub unsafe extern "C" fn rt_throw(data: *const u8, length: usize) -> ! {
        // SAFETY: the caller's.
        let text = unsafe { core::slice::from_raw_parts(data, length) };
        fatal(core::str::from_utf8(text).unwrap_or("?"))
    }

    /// Likewise for what only the calling goroutine is to blame for.
    ///
    /// # Safety
    /// A thunk's function; the words are a Go string.
    pub unsafe extern "C" fn rt_fatal(data: *const u8, length: usize) -> ! {
        // SAFETY: the caller's.
        let text = unsafe { core::slice::from_raw_parts(data, length) };
        fatal_user(core::str::from_utf8(text).unwrap_or("?"))
    }

    /// The crash of runtime code itself, found by the signal handler: the goroutine may be in any
    /// state, so it is only shown if it is in a thunk.
    pub fn crash(signal: u32, code: u32, address: usize, pc: usize) -> ! {
        begin_dying();
        let _ = writeln!(
            ErrorStream,
            "fatal error: unexpected signal during runtime execution\n[signal {} code={code:#x} addr={address:#x} pc={pc:#x}]\nruntime pc {pc:#x}",
            crate::signal::name(signal),
        );
        let g = current_goroutine();
        // SAFETY: the goroutine of this thread does not run while its thread handles a signal.
        if !g.is_null() && unsafe { (*g).status.load(Ordering::Acquire) } == status::RUNNING {
            print_tracebacks(g, false);
        }
        let machine = current_machine();
        let number = if machine.is_null() {
            0
        } else {
            // SAFETY: the machine of this thread.
            unsafe { (*machine).number }
        };
        let _ = writeln!(ErrorStream, "on machine {number}");
        end()
    }

    #[panic_handler]
    fn rust_panic(information: &core::panic::PanicInfo) -> ! {
        begin_dying();
        let _ = writeln!(
            ErrorStream,
            "fatal error: runtime: {}",
            information.message()
        );
        if let Some(at) = information.location() {
            let _ = writeln!(ErrorStream, "runtime code at {}:{}", at.file(), at.line());
        }
        print_tracebacks(current_goroutine(), false);
        end()
    }
}

#[cfg(not(feature = "standalone"))]
pub use hosted::*;

/// Under `std` tests every way out is a Rust panic with the text.
#[cfg(not(feature = "standalone"))]
#[allow(missing_docs)]
mod hosted {
    use core::fmt;

    use grus_abi::descriptor::TypeDescriptor;

    pub fn runtime_error(text: &str) -> ! {
        panic!("runtime error: {text}")
    }

    pub fn runtime_error_format(text: fmt::Arguments) -> ! {
        panic!("runtime error: {text}")
    }

    pub fn plain_error(text: &str) -> ! {
        panic!("{text}")
    }

    pub fn plain_error_format(text: fmt::Arguments) -> ! {
        panic!("{text}")
    }

    pub fn type_assertion_error(
        _interface: *const TypeDescriptor,
        _concrete: *const TypeDescriptor,
        _asserted: *const TypeDescriptor,
        missing: &'static str,
    ) -> ! {
        panic!("interface conversion: missing {missing}")
    }

    pub fn nil_error() -> ! {
        panic!("invalid memory address or nil pointer dereference")
    }

    pub fn fatal(text: &str) -> ! {
        panic!("fatal error: {text}")
    }

    pub fn fatal_user(text: &str) -> ! {
        panic!("fatal error: {text}")
    }

    pub fn fatal_after(lines: fmt::Arguments, text: &str) -> ! {
        panic!("{lines}fatal error: {text}")
    }

    pub fn fatal_format(text: fmt::Arguments) -> ! {
        panic!("fatal error: {text}")
    }

    pub fn fatal_on_system_stack(text: &str, function: &str) -> ! {
        panic!("fatal error: {text} in {function}")
    }
}

//! Signals: traps of Go code become calls of `runtime.sigpanic`, and preemption.
//!
//! In: signals with their machine context.  Out: a changed context: the interrupted Go code
//! appears to have called a function.
//! Invariants: handlers run on the machine's signal stack with SIGURG blocked, and touch only what
//! belongs to their own thread. A fault is a Go panic only at an address the compiler listed as one
//! that may trap, for a nil dereference only with an address below 4096; all else is a crash, of
//! the program (`unexpected fault address`) or of the runtime.
//! Nothing generated stores below its stack pointer, so a return address may be pushed anywhere.

use grus_abi::program::TrapOperand;
use grus_abi::program::{OPERAND_CONSTANT, OPERAND_MEMORY, OPERAND_REGISTER};
#[cfg(feature = "standalone")]
use grus_abi::program::{TrapCause, trap_kind};

/// Sent to a thread to make its goroutine yield.
pub const PREEMPT_SIGNAL: i32 = SIGURG;

const SIGQUIT: i32 = 3;
const SIGILL: i32 = 4;
const SIGTRAP: i32 = 5;
/// What `abort` sends.
pub const SIGABRT: i32 = 6;
const SIGBUS: i32 = 7;
const SIGFPE: i32 = 8;
/// Segmentation violation.
pub const SIGSEGV: i32 = 11;
const SIGUSR1: i32 = 10;
const SIGUSR2: i32 = 12;
const SIGPIPE: i32 = 13;
const SIGALRM: i32 = 14;
const SIGSTKFLT: i32 = 16;
const SIGURG: i32 = 23;
const SIGXCPU: i32 = 24;
const SIGPROF: i32 = 27;
const SIGIO: i32 = 29;
const SIGPWR: i32 = 30;
const SIGSYS: i32 = 31;

/// Signal descriptions as gc prints them.
pub fn name(number: u32) -> &'static str {
    match number as i32 {
        SIGILL => "SIGILL: illegal instruction",
        SIGBUS => "SIGBUS: bus error",
        SIGFPE => "SIGFPE: floating-point exception",
        SIGSEGV => "SIGSEGV: segmentation violation",
        SIGQUIT => "SIGQUIT: quit",
        SIGTRAP => "SIGTRAP: trace trap",
        SIGABRT => "SIGABRT: abort",
        SIGSTKFLT => "SIGSTKFLT: stack fault",
        SIGSYS => "SIGSYS: bad system call",
        _ => "unknown",
    }
}

/// The general registers in the kernel's order of `struct sigcontext`.
#[repr(C)]
pub struct Registers {
    r8_to_r15: [u64; 8],
    rdi: u64,
    rsi: u64,
    rbp: u64,
    rbx: u64,
    rdx: u64,
    rax: u64,
    rcx: u64,
    rsp: u64,
    rip: u64,
    flags: u64,
    /// cs, gs, fs, of 16 bits each.
    segments: u64,
}

impl Registers {
    /// By the number x86 instructions use.
    fn numbered(&self, number: u8) -> u64 {
        match number {
            0 => self.rax,
            1 => self.rcx,
            2 => self.rdx,
            3 => self.rbx,
            4 => self.rsp,
            5 => self.rbp,
            6 => self.rsi,
            7 => self.rdi,
            n => self.r8_to_r15[(n & 7) as usize],
        }
    }
}

/// The value of a trap's operand; `stored` is what the code saved if nothing can be decoded.
///
/// # Safety
/// A memory operand is readable, since the instruction before the trap read it.
unsafe fn operand(operand: &TrapOperand, registers: &Registers, stored: usize) -> i64 {
    let raw = match operand.form {
        OPERAND_CONSTANT => return i64::from(operand.value),
        OPERAND_REGISTER => registers.numbered(operand.register),
        OPERAND_MEMORY => {
            let mut address = registers
                .numbered(operand.register)
                .wrapping_add_signed(operand.value.into());
            if operand.index != 0xff {
                address = address.wrapping_add(registers.numbered(operand.index) << operand.scale);
            }
            let mut bytes = [0; 8];
            let size = (operand.size as usize).min(8);
            // SAFETY: the caller's.
            unsafe {
                core::ptr::copy_nonoverlapping(address as *const u8, bytes.as_mut_ptr(), size);
            }
            u64::from_le_bytes(bytes)
        }
        _ => return stored as i64,
    };
    let unused = 64 - 8 * u32::from(operand.size.clamp(1, 8));
    if operand.signed != 0 {
        (raw << unused) as i64 >> unused
    } else {
        ((raw << unused) >> unused) as i64
    }
}

#[cfg(feature = "standalone")]
pub use standalone::{
    catch, die_by, ignore_signal, install, is_ignored, prepare_thread, restore_default,
};

#[cfg(feature = "standalone")]
mod standalone {
    use core::arch::naked_asm;
    use core::fmt::Write;
    use core::sync::atomic::{AtomicBool, Ordering};

    use grus_abi::goroutine::STACK_SLACK;

    use super::*;
    use crate::os::{self, number};
    use crate::panic::{self, ErrorStream};
    use crate::sched::current_goroutine;
    use crate::sched::goroutine::{Goroutine, SignalRecord, offset as g};
    use crate::sched::machine::{self, Machine};
    use crate::thread::current_machine;
    use crate::{knobs, notify, sched, traceback};

    #[repr(C)]
    struct Action {
        handler: usize,
        flags: u64,
        restorer: usize,
        mask: u64,
    }

    #[repr(C)]
    struct Stack {
        low: usize,
        flags: i32,
        size: usize,
    }

    /// The kernel's `siginfo_t`, as far as faults fill it in.
    #[repr(C)]
    struct Information {
        number: i32,
        errno: i32,
        code: i32,
        padding: i32,
        address: usize,
    }

    /// The kernel's `ucontext_t` up to the registers.
    #[repr(C)]
    struct Context {
        flags: u64,
        link: u64,
        stack: Stack,
        registers: Registers,
    }

    const SIGNAL_INFORMATION: u64 = 4;
    const RESTORER: u64 = 0x0400_0000;
    const ON_STACK: u64 = 0x0800_0000;
    const RESTART: u64 = 0x1000_0000;

    #[unsafe(naked)]
    extern "C" fn restore() {
        naked_asm!("mov eax, {}", "syscall", const number::RT_SIGRETURN)
    }

    type Handler = unsafe extern "C" fn(i32, *mut Information, *mut Context);

    /// Installs the process's handlers.
    ///
    /// # Safety
    /// Called once at start.
    pub unsafe fn install() {
        for signal in 1..=64 {
            if runtime_handler(signal).is_some() {
                catch(signal);
            }
        }
    }

    /// What the runtime does about a signal that the program does not want; None for those whose
    /// default effect is the kernel's.
    fn runtime_handler(signal: usize) -> Option<Handler> {
        Some(match signal as i32 {
            SIGSEGV | SIGBUS | SIGILL | SIGFPE => handle_fault,
            PREEMPT_SIGNAL => handle_preempt,
            SIGQUIT | SIGABRT | SIGTRAP | SIGSTKFLT | SIGSYS => handle_quit,
            // Go catches these and does nothing, where the kernel would end the process.
            SIGPIPE
            | SIGUSR1
            | SIGUSR2
            | SIGALRM
            | SIGXCPU..=SIGPROF
            | SIGIO
            | SIGPWR
            | 35..=64 => ignore,
            _ => return None,
        })
    }

    /// Handles a signal in the runtime's way, or hands it to the program.
    pub fn catch(signal: usize) {
        let handler = runtime_handler(signal).unwrap_or(handle_notification);
        set_handler(signal as i32, handler);
    }

    /// Undoes what the program asked for.
    pub fn restore_default(signal: usize) {
        match runtime_handler(signal) {
            Some(handler) => set_handler(signal as i32, handler),
            None => set_action(signal, 0),
        }
    }

    /// Makes a signal have no effect.
    pub fn ignore_signal(signal: usize) {
        set_action(signal, 1);
    }

    /// Whether a signal has no effect.
    pub fn is_ignored(signal: usize) -> bool {
        let mut action = Action {
            handler: 0,
            flags: 0,
            restorer: 0,
            mask: 0,
        };
        // SAFETY: the kernel fills in the structure.
        unsafe {
            let address = (&raw mut action) as usize;
            os::system_call(number::RT_SIGACTION, [signal, 0, address, 8, 0, 0]);
        }
        action.handler == 1
    }

    fn set_action(signal: usize, handler: usize) {
        let action = Action {
            handler,
            flags: RESTORER,
            restorer: restore as *const () as usize,
            mask: 0,
        };
        // SAFETY: the kernel copies the structure.
        unsafe {
            let address = (&raw const action) as usize;
            os::system_call(number::RT_SIGACTION, [signal, address, 0, 8, 0, 0]);
        }
    }

    /// Ends the process by a signal's default effect.
    pub fn die_by(signal: usize) -> ! {
        const UNBLOCK: usize = 1;
        set_action(signal, 0);
        let mask = 1u64 << (signal - 1);
        // SAFETY: the kernel reads the mask.
        unsafe {
            let address = (&raw const mask) as usize;
            os::system_call(number::RT_SIGPROCMASK, [UNBLOCK, address, 0, 8, 0, 0]);
        }
        os::signal_thread(os::thread_id(), signal as i32);
        os::yield_thread();
        os::exit(2)
    }

    /// A signal that only the program handles.
    unsafe extern "C" fn handle_notification(signal: i32, _: *mut Information, _: *mut Context) {
        if !notify::offer(signal as usize) {
            // It was given up the moment the signal arrived.
            die_by(signal as usize);
        }
    }

    fn set_handler(signal: i32, handler: Handler) {
        let action = Action {
            handler: handler as *const () as usize,
            flags: SIGNAL_INFORMATION | RESTORER | ON_STACK | RESTART,
            restorer: restore as *const () as usize,
            // All other signals wait: a preemption during a trap would see a half-changed context.
            mask: u64::MAX,
        };
        // SAFETY: the kernel copies the structure.
        unsafe {
            os::system_call(
                number::RT_SIGACTION,
                [signal as usize, (&raw const action) as usize, 0, 8, 0, 0],
            );
        }
    }

    /// Gives the calling thread its signal stack.
    ///
    /// # Safety
    /// `machine` is the thread's.
    pub unsafe fn prepare_thread(machine: *mut Machine) {
        // SAFETY: the caller's.
        let (low, size) = unsafe { (*machine).signal_stack() };
        let stack = Stack {
            low,
            flags: 0,
            size,
        };
        // SAFETY: the kernel copies the structure; nothing else uses the memory.
        unsafe {
            os::system_call(
                number::SIGALTSTACK,
                [(&raw const stack) as usize, 0, 0, 0, 0, 0],
            );
        }
    }

    unsafe extern "C" fn ignore(signal: i32, _: *mut Information, _: *mut Context) {
        notify::offer(signal as usize);
    }

    unsafe extern "C" {
        #[link_name = "runtime.sigpanic"]
        fn sigpanic();
    }

    /// Makes the interrupted code look as if it had called `function`.
    unsafe fn inject_call(registers: &mut Registers, function: usize) {
        registers.rsp -= 8;
        // SAFETY: the stack pointer is a goroutine's, with room below its limit.
        unsafe { *(registers.rsp as *mut u64) = registers.rip };
        registers.rip = function as u64;
    }

    unsafe extern "C" fn handle_fault(
        signal: i32,
        information: *mut Information,
        context: *mut Context,
    ) {
        // SAFETY: the kernel's arguments.
        unsafe {
            if (*information).code <= 0 {
                // Sent by a process rather than caused by an instruction.
                return handle_quit(signal, information, context);
            }
            let registers = &mut (*context).registers;
            let pc = registers.rip as usize;
            let record = SignalRecord {
                number: signal as u32,
                code: (*information).code as u32,
                address: (*information).address,
                pc,
            };
            let g = current_goroutine();
            if g.is_null() || traceback::program().offset(pc).is_none() {
                panic::crash(record.number, record.code, record.address, pc);
            }
            match traceback::program().trap(pc) {
                Some(trap) if is_go_panic(trap, &record) => {
                    if trap.kind == trap_kind::NIL {
                        (*g).signal = record;
                    }
                    let kind = u64::from(trap.kind) | u64::from(trap.flags & 1) << 8;
                    let x = operand(&trap.x, registers, (*g).trap_x);
                    let y = operand(&trap.y, registers, (*g).trap_y);
                    inject_call(registers, sigpanic as *const () as usize);
                    (registers.rdi, registers.rsi, registers.rdx) = (kind, x as u64, y as u64);
                }
                _ if (*g).panic_on_fault && matches!(signal, SIGSEGV | SIGBUS) => {
                    (*g).signal = record;
                    inject_call(registers, sigpanic as *const () as usize);
                    (registers.rdi, registers.rsi) = (PANIC_ON_FAULT, record.address as u64);
                }
                _ => unexpected_fault(g, registers, record),
            }
        }
    }

    /// What `runtime.sigpanic` knows such a fault by; greater than all kinds of traps.
    const PANIC_ON_FAULT: u64 = 512;

    fn is_go_panic(trap: &TrapCause, record: &SignalRecord) -> bool {
        match trap.kind {
            // Kernel-made faults (non-canonical addresses) have no address.
            trap_kind::NIL => {
                matches!(record.code, 1 | 2)
                    && record.address < os::PAGE
                    && matches!(record.number as i32, SIGSEGV | SIGBUS)
            }
            trap_kind::UNREACHABLE => false,
            _ => matches!(record.number as i32, SIGILL | SIGFPE),
        }
    }

    /// A wild pointer in Go code, or an instruction that cannot trap by the compiler's account.
    unsafe fn unexpected_fault(
        g: *mut Goroutine,
        registers: &mut Registers,
        record: SignalRecord,
    ) -> ! {
        // SAFETY: the handler's thread runs `g`.
        unsafe {
            show_interrupted(g, registers);
            (*g).signal = record;
            panic::fatal_fault(g, record)
        }
    }

    /// Makes tracebacks of the interrupted goroutine, which will not go on, begin where it is.
    unsafe fn show_interrupted(g: *mut Goroutine, registers: &mut Registers) {
        // SAFETY: the handler's thread runs `g`; give it a frame to show, as a thunk would.
        unsafe {
            inject_call(registers, 0);
            registers.rsp -= 8;
            *(registers.rsp as *mut u64) = registers.rbp;
            (*g).thunk_stack_pointer = registers.rsp as usize;
            (*g).interrupted = true;
        }
    }

    /// A signal that ends the process was handed on to another thread.
    static HANDED_ON: AtomicBool = AtomicBool::new(false);

    /// The kernel gives a signal of the process to any thread. If this one runs no goroutine, one that
    /// does had better report: only it can tell where its goroutine is. True if there is one.
    fn hand_on(signal: i32) -> bool {
        if !current_goroutine().is_null() || HANDED_ON.swap(true, Ordering::SeqCst) {
            return false;
        }
        let mut thread = 0;
        machine::for_each(|machine| {
            // SAFETY: machines live for ever; whether one runs a goroutine is a guess.
            unsafe {
                if !(*(&raw const (*machine).current)).is_null() {
                    thread = (*machine).thread.load(Ordering::SeqCst);
                }
            }
        });
        if thread != 0 {
            os::signal_thread(thread, signal);
        }
        thread != 0
    }

    unsafe extern "C" fn handle_quit(
        signal: i32,
        information: *mut Information,
        context: *mut Context,
    ) {
        if notify::offer(signal as usize) || hand_on(signal) {
            return;
        }
        panic::begin_dying();
        // As in gc these reports show everything, whatever GOTRACEBACK says.
        traceback::show_everything();
        // SAFETY: the kernel's arguments; the handler's thread owns its machine.
        unsafe {
            let registers = &mut (*context).registers;
            let before = Registers { ..*registers };
            let machine = current_machine();
            let number = machine.as_ref().map_or(0, |machine| machine.number);
            let _ = write!(
                ErrorStream,
                "{}\nPC={:#x} m={number} sigcode={}",
                name(signal as u32),
                registers.rip,
                if HANDED_ON.load(Ordering::SeqCst) {
                    0
                } else {
                    (*information).code
                }
            );
            if matches!(signal, SIGSEGV | SIGBUS) {
                let _ = write!(ErrorStream, " addr={:#x}", (*information).address);
            }
            let _ = ErrorStream.write_str("\n");
            let g = current_goroutine();
            if !g.is_null() {
                if traceback::program()
                    .offset(registers.rip as usize)
                    .is_some()
                {
                    show_interrupted(g, registers);
                }
                let _ = ErrorStream.write_str("\n");
                traceback::print_goroutine(g);
            }
            traceback::print_others(g);
            before.print();
        }
        panic::end()
    }

    impl Registers {
        /// As gc prints them below the tracebacks.
        fn print(&self) {
            const NAMES: &str = "rax   rbx   rcx   rdx   rdi   rsi   rbp   rsp   r8    r9    r10   r11   \
                                 r12   r13   r14   r15   rip   rflagscs    fs    gs    ";
            /// By their places in the structure.
            const ORDER: [u8; 21] = [
                13, 11, 14, 12, 8, 9, 10, 15, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 20, 19,
            ];
            let _ = ErrorStream.write_str("\n");
            for (index, place) in ORDER.into_iter().enumerate() {
                let value = match place {
                    18.. => self.segments >> (16 * (place - 18)) & 0xffff,
                    // SAFETY: the structure begins with 18 registers.
                    _ => unsafe { *(&raw const *self).cast::<u64>().add(place.into()) },
                };
                let name = &NAMES[6 * index..][..6];
                let _ = writeln!(ErrorStream, "{name} {value:#x}");
            }
        }
    }

    /// What an injected preemption and the thunk it ends in need of stack.
    const PREEMPT_STACK: usize = 448;

    unsafe extern "C" fn handle_preempt(signal: i32, _: *mut Information, context: *mut Context) {
        notify::offer(signal as usize);
        let machine = current_machine();
        // SAFETY: the handler's thread owns its machine and, while it runs, the goroutine.
        unsafe {
            let g = (*machine).current;
            if g.is_null() {
                return;
            }
            let registers = &mut (*context).registers;
            let is_go = traceback::program()
                .offset(registers.rip as usize)
                .is_some();
            let segment = &*(*g).segment;
            let sp = registers.rsp as usize;
            let has_room = segment.contains(sp) && sp >= segment.low + PREEMPT_STACK;
            if is_go
                && has_room
                && registers.numbered(15) == g as u64
                && (*machine).preemption_off == 0
                && !knobs::ASYNC_PREEMPT_OFF.is_set()
            {
                inject_call(registers, grus_async_preempt as *const () as usize);
            } else {
                (*g).preempt.store(1, Ordering::Relaxed);
                (*g).stack_limit.store(usize::MAX, Ordering::Relaxed);
            }
        }
    }

    const _: () = assert!(PREEMPT_STACK < STACK_SLACK);

    /// Called, as it seems, by the interrupted instruction: saves all registers and yields.
    #[unsafe(naked)]
    unsafe extern "C" fn grus_async_preempt() {
        naked_asm!(
            "push rbp",
            "mov rbp, rsp",
            "pushfq",
            "push rax",
            "push rbx",
            "push rcx",
            "push rdx",
            "push rsi",
            "push rdi",
            "push r8",
            "push r9",
            "push r10",
            "push r11",
            "push r12",
            "push r13",
            "push r14",
            "sub rsp, 256",
            "movups [rsp], xmm0",
            "movups [rsp+16], xmm1",
            "movups [rsp+32], xmm2",
            "movups [rsp+48], xmm3",
            "movups [rsp+64], xmm4",
            "movups [rsp+80], xmm5",
            "movups [rsp+96], xmm6",
            "movups [rsp+112], xmm7",
            "movups [rsp+128], xmm8",
            "movups [rsp+144], xmm9",
            "movups [rsp+160], xmm10",
            "movups [rsp+176], xmm11",
            "movups [rsp+192], xmm12",
            "movups [rsp+208], xmm13",
            "movups [rsp+224], xmm14",
            "movups [rsp+240], xmm15",
            "cld",
            "mov [r15+{THUNK}], rbp",
            "mov [r15+{SAVED}], rsp",
            "mov rsp, [r15+{SYSTEM_STACK}]",
            "mov rdi, r15",
            "call {yield_}",
            "ud2",
            THUNK = const g::THUNK_STACK_POINTER,
            SAVED = const g::SAVED_STACK_POINTER,
            SYSTEM_STACK = const g::SYSTEM_STACK,
            yield_ = sym yield_interrupted,
        )
    }

    /// The way back from [`grus_async_preempt`].
    #[unsafe(naked)]
    unsafe extern "C" fn grus_async_resume() {
        naked_asm!(
            "movups xmm0, [rsp]",
            "movups xmm1, [rsp+16]",
            "movups xmm2, [rsp+32]",
            "movups xmm3, [rsp+48]",
            "movups xmm4, [rsp+64]",
            "movups xmm5, [rsp+80]",
            "movups xmm6, [rsp+96]",
            "movups xmm7, [rsp+112]",
            "movups xmm8, [rsp+128]",
            "movups xmm9, [rsp+144]",
            "movups xmm10, [rsp+160]",
            "movups xmm11, [rsp+176]",
            "movups xmm12, [rsp+192]",
            "movups xmm13, [rsp+208]",
            "movups xmm14, [rsp+224]",
            "movups xmm15, [rsp+240]",
            "add rsp, 256",
            "pop r14",
            "pop r13",
            "pop r12",
            "pop r11",
            "pop r10",
            "pop r9",
            "pop r8",
            "pop rdi",
            "pop rsi",
            "pop rdx",
            "pop rcx",
            "pop rbx",
            "pop rax",
            "popfq",
            "pop rbp",
            "ret",
        )
    }

    unsafe extern "C" fn yield_interrupted(g: *mut Goroutine) -> ! {
        // SAFETY: the stub saved the context of the goroutine of this thread.
        unsafe {
            (*g).interrupted = true;
            (*g).resume = grus_async_resume as *const () as usize;
            sched::yield_preempted()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(form: u8, register: u8, size: u8, signed: u8) -> TrapOperand {
        TrapOperand {
            form,
            register,
            index: 0xff,
            scale: 0,
            value: 0,
            size,
            signed,
            padding: [0; 2],
        }
    }

    #[test]
    fn operands_are_extended_by_their_size_and_sign() {
        let mut registers = Registers {
            r8_to_r15: [0, 0xffff_fffe, 0, 0, 0, 0, 0, 0],
            rdi: 0,
            rsi: 0x1_80,
            rbp: 0,
            rbx: 0,
            rdx: 0,
            rax: 7,
            rcx: 1,
            rsp: 0,
            rip: 0,
            flags: 0,
            segments: 0,
        };
        // SAFETY: the memory operand below points to a local array.
        unsafe {
            let value = |o: &TrapOperand, r: &Registers| operand(o, r, 99);
            assert_eq!(value(&form(OPERAND_REGISTER, 0, 8, 1), &registers), 7);
            assert_eq!(value(&form(OPERAND_REGISTER, 9, 4, 1), &registers), -2);
            assert_eq!(
                value(&form(OPERAND_REGISTER, 9, 4, 0), &registers),
                0xffff_fffe
            );
            assert_eq!(value(&form(OPERAND_REGISTER, 6, 1, 0), &registers), 0x80);
            assert_eq!(value(&form(0, 0, 8, 0), &registers), 99);
            let constant = TrapOperand {
                value: -5,
                ..form(OPERAND_CONSTANT, 0, 8, 1)
            };
            assert_eq!(value(&constant, &registers), -5);
            let words = [11u64, 22, 33];
            registers.rdx = words.as_ptr() as u64;
            let memory = TrapOperand {
                index: 1,
                scale: 3,
                value: 8,
                ..form(OPERAND_MEMORY, 2, 8, 0)
            };
            assert_eq!(value(&memory, &registers), 33);
        }
    }
}

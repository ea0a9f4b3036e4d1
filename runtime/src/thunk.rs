//! The thunks between Go code and Rust functions.
//!
//! In: calls with the Go convention (Cranelift's Tail) under the symbols of
//! `grus_abi::functions`, and of library functions declared without a body.  Out: calls of the
//! Rust functions with the C convention, on the machine's system stack.
//! Invariants: integer and float arguments are in the same registers in both conventions, so a
//! thunk only switches stacks, keeps the frame chain, and moves a second integer result from rdx
//! to rcx. Class Park saves the callee-saved registers, because the goroutine may continue on
//! another thread, and the argument registers, so that the collector sees what they point to. Class
//! ParkNumbers is for functions whose arguments are no pointers: what the registers hold would only
//! keep objects that nothing refers to any more.
//! Reading order: [`thunk!`], the runtime's table, the library's table.

use core::arch::global_asm;

use crate::sched::goroutine::offset as g;

/// Defines a thunk that leaves the goroutine in a state to continue elsewhere: symbol, Rust function, six
/// words for the collector.
macro_rules! park_thunk {
    ($symbol:literal $function:path, $($argument:literal),*) => {
        global_asm!(
            concat!(".section \".text.thunk.", $symbol, "\",\"ax\",@progbits"),
            concat!(".globl \"", $symbol, "\""),
            concat!(".type \"", $symbol, "\",@function"),
            concat!("\"", $symbol, "\":"),
            "push rbp",
            "mov rbp, rsp",
            "push rbx",
            "push r12",
            "push r13",
            "push r14",
            $(concat!("push ", $argument),)*
            "mov [r15+{THUNK}], rbp",
            "mov [r15+{SAVED}], rsp",
            "mov rsp, [r15+{SYSTEM_STACK}]",
            "call {function}",
            "mov rcx, rdx",
            "mov rsp, rbp",
            "pop rbp",
            "ret",
            concat!(".size \"", $symbol, "\", .-\"", $symbol, "\""),
            THUNK = const g::THUNK_STACK_POINTER,
            SAVED = const g::SAVED_STACK_POINTER,
            SYSTEM_STACK = const g::SYSTEM_STACK,
            function = sym $function,
        );
    };
}

/// Defines one thunk: symbol, Rust function, class.
macro_rules! thunk {
    ($symbol:literal $function:path, Park) => {
        park_thunk!($symbol $function, "rdi", "rsi", "rdx", "rcx", "r8", "r9");
    };
    ($symbol:literal $function:path, ParkNumbers) => {
        park_thunk!($symbol $function, "0", "0", "0", "0", "0", "0");
    };
    // Defined where its assembly is.
    ($symbol:literal $function:path, Leaf) => {};
    ($symbol:literal $function:path, $class:ident) => {
        global_asm!(
            concat!(".section \".text.thunk.", $symbol, "\",\"ax\",@progbits"),
            concat!(".globl \"", $symbol, "\""),
            concat!(".type \"", $symbol, "\",@function"),
            concat!("\"", $symbol, "\":"),
            "push rbp",
            "mov rbp, rsp",
            "mov [r15+{THUNK}], rbp",
            "mov rsp, [r15+{SYSTEM_STACK}]",
            "call {function}",
            "mov rcx, rdx",
            "mov rsp, rbp",
            "pop rbp",
            "ret",
            concat!(".size \"", $symbol, "\", .-\"", $symbol, "\""),
            THUNK = const g::THUNK_STACK_POINTER,
            SYSTEM_STACK = const g::SYSTEM_STACK,
            function = sym $function,
        );
    };
}

/// The functions behind the runtime's table, by their `rt_` names.
mod table {
    use super::*;
    #[allow(unused_imports)]
    use crate::{
        channel::*, equality::*, gc::barrier::*, interface::*, map::*, memory::*, panic::*,
        print::*, sched::library::*, select::*, slice::*, string::*,
    };

    macro_rules! thunks {
        ($({ $id:ident $symbol:literal $function:ident $class:ident })*) => {
            $(thunk!($symbol $function, $class);)*
        };
    }

    grus_abi::for_each_runtime_function!(thunks);
}

/// The functions that Go code of the library declares without a body.
mod library {
    use super::*;
    use crate::gc::{self, special};
    use crate::{
        bytealg, hash, interface, knobs, memory, netpoll, notify, os, panic, process, sched,
        semaphore, timer, traceback,
    };

    macro_rules! thunks {
        ($($symbol:literal = $function:path, $class:ident;)*) => {
            $(thunk!($symbol $function, $class);)*
        };
    }

    thunks! {
        "runtime.getg" = sched::library::rt_getg, Plain;
        "runtime.framepointer" = sched::library::rt_framepointer, Plain;
        "runtime.recovery" = sched::library::rt_recovery, Diverge;
        "runtime.fatalpanic" = panic::rt_fatalpanic, Diverge;
        "runtime.begindying" = panic::rt_begindying, Plain;
        "runtime.throw" = panic::rt_throw, Diverge;
        "runtime.endgoroutine" = sched::library::rt_endgoroutine, Diverge;
        "runtime.Gosched" = sched::library::rt_gosched, ParkNumbers;
        "runtime.LockOSThread" = sched::library::rt_lockthread, Plain;
        "runtime.UnlockOSThread" = sched::library::rt_unlockthread, Plain;
        "runtime.lockInitialisation" = sched::library::rt_lockinitialisation, Plain;
        "runtime.setMaxThreads" = sched::library::rt_setmaxthreads, Plain;
        "runtime.setMaxStack" = sched::library::rt_setmaxstack, Plain;
        "runtime.setPanicOnFault" = sched::library::rt_setpaniconfault, Plain;
        "iter.discount" = sched::library::rt_discount, Plain;
        "runtime.NumGoroutine" = sched::library::rt_numgoroutine, Plain;
        "runtime.NumCPU" = sched::library::rt_numcpu, Plain;
        "runtime.GOMAXPROCS" = sched::library::rt_gomaxprocs, ParkNumbers;
        "runtime.goid" = sched::library::rt_goid, Plain;
        "runtime.godebug" = knobs::rt_godebug, Plain;
        "runtime.environmentVariable" = os::library::rt_environment_variable, Plain;
        "runtime.callerAt" = traceback::rt_callerat, Plain;
        "runtime.callersAt" = traceback::rt_callersat, Plain;
        "runtime.frameAt" = traceback::rt_frameat, Plain;
        "runtime.functionInformation" = traceback::rt_functioninformation, Plain;
        "runtime.stackText" = traceback::rt_stacktext, Plain;
        "sync.semacquire" = semaphore::rt_semacquire, Park;
        "sync.semrelease" = semaphore::rt_semrelease, Plain;
        "sync.pause" = sched::library::rt_pause, Plain;
        "sync.nanotime" = timer::rt_nanotime, Plain;
        "sync.notifyAdd" = semaphore::rt_notifyadd, Plain;
        "sync.notifyWait" = semaphore::rt_notifywait, Park;
        "sync.notifyOne" = semaphore::rt_notifyone, Plain;
        "sync.notifyAll" = semaphore::rt_notifyall, Plain;
        "sync.agePools" = gc::pools::rt_agepools, Plain;
        "sync.pin" = sched::library::rt_pin, Plain;
        "sync.unpin" = sched::library::rt_unpin, Plain;
        "sync.fatal" = panic::rt_fatal, Diverge;
        "time.sleep" = timer::rt_sleep, ParkNumbers;
        "time.timerChannel" = timer::rt_timerchannel, Plain;
        "time.newTimer" = timer::rt_newtimer, Plain;
        "time.setTimer" = timer::rt_settimer, Plain;
        "time.stopTimer" = timer::rt_stoptimer, Plain;
        "time.clocks" = timer::rt_clocks, Plain;
        "time.nanotime" = timer::rt_nanotime, Plain;
        "runtime.GC" = memory::library::rt_collect, ParkNumbers;
        "runtime.readMemStats" = memory::library::rt_readmemstats, Plain;
        "runtime.freeOSMemory" = memory::library::rt_freeosmemory, ParkNumbers;
        "runtime.setGCPercent" = memory::library::rt_setgcpercent, Plain;
        "runtime.setMemoryLimit" = memory::library::rt_setmemorylimit, Plain;
        "runtime.gcCycles" = memory::library::rt_gccycles, Plain;
        "runtime.setTraceback" = memory::library::rt_settraceback, Plain;
        "runtime.setCrashOutput" = memory::library::rt_setcrashoutput, Plain;
        "runtime.setGODEBUG" = memory::library::rt_setgodebug, Plain;
        "runtime.setFinalizer" = special::rt_setfinalizer, Plain;
        "runtime.addCleanup" = special::rt_addcleanup, Plain;
        "runtime.stopCleanup" = special::rt_stopcleanup, Plain;
        "runtime.heapObject" = special::rt_heapobject, Plain;
        "runtime.weakHandle" = special::rt_weakhandle, Plain;
        "runtime.setFinalizerRunner" = special::rt_setfinalizerrunner, Plain;
        "runtime.nextFinalizer" = special::rt_nextfinalizer, Plain;
        "internal/bytealg.IndexByte" = bytealg::rt_indexbyte, Plain;
        "internal/bytealg.IndexByteString" = bytealg::rt_indexbytestring, Plain;
        "internal/bytealg.Count" = bytealg::rt_count, Plain;
        "internal/bytealg.CountString" = bytealg::rt_countstring, Plain;
        "internal/bytealg.Equal" = bytealg::rt_equal, Plain;
        "internal/bytealg.Compare" = bytealg::rt_compare, Plain;
        "reflect.typeTable" = interface::rt_typetable, Plain;
        "internal/poll.runtime_pollServerInit" = netpoll::rt_pollserverinit, Plain;
        "internal/poll.runtime_pollOpen" = netpoll::rt_pollopen, Plain;
        "internal/poll.runtime_pollClose" = netpoll::rt_pollclose, Plain;
        "internal/poll.runtime_pollReset" = netpoll::rt_pollreset, Plain;
        "internal/poll.runtime_pollWait" = netpoll::rt_pollwait, Park;
        "internal/poll.runtime_pollSetDeadline" = netpoll::rt_pollsetdeadline, Plain;
        "internal/poll.runtime_pollUnblock" = netpoll::rt_pollunblock, Plain;
        "internal/poll.runtime_isPollServerDescriptor" = netpoll::rt_ispollserverdescriptor, Plain;
        "runtime.exit" = os::library::rt_exit, Diverge;
        "runtime.rand" = hash::rt_rand, Plain;
        "os/signal.openEvents" = notify::rt_signalevents, Plain;
        "os/signal.take" = notify::rt_signaltake, Plain;
        "os/signal.enable" = notify::rt_signalenable, Plain;
        "os/signal.disable" = notify::rt_signaldisable, Plain;
        "os/signal.ignore" = notify::rt_signalignore, Plain;
        "os/signal.ignored" = notify::rt_signalignored, Plain;
        "os.sigpipe" = notify::rt_sigpipe, Plain;
        "syscall.forkAndExecute" = process::rt_forkexec, Park;
        "syscall.call" = os::library::rt_system_call, Plain;
        "syscall.call6" = os::library::rt_system_call6, Plain;
        "syscall.blockingCall" = os::library::rt_blocking_system_call, Park;
        "syscall.blockingCall6" = os::library::rt_blocking_system_call6, Park;
        "syscall.argumentVector" = os::library::rt_argument_vector, Plain;
        "syscall.monotonic" = timer::rt_nanotime, Plain;
    }
}

//! Threads without libc: creation by `clone`, and the thread control block at `fs:0`.
//!
//! In: a machine with its stacks.  Out: a thread that runs the scheduler on them.
//! Invariants: only threads that a goroutine kept for itself end before the process does (idle
//! machines sleep). The kernel notes a thread's end in `Machine::has_thread`; from then on nothing is on
//! its stacks.

use crate::sched::machine::Machine;

/// The machine of the calling thread; null in hosted tests.
#[cfg(not(feature = "standalone"))]
pub fn current_machine() -> *mut Machine {
    core::ptr::null_mut()
}

#[cfg(feature = "standalone")]
pub use standalone::{adopt, current_machine, is_adopted, start};

#[cfg(feature = "standalone")]
mod standalone {
    use core::arch::asm;
    use core::sync::atomic::{AtomicBool, Ordering};

    use super::Machine;
    use crate::os::{self, number};

    /// The machine of the calling thread.
    #[inline(always)]
    pub fn current_machine() -> *mut Machine {
        let machine;
        // SAFETY: every thread of the process sets fs to its machine before it runs Rust code
        // that asks.
        unsafe {
            asm!("mov {}, fs:[0]", out(reg) machine, options(nostack, preserves_flags, readonly));
        }
        machine
    }

    /// Makes `machine` the calling thread's.
    ///
    /// # Safety
    /// Called once, for the process's first thread.
    pub unsafe fn adopt(machine: *mut Machine) {
        const ARCH_SET_FS: usize = 0x1002;
        // SAFETY: nothing else uses fs in this process.
        unsafe {
            os::system_call(
                number::ARCH_PRCTL,
                [ARCH_SET_FS, machine as usize, 0, 0, 0, 0],
            );
            (*machine).thread.store(os::thread_id(), Ordering::Release);
        }
        ADOPTED.store(true, Ordering::Release);
    }

    static ADOPTED: AtomicBool = AtomicBool::new(false);

    /// The first thread has its machine; all others are started with theirs.
    pub fn is_adopted() -> bool {
        ADOPTED.load(Ordering::Relaxed)
    }

    #[expect(
        clippy::not_unsafe_ptr_arg_deref,
        reason = "machines come from `machine::make` and are never freed"
    )]
    /// Starts a thread on `machine`'s system stack that calls `run(machine)`.
    pub fn start(machine: *mut Machine, run: extern "C" fn(*mut Machine) -> !) {
        // VM | FS | FILES | SIGHAND | THREAD | SYSVSEM | SETTLS | CHILD_CLEARTID
        const FLAGS: usize = 0x2d_0f00;
        let result: isize;
        // SAFETY: the machine has no thread yet: it is the caller's.
        unsafe { (*machine).has_thread.store(1, Ordering::Relaxed) };
        // SAFETY: the child starts on its own fresh stack with everything it needs in registers
        // and never returns from `run`; the parent goes on as after any system call.
        unsafe {
            let top = (*machine).system_stack_top;
            let has_thread = (*machine).has_thread.as_ptr();
            asm!(
                "syscall",
                "test rax, rax",
                "jnz 2f",
                "xor ebp, ebp",
                "mov rdi, r12",
                "call r13",
                "ud2",
                "2:",
                inlateout("rax") number::CLONE as isize => result,
                in("rdi") FLAGS, in("rsi") top, in("rdx") 0, in("r10") has_thread,
                in("r8") machine,
                in("r12") machine, in("r13") run,
                lateout("rcx") _, lateout("r11") _,
            );
        }
        if result < 0 {
            crate::panic::fatal("runtime: cannot create a thread");
        }
    }
}

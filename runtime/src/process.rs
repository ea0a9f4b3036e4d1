//! Starting another program.
//!
//! In: everything the new process needs, prepared by package syscall in [`ForkParameters`].  Out: its
//! process id once it runs the program, or the errno of the step that failed.
//! Invariants: the child shares our memory until it executes the program (CLONE_VM), while the
//! calling thread is suspended (CLONE_VFORK). It runs on an unused part of this machine's system
//! stack, with all signals blocked and then all handlers removed, and makes nothing but raw system
//! calls: no allocation, no lock, no goroutine. What it stores in the parameters, the parent sees.
//! Not done: mappings of user namespaces, which the parent would have to write while it is
//! suspended; package syscall refuses them.

use core::arch::asm;

use crate::os::{number, system_call};
use crate::sched::blocking::blocking;
use crate::thread::current_machine;

/// What package syscall fills in; the layout is that of its `forkParameters`.
#[repr(C)]
pub struct ForkParameters {
    path: *const u8,
    arguments: *const *const u8,
    environment: *const *const u8,
    root: *const u8,
    directory: *const u8,
    /// Descriptor number i of the child is number `descriptors[i]` of ours, or closed if negative.
    descriptors: *mut i32,
    descriptor_count: usize,
    groups: *const u32,
    group_count: usize,
    user: u32,
    group: u32,
    capabilities: *const usize,
    capability_count: usize,
    clone_flags: usize,
    unshare_flags: usize,
    /// Where the kernel stores a descriptor of the process, or null.
    process_descriptor: *mut i32,
    terminal: i32,
    process_group: i32,
    death_signal: i32,
    /// Bits of [`flag`].
    flags: u32,
    /// Out: what the child failed with, or 0.
    error: usize,
    signal_mask: u64,
    parent: i32,
}

mod flag {
    pub const CREDENTIAL: u32 = 1;
    pub const SET_GROUPS: u32 = 2;
    pub const TRACE: u32 = 4;
    pub const NEW_SESSION: u32 = 8;
    pub const SET_PROCESS_GROUP: u32 = 16;
    pub const SET_TERMINAL: u32 = 32;
    pub const NO_TERMINAL: u32 = 64;
    pub const FOREGROUND: u32 = 128;
}

mod call {
    pub const CLOSE: usize = 3;
    pub const IOCTL: usize = 16;
    pub const EXECVE: usize = 59;
    pub const FCNTL: usize = 72;
    pub const CHDIR: usize = 80;
    pub const PTRACE: usize = 101;
    pub const SETUID: usize = 105;
    pub const SETGID: usize = 106;
    pub const SETPGID: usize = 109;
    pub const GETPPID: usize = 110;
    pub const SETSID: usize = 112;
    pub const SETGROUPS: usize = 116;
    pub const CAPGET: usize = 125;
    pub const CAPSET: usize = 126;
    pub const PRCTL: usize = 157;
    pub const CHROOT: usize = 161;
    pub const UNSHARE: usize = 272;
    pub const DUP3: usize = 292;
}

const CLONE_VM: usize = 0x100;
const CLONE_PIDFD: usize = 0x1000;
const CLONE_VFORK: usize = 0x4000;
const SIGCHLD: usize = 17;
const SET_MASK: usize = 2;

/// `syscall.forkExec`: (parameters) -> process id or negative errno.
///
/// # Safety
/// A Park thunk's function; the parameters stay live and unchanged.
pub unsafe extern "C" fn rt_forkexec(parameters: *mut ForkParameters) -> isize {
    // SAFETY: the caller's.
    unsafe { blocking(|| fork(parameters)) }
}

unsafe fn fork(p: *mut ForkParameters) -> isize {
    // SAFETY: the mask is ours; the child's stack is the lower part of this machine's system
    // stack, which the suspended parent does not use; everything else it needs is in registers.
    unsafe {
        let all = u64::MAX;
        let mask_address = (&raw mut (*p).signal_mask) as usize;
        system_call(
            number::RT_SIGPROCMASK,
            [SET_MASK, (&raw const all) as usize, mask_address, 8, 0, 0],
        );
        (*p).error = 0;
        (*p).parent = crate::os::process_id();
        let mut flags = CLONE_VM | CLONE_VFORK | SIGCHLD | (*p).clone_flags;
        if !(*p).process_descriptor.is_null() {
            flags |= CLONE_PIDFD;
        }
        let stack = (*current_machine()).system_stack_low + (96 << 10);
        let result: isize;
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
            in("rdi") flags, in("rsi") stack, in("rdx") (*p).process_descriptor, in("r10") 0,
            in("r8") 0,
            in("r12") p, in("r13") run_child as *const () as usize,
            lateout("rcx") _, lateout("r11") _,
        );
        system_call(number::RT_SIGPROCMASK, [SET_MASK, mask_address, 0, 8, 0, 0]);
        result
    }
}

unsafe extern "C" fn run_child(p: *mut ForkParameters) -> ! {
    // SAFETY: the parent is suspended and left the parameters to us.
    unsafe {
        let error = prepare_child(&mut *p).err().unwrap_or_else(|| {
            let p = &*p;
            system_call(
                call::EXECVE,
                [
                    p.path as usize,
                    p.arguments as usize,
                    p.environment as usize,
                    0,
                    0,
                    0,
                ],
            )
        });
        (*p).error = error.unsigned_abs();
    }
    crate::os::exit(253)
}

/// The result of a system call, failures apart.
unsafe fn try_call(number: usize, a: [usize; 3]) -> Result<usize, isize> {
    // SAFETY: callers pass what the call with this number reads, in memory of the forking process.
    let result = unsafe { system_call(number, [a[0], a[1], a[2], 0, 0, 0]) };
    if result < 0 {
        Err(result)
    } else {
        Ok(result as usize)
    }
}

unsafe fn prepare_child(p: &mut ForkParameters) -> Result<(), isize> {
    const PR_SET_PDEATHSIG: usize = 1;
    const TIOCSPGRP: usize = 0x5410;
    const TIOCSCTTY: usize = 0x540e;
    const TIOCNOTTY: usize = 0x5422;
    let flags = p.flags;
    let has = |flag| flags & flag != 0;
    // SAFETY: system calls on memory that the parent prepared.
    unsafe {
        remove_handlers();
        if has(flag::NEW_SESSION) {
            try_call(call::SETSID, [0; 3])?;
        }
        if has(flag::SET_PROCESS_GROUP) || has(flag::FOREGROUND) {
            try_call(call::SETPGID, [0, p.process_group as usize, 0])?;
        }
        if has(flag::FOREGROUND) {
            let group = match p.process_group {
                0 => crate::os::process_id(),
                group => group,
            };
            let address = (&raw const group) as usize;
            try_call(call::IOCTL, [p.terminal as usize, TIOCSPGRP, address])?;
        }
        if p.unshare_flags != 0 {
            try_call(call::UNSHARE, [p.unshare_flags, 0, 0])?;
        }
        if !p.root.is_null() {
            try_call(call::CHROOT, [p.root as usize, 0, 0])?;
        }
        set_identity(p)?;
        if !p.directory.is_null() {
            try_call(call::CHDIR, [p.directory as usize, 0, 0])?;
        }
        if p.death_signal != 0 {
            try_call(call::PRCTL, [PR_SET_PDEATHSIG, p.death_signal as usize, 0])?;
            // If the parent died before, the signal will never come by itself.
            if try_call(call::GETPPID, [0; 3])? != p.parent as usize {
                let own = crate::os::process_id() as usize;
                try_call(number::KILL, [own, p.death_signal as usize, 0])?;
            }
        }
        place_descriptors(p)?;
        if has(flag::NO_TERMINAL) {
            try_call(call::IOCTL, [0, TIOCNOTTY, 0])?;
        }
        if has(flag::SET_TERMINAL) {
            try_call(call::IOCTL, [p.terminal as usize, TIOCSCTTY, 1])?;
        }
        if has(flag::TRACE) {
            try_call(call::PTRACE, [0; 3])?;
        }
        let mask = (&raw const p.signal_mask) as usize;
        system_call(number::RT_SIGPROCMASK, [SET_MASK, mask, 0, 8, 0, 0]);
    }
    Ok(())
}

/// Handlers are ours and must not run in the child; what is ignored stays so.
unsafe fn remove_handlers() {
    for signal in 1..=64usize {
        let mut action = [0usize; 4];
        // SAFETY: the kernel reads and writes the structure of four words.
        unsafe {
            let address = action.as_mut_ptr() as usize;
            system_call(number::RT_SIGACTION, [signal, 0, address, 8, 0, 0]);
            if action[0] > 1 {
                action = [0; 4];
                let address = action.as_mut_ptr() as usize;
                system_call(number::RT_SIGACTION, [signal, address, 0, 8, 0, 0]);
            }
        }
    }
}

/// Groups, group, user, and the capabilities that survive the change.
unsafe fn set_identity(p: &ForkParameters) -> Result<(), isize> {
    const PR_SET_KEEPCAPS: usize = 8;
    const PR_CAP_AMBIENT: usize = 47;
    const PR_CAP_AMBIENT_RAISE: usize = 2;
    // SAFETY: system calls on memory that the parent prepared or that is on this stack.
    unsafe {
        if p.capability_count > 0 {
            try_call(call::PRCTL, [PR_SET_KEEPCAPS, 1, 0])?;
        }
        if p.flags & flag::CREDENTIAL != 0 {
            if p.flags & flag::SET_GROUPS != 0 {
                try_call(call::SETGROUPS, [p.group_count, p.groups as usize, 0])?;
            }
            try_call(call::SETGID, [p.group as usize, 0, 0])?;
            try_call(call::SETUID, [p.user as usize, 0, 0])?;
        }
        if p.capability_count == 0 {
            return Ok(());
        }
        // Version 3 of the interface, then (effective, permitted, inheritable) twice.
        let header = [0x2008_0522u32, 0];
        let mut sets = [0u32; 6];
        let (header, data) = (header.as_ptr() as usize, sets.as_mut_ptr());
        try_call(call::CAPGET, [header, data as usize, 0])?;
        for index in 0..p.capability_count {
            let capability = *p.capabilities.add(index);
            let (word, bit) = (capability / 32 % 2, 1u32 << (capability % 32));
            *data.add(3 * word + 1) |= bit;
            *data.add(3 * word + 2) |= bit;
        }
        try_call(call::CAPSET, [header, data as usize, 0])?;
        for index in 0..p.capability_count {
            let capability = *p.capabilities.add(index);
            try_call(
                call::PRCTL,
                [PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability],
            )?;
        }
    }
    Ok(())
}

/// Gives the child's descriptors their numbers: those that stand where another one is to go first
/// move out of the way, above all wanted numbers.
unsafe fn place_descriptors(p: &mut ForkParameters) -> Result<(), isize> {
    const F_DUPFD_CLOEXEC: usize = 1030;
    const F_SETFD: usize = 2;
    // SAFETY: the array belongs to the call.
    unsafe {
        let wanted = core::slice::from_raw_parts_mut(p.descriptors, p.descriptor_count);
        let highest = wanted.iter().copied().max().unwrap_or(-1);
        let mut free = wanted.len().max((highest + 1) as usize);
        for (place, descriptor) in wanted.iter_mut().enumerate() {
            if *descriptor >= 0 && (*descriptor as usize) < place {
                let copy = try_call(call::FCNTL, [*descriptor as usize, F_DUPFD_CLOEXEC, free])?;
                *descriptor = copy as i32;
                free = copy + 1;
            }
        }
        for (place, &mut descriptor) in wanted.iter_mut().enumerate() {
            if descriptor < 0 {
                let _ = try_call(call::CLOSE, [place, 0, 0]);
            } else if descriptor as usize == place {
                try_call(call::FCNTL, [place, F_SETFD, 0])?;
            } else {
                try_call(call::DUP3, [descriptor as usize, place, 0])?;
            }
        }
        for place in wanted.len()..3 {
            let _ = try_call(call::CLOSE, [place, 0, 0]);
        }
    }
    Ok(())
}

//! The barrier: pointers that the program stores while marking runs beside it.
//!
//! In: stored pointers, from generated code (one at a time through the stub, or a range of memory)
//! and from the runtime's own copies.  Out: their objects are marked, or will be.
//! Method: insertion barrier of Dijkstra. What is stored into the heap or a global is reported, so a
//! scanned object never hides the only way to an unmarked one; stacks need no barrier because
//! those that changed are scanned again before marking ends; new objects are marked from birth.
//! Invariants: the flag only changes while the world is stopped; a store comes before the test of
//! the flag. Reported pointers wait in a buffer of the processor, which the collector empties with
//! the world stopped; they are guesses, since ranges outside of the heap have no pointer bits.

use super::mark::Marker;
use crate::memory::arena;
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicU32, Ordering};

/// Not 0 while marking runs beside the program. Generated code reads it.
#[unsafe(export_name = "runtime.writeBarrier")]
static MARKING: AtomicU32 = AtomicU32::new(0);

/// Pointers that a processor collects before they are marked.
const CAPACITY: usize = 256;

/// The pointers reported on a processor and not marked yet.
#[repr(C)]
pub struct Buffer {
    count: usize,
    entries: [usize; CAPACITY],
}

impl Buffer {
    /// No pointers.
    pub const fn new() -> Buffer {
        Buffer {
            count: 0,
            entries: [0; CAPACITY],
        }
    }

    /// Marks what the pointers lead to.
    pub fn empty_into(&mut self, marker: &mut Marker) {
        let words = self.entries[..self.count].as_ptr_range();
        // SAFETY: the entries are readable.
        unsafe { marker.scan_conservatively(words.start as usize, words.end as usize) };
        self.count = 0;
    }
}

impl Default for Buffer {
    fn default() -> Self {
        Self::new()
    }
}

/// A buffer that only the thread holding its processor uses, or the collector with the world
/// stopped.
pub struct BufferCell(pub UnsafeCell<Buffer>);

/// Marking runs beside the program.
#[inline(always)]
pub fn is_marking() -> bool {
    MARKING.load(Ordering::Relaxed) != 0
}

/// Marking begins or ends; the world is stopped.
pub fn set_marking(on: bool) {
    MARKING.store(u32::from(on), Ordering::SeqCst);
}

/// A pointer was stored where the collector may not look again.
#[inline(always)]
pub fn shade(word: usize) {
    if is_marking() {
        report(word);
    }
}

#[inline(never)]
fn report(word: usize) {
    if arena::span_of(word).is_null() {
        return;
    }
    match current_buffer() {
        Some(buffer) => {
            // SAFETY: this thread holds the processor.
            let buffer = unsafe { &mut *buffer };
            buffer.entries[buffer.count] = word;
            buffer.count += 1;
            if buffer.count == CAPACITY {
                buffer.empty_into(&mut Marker::new());
            }
        }
        None => Marker::new().mark_guess(word),
    }
}

#[cfg(feature = "standalone")]
fn current_buffer() -> Option<*mut Buffer> {
    Some(crate::sched::current_processor()?.barrier.0.get())
}

#[cfg(not(feature = "standalone"))]
fn current_buffer() -> Option<*mut Buffer> {
    None
}

/// Pointers were stored in `bytes` bytes from `start` on: copied there, for example.
///
/// # Safety
/// The range is readable.
#[inline(always)]
pub unsafe fn shade_range(start: *const u8, bytes: usize) {
    if is_marking() {
        // SAFETY: the caller has just written the range.
        unsafe { report_range(start as usize, bytes) };
    }
}

#[inline(never)]
unsafe fn report_range(start: usize, bytes: usize) {
    let span = arena::span_of(start);
    let in_heap = !span.is_null();
    // SAFETY: spans in the page table are valid.
    if in_heap && unsafe { (*span).is_pointer_free() } {
        return;
    }
    let mut at = (start + 7) & !7;
    while at + 8 <= start + bytes {
        // SAFETY: the word is in the caller's range; addresses in a span have pointer bits.
        unsafe {
            let word = (at as *const usize).read();
            if word != 0 && (!in_heap || arena::bits_at(at).load(1) != 0) {
                report(word);
            }
        }
        at += 8;
    }
}

/// Larger ranges are left to the collector.
const FEW_BYTES: usize = 512;

/// The first `bytes` bytes of an object were filled with pointers at once.
///
/// # Safety
/// `object` is the start of an object of at least that size.
#[inline(always)]
pub unsafe fn filled(object: *const u8, bytes: usize) {
    if is_marking() {
        if bytes > FEW_BYTES {
            Marker::new().scan_later(object as usize);
        } else {
            // SAFETY: the caller's.
            unsafe { report_range(object as usize, bytes) };
        }
    }
}

/// `runtime.bulkBarrier`
///
/// # Safety
/// A thunk's function; the range is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_shade_range(start: *const u8, bytes: usize) {
    // SAFETY: the caller's.
    unsafe { shade_range(start, bytes) };
}

#[cfg(feature = "standalone")]
pub use stub::empty_all;

#[cfg(feature = "standalone")]
mod stub {
    use super::*;
    use crate::sched::goroutine::offset as g;
    use crate::sched::machine::offset as m;
    use crate::sched::processor::{self, Processor};
    use core::arch::global_asm;
    use core::mem::offset_of;

    /// Marks from the buffers of all processors; the world is stopped.
    pub fn empty_all(marker: &mut Marker) {
        for p in processor::ever_used() {
            // SAFETY: the world is stopped.
            unsafe { (*p.barrier.0.get()).empty_into(marker) };
        }
    }

    /// The buffer of this thread's processor is full.
    extern "C" fn buffer_is_full() {
        if let Some(buffer) = current_buffer() {
            // SAFETY: this thread holds the processor.
            unsafe { (*buffer).empty_into(&mut Marker::new()) };
        }
    }

    // Called by generated code with the pointer in rdi; must preserve every register. The rare
    // part saves them on the system stack, since the goroutine's may be nearly full.
    global_asm!(
        ".section \".text.thunk.gcWriteBarrier\",\"ax\",@progbits",
        ".globl \"runtime.gcWriteBarrier\"",
        ".type \"runtime.gcWriteBarrier\",@function",
        "\"runtime.gcWriteBarrier\":",
        "test rdi, rdi",
        "je 3f",
        "push rax",
        "push rcx",
        "mov rax, fs:[{PROCESSOR}]",
        "mov rcx, [rax+{BUFFER}]",
        "mov [rax+rcx*8+{BUFFER}+8], rdi",
        "inc rcx",
        "mov [rax+{BUFFER}], rcx",
        "cmp rcx, {CAPACITY}",
        "je 2f",
        "pop rcx",
        "pop rax",
        "3: ret",
        "2: mov rax, rsp",
        "mov rsp, [r15+{SYSTEM_STACK}]",
        "push rax",
        "push rdx",
        "push rsi",
        "push rdi",
        "push r8",
        "push r9",
        "push r10",
        "push r11",
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
        "call {full}",
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
        "pop r11",
        "pop r10",
        "pop r9",
        "pop r8",
        "pop rdi",
        "pop rsi",
        "pop rdx",
        "pop rsp",
        "pop rcx",
        "pop rax",
        "ret",
        ".size \"runtime.gcWriteBarrier\", .-\"runtime.gcWriteBarrier\"",
        PROCESSOR = const m::PROCESSOR,
        BUFFER = const offset_of!(Processor, barrier),
        CAPACITY = const CAPACITY,
        SYSTEM_STACK = const g::SYSTEM_STACK,
        full = sym buffer_is_full,
    );
}

//! The tables that the compiler writes into every executable and the runtime reads: one
//! [`ProgramInformation`] under the symbol [`PROGRAM_SYMBOL`], everything else is reached from it.
//!
//! Code positions are 32-bit offsets from the start of the Go text section, which holds all
//! functions compiled from Go, contiguous, and nothing else.

use crate::value::GoString;

/// The linker symbol of [`ProgramInformation`].
pub const PROGRAM_SYMBOL: &str = "grus_program";

/// Root of all tables.
#[repr(C)]
pub struct ProgramInformation {
    pub text_start: *const u8,
    pub text_end: *const u8,
    /// Sorted by `start`.
    pub functions: *const FunctionInformation,
    pub function_count: usize,
    /// Sorted by `pc`.
    pub traps: *const Trap,
    pub trap_count: usize,
    /// Indexed by `Trap::cause`.
    pub trap_causes: *const TrapCause,
    pub trap_cause_count: usize,
    /// Names of functions, each as its length (unsigned LEB128) and its bytes.
    pub names: *const u8,
    pub names_length: usize,
    /// Rows of all line tables.
    pub lines: *const u8,
    pub lines_length: usize,
    pub inline_frames: *const InlineFrame,
    pub inline_frame_count: usize,
    /// Memory of global variables that may hold pointers.
    pub roots: *const Root,
    pub root_count: usize,
    /// All statically known itabs, to seed the runtime's table.
    pub itabs: *const *const crate::descriptor::Itab,
    pub itab_count: usize,
    /// Code of `func runtime.main()`, written in Go: runs initialisers, then `main.main`.
    pub main: *const u8,
    /// Descriptors the runtime needs by itself, in the order of [`well_known`]; null if absent.
    pub well_known_types: *const *const crate::descriptor::TypeDescriptor,
    /// Source files, indexed by `FunctionInformation::file` and `InlineFrame::file`.
    pub files: *const GoString,
    pub file_count: usize,
    /// All descriptors of Go types, if the program composes types by reflection.
    pub types: *const *const crate::descriptor::TypeDescriptor,
    pub type_count: usize,
}

/// Indices into [`ProgramInformation::well_known_types`].
pub mod well_known {
    /// `string`
    pub const STRING: usize = 0;
    /// `int`
    pub const INT: usize = 1;
    /// `uint8`
    pub const UINT8: usize = 2;
    /// `runtime.boundsError`-like struct types declared in the Go part of package runtime follow
    /// through ordinary Go code, not through this table.
    pub const COUNT: usize = 3;
}

/// A range of global memory and where pointers are in it.
#[repr(C)]
pub struct Root {
    pub address: *mut u8,
    /// In 8-byte words.
    pub words: usize,
    /// One bit a word, least significant first.
    pub pointer_mask: *const u8,
}

/// A wrapper the compiler made (`gowrap1`, `-fm`, promoted methods): left out of tracebacks, and
/// transparent for `recover`.
pub const FUNCTION_WRAPPER: u32 = 1 << 0;
/// `runtime.gopanic`, the function that calls deferred functions during a panic.
pub const FUNCTION_PANIC_LOOP: u32 = 1 << 1;
/// Package runtime's own: hidden in tracebacks unless GOTRACEBACK=system.
pub const FUNCTION_RUNTIME: u32 = 1 << 2;
/// The function has parameters or a receiver: tracebacks print `f(...)` instead of `f()`.
pub const FUNCTION_HAS_PARAMETERS: u32 = 1 << 3;
/// A leaf without frame: the frame pointer is its caller's, and nothing but the return address is
/// on the stack.
pub const FUNCTION_FRAMELESS: u32 = 1 << 4;

/// One compiled function.
#[repr(C)]
pub struct FunctionInformation {
    /// Offset of the entry point (the stack check, if the function has one).
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
    /// Bytes from `start` to the first byte of the body behind the stack check.
    pub header_length: u16,
    /// Bytes of arguments that the caller pushed and the callee pops.
    pub stack_argument_bytes: u16,
    /// Distance from the stack pointer to the frame pointer in the body, in bytes.
    pub frame_size: u32,
    /// `FUNCTION_*`.
    pub flags: u32,
    /// Index into the file table, and the line of the `func` keyword.
    pub file: u32,
    pub line: u32,
    /// `main.f.func1`; offset into the names.
    pub name: u32,
    /// Offset and length in the line tables. Rows of (unsigned LEB128 pc delta, signed LEB128 line
    /// delta, signed LEB128 of twice the inline-frame delta, plus 1 if a signed LEB128 shift delta
    /// follows), starting from pc `start`, line `line`, frame 0, shift 0; a row holds from its pc to the
    /// next row's. Frame 0 is the function itself, frame n is the function's n-th inline frame. The shift
    /// is added to the index of the frame's file: line directives may name another file.
    pub lines: u32,
    pub lines_length: u32,
    /// Index of the function's first inline frame, and how many follow.
    pub inline_frames: u32,
    pub inline_count: u32,
}

/// A call that was inlined.
#[repr(C)]
pub struct InlineFrame {
    /// Offset into the names.
    pub name: u32,
    pub call_line: u32,
    pub file: u16,
    pub call_file: u16,
    /// The frame that contains the call: 0 or the number of another inline frame of the function.
    pub parent: u16,
    pub padding: u16,
}

/// Why an instruction traps. `x` and `y` are the operands of the message.
#[allow(missing_docs)]
pub mod trap_kind {
    /// A load or store whose address may be nil.
    pub const NIL: u8 = 1;
    /// index out of range \[x\] with length y
    pub const INDEX: u8 = 2;
    /// slice bounds out of range \[:x\] with length y (string, array)
    pub const SLICE_HIGH_LENGTH: u8 = 3;
    /// slice bounds out of range \[:x\] with capacity y
    pub const SLICE_HIGH_CAPACITY: u8 = 4;
    /// slice bounds out of range \[x:y\]
    pub const SLICE_LOW: u8 = 5;
    /// slice bounds out of range \[::x\] with length y
    pub const SLICE3_MAX_LENGTH: u8 = 6;
    /// slice bounds out of range \[::x\] with capacity y
    pub const SLICE3_MAX_CAPACITY: u8 = 7;
    /// slice bounds out of range \[:x:y\]
    pub const SLICE3_HIGH: u8 = 8;
    /// slice bounds out of range \[x:y:\]
    pub const SLICE3_LOW: u8 = 9;
    /// cannot convert slice with length x to array or pointer to array with length y
    pub const SLICE_TO_ARRAY: u8 = 10;
    pub const DIVIDE: u8 = 11;
    pub const SHIFT: u8 = 12;
    /// Not reachable by construction; a crash of the runtime's own if it happens.
    pub const UNREACHABLE: u8 = 13;
}

/// How to find an operand of a failed check when the trap arrives.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrapOperand {
    /// One of `operand_*`.
    pub form: u8,
    /// General register number as x86 encodes it (rax 0 .. r15 15): the value or base address.
    pub register: u8,
    /// Index register of a memory operand, 0xff: none; and its scale as a shift count.
    pub index: u8,
    pub scale: u8,
    /// The constant, or the displacement.
    pub value: i32,
    /// Size in bytes of the register or memory operand, and whether to sign-extend it.
    pub size: u8,
    pub signed: u8,
    pub padding: [u8; 2],
}

/// No operand: it is in [`crate::goroutine::G_TRAP_X`] or `G_TRAP_Y`.
pub const OPERAND_STORED: u8 = 0;
/// `value`
pub const OPERAND_CONSTANT: u8 = 1;
/// `register`
pub const OPERAND_REGISTER: u8 = 2;
/// Memory at `register + (index << scale) + value`
pub const OPERAND_MEMORY: u8 = 3;

/// An instruction of Go code that may fault.
#[repr(C, packed(2))]
pub struct Trap {
    pub pc: u32,
    /// Index into [`ProgramInformation::trap_causes`].
    pub cause: u16,
}

/// What the fault of an instruction means. Many instructions share one.
#[repr(C)]
pub struct TrapCause {
    /// One of [`trap_kind`].
    pub kind: u8,
    /// Bit 0: the type of x is unsigned.
    pub flags: u8,
    pub padding: u16,
    /// Line of the check, where it differs from the line table's; 0: use the table.
    pub line: u32,
    pub x: TrapOperand,
    pub y: TrapOperand,
}

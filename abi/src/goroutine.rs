//! The fields of the goroutine object that generated code touches, relative to r15.
//!
//! The runtime's `G` begins with exactly these words; a `const` assertion there checks it.

/// The stack limit that function headers compare with (`cmp rax, [r15+8]`). The runtime sets it
/// to the largest address to make the goroutine enter the runtime at its next check.
pub const G_STACK_LIMIT: i32 = 8;
/// Top of the system stack of the thread that runs the goroutine: runtime thunks switch to it.
pub const G_SYSTEM_STACK: i32 = 16;
/// Stack pointer of the goroutine while it is in a runtime thunk.
pub const G_THUNK_STACK_POINTER: i32 = 24;
/// Head of the list of [`crate::value::DeferRecord`].
pub const G_DEFERS: i32 = 32;
/// Where checks whose operands cannot be decoded store them before they trap: index or bound ...
pub const G_TRAP_X: i32 = 40;
/// ... and length or capacity.
pub const G_TRAP_Y: i32 = 48;

/// Bytes of stack that must remain usable below the limit (STACKS: leaf frames without check,
/// thunks, injected calls).
pub const STACK_SLACK: usize = 768;
/// Frames of functions without calls up to this size need no stack check.
pub const STACK_LEAF_FRAME: usize = 112;

//! The stack check in front of a function's code, and what it jumps to.
//!
//! In: frame and argument sizes.  Out: bytes around Cranelift's code:
//! ```text
//! entry: mov rax,rsp | lea rax,[rsp-frame]
//!        cmp rax,[r15+8]
//!        jb  cold
//!        <Cranelift's code>
//! cold:  [mov eax,argument bytes]
//!        lea r10,[rip+entry]
//!        jmp runtime.morestack...
//! ```
//! Nothing is written before the check and no register that carries an argument changes. The cold
//! part is behind the code rather than in front of it, so that every pc of the function lies between
//! its start and end. Functions without calls and with small frames have no check.

use grus_abi::goroutine::{G_STACK_LIMIT, STACK_LEAF_FRAME};
use grus_abi::{functions::MORE_STACK, functions::MORE_STACK_ARGUMENTS};

/// Bytes of `cmp rax,[r15+8]; jb rel32`.
const COMPARE_AND_JUMP: usize = 10;

/// What a function needs to know to make its header.
#[derive(Clone, Copy, Debug)]
pub struct HeaderInput {
    /// Distance from stack pointer to frame pointer.
    pub frame_size: u32,
    pub stack_argument_bytes: u32,
    pub has_calls: bool,
}

/// The jump to the runtime at the end of a function.
#[derive(Clone, Copy, Debug)]
pub struct MoreStackJump {
    /// Where its 32-bit displacement is.
    pub offset: u32,
    pub symbol: &'static str,
}

impl HeaderInput {
    fn is_exempt(&self) -> bool {
        !self.has_calls && self.is_small()
    }

    fn is_small(&self) -> bool {
        self.frame_size as usize <= STACK_LEAF_FRAME
    }

    /// Length of the check.
    pub fn length(&self) -> usize {
        match (self.is_exempt(), self.is_small()) {
            (true, _) => 0,
            (false, true) => 3 + COMPARE_AND_JUMP,
            (false, false) => 8 + COMPARE_AND_JUMP,
        }
    }

    /// Puts the check in front of `body` and the cold part behind it.
    pub fn wrap(&self, body: &[u8]) -> (Vec<u8>, Option<MoreStackJump>) {
        if self.is_exempt() {
            return (body.to_vec(), None);
        }
        let mut code = Vec::with_capacity(body.len() + 40);
        if self.is_small() {
            code.extend([0x48, 0x89, 0xe0]);
        } else {
            code.extend([0x48, 0x8d, 0x84, 0x24]);
            code.extend((-i64::from(self.frame_size) as i32).to_le_bytes());
        }
        code.extend([0x49, 0x3b, 0x47, G_STACK_LIMIT as u8, 0x0f, 0x82]);
        let displacement = body.len() as i32;
        code.extend(displacement.to_le_bytes());
        code.extend(body);
        let symbol = if self.stack_argument_bytes > 0 {
            code.push(0xb8);
            code.extend(self.stack_argument_bytes.to_le_bytes());
            MORE_STACK_ARGUMENTS
        } else {
            MORE_STACK
        };
        code.extend([0x4c, 0x8d, 0x15]);
        let to_entry = -(code.len() as i32 + 4);
        code.extend(to_entry.to_le_bytes());
        code.push(0xe9);
        let offset = code.len() as u32;
        code.extend([0; 4]);
        (code, Some(MoreStackJump { offset, symbol }))
    }
}

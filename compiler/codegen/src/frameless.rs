//! Leaves without frames: functions that call nothing and keep nothing on the stack.
//!
//! In: a function's code as Cranelift makes it, always with a frame.  Out: the same code without
//! saving, setting and restoring the frame pointer, or nothing if the function needs its frame.
//! Only the prologue's bytes go away; where an epilogue was is the `ret` and filler behind it, so all
//! addresses in the code move by [`CUT`] alike and no jump changes.
//! Invariant: while such a function runs, the frame pointer is its caller's, and the stack pointer
//! points to the return address; the tables mark it so that stack walks know
//! (`FUNCTION_FRAMELESS`).

use iced_x86::{Decoder, DecoderOptions, Instruction, InstructionInfoFactory, Register};

/// How Cranelift's code begins: `push rbp; mov rbp,rsp`.
pub const PROLOGUE: [u8; 4] = [0x55, 0x48, 0x89, 0xe5];
/// `mov rsp,rbp; pop rbp; ret`
const EPILOGUE: [u8; 5] = [0x48, 0x89, 0xec, 0x5d, 0xc3];
/// Never reached.
const BREAKPOINT: u8 = 0xcc;

/// By how many bytes the code becomes shorter at its start.
pub const CUT: u32 = PROLOGUE.len() as u32;

/// The code without a frame. `body` consists of instructions only and belongs to a function that
/// neither calls nor has anything in its frame or among its stack arguments.
pub fn without_frame(body: &[u8]) -> Option<Vec<u8>> {
    let rest = body.strip_prefix(&PROLOGUE)?;
    let mut code = rest.to_vec();
    let mut information = InstructionInfoFactory::new();
    let mut decoder = Decoder::with_ip(64, rest, 0, DecoderOptions::NONE);
    let mut instruction = Instruction::default();
    while decoder.can_decode() {
        let at = decoder.position();
        decoder.decode_out(&mut instruction);
        if rest[at..].starts_with(&EPILOGUE) {
            decoder.set_position(at + EPILOGUE.len()).ok()?;
            decoder.set_ip((at + EPILOGUE.len()) as u64);
            code[at] = EPILOGUE[EPILOGUE.len() - 1];
            code[at + 1..at + EPILOGUE.len()].fill(BREAKPOINT);
        } else if instruction.is_invalid() || touches_frame(&mut information, &instruction) {
            return None;
        }
    }
    if rest.ends_with(&EPILOGUE) {
        code.truncate(code.len() - (EPILOGUE.len() - 1));
    }
    Some(code)
}

/// The instruction has to do with the stack; returns have, too.
fn touches_frame(information: &mut InstructionInfoFactory, instruction: &Instruction) -> bool {
    let frame =
        |register: Register| matches!(register.full_register(), Register::RSP | Register::RBP);
    let information = information.info(instruction);
    information
        .used_registers()
        .iter()
        .any(|used| frame(used.register()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(middle: &[u8]) -> Vec<u8> {
        [&PROLOGUE[..], middle, &EPILOGUE].concat()
    }

    #[test]
    fn the_frame_goes_away() {
        // mov rax,rdi
        assert_eq!(
            without_frame(&framed(&[0x48, 0x89, 0xf8])),
            Some(vec![0x48, 0x89, 0xf8, 0xc3])
        );
    }

    #[test]
    fn an_epilogue_in_the_middle_becomes_a_return_and_filler() {
        let middle = [&EPILOGUE[..], &[0x48, 0x89, 0xf8]].concat();
        let expected = vec![0xc3, 0xcc, 0xcc, 0xcc, 0xcc, 0x48, 0x89, 0xf8, 0xc3];
        assert_eq!(without_frame(&framed(&middle)), Some(expected));
    }

    #[test]
    fn the_bytes_of_an_epilogue_in_an_operand_are_left_alone() {
        // mov rax,0x..c35dec8948..
        let load = [0x48, 0xb8, 0x00, 0x48, 0x89, 0xec, 0x5d, 0xc3, 0x00, 0x00];
        let expected = [&load[..], &[0xc3]].concat();
        assert_eq!(without_frame(&framed(&load)), Some(expected));
    }

    #[test]
    fn whatever_uses_the_stack_keeps_its_frame() {
        let load = [0x48, 0x8b, 0x44, 0x24, 0x08]; // mov rax,[rsp+8]
        assert_eq!(without_frame(&framed(&load)), None);
        let argument = [0x48, 0x8b, 0x45, 0x10]; // mov rax,[rbp+16]
        assert_eq!(without_frame(&framed(&argument)), None);
        let restores = [0x48, 0x89, 0xec, 0x5d, 0xc2, 0x08, 0x00]; // mov rsp,rbp; pop rbp; ret 8
        assert_eq!(without_frame(&framed(&restores)), None);
        assert_eq!(without_frame(&[0xc3]), None);
    }
}

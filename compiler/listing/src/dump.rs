//! Machine code of an executable, for `grus tool objdump`.
//!
//! In: bytes and where they are.  Out: instructions with address, bytes and text.
//! Data among the code (jump tables, constants) is shown as Go's disassembler shows bytes that are
//! no instruction: `?`.

use crate::Relocations;
use crate::disassembler::{self, SymbolOf};
use crate::regions::{self, Piece};
use iced_x86::{Decoder, DecoderOptions, Formatter, GasFormatter};

/// An instruction, or a byte of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpLine<'a> {
    pub address: u64,
    pub bytes: &'a [u8],
    pub text: String,
}

/// Disassembles code that stands at `address`.
pub fn dump<'a>(code: &'a [u8], address: u64, symbol_of: SymbolOf<'_>) -> Vec<DumpLine<'a>> {
    let mut lines = Vec::new();
    let line = |offset: usize, length: usize, text: String| DumpLine {
        address: address + offset as u64,
        bytes: &code[offset..offset + length],
        text,
    };
    for piece in regions::split(code, &Relocations::new(&[])) {
        match piece {
            Piece::Data { offset, length, .. } => {
                lines.extend((offset..offset + length).map(|at| line(at, 1, "?".to_string())));
            }
            Piece::Instruction(mut instruction) => {
                let offset = instruction.ip() as usize;
                disassembler::relocate(&mut instruction, address);
                let text = disassembler::spell(&instruction, symbol_of);
                lines.push(line(offset, instruction.len(), text));
            }
        }
    }
    lines
}

/// An instruction in the syntax of the GNU assembler.
pub fn gnu(bytes: &[u8], address: u64) -> String {
    let mut decoder = Decoder::with_ip(64, bytes, address, DecoderOptions::NONE);
    let mut text = String::new();
    GasFormatter::new().format(&decoder.decode(), &mut text);
    text
}

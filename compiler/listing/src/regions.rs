//! Where a function's bytes are instructions and where they are data.
//!
//! In: the code of a function and its relocations.  Out: the decoded instructions in order, with the
//! data between them: jump tables, which stand behind the jump that uses them, and constants, which
//! stand behind the code, with the zeros that align them.
//! Invariants: the pieces cover every byte once and in order.
//! Works in one sweep, because a reference to data precedes the data: code names it relative to the
//! instruction pointer, in a field without a relocation.

use crate::Relocations;
use iced_x86::{Decoder, DecoderOptions, FlowControl, Instruction, Mnemonic, OpKind};
use std::collections::BTreeSet;

/// A stretch of a function's bytes.
#[derive(Clone, Debug)]
pub enum Piece {
    Instruction(Instruction),
    /// From here (bytes from the start of the function), this many bytes.
    Data {
        offset: usize,
        length: usize,
        /// What the bytes are read as: 4 for entries of a jump table, 8 for constants, 1 for
        /// padding and bytes that are no instruction.
        unit: usize,
    },
}

/// Splits a function's bytes into instructions and data.
pub fn split(code: &[u8], relocations: &Relocations<'_>) -> Vec<Piece> {
    let mut sweep = Sweep {
        code,
        targets: BTreeSet::new(),
        addresses: BTreeSet::new(),
        constants: BTreeSet::new(),
        pieces: Vec::new(),
    };
    let mut decoder = Decoder::with_ip(64, code, 0, DecoderOptions::NONE);
    let mut behind_indirect_jump = false;
    while decoder.can_decode() {
        let offset = decoder.position();
        let data = match behind_indirect_jump && sweep.addresses.contains(&offset) {
            true => Some((sweep.jump_table(offset), 4)),
            false => sweep.constants(offset),
        };
        let (length, unit) = match data {
            Some(data) => data,
            None => {
                let instruction = decoder.decode();
                behind_indirect_jump = instruction.flow_control() == FlowControl::IndirectBranch;
                if !instruction.is_invalid() {
                    sweep.note(&instruction, relocations);
                    sweep.pieces.push(Piece::Instruction(instruction));
                    continue;
                }
                (1, 1)
            }
        };
        behind_indirect_jump = false;
        sweep.pieces.push(Piece::Data {
            offset,
            length,
            unit,
        });
        if decoder.set_position(offset + length).is_err() {
            break;
        }
        decoder.set_ip((offset + length) as u64);
    }
    sweep.pieces
}

struct Sweep<'a> {
    code: &'a [u8],
    /// Where jumps seen so far lead.
    targets: BTreeSet<usize>,
    /// What has its address taken: jump tables, and code that a panic continues at.
    addresses: BTreeSet<usize>,
    /// What instructions read.
    constants: BTreeSet<usize>,
    pieces: Vec<Piece>,
}

impl Sweep<'_> {
    /// Remembers what an instruction refers to in its function.
    fn note(&mut self, instruction: &Instruction, relocations: &Relocations<'_>) {
        let (start, end) = (instruction.ip() as u32, instruction.next_ip() as u32);
        if relocations.within(start, end).is_some() {
            return;
        }
        if instruction.op0_kind() == OpKind::NearBranch64 {
            self.targets
                .insert(instruction.near_branch_target() as usize);
        }
        if instruction.is_ip_rel_memory_operand() {
            let named = match instruction.mnemonic() {
                Mnemonic::Lea => &mut self.addresses,
                _ => &mut self.constants,
            };
            named.insert(instruction.ip_rel_memory_address() as usize);
        }
    }

    /// The length of the jump table that starts here. Its entries are distances from its start to
    /// the code of the cases, the nearest of which, or another jump's target, ends it.
    fn jump_table(&mut self, start: usize) -> usize {
        let mut end = self.next_boundary(start);
        let mut offset = start;
        while offset + 4 <= end {
            let bytes = [0, 1, 2, 3].map(|index| self.code[offset + index]);
            let target = start as i64 + i64::from(i32::from_le_bytes(bytes));
            if target < 0 || target >= self.code.len() as i64 {
                break;
            }
            let target = target as usize;
            self.targets.insert(target);
            if target > start {
                end = end.min(target);
            }
            offset += 4;
        }
        offset - start
    }

    /// Length and unit of the constants, or of the zeros that align them, that start here.
    fn constants(&self, start: usize) -> Option<(usize, usize)> {
        let first = self.constants.range(start..).next().copied();
        let first = first.filter(|&first| first < self.code.len())?;
        if first > start {
            let between = &self.code[start..first];
            let follows_jump = self.pieces.last().is_none_or(ends_flow);
            let padding = first - start < 64 && follows_jump && between.iter().all(|&b| b == 0);
            return padding.then_some((first - start, 1));
        }
        let is_code = self.targets.contains(&start)
            || self.addresses.contains(&start)
            || !self.pieces.last().is_none_or(ends_flow);
        if is_code {
            return None;
        }
        let next = self.constants.range(start + 1..).next().copied();
        let end = next
            .unwrap_or(self.code.len())
            .min(self.next_boundary(start));
        let length = end - start;
        Some((
            length,
            if length.is_multiple_of(8) {
                8
            } else {
                4.min(length)
            },
        ))
    }

    /// The next offset behind this one that is known to be code, or the end.
    fn next_boundary(&self, offset: usize) -> usize {
        let next = self.targets.range(offset + 1..).next().copied();
        let handler = self.addresses.range(offset + 1..).next().copied();
        let end = self.code.len();
        next.unwrap_or(end).min(handler.unwrap_or(end)).min(end)
    }
}

/// Whether what follows this piece is not reached by running on.
fn ends_flow(piece: &Piece) -> bool {
    match piece {
        Piece::Data { .. } => true,
        Piece::Instruction(instruction) => {
            let traps = matches!(instruction.mnemonic(), Mnemonic::Ud2 | Mnemonic::Int3);
            traps
                || matches!(
                    instruction.flow_control(),
                    FlowControl::Return
                        | FlowControl::UnconditionalBranch
                        | FlowControl::IndirectBranch
                )
        }
    }
}

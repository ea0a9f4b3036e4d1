//! Instructions in the syntax of Go's assembler.
//!
//! In: code bytes and relocations.  Out: for every instruction its offset, operation and operands.
//! Operands stand in Go's order, source before destination, apart from comparisons; memory is
//! `offset(base)(index*scale)`, a symbol is `name+offset(SB)`, an immediate `$n`.

use crate::regions::{self, Piece};
use crate::{RelocationRow, SlotRow};
use crate::{mnemonic, register};
use iced_x86::{Mnemonic, OpKind, Register};

/// A decoded instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// In bytes from the start of the code.
    pub offset: u32,
    pub operation: String,
    pub operands: String,
}

/// Relocations to be found by the bytes they fill.
pub struct Relocations<'a>(&'a [RelocationRow<'a>]);

impl<'a> Relocations<'a> {
    /// Takes relocations sorted by offset.
    pub fn new(rows: &'a [RelocationRow<'a>]) -> Relocations<'a> {
        Relocations(rows)
    }

    /// The relocation whose field lies in a range of code.
    pub(crate) fn within(&self, start: u32, end: u32) -> Option<&'a RelocationRow<'a>> {
        let index = self.0.partition_point(|row| row.offset < start);
        self.0.get(index).filter(|row| row.offset < end)
    }
}

/// Decodes the code of a function to its end. Data in it becomes `QUAD`, `LONG` and `BYTE`.
///
/// `slots` name parts of the frame.
pub fn decode(
    function: &str,
    code: &[u8],
    relocations: &Relocations<'_>,
    slots: &[SlotRow<'_>],
) -> Vec<Instruction> {
    let mut list = Vec::new();
    for piece in regions::split(code, relocations) {
        match piece {
            Piece::Data {
                offset,
                length,
                unit,
            } => list.extend(data(code, offset, length, unit)),
            Piece::Instruction(instruction) => {
                let (start, end) = (instruction.ip() as u32, instruction.next_ip() as u32);
                let mut offset = start;
                if instruction.has_lock_prefix() {
                    list.push(Instruction {
                        offset,
                        operation: "LOCK".into(),
                        operands: String::new(),
                    });
                    offset += 1;
                }
                let text = Spelling {
                    function,
                    instruction: &instruction,
                    relocation: relocations.within(start, end),
                    slots,
                };
                list.push(Instruction {
                    offset,
                    operation: mnemonic::operation(&instruction),
                    operands: text.operands(),
                });
            }
        }
    }
    list
}

/// Data as pseudo-instructions: `QUAD`, `LONG` or `BYTE` by the size of its units.
fn data(code: &[u8], offset: usize, length: usize, unit: usize) -> Vec<Instruction> {
    let operation = match unit {
        8 => "QUAD",
        4 => "LONG",
        _ => "BYTE",
    };
    let value = |bytes: &[u8]| {
        let digits: String = bytes
            .iter()
            .rev()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let digits = digits.trim_start_matches('0');
        format!("$0x{}", if digits.is_empty() { "0" } else { digits })
    };
    let units = code[offset..offset + length]
        .chunks(unit.max(1))
        .enumerate();
    units
        .map(|(index, bytes)| Instruction {
            offset: (offset + index * unit) as u32,
            operation: if bytes.len() == unit {
                operation
            } else {
                "BYTE"
            }
            .into(),
            operands: value(bytes),
        })
        .collect()
}

struct Spelling<'a> {
    function: &'a str,
    instruction: &'a iced_x86::Instruction,
    relocation: Option<&'a RelocationRow<'a>>,
    slots: &'a [SlotRow<'a>],
}

impl Spelling<'_> {
    fn operands(&self) -> String {
        let instruction = self.instruction;
        match instruction.mnemonic() {
            Mnemonic::Int3 => return "$3".to_string(),
            Mnemonic::Nop if instruction.len() == 1 => return String::new(),
            _ => {}
        }
        // The register operands of one-operand forms are implicit in Go, as here.
        let mut operands: Vec<String> = (0..instruction.op_count())
            .map(|index| self.operand(index))
            .collect();
        if instruction.mnemonic() != Mnemonic::Cmp {
            operands.reverse();
        }
        if instruction.mnemonic() == Mnemonic::Ret {
            operands.clear();
            if instruction.op_count() == 1 {
                operands.push(format!("${}", instruction.immediate16()));
            }
        }
        operands.join(", ")
    }

    fn operand(&self, index: u32) -> String {
        let instruction = self.instruction;
        match instruction.op_kind(index) {
            // A shift count in cl is written as the whole register.
            OpKind::Register
                if index > 0
                    && instruction.op_register(index) == Register::CL
                    && mnemonic::is_shift(instruction.mnemonic()) =>
            {
                register::name(instruction.op_register(index).full_register())
            }
            OpKind::Register => register::name(instruction.op_register(index)),
            OpKind::Memory => self.memory(),
            OpKind::NearBranch16 | OpKind::NearBranch32 | OpKind::NearBranch64 => self.branch(),
            OpKind::Immediate8
            | OpKind::Immediate16
            | OpKind::Immediate32
            | OpKind::Immediate64
            | OpKind::Immediate8to16
            | OpKind::Immediate8to32
            | OpKind::Immediate8to64
            | OpKind::Immediate32to64
            | OpKind::Immediate8_2nd => self.immediate(index),
            _ => "?".to_string(),
        }
    }

    fn immediate(&self, index: u32) -> String {
        let instruction = self.instruction;
        if let Some(relocation) = self.relocation.filter(|_| instruction.op_count() == 2) {
            return format!("${}", symbol(relocation, 0));
        }
        let value = match instruction.op_kind(index) {
            OpKind::Immediate8 => i64::from(instruction.immediate8() as i8),
            OpKind::Immediate8_2nd => i64::from(instruction.immediate8_2nd() as i8),
            OpKind::Immediate16 => i64::from(instruction.immediate16() as i16),
            OpKind::Immediate32 => i64::from(instruction.immediate32() as i32),
            _ => instruction.immediate(index) as i64,
        };
        format!("${value}")
    }

    fn branch(&self) -> String {
        match self.relocation {
            Some(relocation) => symbol(relocation, 0),
            None => self.instruction.near_branch_target().to_string(),
        }
    }

    fn memory(&self) -> String {
        let instruction = self.instruction;
        let base = instruction.memory_base();
        if base == Register::RIP {
            return match self.relocation {
                Some(relocation) => {
                    // The addend is for a field that ends the instruction.
                    let behind = instruction.next_ip() as i64 - i64::from(relocation.offset);
                    symbol(relocation, behind - 4)
                }
                None => offset_symbol(self.function, instruction.memory_displacement64() as i64),
            };
        }
        let displacement = match instruction.memory_displ_size() {
            0 => 0,
            _ => instruction.memory_displacement64() as i64,
        };
        let slot = self.slot(base, displacement);
        let mut text = match self.relocation {
            Some(relocation) => symbol(relocation, 0),
            None if slot.is_some() => slot.unwrap_or_default(),
            None if displacement == 0 && base != Register::None => String::new(),
            None => displacement.to_string(),
        };
        if base != Register::None {
            text.push_str(&format!("({})", register::name(base)));
        }
        let index = instruction.memory_index();
        if index != Register::None {
            let scale = instruction.memory_index_scale();
            text.push_str(&format!("({}*{scale})", register::name(index)));
        }
        text
    }
}

impl Spelling<'_> {
    /// `main.x+40` for memory in the frame that has a name.
    fn slot(&self, base: Register, displacement: i64) -> Option<String> {
        let offset = u32::try_from(displacement).ok()?;
        let holds = |slot: &&SlotRow<'_>| (slot.offset..slot.offset + slot.size).contains(&offset);
        let slot = self.slots.iter().find(holds)?;
        (base == Register::RSP).then(|| match offset {
            0 => slot.name.to_string(),
            offset => format!("{}+{offset}", slot.name),
        })
    }
}

/// `name(SB)` or `name+8(SB)`; `bias` is added to the addend.
fn symbol(relocation: &RelocationRow<'_>, bias: i64) -> String {
    offset_symbol(relocation.symbol, relocation.addend + bias)
}

fn offset_symbol(symbol: &str, offset: i64) -> String {
    match offset {
        0 => format!("{symbol}(SB)"),
        offset => format!("{symbol}{offset:+}(SB)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(code: &[u8]) -> String {
        let instructions = decode("f", code, &Relocations::new(&[]), &[]);
        let line = |i: Instruction| format!("{} {}", i.operation, i.operands).trim().to_string();
        instructions
            .into_iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn spells_instructions_as_go_does() {
        let cases: [(&[u8], &str); 14] = [
            (&[0x49, 0x3b, 0x66, 0x10], "CMPQ SP, 16(R14)"),
            (&[0x55, 0x48, 0x89, 0xe5], "PUSHQ BP; MOVQ SP, BP"),
            (&[0x48, 0x83, 0xec, 0x28], "SUBQ $40, SP"),
            (&[0x40, 0x88, 0x74, 0x24, 0x60], "MOVB SIB, 96(SP)"),
            (&[0x0f, 0xb6, 0x4c, 0x24, 0x60], "MOVBLZX 96(SP), CX"),
            (&[0xf2, 0x0f, 0x59, 0xc1], "MULSD X1, X0"),
            (&[0xf2, 0x48, 0x0f, 0x2a, 0xca], "CVTSQ2SD DX, X1"),
            (&[0x48, 0x8b, 0x34, 0xd6], "MOVQ (SI)(DX*8), SI"),
            (&[0x48, 0x99, 0x48, 0xf7, 0xfb], "CQO; IDIVQ BX"),
            (&[0x48, 0xd3, 0xe0], "SHLQ CX, AX"),
            (&[0x76, 0x00], "JLS 2"),
            (&[0xf0, 0x48, 0x0f, 0xc1, 0x01], "LOCK; XADDQ AX, (CX)"),
            (&[0xb8, 0x28, 0x00, 0x00, 0x00], "MOVL $40, AX"),
            (&[0x48, 0x0f, 0x46, 0xc1], "CMOVQLS CX, AX"),
        ];
        for (code, expected) in cases {
            assert_eq!(listed(code), expected);
        }
    }
}

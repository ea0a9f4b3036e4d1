//! Instructions as Go's disassembler spells them (`go tool objdump`).
//!
//! In: a decoded instruction, its address and names for addresses.  Out: one line of text.
//! The spelling differs from the assembler's in `assembler`: Intel's names of instructions and
//! conditions, hexadecimal numbers, and a letter for the operand size that comes from the
//! instruction's prefixes rather than from its operands.
//! Follows golang.org/x/arch/x86/x86asm (GoSyntax), with which a test compares every instruction of
//! the tests and the library.

use crate::register;
use iced_x86::{Instruction, Mnemonic, OpKind, Register};

/// Gives the symbol that contains an address, and where it starts.
pub type SymbolOf<'a> = &'a dyn Fn(u64) -> Option<(String, u64)>;

/// The text of an instruction. At address 0, the targets of jumps are distances (`.+12`).
pub fn spell(instruction: &Instruction, symbol_of: SymbolOf<'_>) -> String {
    let mut text = String::new();
    if instruction.has_rep_prefix() && is_string_operation(instruction) {
        text.push_str("REP; ");
    }
    if instruction.has_lock_prefix() {
        text.push_str("LOCK ");
    }
    text.push_str(&operation(instruction));
    let mut operands: Vec<String> = (0..operand_count(instruction))
        .map(|index| operand(instruction, index, symbol_of))
        .collect();
    if instruction.mnemonic() != Mnemonic::Cmp {
        operands.reverse();
    }
    if !operands.is_empty() {
        text.push(' ');
        text.push_str(&operands.join(", "));
    }
    text
}

fn is_string_operation(instruction: &Instruction) -> bool {
    use Mnemonic as M;
    matches!(
        instruction.mnemonic(),
        M::Movsb | M::Movsw | M::Movsq | M::Stosb | M::Stosw | M::Stosd | M::Stosq
    )
}

/// How many operands are written: those of string operations are implied.
fn operand_count(instruction: &Instruction) -> u32 {
    let is_nop = instruction.mnemonic() == Mnemonic::Nop && instruction.len() <= 2;
    match is_nop || is_string_operation(instruction) {
        true => 0,
        false => instruction.op_count(),
    }
}

fn operation(instruction: &Instruction) -> String {
    use Mnemonic as M;
    let mnemonic = instruction.mnemonic();
    match mnemonic {
        M::Int3 => return "INT $0x3".into(),
        M::Movsd if has_vector(instruction) => return "MOVSD_XMM".into(),
        M::Cmpsd if has_vector(instruction) => return "CMPSD_XMM".into(),
        _ => {}
    }
    let name = format!("{mnemonic:?}").to_uppercase();
    match has_size_letter(mnemonic) {
        true => format!("{name}{}", size_letter(instruction)),
        false => name,
    }
}

fn has_vector(instruction: &Instruction) -> bool {
    (0..instruction.op_count()).any(|index| {
        instruction.op_kind(index) == OpKind::Register && instruction.op_register(index).is_xmm()
    })
}

/// Whether the operand size is part of the name.
fn has_size_letter(mnemonic: Mnemonic) -> bool {
    use Mnemonic as M;
    matches!(
        mnemonic,
        M::Adc
            | M::Add
            | M::And
            | M::Sbb
            | M::Sub
            | M::Or
            | M::Xor
            | M::Cmp
            | M::Test
            | M::Bsf
            | M::Bsr
            | M::Bt
            | M::Btc
            | M::Btr
            | M::Bts
            | M::Popcnt
            | M::Cmpxchg
            | M::Xadd
            | M::Xchg
            | M::Cvtsi2sd
            | M::Cvtsi2ss
            | M::Cvtsd2si
            | M::Cvtss2si
            | M::Cvttsd2si
            | M::Cvttss2si
            | M::Inc
            | M::Dec
            | M::Neg
            | M::Not
            | M::Mul
            | M::Imul
            | M::Div
            | M::Idiv
            | M::Lea
            | M::Mov
            | M::Movnti
            | M::Nop
            | M::Push
            | M::Pop
            | M::Rcl
            | M::Rcr
            | M::Rol
            | M::Ror
            | M::Sar
            | M::Shl
            | M::Shr
            | M::Shld
            | M::Shrd
    )
}

/// The size of the memory operand if there is one, else that which the prefixes select, for which
/// operations on bytes count as such on 32 bits.
fn size_letter(instruction: &Instruction) -> &'static str {
    let memory = instruction.memory_size().size();
    let has_memory =
        (0..instruction.op_count()).any(|index| instruction.op_kind(index) == OpKind::Memory);
    let size = match has_memory && memory > 0 && instruction.mnemonic() != Mnemonic::Lea {
        true => memory,
        false => selected_size(instruction),
    };
    match size {
        1 => "B",
        2 => "W",
        8 => "Q",
        _ => "L",
    }
}

fn selected_size(instruction: &Instruction) -> usize {
    let registers = (0..instruction.op_count())
        .filter(|&index| instruction.op_kind(index) == OpKind::Register)
        // A count in cl says nothing of the size.
        .filter(|&index| index == 0 || instruction.op_register(index) != Register::CL)
        .map(|index| instruction.op_register(index))
        .filter(|register| register.is_gpr());
    match registers.map(Register::size).max() {
        None | Some(1) => 4,
        Some(size) => size,
    }
}

fn operand(instruction: &Instruction, index: u32, symbol_of: SymbolOf<'_>) -> String {
    match instruction.op_kind(index) {
        OpKind::Register => byte_register(instruction.op_register(index)),
        OpKind::NearBranch16 | OpKind::NearBranch32 | OpKind::NearBranch64 => {
            target(instruction, symbol_of)
        }
        OpKind::Memory => memory(instruction, symbol_of),
        kind => format!("${}", hexadecimal(immediate(instruction, index, kind))),
    }
}

fn byte_register(register: Register) -> String {
    let name = register::name(register);
    match register {
        // The byte registers that need a prefix have the names of the whole ones.
        _ if !register.is_gpr8() => name,
        Register::AH | Register::CH | Register::DH | Register::BH => name,
        Register::AL | Register::CL | Register::DL | Register::BL => name,
        _ => name.trim_end_matches('B').to_string(),
    }
}

fn immediate(instruction: &Instruction, index: u32, kind: OpKind) -> i64 {
    match kind {
        OpKind::Immediate8 => i64::from(instruction.immediate8()),
        OpKind::Immediate16 => i64::from(instruction.immediate16() as i16),
        OpKind::Immediate32 => i64::from(instruction.immediate32() as i32),
        _ => instruction.immediate(index) as i64,
    }
}

fn target(instruction: &Instruction, symbol_of: SymbolOf<'_>) -> String {
    let target = instruction.near_branch_target();
    if instruction.ip() == 0 {
        let distance = target.wrapping_sub(instruction.next_ip()) as i64;
        return format!(".{distance:+}");
    }
    match symbol_of(target) {
        Some((name, start)) if start == target => format!("{name}(SB)"),
        _ => hexadecimal(target as i64),
    }
}

fn memory(instruction: &Instruction, symbol_of: SymbolOf<'_>) -> String {
    let base = instruction.memory_base();
    let index = instruction.memory_index();
    let relative = base == Register::RIP;
    let displacement = match relative {
        true => {
            (instruction.ip_rel_memory_address() as i64).wrapping_sub(instruction.next_ip() as i64)
        }
        false if instruction.memory_displ_size() == 0 => 0,
        false => instruction.memory_displacement64() as i64,
    };
    let no_registers = base == Register::None && index == Register::None;
    if displacement != 0 && (relative || no_registers) {
        let address = match relative {
            true => instruction.ip_rel_memory_address(),
            false => displacement as u64,
        };
        if let Some((name, start)) = symbol_of(address) {
            return match address.wrapping_sub(start) as i64 {
                0 => format!("{name}(SB)"),
                offset => format!("{name}{offset:+}(SB)"),
            };
        }
    }
    // Go's disassembler takes displacements of four bytes as unsigned.
    let mut text = match instruction.memory_displ_size() {
        _ if displacement == 0 => "0".to_string(),
        0 | 1 => hexadecimal(displacement),
        _ => hexadecimal(i64::from(displacement as u32)),
    };
    match base {
        Register::None => {}
        Register::RIP => text.push_str("(IP)"),
        base => text.push_str(&format!("({})", register::name(base))),
    }
    if index != Register::None {
        let scale = instruction.memory_index_scale();
        text.push_str(&format!("({}*{scale})", register::name(index)));
    }
    text
}

fn hexadecimal(value: i64) -> String {
    match value {
        ..0 if i32::try_from(value).is_ok() => format!("-{:#x}", value.unsigned_abs()),
        value => format!("{value:#x}"),
    }
}

/// Moves an instruction that was decoded at an offset to that offset from an address.
pub fn relocate(instruction: &mut Instruction, address: u64) {
    if instruction.op0_kind() == OpKind::NearBranch64 {
        let target = instruction.near_branch_target().wrapping_add(address);
        instruction.set_near_branch64(target);
    }
    if instruction.is_ip_rel_memory_operand() {
        let target = instruction.ip_rel_memory_address().wrapping_add(address);
        instruction.set_memory_displacement64(target);
    }
    instruction.set_ip(instruction.ip().wrapping_add(address));
}

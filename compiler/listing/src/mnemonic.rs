//! Go's names of instructions.
//!
//! In: a decoded instruction.  Out: the operation of Go's assembler: the operand size is a letter in
//! the name (`MOVQ`, `ADDL`), conditions are Go's (`JLS` for jbe), conversions name both types.
//! Follows cmd/internal/obj/x86 (anames.go) for what names exist.

use iced_x86::{ConditionCode, Instruction, Mnemonic, OpKind};

/// The name of the operation.
pub fn operation(instruction: &Instruction) -> String {
    use Mnemonic as M;
    let mnemonic = instruction.mnemonic();
    let condition = instruction.condition_code();
    if condition != ConditionCode::None {
        return conditional(instruction, condition);
    }
    let fixed = match mnemonic {
        M::Call => "CALL",
        M::Jmp => "JMP",
        M::Ret => "RET",
        M::Push => "PUSHQ",
        M::Pop => "POPQ",
        M::Cqo => "CQO",
        M::Cdq => "CDQ",
        M::Cwd => "CWD",
        M::Cdqe => "CDQE",
        M::Cwde => "CWDE",
        M::Cbw => "CBW",
        M::Ud2 => "UD2",
        M::Int3 => "INT",
        M::Syscall => "SYSCALL",
        M::Mfence => "MFENCE",
        M::Pause => "PAUSE",
        M::Movzx | M::Movsx | M::Movsxd => return extension(instruction),
        M::Movdqa => "MOVO",
        M::Movdqu => "MOVOU",
        M::Movd => "MOVL",
        M::Movq => "MOVQ",
        M::Cvtsi2sd => return converted(instruction, "CVTS", "2SD"),
        M::Cvtsi2ss => return converted(instruction, "CVTS", "2SS"),
        M::Cvttsd2si => return format!("CVTTSD2S{}", letter(size_of(instruction, 0))),
        M::Cvttss2si => return format!("CVTTSS2S{}", letter(size_of(instruction, 0))),
        M::Cvtsd2si => return format!("CVTSD2S{}", letter(size_of(instruction, 0))),
        M::Cvtss2si => return format!("CVTSS2S{}", letter(size_of(instruction, 0))),
        // Go names double shifts as shifts with three operands.
        M::Shld => return format!("SHL{}", letter(size_of(instruction, 0))),
        M::Shrd => return format!("SHR{}", letter(size_of(instruction, 0))),
        M::Imul if instruction.op_count() == 3 => {
            return format!("IMUL3{}", letter(size_of(instruction, 0)));
        }
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_string();
    }
    let name = format!("{mnemonic:?}").to_uppercase();
    if is_sized(mnemonic) {
        return format!("{name}{}", letter(size_of(instruction, 0)));
    }
    name
}

/// Whether the name ends in the operand size.
fn is_sized(mnemonic: Mnemonic) -> bool {
    use Mnemonic as M;
    matches!(
        mnemonic,
        M::Mov
            | M::Lea
            | M::Add
            | M::Sub
            | M::And
            | M::Or
            | M::Xor
            | M::Adc
            | M::Sbb
            | M::Cmp
            | M::Test
            | M::Inc
            | M::Dec
            | M::Neg
            | M::Not
            | M::Mul
            | M::Imul
            | M::Div
            | M::Idiv
            | M::Shl
            | M::Shr
            | M::Sar
            | M::Rol
            | M::Ror
            | M::Rcl
            | M::Rcr
            | M::Bt
            | M::Bts
            | M::Btr
            | M::Btc
            | M::Bsf
            | M::Bsr
            | M::Tzcnt
            | M::Lzcnt
            | M::Popcnt
            | M::Bswap
            | M::Xchg
            | M::Xadd
            | M::Cmpxchg
            | M::Nop
            | M::Andn
            | M::Blsr
            | M::Blsi
            | M::Blsmsk
    )
}

/// Whether the second operand is a shift count.
pub fn is_shift(mnemonic: Mnemonic) -> bool {
    use Mnemonic as M;
    matches!(
        mnemonic,
        M::Shl | M::Shr | M::Sar | M::Rol | M::Ror | M::Rcl | M::Rcr | M::Shld | M::Shrd
    )
}

/// Size in bytes of an operand.
fn size_of(instruction: &Instruction, operand: u32) -> usize {
    match instruction.op_kind(operand) {
        OpKind::Register => instruction.op_register(operand).size(),
        OpKind::Memory => instruction.memory_size().size(),
        _ => 8,
    }
}

fn letter(size: usize) -> &'static str {
    match size {
        1 => "B",
        2 => "W",
        4 => "L",
        _ => "Q",
    }
}

/// `MOVBLZX`: from byte to long, zero-extended.
fn extension(instruction: &Instruction) -> String {
    let kind = if instruction.mnemonic() == Mnemonic::Movzx {
        "ZX"
    } else {
        "SX"
    };
    let (from, to) = (
        letter(size_of(instruction, 1)),
        letter(size_of(instruction, 0)),
    );
    format!("MOV{from}{to}{kind}")
}

fn converted(instruction: &Instruction, before: &str, after: &str) -> String {
    let operand = instruction.op_count() - 1;
    format!("{before}{}{after}", letter(size_of(instruction, operand)))
}

fn conditional(instruction: &Instruction, condition: ConditionCode) -> String {
    let text = match condition {
        ConditionCode::o => "OS",
        ConditionCode::no => "OC",
        ConditionCode::b => "CS",
        ConditionCode::ae => "CC",
        ConditionCode::e => "EQ",
        ConditionCode::ne => "NE",
        ConditionCode::be => "LS",
        ConditionCode::a => "HI",
        ConditionCode::s => "MI",
        ConditionCode::ns => "PL",
        ConditionCode::p => "PS",
        ConditionCode::np => "PC",
        ConditionCode::l => "LT",
        ConditionCode::ge => "GE",
        ConditionCode::le => "LE",
        ConditionCode::g => "GT",
        ConditionCode::None => "",
    };
    if instruction.is_jcc_short_or_near() {
        return format!("J{text}");
    }
    if instruction.op_count() == 1 {
        return format!("SET{text}");
    }
    format!("CMOV{}{text}", letter(size_of(instruction, 0)))
}

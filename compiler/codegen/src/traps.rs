//! The trap table: which instructions may fault, why, and where the operands of the message are.
//!
//! In: a function's code, its traps and sources.  Out: trap records; or the checks whose operands
//! cannot be found, which are then compiled in the form that stores them (module `checks`).
//! Method: the conditional jump to the trap is found, then the compare before it, walking back over
//! instructions that write no flags. The jump's condition says which operand is which. An operand
//! that the skipped instructions change cannot be used.

use crate::sources::{Check, FIRST_NIL_CODE, NIL_CODES, Sources};
use cranelift_codegen::ir::TrapCode;
use grus_abi::program::{
    OPERAND_CONSTANT, OPERAND_MEMORY, OPERAND_REGISTER, OPERAND_STORED, TrapOperand, trap_kind,
};
use grus_mir::SourceInfo;
use iced_x86::{
    ConditionCode, Decoder, DecoderOptions, Instruction, InstructionInfoFactory, Mnemonic,
    OpAccess, OpKind, Register,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// An instruction that may fault.
#[derive(Clone, Debug)]
pub struct TrapSite {
    pub pc: u32,
    pub kind: u8,
    pub unsigned: bool,
    /// Where the check is in the source.
    pub source: SourceInfo,
    pub x: TrapOperand,
    pub y: TrapOperand,
}

/// An operand that the check stored in the goroutine, or that does not exist.
const STORED: TrapOperand = TrapOperand {
    form: OPERAND_STORED,
    register: 0,
    index: 0xff,
    scale: 0,
    value: 0,
    size: 0,
    signed: 0,
    padding: [0; 2],
};

/// A trap of the compiled code: offset, code and source entry of the instruction.
pub struct RawTrap {
    pub offset: u32,
    pub code: TrapCode,
    pub entry: u32,
}

/// Finds the operands of all traps. Fails with the source entries of checks to be stored.
pub fn trap_sites(
    code: &[u8],
    code_end: usize,
    traps: &[RawTrap],
    sources: &Sources,
) -> Result<Vec<TrapSite>, FxHashSet<u32>> {
    let mut decoded = None;
    let mut undecodable = FxHashSet::default();
    let mut sites = Vec::with_capacity(traps.len());
    for trap in traps {
        let entry = sources
            .entries
            .get(trap.entry as usize)
            .or(sources.entries.first());
        let Some(entry) = entry else { continue };
        let (kind, source) = match trap.code {
            TrapCode::INTEGER_DIVISION_BY_ZERO => (trap_kind::DIVIDE, entry.info),
            code if code.as_raw().get() < FIRST_NIL_CODE => (code.as_raw().get(), entry.info),
            code if usize::from(code.as_raw().get() - FIRST_NIL_CODE) < NIL_CODES => {
                let index = code.as_raw().get() - FIRST_NIL_CODE;
                (
                    trap_kind::NIL,
                    nil_source(sources, trap.entry, usize::from(index)),
                )
            }
            _ => (trap_kind::UNREACHABLE, entry.info),
        };
        let mut site = TrapSite {
            pc: trap.offset,
            kind,
            unsigned: false,
            source,
            x: STORED,
            y: STORED,
        };
        if let Some(check) = entry.check.filter(|check| check.kind == kind) {
            site.unsigned = check.unsigned;
            if !check.stored {
                let code = decoded.get_or_insert_with(|| Code::decode(&code[..code_end]));
                match code.operands(trap.offset, &check) {
                    Some((x, y)) => (site.x, site.y) = (x, y),
                    None => {
                        undecodable.insert(trap.entry);
                    }
                }
            }
        }
        sites.push(site);
    }
    if undecodable.is_empty() {
        Ok(sites)
    } else {
        Err(undecodable)
    }
}

/// The source of a nil check: of the entries that share its trap code, the one nearest to the
/// instruction's own (which may be that of the instruction the load was folded into).
fn nil_source(sources: &Sources, entry: u32, index: usize) -> SourceInfo {
    let candidates = sources.nil_entries.iter().skip(index).step_by(NIL_CODES);
    let nearest = candidates.min_by_key(|&&candidate| candidate.abs_diff(entry));
    let entry = nearest.copied().unwrap_or(entry);
    sources.entries[entry as usize].info
}

struct Code {
    instructions: Vec<Instruction>,
    /// Index of the conditional jump to a target.
    jumps: FxHashMap<u64, usize>,
}

impl Code {
    fn decode(code: &[u8]) -> Code {
        let mut decoder = Decoder::with_ip(64, code, 0, DecoderOptions::NONE);
        let instructions: Vec<Instruction> = decoder.iter().collect();
        let conditional = instructions
            .iter()
            .enumerate()
            .filter(|(_, i)| i.is_jcc_short_or_near());
        let jumps = conditional
            .map(|(index, i)| (i.near_branch_target(), index))
            .collect();
        Code {
            instructions,
            jumps,
        }
    }

    /// The operands of the check that jumps to the trap at `pc`.
    fn operands(&self, pc: u32, check: &Check) -> Option<(TrapOperand, TrapOperand)> {
        if let (Some(x), Some(y)) = (check.x, check.y) {
            return Some((constant(x)?, constant(y)?));
        }
        let &jump = self.jumps.get(&u64::from(pc))?;
        let condition = self.instructions[jump].condition_code();
        let mut info = InstructionInfoFactory::new();
        let mut written = FxHashSet::default();
        let mut writes_memory = false;
        for instruction in self.instructions[..jump].iter().rev() {
            if instruction.rflags_modified() != 0 {
                let compared = compared(instruction, check.unsigned)?;
                let (x, y) = orient(check, condition, &compared, instruction.mnemonic())?;
                let clobbered = |operand: &TrapOperand| {
                    let registers = [
                        (operand.form != OPERAND_CONSTANT).then_some(operand.register),
                        (operand.form == OPERAND_MEMORY && operand.index != 0xff)
                            .then_some(operand.index),
                    ];
                    (operand.form == OPERAND_MEMORY && writes_memory)
                        || registers
                            .iter()
                            .flatten()
                            .any(|register| written.contains(register))
                };
                return (!clobbered(&x) && !clobbered(&y)).then_some((x, y));
            }
            if instruction.is_jmp_short_or_near() || instruction.is_call_near() {
                return None;
            }
            let details = info.info(instruction);
            for used in details.used_registers() {
                let writes = matches!(
                    used.access(),
                    OpAccess::Write
                        | OpAccess::CondWrite
                        | OpAccess::ReadWrite
                        | OpAccess::ReadCondWrite
                );
                if let (true, Some(number)) = (writes, register_number(used.register())) {
                    written.insert(number);
                }
            }
            writes_memory |= details.used_memory().iter().any(|memory| {
                !matches!(
                    memory.access(),
                    OpAccess::Read | OpAccess::CondRead | OpAccess::NoMemAccess
                )
            });
        }
        None
    }
}

/// Left and right operand of a `cmp` or `test`.
struct Compared {
    left: TrapOperand,
    right: TrapOperand,
}

fn compared(instruction: &Instruction, unsigned: bool) -> Option<Compared> {
    match instruction.mnemonic() {
        Mnemonic::Cmp => Some(Compared {
            left: operand(instruction, 0, unsigned)?,
            right: operand(instruction, 1, unsigned)?,
        }),
        Mnemonic::Test => {
            let same = instruction.op0_kind() == OpKind::Register
                && instruction.op1_kind() == OpKind::Register
                && instruction.op0_register() == instruction.op1_register();
            let left = operand(instruction, 0, unsigned)?;
            // A byte is not an operand but the comparison's result, known since optimisation.
            (same && left.size > 1).then_some(Compared {
                left,
                right: constant(0)?,
            })
        }
        _ => None,
    }
}

fn operand(instruction: &Instruction, index: u32, unsigned: bool) -> Option<TrapOperand> {
    match instruction.op_kind(index) {
        OpKind::Register => {
            let register = instruction.op_register(index);
            // ah, bh, ch, dh have no number of their own.
            if matches!(
                register,
                Register::AH | Register::BH | Register::CH | Register::DH
            ) {
                return None;
            }
            let size = register.size() as u8;
            Some(TrapOperand {
                form: OPERAND_REGISTER,
                register: register_number(register)?,
                size,
                signed: u8::from(size == 4 && !unsigned),
                ..STORED
            })
        }
        OpKind::Memory => {
            let base = register_number(instruction.memory_base())?;
            let index_register = match instruction.memory_index() {
                Register::None => 0xff,
                register => register_number(register)?,
            };
            let size = instruction.memory_size().size() as u8;
            Some(TrapOperand {
                form: OPERAND_MEMORY,
                register: base,
                index: index_register,
                scale: instruction.memory_index_scale().trailing_zeros() as u8,
                value: i32::try_from(instruction.memory_displacement64() as i64).ok()?,
                size,
                signed: u8::from(size == 4 && !unsigned),
                padding: [0; 2],
            })
        }
        _ => constant(instruction.try_immediate(index).ok()? as i64),
    }
}

fn constant(value: i64) -> Option<TrapOperand> {
    let value = i32::try_from(value).ok()?;
    Some(TrapOperand {
        form: OPERAND_CONSTANT,
        value,
        size: 8,
        signed: 1,
        ..STORED
    })
}

fn register_number(register: Register) -> Option<u8> {
    let full = register.full_register();
    full.is_gpr64().then(|| full.number() as u8)
}

/// Which operand is which. The check fails when x >= y (an index), x > y (a slice bound) or x < y
/// (a slice's length against an array's).
fn orient(
    check: &Check,
    condition: ConditionCode,
    compared: &Compared,
    mnemonic: Mnemonic,
) -> Option<(TrapOperand, TrapOperand)> {
    let (left, right) = (compared.left, compared.right);
    // A constant of the check is known exactly; the other operand is the one that is no immediate.
    let variable = if right.form == OPERAND_CONSTANT {
        Some(left)
    } else {
        None
    };
    if let (Some(variable), Some(x)) = (variable, check.x) {
        return Some((constant(x)?, variable));
    }
    if let (Some(variable), Some(y)) = (variable, check.y) {
        return Some((variable, constant(y)?));
    }
    if mnemonic != Mnemonic::Cmp {
        return None;
    }
    // The rest compares two values, or a value that became constant later on.
    let strict = |delta: i32| -> Option<TrapOperand> {
        let value = right.value.checked_add(delta)?;
        (right.form == OPERAND_CONSTANT).then_some(TrapOperand { value, ..right })
    };
    let (greater, exact) = match condition {
        ConditionCode::ae => (true, false),
        ConditionCode::a => (true, true),
        ConditionCode::be => (false, false),
        ConditionCode::b => (false, true),
        _ => return None,
    };
    // As x against y: an array conversion fails when x < y, that is when y > x.
    let wants_strict = check.kind != trap_kind::INDEX;
    let adjusted = match (wants_strict, exact, greater) {
        (true, true, _) | (false, false, _) => right,
        (true, false, true) => strict(-1)?,
        (true, false, false) => strict(1)?,
        (false, true, true) => strict(1)?,
        (false, true, false) => strict(-1)?,
    };
    let pair = if greater {
        (left, adjusted)
    } else {
        (adjusted, left)
    };
    Some(if check.kind == trap_kind::SLICE_TO_ARRAY {
        (pair.1, pair.0)
    } else {
        pair
    })
}

//! Instructions in Intel's syntax, for the listings of `-S=2`.
//!
//! In: the code of a function.  Out: for every instruction its offset and text; jump targets have
//! labels, `.L1` the first, what a relocation fills is named, and `$` is the start of the function.

use crate::Relocations;
use crate::regions::{self, Piece};
use iced_x86::{Formatter, Instruction, IntelFormatter, OpKind, SymbolResolver, SymbolResult};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The text of every instruction by its offset, with the label of those that are jumped to.
pub fn spell(code: &[u8], relocations: &Relocations<'_>) -> BTreeMap<u32, String> {
    let pieces = regions::split(code, relocations);
    let instructions = pieces.iter().filter_map(|piece| match piece {
        Piece::Instruction(instruction) => Some(instruction),
        Piece::Data { .. } => None,
    });
    let instructions: Vec<&Instruction> = instructions.collect();
    let mut labels = BTreeMap::new();
    let mut symbols = BTreeMap::new();
    for instruction in &instructions {
        let (start, end) = (instruction.ip() as u32, instruction.next_ip() as u32);
        if let Some(relocation) = relocations.within(start, end) {
            let name = match relocation.addend {
                0 => relocation.symbol.to_string(),
                addend => format!("{}{addend:+}", relocation.symbol),
            };
            symbols.insert(instruction.ip(), name);
        } else if instruction.is_ip_rel_memory_operand() {
            let name = format!("$+{:#x}", instruction.ip_rel_memory_address());
            symbols.insert(instruction.ip(), name);
        } else if instruction.op0_kind() == OpKind::NearBranch64 {
            labels.insert(instruction.near_branch_target(), String::new());
        }
    }
    for (number, label) in labels.values_mut().enumerate() {
        *label = format!(".L{}", number + 1);
    }
    let labels = Rc::new(labels);
    let names = Names {
        labels: Rc::clone(&labels),
        symbols,
    };
    let mut formatter = IntelFormatter::with_options(Some(Box::new(names)), None);
    formatter
        .options_mut()
        .set_space_after_operand_separator(true);
    formatter.options_mut().set_rip_relative_addresses(true);
    formatter.options_mut().set_hex_prefix("0x");
    formatter.options_mut().set_hex_suffix("");
    let text = |instruction: &&Instruction| {
        let mut text = String::new();
        formatter.format(instruction, &mut text);
        let text = match labels.get(&instruction.ip()) {
            Some(label) => format!("{label}: {text}"),
            None => text,
        };
        (instruction.ip() as u32, text)
    };
    instructions.iter().map(text).collect()
}

/// What the formatter asks for names.
struct Names {
    /// By target.
    labels: Rc<BTreeMap<u64, String>>,
    /// By the address of the instruction that has the relocation.
    symbols: BTreeMap<u64, String>,
}

impl SymbolResolver for Names {
    fn symbol(
        &mut self,
        instruction: &Instruction,
        _operand: u32,
        instruction_operand: Option<u32>,
        address: u64,
        _address_size: u32,
    ) -> Option<SymbolResult<'_>> {
        if let Some(name) = self.symbols.get(&instruction.ip()) {
            return Some(SymbolResult::with_str(address, name));
        }
        let kind = instruction_operand.map(|operand| instruction.op_kind(operand));
        let label = self.labels.get(&address)?;
        (kind == Some(OpKind::NearBranch64)).then(|| SymbolResult::with_str(address, label))
    }
}

//! `.debug_frame`: how to find a function's caller.
//!
//! In: the placed functions.  Out: one common entry, and an entry for each described function and for
//! each stretch of others between them.
//! Behind the prologue of a function with a frame the caller's frame begins 16 bytes above the frame
//! pointer; for described functions the prologue has its own rows. In leaves without frame everything
//! stays as at their entry.

use super::{DebugSection, DebugTarget, Described};
use crate::compile::CompiledFunction;
use crate::frameless::PROLOGUE;
use crate::text::Text;

const DW_CFA_ADVANCE_LOC4: u8 = 0x04;
const DW_CFA_DEF_CFA: u8 = 0x0c;
const DW_CFA_DEF_CFA_REGISTER: u8 = 0x0d;
const DW_CFA_DEF_CFA_OFFSET: u8 = 0x0e;
/// Combined with a register.
const DW_CFA_OFFSET: u8 = 0x80;
const RBP: u8 = 6;
const RSP: u8 = 7;
const RETURN_ADDRESS: u8 = 16;

pub(super) fn frames(
    text: &Text,
    functions: &[CompiledFunction],
    described: &[Described<'_>],
) -> DebugSection {
    let mut section = DebugSection::default();
    common(&mut section);
    let mut start = 0;
    for each in described {
        // Functions are in the order of their entries.
        if each.entry > start {
            entry(&mut section, start, each.entry - start, &STEADY);
        }
        let length = each.compiled.code.len() as u64;
        entry(&mut section, each.entry, length, &rules(each.compiled));
        start = each.entry + length;
    }
    let end = functions
        .iter()
        .zip(&text.entries)
        .map(|(function, entry)| entry + function.code.len() as u64)
        .max();
    if let Some(end) = end.filter(|&end| end > start) {
        entry(&mut section, start, end - start, &STEADY);
    }
    section
}

/// The frame pointer is set, and the caller's is saved where it points.
const STEADY: [u8; 5] = [DW_CFA_DEF_CFA, RBP, 16, DW_CFA_OFFSET | RBP, 2];

/// The rules of a function from its entry on.
fn rules(function: &CompiledFunction) -> Vec<u8> {
    if function.frameless {
        return Vec::new();
    }
    let header = function.header_length;
    let body = function.code.get(header as usize..).unwrap_or_default();
    if !body.starts_with(&PROLOGUE) {
        return STEADY.to_vec();
    }
    let mut rules = vec![DW_CFA_ADVANCE_LOC4];
    rules.extend((header + 1).to_le_bytes());
    rules.extend([DW_CFA_DEF_CFA_OFFSET, 16, DW_CFA_OFFSET | RBP, 2]);
    rules.push(DW_CFA_ADVANCE_LOC4);
    rules.extend(3u32.to_le_bytes());
    rules.extend([DW_CFA_DEF_CFA_REGISTER, RBP]);
    rules
}

/// At a function's entry only the return address is on the stack. The entry is at the start of the
/// section.
fn common(section: &mut DebugSection) {
    let start = section.bytes.len();
    section.u32(0);
    section.u32(u32::MAX);
    // Version 3, no augmentation, code in units of 1, data in units of -8.
    section.bytes.extend([3, 0, 1, 0x78, RETURN_ADDRESS]);
    section
        .bytes
        .extend([DW_CFA_DEF_CFA, RSP, 8, DW_CFA_OFFSET | RETURN_ADDRESS, 1]);
    pad(section, start);
}

fn entry(section: &mut DebugSection, from: u64, length: u64, rules: &[u8]) {
    let start = section.bytes.len();
    section.u32(0);
    section.refer(4, DebugTarget::Frames, 0);
    section.address(from);
    section.u64(length);
    section.bytes.extend(rules);
    pad(section, start);
}

/// Ends an entry: its length is a multiple of an address, less the length's own field.
fn pad(section: &mut DebugSection, start: usize) {
    while !(section.bytes.len() - start).is_multiple_of(8) {
        section.bytes.push(0);
    }
    section.end_unit(start);
}

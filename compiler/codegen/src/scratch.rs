//! Stack slots for values that live within one statement.
//!
//! In: sizes.  Out: slots, used again by later statements (Cranelift never overlaps slots itself).
//! Invariant: two slots taken within one statement differ.

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use cranelift_codegen::ir::StackSlot;

/// Slots up to this size are rounded up to a power of two.
const LARGEST_CLASS: u64 = 64 << 10;

/// Slots by size class.
#[derive(Default)]
pub struct Scratch {
    slots: Vec<(u64, StackSlot, bool)>,
}

impl Scratch {
    /// Makes all slots available: a new statement begins.
    pub fn reset(&mut self) {
        for slot in &mut self.slots {
            slot.2 = false;
        }
    }
}

impl Translator<'_, '_> {
    /// Memory of at least `size` bytes until the end of the statement. Its contents are undefined.
    pub fn scratch_memory(&mut self, size: u64) -> Result<Address> {
        // Large values are rare: their slots need not serve those of other sizes.
        let class = match size {
            0..=LARGEST_CLASS => size.max(8).next_power_of_two(),
            _ => size,
        };
        let free = self
            .scratch
            .slots
            .iter_mut()
            .find(|slot| slot.0 == class && !slot.2);
        if let Some(slot) = free {
            slot.2 = true;
            return Ok(Address::slot(slot.1));
        }
        let slot = self.stack_slot(class)?;
        self.scratch.slots.push((class, slot, true));
        Ok(Address::slot(slot))
    }
}

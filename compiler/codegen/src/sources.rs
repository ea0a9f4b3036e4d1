//! Which instruction comes from where: source locations and what its checks mean.
//!
//! In: the statement being translated.  Out: an entry per statement and per check, numbered; the
//! numbers are Cranelift's source locations, so that the compiled code can be mapped back.
//! A check has an entry of its own: the trap's location then names its operands' constants and
//! signedness. Accesses that may dereference nil carry an index into a ring of entries in their trap
//! code as well, because Cranelift folds a load into its user and keeps the user's location only.

use cranelift_codegen::ir::{SourceLoc, TrapCode};
use grus_mir::{InlineId, SourceInfo};
use grus_syntax::Pos;

/// First trap code of nil checks.
pub const FIRST_NIL_CODE: u8 = 100;
/// Number of trap codes for nil checks.
pub const NIL_CODES: usize = 151;

/// A failing check's constants and types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// One of `grus_abi::program::trap_kind`.
    pub kind: u8,
    pub unsigned: bool,
    pub x: Option<i64>,
    pub y: Option<i64>,
    /// The operands are stored in the goroutine before the trap.
    pub stored: bool,
}

/// What a source location stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    pub info: SourceInfo,
    pub check: Option<Check>,
}

/// The source locations of a function.
pub struct Sources {
    pub entries: Vec<SourceEntry>,
    /// Entries that made nil checks, in order; the trap code is the index modulo [`NIL_CODES`].
    pub nil_entries: Vec<u32>,
    current: u32,
}

impl Sources {
    /// A table with one entry for the function itself.
    pub fn new(pos: Pos) -> Sources {
        let info = SourceInfo {
            pos,
            inline: InlineId::from_u32(0),
        };
        Sources {
            entries: vec![SourceEntry { info, check: None }],
            nil_entries: Vec::new(),
            current: 0,
        }
    }

    /// Makes a statement's source the current one.
    pub fn set(&mut self, info: SourceInfo) -> SourceLoc {
        let entry = SourceEntry { info, check: None };
        if self.entries[self.current as usize] != entry {
            self.current = self.entries.len() as u32;
            self.entries.push(entry);
        }
        self.location()
    }

    /// The current source.
    pub fn info(&self) -> SourceInfo {
        self.entries[self.current as usize].info
    }

    /// The current location.
    pub fn location(&self) -> SourceLoc {
        SourceLoc::new(self.current)
    }

    /// The number that the next check will get.
    pub fn next_check(&self) -> u32 {
        self.entries.len() as u32
    }

    /// A location for a check of the current source.
    pub fn add_check(&mut self, check: Check) -> SourceLoc {
        let index = self.entries.len() as u32;
        self.entries.push(SourceEntry {
            info: self.info(),
            check: Some(check),
        });
        SourceLoc::new(index)
    }

    /// The trap code for an access of the current source that may dereference nil.
    pub fn nil_trap_code(&mut self) -> TrapCode {
        if self.nil_entries.last() != Some(&self.current) {
            self.nil_entries.push(self.current);
        }
        let index = (self.nil_entries.len() - 1) % NIL_CODES;
        TrapCode::unwrap_user(FIRST_NIL_CODE + index as u8)
    }
}

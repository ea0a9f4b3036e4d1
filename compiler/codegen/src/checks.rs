//! Checks that become run-time panics: bounds, negative shifts.
//!
//! In: operands of the check.  Out: a conditional trap at a source location of its own.
//! Form A is a `trapnz`: no fixed registers, and the trap table finds the operands by decoding the
//! compare in front of it. Form B stores the operands in the goroutine first; the compiler asks for
//! it, by the check's number, when decoding fails (module `traps`).
//! Spec: "Run-time panics"; STACKS and CODEGEN notes measured both forms.

use crate::function::Translator;
use crate::sources::Check;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, TrapCode, Value, types};
use grus_abi::goroutine::{G_TRAP_X, G_TRAP_Y};
use grus_abi::program::trap_kind;

impl Translator<'_, '_> {
    /// Traps with `kind` unless the operands pass:
    /// an index `x` must be below `y`, a slice bound `x` at most `y`, and a slice's length `x` must
    /// be at least the array's `y`. Both are 64 bits and compared unsigned.
    pub fn check(&mut self, kind: u8, x: Value, y: Value, unsigned: bool) {
        let constants = (self.constant_of(x), self.constant_of(y));
        if let (Some(x), Some(y)) = constants
            && passes(kind, x as u64, y as u64)
        {
            return;
        }
        let stored = self.stored_checks.contains(&self.sources.next_check());
        let check = Check {
            kind,
            unsigned,
            x: constants.0,
            y: constants.1,
            stored,
        };
        let location = self.sources.add_check(check);
        self.builder.set_srcloc(location);
        let fails = match kind {
            trap_kind::INDEX => self
                .builder
                .ins()
                .icmp(IntCC::UnsignedGreaterThanOrEqual, x, y),
            trap_kind::SLICE_TO_ARRAY => self.builder.ins().icmp(IntCC::UnsignedLessThan, x, y),
            _ => self.builder.ins().icmp(IntCC::UnsignedGreaterThan, x, y),
        };
        let code = TrapCode::unwrap_user(kind);
        if stored {
            self.store_and_trap(fails, code, x, y);
        } else {
            self.builder.ins().trapnz(fails, code);
        }
        let location = self.sources.location();
        self.builder.set_srcloc(location);
    }

    fn store_and_trap(&mut self, fails: Value, code: TrapCode, x: Value, y: Value) {
        let (failed, passed) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(failed);
        self.builder.ins().brif(fails, failed, &[], passed, &[]);
        self.enter(failed);
        let goroutine = self.builder.ins().get_pinned_reg(types::I64);
        let flags = MemFlagsData::new().with_notrap();
        self.builder.ins().store(flags, x, goroutine, G_TRAP_X);
        self.builder.ins().store(flags, y, goroutine, G_TRAP_Y);
        self.builder.ins().trap(code);
        self.enter(passed);
    }

    /// Traps if the shift count is negative.
    pub fn check_shift(&mut self, count: Value) {
        let negative = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedLessThan, count, 0);
        self.builder
            .ins()
            .trapnz(negative, TrapCode::unwrap_user(trap_kind::SHIFT));
    }

    /// Marks a point that control does not reach.
    pub fn unreachable(&mut self) {
        self.builder
            .ins()
            .trap(TrapCode::unwrap_user(trap_kind::UNREACHABLE));
    }
}

fn passes(kind: u8, x: u64, y: u64) -> bool {
    match kind {
        trap_kind::INDEX => x < y,
        trap_kind::SLICE_TO_ARRAY => x >= y,
        _ => x <= y,
    }
}

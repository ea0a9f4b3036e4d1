//! Statements and terminators: dispatch to the modules of the Go features.
//!
//! In: MIR statements in order.  Out: CLIF instructions in the current block.
//! Spec: "Statements".

use crate::error::Result;
use crate::function::Translator;
use crate::places::Location;
use crate::values::Val;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value};
use cranelift_frontend::Switch;
use grus_abi::functions::{Function as Runtime, go_functions};
use grus_mir::{BlockId, Operand, Place, Rvalue, Statement, StatementKind, TerminatorKind};

/// Switches with at most this many cases become a chain of comparisons.
const CHAIN_CASES: usize = 7;

impl Translator<'_, '_> {
    /// Translates a statement.
    pub fn statement(&mut self, statement: &Statement) -> Result<()> {
        match &statement.kind {
            StatementKind::Nop => Ok(()),
            StatementKind::Declare(local) => self.declare(*local),
            StatementKind::Assign(place, rvalue) => self.assign(place, rvalue),
            StatementKind::Call { result, call } => self.call_statement(result.as_ref(), call),
            StatementKind::Go(function) => self.start_goroutine(function),
            StatementKind::Defer { function, site } => self.defer(function, *site),
            StatementKind::MapAssign { map, key, value } => self.map_assign(map, key, value),
            StatementKind::MapDelete { map, key } => self.map_delete(map, key),
            StatementKind::MapClear(map) => self.map_clear(map),
            StatementKind::SliceClear(slice) => self.slice_clear(slice),
            StatementKind::ChannelSend { channel, value } => self.channel_send(channel, value),
            StatementKind::ChannelClose(channel) => self.channel_close(channel),
            StatementKind::MapIterateInit { iterator, map } => {
                self.map_iterate_init(*iterator, map)
            }
            StatementKind::MapIterateNext { iterator } => self.map_iterate_next(*iterator),
            StatementKind::Print { arguments, newline } => self.print(arguments, *newline),
            StatementKind::Check(place) => self.check_place(place),
            StatementKind::RunDefers => self.run_defers(),
            StatementKind::KeepAlive(operand) => self.keep_alive(operand),
        }
    }

    fn assign(&mut self, place: &Place, rvalue: &Rvalue) -> Result<()> {
        let ty = self.place_type(place)?;
        if self.assign_in_place(place, ty, rvalue)? {
            return Ok(());
        }
        let value = self.rvalue(rvalue, ty)?;
        self.write_place(place, &value)
    }

    fn check_place(&mut self, place: &Place) -> Result<()> {
        if let Location::Memory(address) = self.resolve(place)?.0 {
            self.require_valid(address);
        }
        Ok(())
    }

    /// The operand's pointers stay in registers or in the frame up to here: a store of them into the
    /// frame that a later call could read is enough for a conservative scan.
    fn keep_alive(&mut self, operand: &Operand) -> Result<()> {
        let ty = self.operand_type(operand)?;
        let value = self.operand(operand)?;
        let layout = self.layout(ty)?;
        let memory = self.scratch_memory(layout.size)?;
        self.store_value(memory, &layout, &value)
    }

    /// Translates a terminator.
    pub fn terminator(&mut self, kind: &TerminatorKind) -> Result<()> {
        match kind {
            TerminatorKind::Goto(target) => {
                let target = self.clif_block(*target)?;
                self.builder.ins().jump(target, &[]);
                Ok(())
            }
            TerminatorKind::Branch {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.scalar(condition)?;
                let then = self.clif_block(*then)?;
                let otherwise = self.clif_block(*otherwise)?;
                self.builder
                    .ins()
                    .brif(condition, then, &[], otherwise, &[]);
                Ok(())
            }
            TerminatorKind::Switch {
                value,
                cases,
                default,
            } => {
                let value = self.scalar(value)?;
                self.switch(value, cases, *default)
            }
            TerminatorKind::Return => self.return_results(),
            TerminatorKind::Panic(value) => {
                let words = self.operand_leaves(value)?;
                self.call_go(go_functions::PANIC, &words, &[]);
                self.unreachable();
                Ok(())
            }
            TerminatorKind::Unreachable => {
                self.unreachable();
                Ok(())
            }
        }
    }

    fn switch(&mut self, value: Value, cases: &[(i64, BlockId)], default: BlockId) -> Result<()> {
        let ty = self.builder.func.dfg.value_type(value);
        let mask = u64::MAX >> (64 - ty.bits().min(64));
        let default = self.clif_block(default)?;
        if cases.len() <= CHAIN_CASES {
            for &(case, target) in cases {
                let target = self.clif_block(target)?;
                let constant = self.integer_of(ty, case);
                let equal = self.builder.ins().icmp(IntCC::Equal, value, constant);
                let next = self.builder.create_block();
                self.builder.ins().brif(equal, target, &[], next, &[]);
                self.enter(next);
            }
            self.builder.ins().jump(default, &[]);
            return Ok(());
        }
        let mut switch = Switch::new();
        for &(case, target) in cases {
            let target = self.clif_block(target)?;
            let index = u128::from(case as u64 & mask);
            // The first of equal cases wins.
            if !switch.entries().contains_key(&index) {
                switch.set_entry(index, target);
            }
        }
        switch.emit(&mut self.builder, value, default);
        Ok(())
    }

    /// `clear(s)`: zeroes the elements.
    fn slice_clear(&mut self, slice: &Operand) -> Result<()> {
        let ty = self.operand_type(slice)?;
        let element = self.element(ty)?;
        let size = self.layout(element)?.size;
        let leaves = self.operand_leaves(slice)?;
        let [data, length, _] = leaves[..] else {
            return Err(self.fail("clear of something that is no slice"));
        };
        let bytes = self.scale(length, size);
        self.call_runtime(Runtime::MemoryClear, &[data, bytes]);
        Ok(())
    }
}

impl Val {
    /// The leaves, if that is what the value is.
    pub fn leaves(&self) -> &[Value] {
        match self {
            Val::Leaves(leaves) => leaves,
            _ => &[],
        }
    }
}

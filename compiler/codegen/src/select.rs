//! `select`: the cases go to an array, sends before receives, which the runtime chooses from.
//!
//! In: cases in source order.  Out: the tuple (case index in source order or -1, received).
//! Received values arrive in memory of the statement; the chosen case's value then goes to its place,
//! whose operands are evaluated only then.
//! Spec: "Select statements".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::Val;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::{Place, SelectCase};
use grus_types::{Type, TypeId};

/// A case as the runtime sees it.
struct Case<'a> {
    source_index: usize,
    channel: Value,
    element: Value,
    received: Option<(Address, TypeId, &'a Place)>,
}

/// Bytes of a case in the array.
const CASE_BYTES: u64 = 16;

impl Translator<'_, '_> {
    /// The value of a `select` whose destination is a tuple of type `ty`.
    pub fn select(&mut self, cases: &[SelectCase], blocking: bool, ty: TypeId) -> Result<Val> {
        if cases.is_empty() && blocking {
            self.call_runtime(Runtime::Block, &[]);
            return self.zero_value(ty);
        }
        let evaluated: Result<Vec<Case>> = cases
            .iter()
            .enumerate()
            .map(|(index, case)| self.evaluate_case(index, case))
            .collect();
        let (mut ordered, receives): (Vec<Case>, Vec<Case>) = evaluated?
            .into_iter()
            .partition(|case| matches!(cases[case.source_index], SelectCase::Send { .. }));
        let (sends, receive_count) = (ordered.len(), receives.len());
        ordered.extend(receives);
        let array = self.scratch_memory(ordered.len() as u64 * CASE_BYTES)?;
        for (index, case) in ordered.iter().enumerate() {
            let at = array.plus(index as u64 * CASE_BYTES);
            self.store_leaf(at, case.channel);
            self.store_leaf(at.plus(8), case.element);
        }
        let array = self.address_value(array);
        let counts = [sends as i64, receive_count as i64, i64::from(blocking)];
        let [sends, receives, blocking] = counts.map(|count| self.integer(count));
        let results = self.call_runtime(Runtime::Select, &[array, sends, receives, blocking]);
        let index = self.source_index(&ordered, results[0]);
        for case in &ordered {
            self.deliver(case, index)?;
        }
        self.select_result(ty, index, results[1])
    }

    fn evaluate_case<'a>(&mut self, index: usize, case: &'a SelectCase) -> Result<Case<'a>> {
        match case {
            SelectCase::Send { channel, value } => {
                let channel = self.scalar(channel)?;
                let element = self.operand_address(value)?;
                Ok(Case {
                    source_index: index,
                    channel,
                    element,
                    received: None,
                })
            }
            SelectCase::Receive { channel, to } => {
                let ty = self.element(self.operand_type(channel)?)?;
                let channel = self.scalar(channel)?;
                let (element, received) = match to {
                    Some(place) => {
                        let size = self.layout(ty)?.size;
                        let memory = self.scratch_memory(size)?;
                        (self.address_value(memory), Some((memory, ty, place)))
                    }
                    None => (self.integer(0), None),
                };
                Ok(Case {
                    source_index: index,
                    channel,
                    element,
                    received,
                })
            }
        }
    }

    /// The index in source order of the case that the runtime chose.
    fn source_index(&mut self, ordered: &[Case], chosen: Value) -> Value {
        let mut result = chosen;
        for (index, case) in ordered.iter().enumerate() {
            if index != case.source_index {
                let here = self
                    .builder
                    .ins()
                    .icmp_imm_s(IntCC::Equal, chosen, index as i64);
                let source_index = self.integer(case.source_index as i64);
                result = self.builder.ins().select(here, source_index, result);
            }
        }
        result
    }

    /// Stores the received value if this case was chosen.
    fn deliver(&mut self, case: &Case, index: Value) -> Result<()> {
        let Some((memory, ty, place)) = case.received else {
            return Ok(());
        };
        let (chosen, next) = (self.builder.create_block(), self.builder.create_block());
        let here = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, index, case.source_index as i64);
        self.builder.ins().brif(here, chosen, &[], next, &[]);
        self.enter(chosen);
        let layout = self.layout(ty)?;
        let value = self.load_value(memory, &layout);
        self.write_place(place, &value)?;
        self.builder.ins().jump(next, &[]);
        self.enter(next);
        Ok(())
    }

    fn select_result(&mut self, ty: TypeId, index: Value, received: Value) -> Result<Val> {
        let layout = self.layout(ty)?;
        let leaves = layout.leaves.clone().unwrap_or_default();
        match (self.types.underlying_type(ty), &leaves[..]) {
            (Type::Tuple(_), [first, second]) => {
                let index = self.narrow(index, first.ty);
                let received = self.narrow(received, second.ty);
                Ok(Val::of(&[index, received]))
            }
            _ => Err(self.fail("select into something that is no pair")),
        }
    }

    /// An integer word as a narrower type.
    pub fn narrow(&mut self, value: Value, ty: cranelift_codegen::ir::Type) -> Value {
        if ty == types::I64 || self.builder.func.dfg.value_type(value) == ty {
            value
        } else {
            self.builder.ins().ireduce(ty, value)
        }
    }
}

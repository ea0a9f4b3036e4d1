//! Translation of one MIR function to CLIF: the state, entry and exit.
//!
//! In: a function in phase `EscapeKnown`.  Out: a Cranelift function, its references and sources.
//! Invariants: MIR blocks map to CLIF blocks one to one behind an entry block that receives the
//! parameters; only reachable blocks are translated. In functions with `defer` the results live in
//! memory whenever control may leave by a panic.
//! The Go features each have a module of their own with `impl Translator` blocks.

use crate::defer::Deferred;
use crate::error::{Error, Result};
use crate::known_defers::{Known, known_defers, step};
use crate::locals::{LocalFacts, LocalStorage, SlotName};
use crate::memory::{Address, Base};
use crate::program::Context;
use crate::scratch::Scratch;
use crate::signature::{GoSignature, ParameterForm, ResultForm};
use crate::sources::Sources;
use crate::symbols::{Reference, References, Unit};
use crate::values::{TypeLayout, Val};
use cranelift_codegen::ir::{
    Block, ExtFuncData, ExternalName, FuncRef, Function as ClifFunction, GlobalValue,
    GlobalValueData, InstBuilder, Signature, StackSlot, StackSlotData, StackSlotKey, StackSlotKind,
    UserExternalName, UserFuncName, Value, types,
};
use cranelift_entity::{EntityRef, SecondaryMap};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use grus_mir::{BlockId, Function, LocalId, LocalKind, SiteId, TerminatorKind};
use grus_types::{TypeId, TypeTable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// gc refuses functions whose variables, or whose parameters and results, need this many bytes.
const LARGEST_FRAME: u64 = 1 << 30;

/// The result of translation.
pub struct Translated {
    pub clif: ClifFunction,
    pub references: References,
    pub sources: Sources,
    pub signature: GoSignature,
    /// The control-flow graph has a cycle.
    pub has_loop: bool,
}

/// State of the translation of one function.
pub struct Translator<'a, 'b> {
    pub context: &'a Context<'a>,
    pub types: &'a TypeTable,
    pub function: &'a Function,
    pub builder: FunctionBuilder<'b>,
    pub signature: GoSignature,
    pub locals: SecondaryMap<LocalId, LocalStorage>,
    pub blocks: SecondaryMap<BlockId, Option<Block>>,
    pub references: References,
    pub sources: Sources,
    pub scratch: Scratch,
    /// Checks that store their operands before they trap, by source location.
    pub stored_checks: &'a FxHashSet<u32>,
    /// The closure object, in functions that take one.
    pub closure_context: Option<Variable>,
    /// What was deferred where the translation is, and the records of that.
    pub known_defers: Known,
    pub deferred: FxHashMap<SiteId, Deferred>,
    /// The `DeferFrame` of a function with `defer`.
    pub defer_frame: Option<StackSlot>,
    /// The handler of a function with `defer` is being translated: addresses must not be shared with
    /// other blocks.
    pub in_handler: bool,
    /// Sum of the sizes of the stack slots.
    frame_bytes: u64,
    functions: FxHashMap<u32, FuncRef>,
    symbols: FxHashMap<u32, GlobalValue>,
}

/// Parameters and results are limited even where they are passed by address.
fn check_parameters(context: &Context, function: &Function) -> Result<()> {
    let locals = function.parameters.iter().chain(&function.results);
    let sizes = locals.filter_map(|&local| context.layouts.get(function.locals[local].ty));
    let bytes = sizes.fold(0u64, |sum, layout| sum.saturating_add(layout.size));
    if bytes >= LARGEST_FRAME {
        return Err(Error::frame_too_large(function.pos, 0, bytes));
    }
    Ok(())
}

/// Translates a function.
pub fn translate(
    context: &Context,
    id: grus_mir::FunctionId,
    stored_checks: &FxHashSet<u32>,
    builder_context: &mut FunctionBuilderContext,
) -> Result<Translated> {
    let function = &context.program.functions[id];
    let signature = context.signature_of(id)?;
    check_parameters(context, function)?;
    let name = UserFuncName::user(0, id.as_u32());
    let mut clif = ClifFunction::with_name_signature(name, signature.to_clif());
    let order = reachable_blocks(function);
    let has_loop = has_back_edge(function, &order);
    let mut translator = Translator {
        context,
        types: context.types,
        function,
        builder: FunctionBuilder::new(&mut clif, builder_context),
        signature: signature.clone(),
        locals: SecondaryMap::new(),
        blocks: SecondaryMap::new(),
        references: References::default(),
        sources: Sources::new(function.pos),
        scratch: Scratch::default(),
        stored_checks,
        closure_context: None,
        known_defers: None,
        deferred: FxHashMap::default(),
        defer_frame: None,
        in_handler: false,
        frame_bytes: 0,
        functions: FxHashMap::default(),
        symbols: FxHashMap::default(),
    };
    let mut pending = predecessor_counts(function, &order);
    translator.entry(&order, &mut pending)?;
    let mut known = if function.flags.has_defer {
        known_defers(function, &order)
    } else {
        SecondaryMap::new()
    };
    for &block in &order {
        translator.known_defers = known[block].take();
        translator.block(block)?;
        translator.seal_finished(block, &mut pending)?;
    }
    translator.builder.seal_all_blocks();
    let Translator {
        builder,
        references,
        sources,
        ..
    } = translator;
    builder.finalize(context.isa.frontend_config());
    Ok(Translated {
        clif,
        references,
        sources,
        signature,
        has_loop,
    })
}

/// Successors of a block.
pub fn successors(kind: &TerminatorKind) -> Vec<BlockId> {
    match kind {
        TerminatorKind::Goto(target) => vec![*target],
        TerminatorKind::Branch {
            then, otherwise, ..
        } => vec![*then, *otherwise],
        TerminatorKind::Switch { cases, default, .. } => cases
            .iter()
            .map(|&(_, block)| block)
            .chain([*default])
            .collect(),
        TerminatorKind::Return | TerminatorKind::Panic(_) | TerminatorKind::Unreachable => vec![],
    }
}

/// Reachable blocks in reverse post-order.
fn reachable_blocks(function: &Function) -> Vec<BlockId> {
    let Some(entry) = function.blocks.keys().next() else {
        return Vec::new();
    };
    let mut visited = vec![false; function.blocks.len()];
    let mut order = Vec::new();
    let mut stack = vec![(entry, successors(&function.blocks[entry].terminator.kind))];
    visited[entry.index()] = true;
    while let Some((block, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) if !visited[next.index()] => {
                visited[next.index()] = true;
                stack.push((next, successors(&function.blocks[next].terminator.kind)));
            }
            Some(_) => {}
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// Number of reachable blocks that lead to each block; the function's entry counts as one.
fn predecessor_counts(function: &Function, order: &[BlockId]) -> SecondaryMap<BlockId, u32> {
    let mut counts = SecondaryMap::new();
    for (index, &block) in order.iter().enumerate() {
        counts[block] += u32::from(index == 0);
        for target in distinct_successors(function, block) {
            counts[target] += 1;
        }
    }
    counts
}

fn distinct_successors(function: &Function, block: BlockId) -> Vec<BlockId> {
    let mut targets = successors(&function.blocks[block].terminator.kind);
    targets.sort_unstable();
    targets.dedup();
    targets
}

fn has_back_edge(function: &Function, order: &[BlockId]) -> bool {
    let mut rank = vec![0; function.blocks.len()];
    for (index, block) in order.iter().enumerate() {
        rank[block.index()] = index;
    }
    order.iter().any(|&block| {
        let targets = successors(&function.blocks[block].terminator.kind);
        targets
            .iter()
            .any(|target| rank[target.index()] <= rank[block.index()])
    })
}

impl<'a> Translator<'a, '_> {
    /// An error at the current statement.
    pub fn fail(&self, message: impl Into<String>) -> Error {
        let pos = self.sources.info().pos;
        Error::in_function("translate", &self.function.symbol, pos, message)
    }

    /// The layout of a type.
    pub fn layout(&self, ty: TypeId) -> Result<Arc<TypeLayout>> {
        self.context
            .layouts
            .get(ty)
            .ok_or_else(|| self.fail(format!("type {ty:?} has no layout")))
    }

    /// Element type of a pointer, slice, array, map or channel type.
    pub fn element(&self, ty: TypeId) -> Result<TypeId> {
        self.types
            .elem(ty)
            .ok_or_else(|| self.fail(format!("type {ty:?} has no element")))
    }

    /// A 64-bit integer constant.
    pub fn integer(&mut self, value: i64) -> Value {
        self.builder.ins().iconst(types::I64, value)
    }

    /// The value of an SSA value that is an integer constant.
    pub fn constant_of(&self, value: Value) -> Option<i64> {
        use cranelift_codegen::ir::{InstructionData, Opcode, ValueDef};
        match self.builder.func.dfg.value_def(value) {
            ValueDef::Result(inst, 0) => match self.builder.func.dfg.insts[inst] {
                InstructionData::UnaryImm {
                    opcode: Opcode::Iconst,
                    imm,
                } => Some(imm.bits()),
                _ => None,
            },
            _ => None,
        }
    }

    /// A stack slot aligned to 8 bytes.
    pub fn stack_slot(&mut self, size: u64) -> Result<StackSlot> {
        self.slot_with_key(size, None)
    }

    /// A stack slot that listings show under the name of a local, or of the pointer to it.
    pub fn named_slot(&mut self, size: u64, name: SlotName) -> Result<StackSlot> {
        self.slot_with_key(size, Some(name.key()))
    }

    fn slot_with_key(&mut self, size: u64, key: Option<StackSlotKey>) -> Result<StackSlot> {
        self.frame_bytes = self.frame_bytes.saturating_add(size);
        if self.frame_bytes >= LARGEST_FRAME {
            return Err(Error::frame_too_large(
                self.function.pos,
                self.frame_bytes,
                0,
            ));
        }
        let mut data = StackSlotData::new(StackSlotKind::ExplicitSlot, size.max(1) as u32, 3);
        data.key = key;
        Ok(self.builder.create_sized_stack_slot(data))
    }

    /// A symbol's address.
    pub fn symbol(&mut self, reference: Reference) -> GlobalValue {
        let index = self.references.intern(reference);
        if let Some(&symbol) = self.symbols.get(&index) {
            return symbol;
        }
        let name = self.external_name(index);
        let data = GlobalValueData::Symbol {
            name,
            offset: 0.into(),
            colocated: true,
            tls: false,
        };
        let symbol = self.builder.create_global_value(data);
        self.symbols.insert(index, symbol);
        symbol
    }

    /// A symbol's address as a value.
    pub fn symbol_address(&mut self, reference: Reference) -> Value {
        let symbol = self.symbol(reference);
        self.builder.ins().symbol_value(types::I64, symbol)
    }

    /// Memory of a symbol.
    pub fn symbol_memory(&mut self, reference: Reference) -> Address {
        let base = Base::Symbol(self.symbol(reference));
        Address {
            base,
            offset: 0,
            may_be_nil: false,
            read_only: false,
        }
    }

    /// A function to call directly.
    pub fn function_reference(&mut self, reference: Reference, signature: Signature) -> FuncRef {
        let index = self.references.intern(reference);
        if let Some(&function) = self.functions.get(&index) {
            return function;
        }
        let name = self.external_name(index);
        let signature = self.builder.import_signature(signature);
        let data = ExtFuncData {
            name,
            signature,
            colocated: true,
            patchable: false,
        };
        let function = self.builder.import_function(data);
        self.functions.insert(index, function);
        function
    }

    fn external_name(&mut self, index: u32) -> ExternalName {
        let name = UserExternalName::new(0, index);
        ExternalName::user(self.builder.func.declare_imported_user_function(name))
    }

    /// Receives parameters, prepares locals and jumps to the first block.
    fn entry(&mut self, order: &[BlockId], pending: &mut SecondaryMap<BlockId, u32>) -> Result<()> {
        let location = self.sources.location();
        self.builder.set_srcloc(location);
        let entry = self.builder.create_block();
        self.builder.append_block_params_for_function_params(entry);
        self.enter(entry);
        for &block in order {
            self.blocks[block] = Some(self.builder.create_block());
        }
        let Some(&first) = order.first() else {
            return Err(self.fail("a function without blocks"));
        };
        let facts = LocalFacts::collect(self.function);
        let mut arguments = self.builder.block_params(entry).to_vec();
        if self.signature.context {
            let context = self.builder.declare_var(types::I64);
            let value = arguments
                .pop()
                .ok_or_else(|| self.fail("no context parameter"))?;
            self.builder.def_var(context, value);
            self.closure_context = Some(context);
        }
        let result_pointer = match self.signature.result_form {
            ResultForm::Pointer(_) => {
                let pointer = self.builder.declare_var(types::I64);
                self.builder.def_var(pointer, arguments.remove(0));
                Some(pointer)
            }
            ResultForm::Leaves => None,
        };
        self.place_locals(&facts, result_pointer)?;
        self.receive_parameters(&arguments)?;
        self.initialise_locals(&facts)?;
        if self.function.flags.has_defer {
            self.mark_defer_frame()?;
        }
        let target = self.clif_block(first)?;
        self.builder.ins().jump(target, &[]);
        if pending[first] == 1 {
            self.builder.seal_block(target);
        }
        pending[first] -= 1;
        Ok(())
    }

    /// Goes on in a block all of whose predecessors have been made. Sealing blocks as early as
    /// possible keeps variables from becoming block parameters that loops only pass on.
    pub fn enter(&mut self, block: Block) {
        self.builder.switch_to_block(block);
        self.builder.seal_block(block);
    }

    /// Seals the successors of a translated block that have no other predecessors left.
    fn seal_finished(
        &mut self,
        block: BlockId,
        pending: &mut SecondaryMap<BlockId, u32>,
    ) -> Result<()> {
        for target in distinct_successors(self.function, block) {
            pending[target] -= 1;
            if pending[target] == 0 {
                let target = self.clif_block(target)?;
                self.builder.seal_block(target);
            }
        }
        Ok(())
    }

    /// The CLIF block of a MIR block.
    pub fn clif_block(&self, block: BlockId) -> Result<Block> {
        self.blocks[block].ok_or_else(|| self.fail(format!("{block} is not reachable")))
    }

    fn receive_parameters(&mut self, arguments: &[Value]) -> Result<()> {
        let forms = self.signature.parameters.clone();
        let mut next = arguments.iter().copied();
        let parameters = self.function.parameters.iter().zip(&forms);
        for (&local, form) in parameters {
            let layout = self.layout(self.function.locals[local].ty)?;
            let value = match form {
                ParameterForm::Leaves(form) => {
                    let count = form.leaves.as_ref().map_or(0, |leaves| leaves.len());
                    Val::Leaves(next.by_ref().take(count).collect())
                }
                ParameterForm::Address => {
                    let address = next.next().ok_or_else(|| self.fail("too few parameters"))?;
                    self.load_value(Address::valid(address), &layout)
                }
            };
            self.initialise_parameter(local, &value)?;
        }
        Ok(())
    }

    /// Translates one block.
    fn block(&mut self, id: BlockId) -> Result<()> {
        let block = self.clif_block(id)?;
        self.builder.switch_to_block(block);
        let function = self.function;
        let block = &function.blocks[id];
        for statement in &block.statements {
            self.scratch.reset();
            let location = self.sources.set(statement.source);
            self.builder.set_srcloc(location);
            self.statement(statement)?;
            step(&mut self.known_defers, statement);
        }
        self.scratch.reset();
        let location = self.sources.set(block.terminator.source);
        self.builder.set_srcloc(location);
        self.terminator(&block.terminator.kind)
    }

    /// Returns the current values of the result locals.
    pub fn return_results(&mut self) -> Result<()> {
        let mut values = Vec::new();
        if let ResultForm::Leaves = self.signature.result_form {
            let function = self.function;
            for &result in &function.results {
                let layout = self.layout(function.locals[result].ty)?;
                match self.read_local(result)? {
                    Val::Leaves(leaves) => values.extend(leaves),
                    _ if layout.size == 0 => {}
                    _ => return Err(self.fail("a result in registers without leaves")),
                }
            }
        } else {
            self.store_heap_results()?;
        }
        self.builder.ins().return_(&values);
        Ok(())
    }

    /// Results that were moved to the heap are copied to where the caller expects them.
    fn store_heap_results(&mut self) -> Result<()> {
        let function = self.function;
        for (index, &result) in function.results.iter().enumerate() {
            let LocalStorage::HeapResult { target, .. } = self.locals[result].clone() else {
                continue;
            };
            debug_assert_eq!(
                function.locals[result].kind,
                LocalKind::Result(index as u32)
            );
            let layout = self.layout(function.locals[result].ty)?;
            let value = self.read_local(result)?;
            let to = self.pointer_memory(&target)?;
            self.store_value(to, &layout, &value)?;
        }
        Ok(())
    }

    /// The code symbol of a compiled function.
    pub fn unit(&self, id: grus_mir::FunctionId) -> Reference {
        let id = self.context.resolve(id);
        let function = &self.context.program.functions[id];
        if function.external {
            Reference::External(function.symbol.clone())
        } else {
            Reference::Unit(Unit::Function(id))
        }
    }
}

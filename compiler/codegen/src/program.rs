//! What all functions of a program share while they are translated.
//!
//! In: the MIR program, types, sources.  Out: read-only context for every thread.

use crate::error::{Error, Result};
use crate::signature::{GoSignature, MAX_WORDS_BEFORE_CONTEXT};
use crate::values::Layouts;
use cranelift_codegen::isa::OwnedTargetIsa;
use grus_mir::{Callee, Constant, Function, FunctionId, Operand, Program, StatementKind};
use grus_syntax::SourceMap;
use grus_types::{TypeId, TypeTable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Shared context; see the module's header.
pub struct Context<'a> {
    pub program: &'a Program,
    /// The checker's result: types, packages.
    pub checked: &'a grus_types::Program,
    pub types: &'a TypeTable,
    pub sources: &'a SourceMap,
    pub layouts: Layouts<'a>,
    pub isa: OwnedTargetIsa,
    /// Functions with bodies by linker symbol: what functions without body may stand for.
    pub by_symbol: FxHashMap<Arc<str>, FunctionId>,
    /// Function literals without captures that no call names: they take the closure object that calls
    /// through func values pass, though they ignore it, and need no adapter.
    only_values: FxHashSet<FunctionId>,
    /// The itabs of the program: (concrete, interface).
    pub itabs: FxHashSet<(TypeId, TypeId)>,
    /// Whether to render CLIF.
    pub emit_clif: bool,
    /// Variables of functions that debuggers show are kept in the frame.
    pub variables_in_memory: bool,
}

impl<'a> Context<'a> {
    /// Collects the context.
    pub fn new(
        program: &'a Program,
        checked: &'a grus_types::Program,
        sources: &'a SourceMap,
        isa: OwnedTargetIsa,
        emit_clif: bool,
    ) -> Context<'a> {
        let with_bodies = program
            .functions
            .iter()
            .filter(|(_, function)| !function.external);
        Context {
            program,
            checked,
            types: &checked.types,
            sources,
            layouts: Layouts::new(&checked.types),
            isa,
            by_symbol: with_bodies.map(|(id, f)| (f.symbol.clone(), id)).collect(),
            only_values: literals_without_direct_calls(program),
            itabs: program.itabs.iter().copied().collect(),
            emit_clif,
            variables_in_memory: false,
        }
    }

    /// The function that a reference to `id` means: a body elsewhere under the same symbol, if there
    /// is one.
    pub fn resolve(&self, id: FunctionId) -> FunctionId {
        let function = &self.program.functions[id];
        if !function.external {
            return id;
        }
        self.by_symbol.get(&function.symbol).copied().unwrap_or(id)
    }

    /// The signature of a function as it is compiled.
    pub fn signature_of(&self, id: FunctionId) -> Result<GoSignature> {
        let function = &self.program.functions[id];
        let types_of = |locals: &[grus_mir::LocalId]| -> Vec<TypeId> {
            locals
                .iter()
                .map(|&local| function.locals[local].ty)
                .collect()
        };
        let parameters = types_of(&function.parameters);
        let results = types_of(&function.results);
        let context = self.takes_context(id);
        GoSignature::new(
            &self.layouts,
            &parameters,
            &results,
            context,
            function.external,
        )
        .ok_or_else(|| no_layout(function))
    }

    fn takes_context(&self, id: FunctionId) -> bool {
        self.program.functions[id].flags.needs_context || self.only_values.contains(&id)
    }

    /// Whether func values of this function point to an adapter.
    pub fn needs_adapter(&self, id: FunctionId) -> Result<bool> {
        if self.takes_context(id) {
            return Ok(false);
        }
        if self.program.functions[id].external {
            return Ok(true);
        }
        Ok(self.signature_of(id)?.integer_words() > MAX_WORDS_BEFORE_CONTEXT)
    }

    /// The import path and name of a package.
    pub fn package(&self, id: grus_types::PackageId) -> (&'static str, &'static str) {
        match self.checked.packages.get(id.index()) {
            Some(package) => (package.path.as_str(), package.name.as_str()),
            None => ("", ""),
        }
    }
}

fn literals_without_direct_calls(program: &Program) -> FxHashSet<FunctionId> {
    let literals = program.functions.iter().filter(|(_, function)| {
        function.flags.is_literal && !function.flags.needs_context && !function.external
    });
    let mut found: FxHashSet<FunctionId> = literals.map(|(id, _)| id).collect();
    let blocks = program.functions.values().flat_map(|f| f.blocks.values());
    for statement in blocks.flat_map(|block| &block.statements) {
        if let StatementKind::Call { call, .. } = &statement.kind
            && let Callee::Function(callee)
            | Callee::Value(Operand::Constant(Constant::Function(callee), _)) = &call.callee
        {
            found.remove(callee);
        }
    }
    found
}

fn no_layout(function: &Function) -> Error {
    let message = "a parameter or result type has no layout";
    Error::in_function("translate", &function.symbol, function.pos, message)
}

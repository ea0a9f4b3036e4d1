//! What all functions of a program share while they are translated.
//!
//! In: the MIR program, types, sources.  Out: read-only context for every thread.

use crate::error::{Error, Result};
use crate::signature::{GoSignature, MAX_WORDS_BEFORE_CONTEXT};
use crate::values::Layouts;
use cranelift_codegen::isa::OwnedTargetIsa;
use grus_mir::{Function, FunctionId, Program};
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
        let context = function.flags.needs_context;
        GoSignature::new(
            &self.layouts,
            &parameters,
            &results,
            context,
            function.external,
        )
        .ok_or_else(|| no_layout(function))
    }

    /// Whether func values of this function point to an adapter.
    pub fn needs_adapter(&self, id: FunctionId) -> Result<bool> {
        let function = &self.program.functions[id];
        if function.flags.needs_context {
            return Ok(false);
        }
        if function.external {
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

fn no_layout(function: &Function) -> Error {
    let message = "a parameter or result type has no layout";
    Error::in_function("translate", &function.symbol, function.pos, message)
}

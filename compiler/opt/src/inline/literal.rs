//! Copies of function literals for the functions their bodies are inlined into.

use super::State;
use grus_mir::rename::{self, Renaming};
use grus_mir::{BlockId, Function, FunctionId, LocalId, Program, SiteId};
use std::sync::Arc;

/// Copies a literal, with the literals in it, and makes the copy belong to `parent`. It is named as
/// gc names it: after the function it now is in and the one that was inlined there.
pub fn clone_literal(
    program: &mut Program,
    state: &mut State,
    literal: FunctionId,
    parent: FunctionId,
    inlined: &str,
) -> FunctionId {
    let mut copy = clone_function(&program.functions[literal]);
    let (symbol, display_name) = free_name(program, state, parent, inlined);
    state.symbols.insert(symbol.clone());
    copy.symbol = symbol;
    copy.display_name = display_name;
    copy.parent = Some(parent);
    let inlinable = state.inlinable[literal.as_u32() as usize];
    let id = program.functions.push(copy);
    state.inlinable.push(inlinable);
    let blocks: Vec<BlockId> = program.functions[id].blocks.keys().collect();
    for block in blocks {
        let mut statements = std::mem::take(&mut program.functions[id].blocks[block].statements);
        for statement in &mut statements {
            let mut inner = Inner {
                program,
                state,
                parent: id,
            };
            rename::statement(&mut statement.kind, &mut inner);
        }
        program.functions[id].blocks[block].statements = statements;
    }
    id
}

fn free_name(
    program: &Program,
    state: &State,
    parent: FunctionId,
    inlined: &str,
) -> (Arc<str>, Arc<str>) {
    let parent = &program.functions[parent];
    let mut number = 1;
    loop {
        let symbol = format!("{}.{inlined}.func{number}", parent.symbol);
        if !state.symbols.contains(symbol.as_str()) {
            let display_name = format!("{}.{inlined}.func{number}", parent.display_name);
            return (Arc::from(symbol), Arc::from(display_name));
        }
        number += 1;
    }
}

/// Literals within a copied literal are copied too; everything else keeps its ids.
struct Inner<'a> {
    program: &'a mut Program,
    state: &'a mut State,
    parent: FunctionId,
}

impl Renaming for Inner<'_> {
    fn local(&mut self, local: LocalId) -> LocalId {
        local
    }

    fn site(&mut self, site: SiteId) -> SiteId {
        site
    }

    fn block(&mut self, block: BlockId) -> BlockId {
        block
    }

    fn literal(&mut self, literal: FunctionId) -> FunctionId {
        if self.program.functions[literal].parent.is_none() {
            return literal;
        }
        clone_literal(self.program, self.state, literal, self.parent, "inner")
    }
}

/// A function's data, copied.
pub fn clone_function(function: &Function) -> Function {
    Function {
        symbol: function.symbol.clone(),
        display_name: function.display_name.clone(),
        package: function.package,
        pos: function.pos,
        end: function.end,
        parameters: function.parameters.clone(),
        results: function.results.clone(),
        signature: function.signature,
        captures: function.captures.clone(),
        parent: function.parent,
        locals: function.locals.clone(),
        blocks: function.blocks.clone(),
        sites: function.sites.clone(),
        inline_frames: function.inline_frames.clone(),
        flags: function.flags,
        phase: function.phase,
        external: function.external,
    }
}

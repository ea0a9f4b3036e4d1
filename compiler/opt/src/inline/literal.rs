//! Copies of function literals for the functions their bodies are inlined into.

use super::State;
use grus_mir::rename::{self, Renaming};
use grus_mir::{BlockId, Function, FunctionId, Program};
use std::sync::Arc;

/// What the copy of a literal is named after.
#[derive(Clone, Copy)]
pub enum LiteralName<'a> {
    /// The function whose body is inlined.
    InInlined(&'a Function),
    /// Another copy, which it stays in.
    InCopy,
}

/// Copies a literal, with the literals in it, and makes the copy belong to `parent`. It keeps the name
/// that the literal has in the source; a mark in the linker symbol tells copies apart.
pub fn clone_literal(
    program: &mut Program,
    state: &mut State,
    literal: FunctionId,
    parent: FunctionId,
    name: LiteralName,
) -> FunctionId {
    let original = state.originals.get(&literal);
    let mut copy = clone_function(original.unwrap_or(&program.functions[literal]));
    let (symbol, display_name) = free_name(program, state, literal, parent, name);
    state.symbols.insert(symbol.clone());
    copy.symbol = symbol;
    copy.display_name = display_name;
    copy.parent = Some(parent);
    let id = program.functions.push(copy);
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

/// Symbol and display name of a copy.
fn free_name(
    program: &Program,
    state: &State,
    literal: FunctionId,
    parent: FunctionId,
    name: LiteralName,
) -> (Arc<str>, Arc<str>) {
    let original = &program.functions[literal];
    let tail = literal_tail(program, literal);
    let (symbol, display) = match name {
        LiteralName::InCopy => {
            let parent = &program.functions[parent];
            let symbol = format!("{}{tail}", parent.symbol);
            if !state.symbols.contains(symbol.as_str()) {
                let display = format!("{}{tail}", parent.display_name);
                return (Arc::from(symbol), Arc::from(display));
            }
            (symbol, format!("{}{tail}", parent.display_name))
        }
        // A literal in an inlined literal is numbered as one in a function.
        LiteralName::InInlined(inlined) if inlined.flags.is_literal => {
            let tail = match tail.strip_prefix('.') {
                Some(number) if number.starts_with(|first: char| first.is_ascii_digit()) => {
                    format!(".func{number}")
                }
                _ => tail.to_string(),
            };
            let symbol = without_marks(&inlined.symbol);
            (
                format!("{symbol}{tail}"),
                format!("{}{tail}", inlined.display_name),
            )
        }
        LiteralName::InInlined(_) => (
            without_marks(&original.symbol),
            original.display_name.to_string(),
        ),
    };
    let mut number = 0;
    loop {
        let marked = format!(
            "{symbol}#{}#",
            mark(&program.functions[parent].symbol, number)
        );
        if !state.symbols.contains(marked.as_str()) {
            return (Arc::from(marked), Arc::from(display));
        }
        number += 1;
    }
}

/// What the name of a literal adds to that of the function it is in.
fn literal_tail(program: &Program, literal: FunctionId) -> &str {
    let function = &program.functions[literal];
    let name = &*function.display_name;
    let parent = function
        .parent
        .map(|parent| &*program.functions[parent].display_name);
    let own = parent.and_then(|parent| name.strip_prefix(parent));
    own.unwrap_or_else(|| name.rfind('.').map_or("", |dot| &name[dot..]))
}

/// The symbol without the marks of copies.
fn without_marks(symbol: &str) -> String {
    symbol.split('#').step_by(2).collect()
}

/// A mark for the copies of a literal in a function: eight bytes in base 64, as gc's.
fn mark(parent: &str, number: u32) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parent.bytes().chain(number.to_le_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut text = String::new();
    for index in 0..11 {
        let shift = 64_i32 - 6 * (index + 1);
        let digit = match u32::try_from(shift) {
            Ok(shift) => hash >> shift,
            Err(_) => hash << shift.unsigned_abs(),
        };
        text.push(DIGITS[(digit & 63) as usize] as char);
    }
    text + "="
}

/// Literals within a copied literal are copied too; everything else keeps its ids.
struct Inner<'a> {
    program: &'a mut Program,
    state: &'a mut State,
    parent: FunctionId,
}

impl Renaming for Inner<'_> {
    fn literal(&mut self, literal: FunctionId) -> FunctionId {
        if self.program.functions[literal].parent.is_none() {
            return literal;
        }
        let name = LiteralName::InCopy;
        clone_literal(self.program, self.state, literal, self.parent, name)
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
        inline: function.inline.clone(),
    }
}

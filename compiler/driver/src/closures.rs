//! What `-d=closure=1` tells: which func values of literals and wrappers are made at run time, where
//! they live and what they hold.
//!
//! In: MIR after all passes.  Out: positions and messages in gc's words, those of the source first,
//! then those of inlined bodies.

use grus_mir::{Constant, FunctionId, LocalId, Operand, Program, Rvalue, SiteKind};
use grus_mir::{StatementKind, Storage};
use grus_syntax::Pos;
use std::collections::BTreeSet;

/// What is told of literals without captures.
const STATIC: &str = "closure converted to global";

/// The lines about the functions that are chosen.
pub fn report(program: &Program, is_named: &dyn Fn(FunctionId) -> bool) -> Vec<(Pos, String)> {
    let mut lines = BTreeSet::new();
    for (id, function) in program.functions.iter() {
        if function.external || !is_named(id) {
            continue;
        }
        let blocks = function.blocks.values();
        for statement in blocks.flat_map(|block| &block.statements) {
            let inlined = function.inline_frames[statement.source.inline]
                .parent
                .is_some();
            let mut constants = Vec::new();
            statement.kind.clone().for_each_operand_mut(&mut |operand| {
                if let Operand::Constant(Constant::Function(literal), _) = operand {
                    constants.push(*literal);
                }
            });
            for literal in constants {
                let data = &program.functions[literal];
                if data.parent.is_some() && data.pos.is_known() {
                    let pos = function.outermost_position(statement.source);
                    let pos = if inlined { pos } else { data.pos };
                    lines.insert((inlined, pos, STATIC.to_string()));
                }
            }
            let StatementKind::Assign(
                _,
                Rvalue::Closure {
                    function: literal,
                    captures,
                    site,
                    ..
                },
            ) = &statement.kind
            else {
                continue;
            };
            let site = &function.sites[*site];
            if site.kind == SiteKind::MethodValue {
                continue;
            }
            let home = match site.storage {
                Storage::Heap => "heap",
                Storage::Stack => "stack",
            };
            let names: Vec<String> = captures
                .iter()
                .zip(&program.functions[*literal].captures)
                .map(|(&outer, inner)| name(program, id, outer, *literal, inner.local))
                .collect();
            let names = names.join(" ");
            let message = match captures.is_empty() {
                true => STATIC.to_string(),
                false => format!("{home} closure, captured vars = [{names}]"),
            };
            lines.insert((inlined, site.pos, message));
        }
    }
    let lines = lines.into_iter();
    lines.map(|(_, pos, message)| (pos, message)).collect()
}

/// A captured variable: its name in the literal, or a number for what the compiler made.
fn name(
    program: &Program,
    function: FunctionId,
    outer: LocalId,
    literal: FunctionId,
    inner: LocalId,
) -> String {
    let inner = program.functions[literal].locals[inner].name.as_deref();
    let outer_name = program.functions[function].locals[outer].name.as_deref();
    match inner.or(outer_name) {
        Some(name) => name.to_string(),
        None => format!(".autotmp_{}", outer.as_u32()),
    }
}

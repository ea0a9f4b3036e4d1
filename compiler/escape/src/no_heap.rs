//! `//grus:noheap`: functions that must not allocate on the heap.
//!
//! In: a program with its storage decided, and what escape analysis said about it.  Out: an error for
//! each operation of such a function, or of what is inlined into it, that may allocate, with the calls
//! it was inlined through and the flows that sent it to the heap.
//! Invariant: what passes allocates nothing on the heap when it runs, apart from what the functions
//! that it calls allocate, from the values of run-time panics, and from the stack when that grows.
//! Operations whose need for memory shows only when they run (`append`, adding to a map, strings that
//! are built) count as allocating.

use crate::Report;
use grus_mir::{
    Function, InlineId, Local, LocalKind, Operand, Program, Rvalue, SiteId, SourceInfo,
    StatementKind, Storage,
};
use grus_syntax::diagnostic::Code;
use grus_syntax::{Diagnostic, Pos};
use grus_types::TypeTable;

/// An operation that allocates in a function that must not.
const HEAP_ALLOCATION: Code = Code("HeapAllocation");

/// Checks all functions that are marked so.
pub fn check(program: &Program, types: &TypeTable, reports: &[Report]) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let marked = program.functions.values().filter(|f| f.flags.no_heap);
    for function in marked {
        let checker = Checker {
            function,
            types,
            reports,
        };
        checker.function(&mut errors);
    }
    errors.sort_by_key(|error| error.pos);
    errors.dedup();
    errors
}

struct Checker<'a> {
    function: &'a Function,
    types: &'a TypeTable,
    reports: &'a [Report],
}

impl Checker<'_> {
    fn function(&self, errors: &mut Vec<Diagnostic>) {
        let outermost = SourceInfo {
            pos: self.function.pos,
            inline: InlineId::from_u32(0),
        };
        for local in self.function.locals.values() {
            // Other variables allocate where they are declared.
            let at_entry = matches!(local.kind, LocalKind::Parameter(_) | LocalKind::Result(_));
            if at_entry && local.storage == Storage::Heap {
                errors.push(self.variable(local, outermost));
            }
        }
        for block in self.function.blocks.values() {
            for statement in &block.statements {
                errors.extend(self.statement(&statement.kind, statement.source));
            }
        }
    }

    fn statement(&self, statement: &StatementKind, source: SourceInfo) -> Option<Diagnostic> {
        match statement {
            StatementKind::Declare(id) => {
                let local = &self.function.locals[*id];
                (local.storage == Storage::Heap).then(|| self.variable(local, source))
            }
            StatementKind::Assign(_, value) => self.value(value, source),
            StatementKind::MapAssign { .. } => {
                Some(self.error("adding to a map may allocate", source.pos, source))
            }
            StatementKind::Go(_) => {
                Some(self.error("go allocates a goroutine", source.pos, source))
            }
            StatementKind::Defer { site, .. } => self.escaping(*site, source),
            _ => None,
        }
    }

    fn value(&self, value: &Rvalue, source: SourceInfo) -> Option<Diagnostic> {
        match value {
            Rvalue::New { ty, site } => match self.types.size_of(*ty) {
                Some(0) => None,
                _ => self.escaping(*site, source),
            },
            Rvalue::SliceLiteral { elements, site, .. } => match elements.is_empty() {
                true => None,
                false => self.escaping(*site, source),
            },
            Rvalue::MakeSlice {
                length,
                capacity,
                site,
                ..
            } => {
                let is_constant = |operand: &Operand| matches!(operand, Operand::Constant(..));
                match is_constant(capacity.as_ref().unwrap_or(length)) {
                    true => self.escaping(*site, source),
                    false => Some(self.site(*site, "allocates what its size asks for", source)),
                }
            }
            Rvalue::Closure { captures, site, .. } => match captures.is_empty() {
                true => None,
                false => self.escaping(*site, source),
            },
            Rvalue::MakeInterface {
                operand,
                concrete,
                site,
                ..
            } => {
                let ready = matches!(operand, Operand::Constant(..))
                    || self.types.is_interface(*concrete)
                    || self.types.is_one_pointer(*concrete)
                    || self.types.size_of(*concrete) == Some(0);
                match ready {
                    true => None,
                    false => self.escaping(*site, source),
                }
            }
            Rvalue::MakeMap { site, .. } | Rvalue::MakeChannel { site, .. } => {
                Some(self.site(*site, "is always on the heap", source))
            }
            Rvalue::Append { site, .. } => Some(self.site(*site, "may allocate", source)),
            Rvalue::StringConcat { site, .. } => Some(self.site(*site, "allocates", source)),
            Rvalue::Convert {
                kind,
                site: Some(site),
                ..
            } if kind.allocates() => Some(self.site(*site, "allocates", source)),
            Rvalue::MapSlot { .. } => {
                Some(self.error("adding to a map may allocate", source.pos, source))
            }
            _ => None,
        }
    }

    fn variable(&self, local: &Local, source: SourceInfo) -> Diagnostic {
        let name = local.name.as_deref().unwrap_or("a variable");
        let message = format!("{name} is on the heap");
        self.error(&message, local.pos, source)
    }

    fn escaping(&self, site: SiteId, source: SourceInfo) -> Option<Diagnostic> {
        let escapes = self.function.sites[site].storage == Storage::Heap;
        escapes.then(|| self.site(site, "escapes to heap", source))
    }

    fn site(&self, site: SiteId, verdict: &str, source: SourceInfo) -> Diagnostic {
        let data = &self.function.sites[site];
        let message = format!("{} {verdict}", data.text);
        self.error_at(&message, data.pos, data.written_at, source)
    }

    /// The error about a statement, or about a variable where it is declared.
    fn error(&self, message: &str, pos: Pos, source: SourceInfo) -> Diagnostic {
        self.error_at(message, pos, pos, source)
    }

    /// The error about what was written somewhere and is reported elsewhere, at the place in the marked
    /// function, with what led to where it was written.
    fn error_at(&self, message: &str, pos: Pos, written_at: Pos, source: SourceInfo) -> Diagnostic {
        let frames = &self.function.inline_frames;
        let mut calls = Vec::new();
        let mut frame = source.inline;
        while let Some(parent) = frames[frame].parent {
            calls.push(&frames[frame]);
            frame = parent;
        }
        let name = &self.function.display_name;
        let text = format!("{message} in {name}, which is marked grus:noheap");
        let place = calls.last().map_or(pos, |call| call.call_pos);
        let mut error = Diagnostic::error(place, HEAP_ALLOCATION, text);
        for (index, call) in calls.iter().enumerate().rev() {
            let inner = match index {
                0 => written_at,
                _ => calls[index - 1].call_pos,
            };
            error = error.with_related(inner, format!("in {}, inlined", call.symbol));
        }
        let is_chain =
            |message: &str| message.starts_with("  flow: ") || message.starts_with("    from ");
        let flows = self
            .reports
            .iter()
            .filter(|report| report.pos == pos && is_chain(&report.message));
        for flow in flows {
            error = error.with_related(flow.pos, flow.message.trim_end_matches(':').to_string());
        }
        error
    }
}

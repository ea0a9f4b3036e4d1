//! Copying a callee's body into a caller.
//!
//! In: a call statement and its known callee.  Out: the caller with the block split at the call: the
//! arguments are assigned to fresh locals, the callee's blocks follow with all ids renamed, and every
//! return assigns the call's result and goes on behind the call.

use super::literal::{LiteralName, clone_literal};
use super::notes;
use super::{State, name_with_package};
use grus_mir::rename::{self, Renaming};
use grus_mir::{
    Block, BlockId, FlowNotes, Function, FunctionId, InlineFrame, InlineId, Local, LocalId,
    LocalKind, Operand, Place, Program, Rvalue, Site, SiteId, SiteKind, SourceInfo, Statement,
    StatementKind, Terminator, TerminatorKind, place_type,
};
use grus_syntax::Pos;
use grus_types::TypeTable;
use rustc_hash::FxHashMap;
use std::sync::Arc;

pub struct Copier<'a> {
    program: &'a mut Program,
    types: &'a TypeTable,
    caller: FunctionId,
    /// A copy of the callee's body: the caller is changed while it is read.
    callee: Function,
    captures: Vec<LocalId>,
    locals: FxHashMap<LocalId, LocalId>,
    sites: FxHashMap<SiteId, SiteId>,
    blocks: FxHashMap<BlockId, BlockId>,
    frames: FxHashMap<InlineId, InlineId>,
    /// Loops around the call.
    loop_depth: u32,
    state: &'a mut State,
}

/// What becomes of the result of the call that is replaced.
struct Outcome {
    place: Option<Place>,
    /// The declaration of the variable that is the place.
    declaration: Option<Statement>,
    /// Of the call, which is in this frame.
    notes: Option<Box<FlowNotes>>,
    frame: InlineId,
    /// What the results are called.
    names: Vec<String>,
}

impl<'a> Copier<'a> {
    /// Prepares to copy a body; `captures` are the caller's variables that a literal captures.
    pub fn new(
        program: &'a mut Program,
        types: &'a TypeTable,
        caller: FunctionId,
        callee: Function,
        captures: Vec<LocalId>,
        state: &'a mut State,
        loop_depth: u32,
    ) -> Copier<'a> {
        Copier {
            program,
            types,
            caller,
            callee,
            captures,
            locals: FxHashMap::default(),
            sites: FxHashMap::default(),
            blocks: FxHashMap::default(),
            frames: FxHashMap::default(),
            loop_depth,
            state,
        }
    }

    /// Replaces the call and returns the block with the statements behind it.
    pub fn replace_call(mut self, block: BlockId, index: usize) -> BlockId {
        let before = &mut self.program.functions[self.caller].blocks[block];
        let after = before.statements.split_off(index + 1);
        let Some(call) = before.statements.pop() else {
            return block;
        };
        let terminator = before.terminator.clone();
        let rest = self.caller_mut().blocks.push(Block {
            statements: after,
            terminator,
        });
        let call_notes = call.notes;
        let StatementKind::Call {
            result,
            call: details,
        } = call.kind
        else {
            return rest;
        };
        let pos = self.program.functions[self.caller].outermost_position(call.source);
        let call_pos = call.source.pos;
        self.make_frames(call.source);
        self.make_locals(pos);
        self.make_sites(pos);
        self.make_blocks();
        let mut entry = self.bind_parameters(&details.arguments, call.source);
        if let Some(call) = &call_notes {
            let names = self.names_of(&self.callee.parameters);
            notes::of_parameters(&mut entry, call, &names, call_pos);
        }
        let first = self
            .callee
            .blocks
            .keys()
            .next()
            .map(|first| self.blocks[&first]);
        let before = &mut self.program.functions[self.caller].blocks[block];
        before.statements.append(&mut entry);
        let kind = TerminatorKind::Goto(first.unwrap_or(rest));
        before.terminator = Terminator {
            kind,
            source: call.source,
        };
        self.name_boxed_result(result.as_ref(), rest);
        let results = self.names_of(&self.callee.results);
        if let Some(call) = &call_notes {
            notes::name_results(self.caller_mut(), rest, call, &results);
        }
        let outcome = Outcome {
            declaration: self.take_declaration(block, result.as_ref()),
            place: result,
            notes: call_notes,
            frame: call.source.inline,
            names: results,
        };
        self.fill_blocks(outcome, rest);
        rest
    }

    /// Takes the declaration of the variable that gets the result out of the block before the call, if
    /// the callee returns in one place: a variable that is given a literal right where it comes to life
    /// is known to hold it.
    fn take_declaration(&mut self, before: BlockId, result: Option<&Place>) -> Option<Statement> {
        let local = result?.as_local()?;
        let blocks = self.callee.blocks.values();
        let returns = |block: &&Block| matches!(block.terminator.kind, TerminatorKind::Return);
        if blocks.filter(returns).count() != 1 {
            return None;
        }
        let statements = &mut self.caller_mut().blocks[before].statements;
        let declares = |statement: &Statement| matches!(statement.kind, StatementKind::Declare(declared) if declared == local);
        let index = statements.iter().rposition(declares)?;
        let mut between = statements[index..].iter();
        let initial = !between.any(|statement| matches!(statement.kind, StatementKind::Nop));
        initial.then(|| statements.remove(index))
    }

    fn caller_mut(&mut self) -> &mut Function {
        &mut self.program.functions[self.caller]
    }

    fn make_frames(&mut self, call: SourceInfo) {
        let (symbol, pos) = (self.callee.symbol.clone(), self.callee.pos);
        let outer = InlineFrame {
            symbol,
            pos,
            parent: Some(call.inline),
            call_pos: call.pos,
        };
        let ids: Vec<InlineId> = self.callee.inline_frames.keys().collect();
        for (position, id) in ids.into_iter().enumerate() {
            let frame = if position == 0 {
                outer.clone()
            } else {
                let frame = self.callee.inline_frames[id].clone();
                let parent = frame.parent.map(|parent| self.frames[&parent]);
                InlineFrame { parent, ..frame }
            };
            let copied = self.caller_mut().inline_frames.push(frame);
            self.frames.insert(id, copied);
        }
    }

    /// `-m` speaks of the variables of an inlined body at the position of the call.
    fn make_locals(&mut self, pos: Pos) {
        let caller = &self.program.functions[self.caller];
        let package = (self.callee.package != caller.package)
            .then(|| Arc::from(notes::package_name(&self.callee.symbol)));
        let ids: Vec<LocalId> = self.callee.locals.keys().collect();
        for id in ids {
            let data = self.callee.locals[id].clone();
            let captured = match data.kind {
                LocalKind::Capture(index) => self.captured_variable(index),
                _ => None,
            };
            let copied = match captured {
                Some(variable) => variable,
                None => {
                    let kind = match data.kind {
                        LocalKind::Temporary => LocalKind::Temporary,
                        _ => LocalKind::Variable,
                    };
                    let loop_depth = data.loop_depth + self.loop_depth;
                    let local = Local {
                        package: data.package.clone().or_else(|| package.clone()),
                        kind,
                        loop_depth,
                        pos,
                        ..data
                    };
                    self.caller_mut().locals.push(local)
                }
            };
            self.locals.insert(id, copied);
        }
    }

    /// The caller's variable that the i-th capture stands for.
    fn captured_variable(&self, index: u32) -> Option<LocalId> {
        self.captures.get(index as usize).copied()
    }

    fn make_sites(&mut self, pos: Pos) {
        let other_package = self.callee.package != self.program.functions[self.caller].package;
        let ids: Vec<SiteId> = self.callee.sites.keys().collect();
        for id in ids {
            let mut site = self.callee.sites[id].clone();
            site.loop_depth += self.loop_depth;
            site.pos = pos;
            if other_package {
                qualify_literal(&mut site, &self.callee.symbol);
            }
            let copied = self.caller_mut().sites.push(site);
            self.sites.insert(id, copied);
        }
    }

    fn make_blocks(&mut self) {
        let ids: Vec<BlockId> = self.callee.blocks.keys().collect();
        for id in ids {
            let placeholder = Block {
                statements: Vec::new(),
                terminator: self.callee.blocks[id].terminator.clone(),
            };
            let copied = self.caller_mut().blocks.push(placeholder);
            self.blocks.insert(id, copied);
        }
    }

    /// Declares parameters and results, and assigns the arguments.
    fn bind_parameters(&mut self, arguments: &[Operand], source: SourceInfo) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut push = |kind| statements.push(Statement::new(kind, source));
        // All arguments are read before any parameter changes: parameters are fresh variables.
        for (parameter, argument) in self.callee.parameters.iter().zip(arguments) {
            let local = self.locals[parameter];
            push(StatementKind::Declare(local));
            push(StatementKind::Assign(
                Place::local(local),
                Rvalue::Use(argument.clone()),
            ));
        }
        for result in &self.callee.results {
            push(StatementKind::Declare(self.locals[result]));
        }
        statements
    }

    /// What `-m=2` calls the caller's copies of the callee's variables.
    fn names_of(&self, locals: &[LocalId]) -> Vec<String> {
        let caller = &self.program.functions[self.caller];
        let copies = locals
            .iter()
            .map(|local| &caller.locals[self.locals[local]]);
        copies.map(notes::name).collect()
    }

    fn fill_blocks(mut self, mut outcome: Outcome, rest: BlockId) {
        let foreign = self.callee.package != self.program.functions[self.caller].package;

        let ids: Vec<BlockId> = self.callee.blocks.keys().collect();
        for id in ids {
            let mut block = self.callee.blocks[id].clone();
            for statement in &mut block.statements {
                statement.source = self.source(statement.source);
                if let Some(own) = &mut statement.notes {
                    notes::inlined(own, &outcome.names, foreign);
                    for note in [&mut own.operation, &mut own.store].into_iter().flatten() {
                        note.frame = note.frame.map(|frame| self.frames[&frame]);
                    }
                }
                rename::statement(&mut statement.kind, &mut self);
            }
            block.terminator.source = self.source(block.terminator.source);
            if let TerminatorKind::Return = block.terminator.kind {
                let source = block.terminator.source;
                block.statements.extend(outcome.declaration.take());
                if let Some(kind) = self.return_value(outcome.place.as_ref()) {
                    let mut statement = Statement::new(kind, source);
                    statement.notes = outcome
                        .notes
                        .as_ref()
                        .and_then(|call| notes::of_result(call, &outcome.names, outcome.frame));
                    block.statements.push(statement);
                }
                block.terminator.kind = TerminatorKind::Goto(rest);
            } else {
                rename::terminator(&mut block.terminator.kind, &mut self);
            }
            let copied = self.blocks[&id];
            self.caller_mut().blocks[copied] = block;
        }
    }

    /// A boxed result is spelled as the result's name.
    fn name_boxed_result(&mut self, result: Option<&Place>, rest: BlockId) {
        let (Some(place), [only]) = (result, self.callee.results.as_slice()) else {
            return;
        };
        let name = self.callee.locals[*only].name.clone();
        let (Some(local), Some(name)) = (place.as_local(), name) else {
            return;
        };
        let caller = &mut self.program.functions[self.caller];
        if caller.locals[local].kind != LocalKind::Temporary {
            return;
        }
        for statement in &caller.blocks[rest].statements {
            if let StatementKind::Assign(_, Rvalue::MakeInterface { operand, site, .. }) =
                &statement.kind
                && *operand == Operand::local(local)
            {
                let site = &mut caller.sites[*site];
                if let Some(slot) = &mut site.literal {
                    (slot.start, slot.end) = (0, name.len() as u32);
                }
                site.text = name.clone();
            }
        }
    }

    fn return_value(&self, result: Option<&Place>) -> Option<StatementKind> {
        let place = result?.clone();
        let operands: Vec<Operand> = self
            .callee
            .results
            .iter()
            .map(|local| Operand::local(self.locals[local]))
            .collect();
        let value = match <[Operand; 1]>::try_from(operands) {
            Ok([single]) => Rvalue::Use(single),
            Err(fields) => {
                let caller = &self.program.functions[self.caller];
                let ty = place_type(self.program, caller, self.types, &place)?;
                Rvalue::Aggregate { ty, fields }
            }
        };
        Some(StatementKind::Assign(place, value))
    }

    fn source(&self, source: SourceInfo) -> SourceInfo {
        SourceInfo {
            inline: self.frames[&source.inline],
            ..source
        }
    }
}

/// Spells the type of a composite literal or of `new` with its package, for another package.
fn qualify_literal(site: &mut Site, symbol: &str) {
    if !matches!(
        site.kind,
        SiteKind::New | SiteKind::SliceLiteral | SiteKind::MapLiteral | SiteKind::Interface
    ) {
        return;
    }
    let new = site.text.strip_prefix("new(");
    let Some(end) = site.text.find(if new.is_some() { ')' } else { '{' }) else {
        return;
    };
    let text = new.unwrap_or(&site.text);
    let start = site.text.len() - text.len() + text.find(char::is_alphabetic).unwrap_or(0);
    let name = site.text.get(start..end).unwrap_or_default();
    let word = name
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    let predeclared = [
        "map",
        "struct",
        "func",
        "chan",
        "interface",
        "any",
        "bool",
        "byte",
        "comparable",
        "complex64",
        "complex128",
        "error",
        "float32",
        "float64",
        "int",
        "int8",
        "int16",
        "int32",
        "int64",
        "rune",
        "string",
        "uint",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "uintptr",
    ];
    if name.contains('.') || word.is_none_or(|word| predeclared.contains(&word)) {
        return;
    }
    // Any expression may become an interface.
    if site.kind == SiteKind::Interface && word != Some(name) {
        return;
    }
    let package = name_with_package(symbol);
    let package = package.split('.').next().unwrap_or(package);
    let text = format!("{}{package}.{}", &site.text[..start], &site.text[start..]);
    site.text = text.into();
}

impl Renaming for Copier<'_> {
    fn local(&mut self, local: LocalId) -> LocalId {
        self.locals[&local]
    }

    fn site(&mut self, site: SiteId) -> SiteId {
        self.sites[&site]
    }

    fn block(&mut self, block: BlockId) -> BlockId {
        self.blocks[&block]
    }

    /// A literal in the copied body becomes the caller's own.
    fn literal(&mut self, literal: FunctionId) -> FunctionId {
        if self.program.functions[literal].parent.is_none() {
            return literal;
        }
        let name = LiteralName::InInlined(&self.callee);
        clone_literal(self.program, self.state, literal, self.caller, name)
    }
}

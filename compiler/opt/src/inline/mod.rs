//! Inlining of calls at the MIR level, as gc inlines.
//!
//! In: a program in phase `Built`.  Out: the same program in which calls that gc inlines are replaced by
//! the bodies of their callees, and what `-m` says about it.
//! Invariants kept: evaluation order; every statement's source names the inline frame it comes from,
//! so that line tables and tracebacks show the call; literals inside an inlined body are copied for
//! the caller, so that each literal is made by one function only.
//! Method: bodies are copied as they were before inlining; calls in a copy are looked at after all
//! calls the function had, so that a literal's calls are all seen before one of them is inlined. What
//! gc would not inline is left to `further`, after escape analysis.
//! Follows cmd/compile/internal/inline/interleaved.

mod copy;
mod cost;
pub mod further;
mod intrinsics;
mod literal;
mod notes;
mod order;
mod target;
mod unused_literals;
mod verdict;

use crate::Report;
use crate::devirtualize::{self, Methods};
use copy::Copier;
use grus_mir::loops::loop_depths;
use grus_mir::{BlockId, Callee, Function, FunctionId, Program, SourceInfo, StatementKind};
use grus_types::TypeTable;
use literal::clone_function;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use target::{Target, known_target};
use unused_literals::remove_unused_literals;
pub use unused_literals::remove_unused_values;
use verdict::Verdicts;

/// Bodies stop growing at this many blocks: a bound on compile time and code size.
const BLOCK_LIMIT: usize = 20_000;

/// Inlines calls in all functions, and devirtualises calls where the receiver becomes known.
pub fn inline_calls(
    program: &mut Program,
    types: &mut TypeTable,
    verbose: bool,
    reports: &mut Vec<Report>,
) {
    let order = order::bottom_up(program);
    let mut verdicts = Verdicts::new(verbose);
    for group in &order {
        // To gc, literals that capture nothing are functions like others, which come before their callers.
        let (plain, others): (Vec<FunctionId>, Vec<FunctionId>) =
            group.functions.iter().partition(|&&function| {
                let function = &program.functions[function];
                function.parent.is_some() && function.captures.is_empty()
            });
        for function in plain.into_iter().chain(others) {
            verdicts.decide(program, function, reports);
        }
    }
    let methods = Methods::of(program);
    for group in &order {
        for &function in &group.functions {
            devirtualize::devirtualize(program, types, &methods, function, reports);
        }
    }
    let originals = program.functions.iter().filter_map(|(id, function)| {
        let wanted = verdicts.cost(id).is_some() || function.parent.is_some();
        (wanted && !function.external).then(|| (id, clone_function(function)))
    });
    let originals: FxHashMap<FunctionId, Function> = originals.collect();
    let mut inliner = Inliner {
        methods,
        verdicts,
        uses: FxHashMap::default(),
        state: State {
            originals,
            ..State::new(program)
        },
        verbose,
    };
    let mut sites: FxHashMap<FunctionId, Vec<Site>> = FxHashMap::default();
    for group in &order {
        for &function in &group.functions {
            let found = inliner.sites_of(program, function);
            sites.insert(function, found);
        }
    }
    for group in &order {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for &function in &group.functions {
                let list = sites.entry(function).or_default();
                changed |= inliner.edit(program, types, function, list, reports);
            }
        }
        for &function in &group.functions {
            remove_unused_literals(&mut program.functions[function]);
        }
    }
}

/// Whether this compiler can copy the body into others.
fn may_be_copied(function: &Function) -> bool {
    let flags = &function.flags;
    !(function.external || flags.has_defer || flags.has_recover || function.blocks.is_empty())
}

/// What copying literals needs.
pub struct State {
    /// Linker symbols in use.
    pub symbols: FxHashSet<Arc<str>>,
    /// Functions that can be inlined, and literals, as they were before inlining.
    pub originals: FxHashMap<FunctionId, Function>,
}

impl State {
    fn new(program: &Program) -> State {
        State {
            symbols: program
                .functions
                .values()
                .map(|body| body.symbol.clone())
                .collect(),
            originals: FxHashMap::default(),
        }
    }
}

/// A call in a function.
struct Site {
    block: BlockId,
    /// How many calls are before it in the block.
    ordinal: usize,
    /// Loops around it.
    depth: u32,
    /// The literal it was found to call.
    resolved: Option<FunctionId>,
    done: bool,
}

struct Inliner {
    methods: Methods,
    verdicts: Verdicts,
    /// How often literals are called.
    uses: FxHashMap<FunctionId, u32>,
    state: State,
    verbose: bool,
}

impl Inliner {
    /// All calls of a function, in order.
    fn sites_of(&mut self, program: &Program, function: FunctionId) -> Vec<Site> {
        let body = &program.functions[function];
        if body.external || body.flags.keeps_calls {
            return Vec::new();
        }
        let depths = loop_depths(body);
        let mut sites = Vec::new();
        for (block, depth) in body.blocks.keys().zip(depths) {
            self.add_sites(program, function, block, depth, &mut sites);
        }
        for site in &mut sites {
            self.resolve(program, function, site);
        }
        sites
    }

    fn add_sites(
        &self,
        program: &Program,
        function: FunctionId,
        block: BlockId,
        depth: u32,
        sites: &mut Vec<Site>,
    ) {
        let statements = &program.functions[function].blocks[block].statements;
        let calls = statements
            .iter()
            .filter(|statement| is_call(&statement.kind));
        sites.extend((0..calls.count()).map(|ordinal| Site {
            block,
            ordinal,
            depth,
            resolved: None,
            done: false,
        }));
    }

    /// Counts the calls of literals.
    fn resolve(&mut self, program: &Program, function: FunctionId, site: &mut Site) {
        if site.done || site.resolved.is_some() {
            return;
        }
        let Some(target) = target_at(program, function, site) else {
            return;
        };
        site.resolved = Some(target.function);
        *self.uses.entry(target.function).or_default() += 1;
    }

    /// Inlines what can be inlined into a function; whether anything was.
    fn edit(
        &mut self,
        program: &mut Program,
        types: &mut TypeTable,
        function: FunctionId,
        sites: &mut Vec<Site>,
        reports: &mut Vec<Report>,
    ) -> bool {
        let mut changed = false;
        // Whether an inlined call may have told the type of a receiver: looked at again at the next
        // interface call, as gc does, and for the calls before it when all have been looked at.
        let mut news = false;
        let (mut start, mut end) = (0, sites.len());
        while start < end {
            for index in start..end {
                if news && is_interface_call(program, function, &sites[index]) {
                    news = false;
                    devirtualize::devirtualize(program, types, &self.methods, function, reports);
                }
                self.resolve(program, function, &mut sites[index]);
                let inlined = self.inline_at(program, types, function, index, sites, reports);
                changed |= inlined;
                news |= inlined
                    && sites[index]
                        .resolved
                        .is_some_and(|callee| returns_interface(program, types, callee));
            }
            (start, end) = (end, sites.len());
            if start < end {
                let mut new = sites[start..end].iter();
                if new.any(|site| is_interface_call(program, function, site)) {
                    devirtualize::devirtualize(program, types, &self.methods, function, reports);
                }
                for site in &mut sites[start..end] {
                    self.resolve(program, function, site);
                }
            } else if std::mem::take(&mut news) {
                let methods = &self.methods;
                if devirtualize::devirtualize(program, types, methods, function, reports) {
                    (start, end) = (0, sites.len());
                }
            }
        }
        changed
    }

    fn inline_at(
        &mut self,
        program: &mut Program,
        types: &TypeTable,
        caller: FunctionId,
        index: usize,
        sites: &mut Vec<Site>,
        reports: &mut Vec<Report>,
    ) -> bool {
        if sites[index].done || program.functions[caller].blocks.len() > BLOCK_LIMIT {
            return false;
        }
        let Some(target) = target_at(program, caller, &sites[index]) else {
            return false;
        };
        let callee = target.function;
        if program.functions[callee].parent.is_some() {
            self.verdicts.decide(program, callee, reports);
        }
        let called_once = self.uses.get(&callee) == Some(&1);
        if !self.verdicts.fits(program, caller, callee, called_once) {
            return false;
        }
        let (block, ordinal, depth) = {
            let site = &sites[index];
            (site.block, site.ordinal, site.depth)
        };
        let Some((statement, _)) = call_at(program, caller, &sites[index]) else {
            return false;
        };
        let source = program.functions[caller].blocks[block].statements[statement].source;
        if self.is_repeated(program, caller, callee, source, reports) {
            return false;
        }
        // The copy of a literal has had nothing inlined into it.
        let original = self.state.originals.get(&callee);
        let body = original.unwrap_or(&program.functions[callee]);
        if !may_be_copied(body) {
            return false;
        }
        let body = clone_function(body);
        if source.pos.is_known() {
            reports.push(Report {
                pos: program.functions[caller].outermost_position(source),
                message: format!("inlining call to {}", name_from(program, callee, caller)),
                function: caller,
            });
        }
        let depths = loop_depths(&body);
        let copier = Copier::new(
            program,
            types,
            caller,
            body,
            target.captures,
            &mut self.state,
            depth,
        );
        let rest = copier.replace_call(block, statement);
        sites[index].done = true;
        for site in sites
            .iter_mut()
            .filter(|site| !site.done && site.block == block)
        {
            if site.ordinal > ordinal {
                site.block = rest;
                site.ordinal -= ordinal + 1;
            }
        }
        // The copy's blocks follow the one behind the call.
        for (offset, inner) in (1..).zip(depths) {
            let new = BlockId::from_u32(rest.as_u32() + offset);
            self.add_sites(program, caller, new, depth + inner, sites);
        }
        true
    }

    /// Whether the callee has been inlined around the call already.
    fn is_repeated(
        &self,
        program: &Program,
        caller: FunctionId,
        callee: FunctionId,
        source: SourceInfo,
        reports: &mut Vec<Report>,
    ) -> bool {
        let body = &program.functions[caller];
        let symbol = &program.functions[callee].symbol;
        let mut frame = source.inline;
        while let Some(parent) = body.inline_frames[frame].parent {
            if body.inline_frames[frame].symbol == *symbol {
                if self.verbose {
                    let callee = name_from(program, callee, caller);
                    let caller_name = &body.display_name;
                    reports.push(Report {
                        pos: body.outermost_position(source),
                        message: format!(
                            "cannot inline {callee} into {caller_name}: repeated recursive cycle"
                        ),
                        function: caller,
                    });
                }
                return true;
            }
            frame = parent;
        }
        false
    }
}

fn is_interface_call(program: &Program, function: FunctionId, site: &Site) -> bool {
    let call = (!site.done).then(|| call_at(program, function, site));
    let callee = call.flatten().map(|(_, call)| &call.callee);
    matches!(callee, Some(Callee::Interface { .. }))
}

fn returns_interface(program: &Program, types: &TypeTable, function: FunctionId) -> bool {
    let signature = types.signature(program.functions[function].signature);
    signature.is_none_or(|signature| {
        let mut results = signature.results.iter();
        results.any(|result| types.is_interface(result.ty))
    })
}

fn is_call(statement: &StatementKind) -> bool {
    matches!(statement, StatementKind::Call { .. })
}

/// The index of a site's statement, and the call.
fn call_at<'a>(
    program: &'a Program,
    function: FunctionId,
    site: &Site,
) -> Option<(usize, &'a grus_mir::Call)> {
    let statements = &program.functions[function].blocks[site.block].statements;
    let mut calls = statements
        .iter()
        .enumerate()
        .filter_map(|(index, statement)| match &statement.kind {
            StatementKind::Call { call, .. } => Some((index, call)),
            _ => None,
        });
    calls.nth(site.ordinal)
}

fn target_at(program: &Program, function: FunctionId, site: &Site) -> Option<Target> {
    let (_, call) = call_at(program, function, site)?;
    known_target(program, function, call)
}

/// What `-m` calls a function in another one: with its package's name if that is another.
fn name_from(program: &Program, callee: FunctionId, caller: FunctionId) -> Arc<str> {
    let (callee, caller) = (&program.functions[callee], &program.functions[caller]);
    if callee.package == caller.package {
        return callee.display_name.clone();
    }
    Arc::from(name_with_package(&callee.symbol))
}

/// A symbol that starts with the name of the package instead of its import path, whose last element is,
/// by convention, the name.
fn name_with_package(symbol: &str) -> &str {
    let path_end = symbol.find(['(', '[']).unwrap_or(symbol.len());
    let start = symbol[..path_end].rfind('/').map_or(0, |slash| slash + 1);
    &symbol[start..]
}

//! Collects an explanation while a program goes through the passes.
//!
//! In: MIR after lowering, after escape analysis and as compiled, with what the passes reported and
//! the listing of the machine code.  Out: an [`Explanation`].
//! Invariant: the three stages come in this order, of one program.

use crate::closures::{self, ClosureObject};
use crate::model::*;
use crate::{allocations, chain, variables};
use grus_codegen::{FunctionListing, ObjectOutput};
use grus_listing::{RelocationRow, Relocations};
use grus_mir::{FunctionId, Program};
use grus_syntax::{Pos, SourceMap};
use grus_types::PackageId;
use rustc_hash::FxHashMap;

/// What a pass said of a place: a line of `-m`.
#[derive(Clone, Debug)]
pub struct Decision {
    pub pos: Pos,
    pub message: String,
}

/// Collects the explanation of one package.
pub struct Collector<'a> {
    sources: &'a SourceMap,
    package: PackageId,
    /// Names of the package's files, in order.
    files: Vec<String>,
    explanation: Explanation,
    closures: FxHashMap<FunctionId, ClosureObject>,
    decisions: Vec<Decision>,
}

impl<'a> Collector<'a> {
    /// A collector for a package of the program, its files given by their names in the source map.
    pub fn new(
        sources: &'a SourceMap,
        package: PackageId,
        path: &str,
        language: &str,
        files: Vec<String>,
    ) -> Collector<'a> {
        let text_of = |name: &String| {
            let file = sources.files().iter().find(|file| **file.name() == **name);
            file.map_or(String::new(), |file| file.text().into_owned())
        };
        let texts = files.iter().map(|name| SourceText {
            name: name.clone(),
            text: text_of(name),
        });
        Collector {
            sources,
            package,
            explanation: Explanation {
                schema: SCHEMA,
                package: path.to_string(),
                language: language.to_string(),
                files: texts.collect(),
                ..Explanation::default()
            },
            files,
            closures: FxHashMap::default(),
            decisions: Vec::new(),
        }
    }

    /// The place of a position in the package's files.
    pub(crate) fn place(&self, pos: Pos) -> Option<Place> {
        if !pos.is_known() {
            return None;
        }
        let position = self.sources.physical_position(pos);
        let file = self
            .files
            .iter()
            .position(|name| **name == *position.filename)?;
        Some(Place {
            file,
            line: position.line,
            column: position.column,
        })
    }

    /// Notes what closures the source makes, before any of them is inlined.
    pub fn lowered(&mut self, mir: &Program, types: &grus_types::Program) {
        for (id, function) in mir.functions.iter() {
            if function.package == self.package
                && !function.external
                && let Some(object) = closures::object(mir, types, id)
            {
                self.closures.insert(id, object);
            }
        }
    }

    /// Notes what escape analysis decided.
    pub fn escaped(
        &mut self,
        mir: &Program,
        types: &grus_types::Program,
        decisions: Vec<Decision>,
    ) {
        self.decisions = decisions;
        self.explanation.allocations = allocations::collect(self, mir, &types.types, self.package);
        let mut found = variables::collect(self, mir, types, self.package);
        for variable in &mut found {
            if variable.homes.iter().any(|home| home.home == Home::Heap) {
                variable.why = chain::of_variable(self, &self.decisions, variable, &self.closures);
            }
        }
        self.explanation.variables = found;
    }

    /// Notes what was compiled, and gives the explanation.
    pub fn compiled(
        mut self,
        mir: &Program,
        types: &grus_types::Program,
        object: &ObjectOutput,
    ) -> Explanation {
        let (literals, starts) = closures::reports(&self, mir, &self.closures);
        self.explanation.literals = literals;
        self.explanation.starts = starts;
        let expressions = std::mem::take(&mut self.explanation.allocations);
        self.explanation.allocations = allocations::settle(
            &self,
            expressions,
            mir,
            &types.types,
            self.package,
            &self.decisions,
        );
        let prefix = format!("{}.", types.package(self.package).path);
        for (id, function) in mir.functions.iter() {
            let listing = object
                .listing
                .functions
                .iter()
                .find(|listing| *listing.symbol == *function.symbol);
            // Wrappers of other packages' methods stand in whatever package needs them.
            let own = function.package == self.package
                && (function.symbol.starts_with(&prefix) || self.place(function.pos).is_some());
            if let (true, Some(listing)) = (own, listing) {
                let rows = self.mir_rows(mir, types, id);
                let report = self.function(listing, rows);
                self.explanation.functions.push(report);
            }
        }
        variables::settle(&mut self.explanation, mir, self.package);
        self.globals(mir, types);
        self.explanation
    }

    fn function(&self, listing: &FunctionListing, mir: Vec<MirLine>) -> FunctionReport {
        let rows: Vec<RelocationRow<'_>> = listing
            .relocations
            .iter()
            .map(|row| RelocationRow {
                offset: row.offset,
                size: row.size,
                kind: "",
                symbol: &row.symbol,
                addend: row.addend + if row.size == 4 { 4 } else { 0 },
            })
            .collect();
        let slots: Vec<grus_listing::SlotRow<'_>> = listing
            .slots
            .iter()
            .map(|slot| grus_listing::SlotRow {
                offset: slot.offset,
                size: slot.size,
                name: &slot.name,
            })
            .collect();
        let relocations = Relocations::new(&rows);
        let decoded = grus_listing::decode(&listing.symbol, &listing.code, &relocations, &slots);
        let code = decoded.into_iter().map(|instruction| CodeLine {
            offset: instruction.offset,
            place: self.place(place_at(listing, instruction.offset)),
            text: format!("{}\t{}", instruction.operation, instruction.operands)
                .trim_end()
                .to_string(),
        });
        FunctionReport {
            symbol: listing.symbol.clone(),
            place: self.place(listing.pos),
            wrapper: listing.flags.wrapper,
            code_size: listing.code.len(),
            frame_size: listing.frame_size,
            slots: listing
                .slots
                .iter()
                .map(|slot| SlotReport {
                    name: slot.name.clone(),
                    offset: slot.offset,
                    size: slot.size,
                })
                .collect(),
            mir,
            code: code.collect(),
        }
    }

    /// The lines of a function's MIR with their places: behind the declarations, a block is its name,
    /// a line a statement, and its terminator.
    fn mir_rows(&self, mir: &Program, types: &grus_types::Program, id: FunctionId) -> Vec<MirLine> {
        let text = grus_mir::print::print_function(mir, types, id);
        let lines: Vec<&str> = text.lines().collect();
        let mut places = Vec::new();
        for block in mir.functions[id].blocks.values() {
            places.push(None);
            let statements = block
                .statements
                .iter()
                .map(|statement| statement.source.pos);
            let positions = statements.chain(std::iter::once(block.terminator.source.pos));
            places.extend(positions.map(|pos| self.place(pos)));
        }
        // The closing brace.
        places.push(None);
        let declarations = lines.len().saturating_sub(places.len());
        let places = std::iter::repeat_n(None, declarations).chain(places);
        let row = |(text, place): (&&str, Option<Place>)| MirLine {
            place,
            text: (*text).to_string(),
        };
        lines.iter().zip(places).map(row).collect()
    }

    fn globals(&mut self, mir: &Program, types: &grus_types::Program) {
        let prefix = format!("{}.", types.package(self.package).path);
        for global in mir.globals.values() {
            let place = self.place(global.pos);
            if place.is_none() || !global.symbol.starts_with(&prefix) {
                continue;
            }
            self.explanation.globals.push(GlobalReport {
                symbol: global.symbol.to_string(),
                ty: closures::type_text(types, self.package, global.ty),
                size: types.types.size_of(global.ty).unwrap_or(0),
                place,
                section: match (&global.initial, global.read_only) {
                    (Some(_), true) => "rodata",
                    (Some(_), false) => "data",
                    (None, _) => "bss",
                },
            });
        }
        self.explanation.globals.sort_by_key(|global| global.place);
    }
}

/// Where the instruction at an offset comes from.
fn place_at(listing: &FunctionListing, offset: u32) -> Pos {
    let behind = listing.lines.partition_point(|line| line.pc <= offset);
    match behind.checked_sub(1) {
        Some(index) => listing.lines[index].pos,
        None => listing.pos,
    }
}

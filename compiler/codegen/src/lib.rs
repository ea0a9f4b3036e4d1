//! Code generation: MIR to machine code, static data and run-time tables.
//!
//! In: a MIR program in phase `EscapeKnown`, the checker's types, the source map.  Out: an ELF
//! relocatable object, and what `-S` and `--emit=clif` show of it.
//! Invariants: the output depends on the input only, not on the number of threads; every function
//! lies in one contiguous text section; the contract with the runtime is `grus-abi` and nothing else.
//! Not here: decisions about inlining, storage or checks that can be left out (MIR passes), linking.
//!
//! Reading order: `function` (the translation of one function) with `signature`, `values`, `locals`,
//! `places`, `memory`; then one module a Go feature; `compile` (machine code) with `header`, `traps`,
//! `lines`; `data` with `descriptors` and `static_values`; `text`, `tables`, `object`.

mod allocation;
mod arithmetic;
mod barrier;
mod calls;
mod channels;
mod checks;
mod closures;
mod comparison;
mod compile;
mod conversions;
mod data;
mod debug;
mod defer;
mod descriptors;
mod error;
mod frameless;
mod function;
mod goroutines;
mod header;
mod interfaces;
mod intrinsics;
mod known_defers;
mod lines;
mod listing;
mod locals;
mod maps;
mod memory;
mod object;
mod operands;
mod parallel;
mod places;
mod print;
mod program;
mod reflection;
mod runtime_calls;
mod rvalues;
mod scratch;
mod select;
mod signature;
mod slices;
mod sources;
mod statements;
mod static_values;
mod strings;
mod symbols;
mod synthetic;
mod tables;
mod target;
mod text;
mod traps;
mod type_names;
mod values;

pub use error::Error;
pub use listing::{DataListing, FunctionListing, Listing, ListingLine, ListingRelocation};
pub use listing::{RelocationKind, SymbolKind};
pub use object::TEXT_SECTION;

use crate::data::Data;
use crate::program::Context;
use crate::symbols::{Reference, Unit};
use crate::text::Text;
use grus_syntax::SourceMap;

/// What to produce besides the object, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Run Cranelift's verifier on every function (always in debug builds).
    pub verify: bool,
    /// Collect the listing.
    pub listing: bool,
    /// Collect CLIF text.
    pub clif: bool,
    /// Keep variables of functions that debuggers show in the frame.
    pub variables_in_memory: bool,
    /// Number of threads; 0: as many as there are processors.
    pub threads: usize,
}

/// The result of code generation.
pub struct ObjectOutput {
    /// The ELF relocatable object.
    pub object: Vec<u8>,
    /// Functions and data in text order, if asked for.
    pub listing: Listing,
    /// (symbol, CLIF text) in text order, if asked for.
    pub clif: Vec<(String, String)>,
}

/// Generates the object of a program.
pub fn generate(
    program: &grus_mir::Program,
    checked: &grus_types::Program,
    sources: &SourceMap,
    options: &Options,
) -> Result<ObjectOutput, Error> {
    let isa = target::isa(options.verify || cfg!(debug_assertions))?;
    let mut context = Context::new(program, checked, sources, isa, options.clif);
    context.variables_in_memory = options.variables_in_memory;
    let context = context;
    let bodies = program
        .functions
        .iter()
        .filter(|(_, function)| !function.external);
    let units: Vec<Unit> = bodies.map(|(id, _)| Unit::Function(id)).collect();
    let mut functions = parallel::compile_all(&context, &units, options.threads)?;

    let mut data = Data::new(&context);
    for function in &functions {
        for reference in &function.references {
            data.resolve(reference);
        }
    }
    for &(concrete, interface) in &program.itabs {
        data.resolve(&Reference::Itab(concrete, interface));
    }
    data.fill()?;
    let mut extra: Vec<Unit> = data.adapters.iter().map(|&id| Unit::Adapter(id)).collect();
    if data.needs_complex_divide {
        extra.push(Unit::ComplexDivide);
    }
    extra.append(&mut data.reflection_units);
    functions.extend(parallel::compile_all(&context, &extra, 1)?);

    let text = Text::place(&functions, &mut data);
    tables::build(&mut data, &text, &functions)?;
    let sections = debug::describe(&data, &text, &functions);
    let object = object::write(&data, &text, &functions, &sections)?;
    let listing = if options.listing {
        listing::collect(&data, &functions)
    } else {
        Listing::default()
    };
    let clif = functions
        .iter_mut()
        .filter_map(|function| Some((function.symbol.to_string(), function.clif.take()?)))
        .collect();
    Ok(ObjectOutput {
        object,
        listing,
        clif,
    })
}

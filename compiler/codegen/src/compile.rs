//! From CLIF to machine code: one function at a time.
//!
//! In: a unit (MIR function, adapter, helper).  Out: its bytes with stack check, relocations, line
//! rows and trap sites, all relative to its entry.
//! A function some of whose checks cannot be decoded is translated again with these checks stored.

use crate::data::symbol_name;
use crate::error::{Error, Result};
use crate::frameless::{CUT, without_frame};
use crate::function::{Translated, translate};
use crate::header::HeaderInput;
use crate::lines::{LineRow, rows};
use crate::locals::SlotName;
use crate::program::Context;
use crate::reflection;
use crate::signature::GoSignature;
use crate::sources::Sources;
use crate::symbols::{Reference, References, Unit};
use crate::synthetic;
use crate::traps::{RawTrap, TrapSite, trap_sites};
use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{ExternalName, Function as ClifFunction};
use cranelift_codegen::{
    CompiledCode, Context as ClifContext, FinalizedMachReloc, FinalizedRelocTarget,
};
use cranelift_entity::EntityRef;
use cranelift_frontend::FunctionBuilderContext;
use grus_syntax::Pos;
use rustc_hash::FxHashSet;
use std::fmt::Write;
use std::sync::Arc;

/// Rounds of storing checks; each round can only add checks.
const MAX_ROUNDS: usize = 8;

/// A relocation in code.
#[derive(Clone, Debug)]
pub struct CodeRelocation {
    pub offset: u32,
    pub kind: CodeRelocationKind,
    /// Index into the function's references.
    pub reference: u32,
    pub addend: i64,
}

/// Forms of relocations in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRelocationKind {
    /// 32 bits, relative to the pc: operand of a call or jump.
    Call,
    /// 32 bits, relative to the pc: address of data.
    Relative,
    /// 64 bits.
    Absolute,
}

/// A named part of a frame.
#[derive(Clone, Copy, Debug)]
pub struct FrameSlot {
    /// Bytes above the stack pointer.
    pub offset: u32,
    pub size: u32,
    pub name: SlotName,
}

/// A compiled function.
pub struct CompiledFunction {
    pub unit: Unit,
    pub symbol: Arc<str>,
    pub pos: Pos,
    pub code: Vec<u8>,
    /// Length of the stack check.
    pub header_length: u32,
    /// What the code behind the stack check must be aligned to.
    pub body_align: u32,
    pub has_loop: bool,
    pub has_calls: bool,
    /// It leaves the frame pointer alone.
    pub frameless: bool,
    pub relocations: Vec<CodeRelocation>,
    pub references: Vec<Reference>,
    /// Distance from stack pointer to frame pointer in the body.
    pub frame_size: u32,
    pub stack_argument_bytes: u32,
    pub lines: Vec<LineRow>,
    pub traps: Vec<TrapSite>,
    /// Where named locals are in the frame.
    pub slots: Vec<FrameSlot>,
    /// CLIF text with source lines, if asked for.
    pub clif: Option<String>,
    pub wrapper: bool,
}

/// What a thread needs to compile functions one after the other.
pub struct Worker {
    clif: ClifContext,
    builder: FunctionBuilderContext,
}

impl Default for Worker {
    fn default() -> Worker {
        Worker {
            clif: ClifContext::new(),
            builder: FunctionBuilderContext::new(),
        }
    }
}

impl Worker {
    /// Compiles a unit.
    pub fn compile(&mut self, context: &Context, unit: Unit) -> Result<CompiledFunction> {
        match unit {
            Unit::Function(id) => self.compile_function(context, id),
            Unit::Adapter(id) => {
                let function = &context.program.functions[id];
                let translated = synthetic::adapter(context, id, &mut self.builder)?;
                let symbol = format!("{}·value", function.symbol);
                self.compile_synthetic(context, unit, symbol, function.pos, translated)
            }
            Unit::ComplexDivide => {
                let translated = synthetic::complex_divide(context, &mut self.builder);
                let symbol = "runtime.complex128div".to_string();
                self.compile_synthetic(context, unit, symbol, Pos::NONE, translated)
            }
            Unit::Reflection(ty, direction) => {
                let translated = reflection::adapter(context, ty, direction, &mut self.builder)?;
                let symbol = reflection::symbol(context, ty, direction);
                self.compile_synthetic(context, unit, symbol, Pos::NONE, translated)
            }
        }
    }

    fn compile_function(
        &mut self,
        context: &Context,
        id: grus_mir::FunctionId,
    ) -> Result<CompiledFunction> {
        let function = &context.program.functions[id];
        let mut stored = FxHashSet::default();
        for _ in 0..MAX_ROUNDS {
            self.builder = FunctionBuilderContext::new();
            let translated = translate(context, id, &stored, &mut self.builder)?;
            let text = context.emit_clif.then(|| annotated(context, &translated));
            let Translated {
                clif,
                references,
                sources,
                signature,
                has_loop,
            } = translated;
            let (compiled, names) = self.emit(context, clif, &function.symbol, function.pos)?;
            let slots = self.slots(&compiled);
            let signature = &signature;
            let input = Emitted {
                compiled,
                names,
                references,
                sources,
                signature,
                has_loop,
            };
            match input.finish(Unit::Function(id), function.symbol.clone(), function.pos) {
                Ok(mut done) => {
                    done.clif = text;
                    done.slots = slots;
                    done.wrapper = function.flags.wrapper;
                    return Ok(done);
                }
                Err(checks) => stored.extend(checks),
            }
        }
        let message = "the operands of a check cannot be found";
        Err(Error::in_function(
            "traps",
            &function.symbol,
            function.pos,
            message,
        ))
    }

    fn compile_synthetic(
        &mut self,
        context: &Context,
        unit: Unit,
        symbol: String,
        pos: Pos,
        translated: Translated,
    ) -> Result<CompiledFunction> {
        let text = context.emit_clif.then(|| annotated(context, &translated));
        let Translated {
            clif,
            references,
            sources,
            signature,
            has_loop,
        } = translated;
        let (compiled, names) = self.emit(context, clif, &symbol, pos)?;
        let signature = &signature;
        let input = Emitted {
            compiled,
            names,
            references,
            sources,
            signature,
            has_loop,
        };
        let done = input.finish(unit, symbol.as_str().into(), pos);
        let mut done = done.map_err(|_| {
            Error::in_function("traps", &symbol, pos, "a check in compiler-made code")
        })?;
        done.clif = text;
        done.wrapper = true;
        Ok(done)
    }

    /// The named slots of the function compiled last.
    fn slots(&self, compiled: &CompiledCode) -> Vec<FrameSlot> {
        let Some(layout) = compiled.buffer.frame_layout() else {
            return Vec::new();
        };
        let slots = self.clif.func.sized_stack_slots.iter();
        slots
            .filter_map(|(slot, data)| {
                Some(FrameSlot {
                    offset: layout.stackslots[slot].offset,
                    size: data.size,
                    name: SlotName::of_key(data.key?),
                })
            })
            .collect()
    }

    fn emit(
        &mut self,
        context: &Context,
        clif: ClifFunction,
        symbol: &str,
        pos: Pos,
    ) -> Result<(CompiledCode, Vec<u32>)> {
        self.clif.clear();
        self.clif.func = clif;
        let result = self
            .clif
            .compile(&*context.isa, &mut ControlPlane::default());
        if let Err(error) = result {
            let text = cranelift_codegen::print_errors::pretty_error(error.func, error.inner);
            return Err(Error::in_function("compile", symbol, pos, text));
        }
        let names = self.clif.func.params.user_named_funcs().values();
        let names = names.map(|name| name.index).collect();
        match self.clif.take_compiled_code() {
            Some(compiled) => Ok((compiled, names)),
            None => Err(Error::in_function("compile", symbol, pos, "no code")),
        }
    }
}

struct Emitted<'a> {
    compiled: CompiledCode,
    /// Index into the references, by Cranelift's number of the name.
    names: Vec<u32>,
    references: References,
    sources: Sources,
    signature: &'a GoSignature,
    has_loop: bool,
}

impl Emitted<'_> {
    /// Adds the stack check and reads the tables. Fails with checks to be stored.
    fn finish(
        self,
        unit: Unit,
        symbol: Arc<str>,
        pos: Pos,
    ) -> std::result::Result<CompiledFunction, FxHashSet<u32>> {
        let buffer = &self.compiled.buffer;
        let body = self.compiled.code_buffer();
        let has_calls = buffer.call_sites().next().is_some();
        let frame_size = buffer
            .frame_layout()
            .map_or(0, |layout| layout.frame_to_fp_offset);
        let stack_argument_bytes = self.signature.stack_argument_bytes();
        let header = HeaderInput {
            frame_size,
            stack_argument_bytes,
            has_calls,
        };
        let header_length = header.length() as u32;

        let ranges: Vec<(u32, u32, u32)> = buffer
            .get_srclocs_sorted()
            .iter()
            .filter(|range| !range.loc.is_default())
            .map(|range| (range.start, range.end, range.loc.bits()))
            .collect();
        let entry_at = |offset: u32| {
            let index = ranges.partition_point(|range| range.0 <= offset);
            index.checked_sub(1).map_or(0, |index| ranges[index].2)
        };
        let raw: Vec<RawTrap> = buffer
            .traps()
            .iter()
            .map(|trap| RawTrap {
                offset: trap.offset,
                code: trap.code,
                entry: entry_at(trap.offset),
            })
            .collect();
        // Constants follow the last instruction.
        let code_end = ranges.last().map_or(body.len(), |range| range.1 as usize);
        let mut traps = trap_sites(body, code_end, &raw, &self.sources)?;
        let needs_frame = has_calls
            || header_length + frame_size + stack_argument_bytes > 0
            || code_end < body.len();
        let frameless = (!needs_frame).then(|| without_frame(body)).flatten();
        let cut = if frameless.is_some() { CUT } else { 0 };
        let moved = |offset: u32| (offset + header_length).saturating_sub(cut);
        for trap in &mut traps {
            trap.pc = moved(trap.pc);
        }
        let starts: Vec<(u32, u32)> = ranges.iter().map(|range| (range.0, range.2)).collect();
        let mut lines = rows(&starts, &self.sources);
        for row in &mut lines {
            row.pc = moved(row.pc);
        }
        let mut references = self.references;
        let mut relocations = Vec::new();
        for relocation in buffer.relocs() {
            let offset = moved(relocation.offset);
            relocations.push(convert(relocation, offset, &self.names, &mut references));
        }
        let (code, jump) = header.wrap(frameless.as_deref().unwrap_or(body));
        if let Some(jump) = jump {
            relocations.push(CodeRelocation {
                offset: jump.offset,
                kind: CodeRelocationKind::Call,
                reference: references.intern(Reference::External(jump.symbol.into())),
                addend: -4,
            });
        }
        Ok(CompiledFunction {
            unit,
            symbol,
            pos,
            code,
            header_length,
            body_align: buffer.alignment,
            has_loop: self.has_loop,
            has_calls,
            frameless: frameless.is_some(),
            relocations,
            references: references.list,
            frame_size,
            stack_argument_bytes,
            lines,
            traps,
            slots: Vec::new(),
            clif: None,
            wrapper: false,
        })
    }
}

/// A relocation of Cranelift's, now at `offset`, in terms of the function's references.
fn convert(
    relocation: &FinalizedMachReloc,
    offset: u32,
    names: &[u32],
    references: &mut References,
) -> CodeRelocation {
    let kind = match relocation.kind {
        Reloc::Abs8 => CodeRelocationKind::Absolute,
        Reloc::X86CallPCRel4 | Reloc::X86CallPLTRel4 => CodeRelocationKind::Call,
        _ => CodeRelocationKind::Relative,
    };
    let reference = match &relocation.target {
        FinalizedRelocTarget::ExternalName(ExternalName::User(name)) => names[name.index()],
        FinalizedRelocTarget::ExternalName(other) => {
            let symbol = other.display(None).to_string();
            references.intern(Reference::External(symbol.trim_start_matches('%').into()))
        }
        FinalizedRelocTarget::Func(offset) => {
            references.intern(Reference::External(format!("+{offset}").into()))
        }
    };
    CodeRelocation {
        offset,
        kind,
        reference,
        addend: relocation.addend,
    }
}

/// CLIF text; comments name the source lines and the symbols.
fn annotated(context: &Context, translated: &Translated) -> String {
    let mut text = String::new();
    for (index, reference) in translated.references.list.iter().enumerate() {
        let name = symbol_name(context, reference);
        let _ = writeln!(text, "; u0:{index} is {name}");
    }
    let mut last = (String::new(), 0);
    for line in translated.clif.display().to_string().lines() {
        let number = line
            .strip_prefix('@')
            .and_then(|rest| rest.split_whitespace().next());
        let entry = number.and_then(|number| usize::from_str_radix(number, 16).ok());
        if let Some(entry) = entry.and_then(|entry| translated.sources.entries.get(entry)) {
            let position = context.sources.position(entry.info.pos);
            let place = (position.filename.to_string(), position.line);
            if place != last {
                let _ = writeln!(text, "; {}:{}", place.0, place.1);
                last = place;
            }
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

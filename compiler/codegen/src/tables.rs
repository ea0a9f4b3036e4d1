//! The tables the runtime reads, reached from `grus_program`: functions, lines, traps, roots, itabs.
//!
//! In: the placed text and all data items.  Out: read-only items, as `grus_abi::program` lays them out.

use crate::compile::CompiledFunction;
use crate::data::{Contents, Data, Section, Target};
use crate::descriptors::mask_bytes;
use crate::error::Result;
use crate::lines::{push_signed, push_unsigned};
use crate::symbols::{Reference, Unit};
use crate::text::Text;
use grus_abi::functions::go_functions;
use grus_abi::program::{
    FUNCTION_HAS_PARAMETERS, FUNCTION_PANIC_LOOP, FUNCTION_RUNTIME, FUNCTION_WRAPPER,
    FunctionInformation, InlineFrame, PROGRAM_SYMBOL, ProgramInformation, Root, Trap, TrapOperand,
    well_known,
};
use grus_mir::{InlineId, SourceInfo};
use grus_syntax::Pos;
use grus_types::TypeId;
use rustc_hash::FxHashMap;
use std::mem::{offset_of, size_of};
use std::sync::Arc;

/// Source files by name.
#[derive(Default)]
pub struct Files {
    pub names: Vec<Arc<str>>,
    index: FxHashMap<Arc<str>, u32>,
}

impl Files {
    fn index(&mut self, name: &Arc<str>) -> u32 {
        if let Some(&index) = self.index.get(name) {
            return index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.clone());
        self.index.insert(name.clone(), index);
        index
    }
}

/// Makes all tables; the last item is `grus_program`.
pub fn build(data: &mut Data, text: &Text, functions: &[CompiledFunction]) -> Result<()> {
    let mut files = Files::default();
    let (function_table, lines) = function_table(data, text, functions, &mut files);
    let traps = trap_table(data, text, functions);
    let file_table = file_table(data, &files);
    let itabs = itab_table(data);
    let well_known = well_known_table(data);
    data.fill()?;
    data.link_derived_types();
    let roots = root_table(data);

    let mut information = Contents::zeroed(size_of::<ProgramInformation>());
    information.put_address(
        offset_of!(ProgramInformation, text_start),
        Target::TextStart,
    );
    information.put_address(offset_of!(ProgramInformation, text_end), Target::TextEnd);
    let tables = [
        (
            offset_of!(ProgramInformation, functions),
            offset_of!(ProgramInformation, function_count),
            ("runtime.functab", function_table, functions.len()),
        ),
        (
            offset_of!(ProgramInformation, traps),
            offset_of!(ProgramInformation, trap_count),
            ("runtime.traptab", traps.0, traps.1),
        ),
        (
            offset_of!(ProgramInformation, roots),
            offset_of!(ProgramInformation, root_count),
            ("runtime.roots", roots.0, roots.1),
        ),
        (
            offset_of!(ProgramInformation, itabs),
            offset_of!(ProgramInformation, itab_count),
            ("runtime.itablinks", itabs.0, itabs.1),
        ),
        (
            offset_of!(ProgramInformation, files),
            offset_of!(ProgramInformation, file_count),
            ("runtime.filetab", file_table, files.names.len()),
        ),
    ];
    for (address, count, (name, contents, rows)) in tables {
        let item = data.add(name, Section::ReadOnly, contents);
        information.put_address(address, Target::Item(item));
        information.put_u64(count, rows as u64);
    }
    let known = data.add("runtime.wellknown", Section::ReadOnly, well_known);
    information.put_address(
        offset_of!(ProgramInformation, well_known_types),
        Target::Item(known),
    );
    if let Some(main) = data.context.program.entry {
        let target = data.function_target(main);
        information.put_address(offset_of!(ProgramInformation, main), target);
    }
    data.set(lines.0, lines.1);
    let program = data.add(PROGRAM_SYMBOL, Section::ReadOnly, information);
    data.items[program].global = true;
    // The tables themselves may have made strings.
    data.fill()
}

/// The function table, and the item with all line tables with its contents.
fn function_table(
    data: &mut Data,
    text: &Text,
    functions: &[CompiledFunction],
    files: &mut Files,
) -> (Contents, (usize, Contents)) {
    let lines_item = data.add("runtime.pclntab", Section::ReadOnly, Contents::default());
    let mut lines = Contents::default();
    let size = size_of::<FunctionInformation>();
    let mut table = Contents::zeroed(size * functions.len());
    for (index, (function, &entry)) in functions.iter().zip(&text.entries).enumerate() {
        let at = index * size;
        let position = data.context.sources.position(function.pos);
        let put =
            |table: &mut Contents, offset: usize, value: u32| table.put_u32(at + offset, value);
        put(
            &mut table,
            offset_of!(FunctionInformation, start),
            entry as u32,
        );
        let end = entry as u32 + function.code.len() as u32;
        put(&mut table, offset_of!(FunctionInformation, end), end);
        let header = (function.header_length as u16).to_le_bytes();
        table.put(at + offset_of!(FunctionInformation, header_length), &header);
        let arguments = (function.stack_argument_bytes as u16).to_le_bytes();
        table.put(
            at + offset_of!(FunctionInformation, stack_argument_bytes),
            &arguments,
        );
        put(
            &mut table,
            offset_of!(FunctionInformation, frame_size),
            function.frame_size,
        );
        put(
            &mut table,
            offset_of!(FunctionInformation, flags),
            function_flags(data, function),
        );
        let file = files.index(&position.filename);
        put(&mut table, offset_of!(FunctionInformation, file), file);
        put(
            &mut table,
            offset_of!(FunctionInformation, line),
            position.line,
        );
        let name = at + offset_of!(FunctionInformation, name);
        data.put_string(&mut table, name, function.symbol.as_bytes());
        let start = lines.bytes.len();
        encode_lines(data, function, position.line, &mut lines.bytes);
        let length = lines.bytes.len() - start;
        let address = at + offset_of!(FunctionInformation, lines);
        table.relocations.push(crate::data::Relocation {
            offset: address as u64,
            target: Target::Item(lines_item),
            addend: start as i64,
        });
        table.put_u64(
            at + offset_of!(FunctionInformation, lines_length),
            length as u64,
        );
        if let Some((item, count)) = inline_frames(data, function, files) {
            put(
                &mut table,
                offset_of!(FunctionInformation, inline_count),
                count,
            );
            let address = at + offset_of!(FunctionInformation, inline_frames);
            table.put_address(address, Target::Item(item));
        }
    }
    (table, (lines_item, lines))
}

fn function_flags(data: &Data, function: &CompiledFunction) -> u32 {
    let mut flags = 0;
    if let Unit::Function(id) | Unit::Adapter(id) = function.unit {
        if !data.context.program.functions[id].parameters.is_empty() {
            flags |= FUNCTION_HAS_PARAMETERS;
        }
    }
    if function.wrapper {
        flags |= FUNCTION_WRAPPER;
    }
    if &*function.symbol == go_functions::PANIC {
        flags |= FUNCTION_PANIC_LOOP;
    }
    if function.symbol.starts_with("runtime.") {
        flags |= FUNCTION_RUNTIME;
    }
    flags
}

/// The line of a source in the file of its inline frame; the function's own line where unknown.
pub fn line_of(data: &Data, source: SourceInfo, fallback: u32) -> u32 {
    if source.pos == Pos::NONE {
        return fallback;
    }
    data.context.sources.position(source.pos).line
}

fn encode_lines(data: &Data, function: &CompiledFunction, first_line: u32, bytes: &mut Vec<u8>) {
    let (mut pc, mut line, mut frame) = (0u32, i64::from(first_line), 0i64);
    for row in &function.lines {
        let row_line = i64::from(line_of(data, row.source, first_line));
        let row_frame = i64::from(row.source.inline.as_u32());
        if row_line == line && row_frame == frame {
            continue;
        }
        push_unsigned(bytes, u64::from(row.pc - pc));
        push_signed(bytes, row_line - line);
        push_signed(bytes, row_frame - frame);
        (pc, line, frame) = (row.pc, row_line, row_frame);
    }
}

/// The item with a function's inline frames, and how many there are.
fn inline_frames(
    data: &mut Data,
    function: &CompiledFunction,
    files: &mut Files,
) -> Option<(usize, u32)> {
    let Unit::Function(id) = function.unit else {
        return None;
    };
    let source = &data.context.program.functions[id];
    let frames: Vec<_> = source.inline_frames.iter().skip(1).collect();
    if frames.is_empty() {
        return None;
    }
    let size = size_of::<InlineFrame>();
    let mut table = Contents::zeroed(size * frames.len());
    for (index, (_, frame)) in frames.iter().enumerate() {
        let at = index * size;
        let own = data.context.sources.position(frame.pos);
        let call = data.context.sources.position(frame.call_pos);
        data.put_string(
            &mut table,
            at + offset_of!(InlineFrame, name),
            frame.symbol.as_bytes(),
        );
        let parent = frame.parent.map_or(0, InlineId::as_u32);
        let numbers = [
            (offset_of!(InlineFrame, file), files.index(&own.filename)),
            (offset_of!(InlineFrame, line), own.line),
            (offset_of!(InlineFrame, parent), parent),
            (
                offset_of!(InlineFrame, call_file),
                files.index(&call.filename),
            ),
            (offset_of!(InlineFrame, call_line), call.line),
        ];
        for (offset, value) in numbers {
            table.put_u32(at + offset, value);
        }
    }
    let name = format!("{}.inlinetree", function.symbol);
    Some((
        data.add(&name, Section::ReadOnly, table),
        frames.len() as u32,
    ))
}

fn trap_table(data: &Data, text: &Text, functions: &[CompiledFunction]) -> (Contents, usize) {
    let size = size_of::<Trap>();
    let count = functions
        .iter()
        .map(|function| function.traps.len())
        .sum::<usize>();
    let mut table = Contents::zeroed(size * count);
    let mut at = 0;
    for (function, &entry) in functions.iter().zip(&text.entries) {
        let first_line = data.context.sources.position(function.pos).line;
        let mut traps: Vec<_> = function.traps.iter().collect();
        traps.sort_by_key(|trap| trap.pc);
        for trap in traps {
            table.put_u32(at + offset_of!(Trap, pc), entry as u32 + trap.pc);
            table.put(at + offset_of!(Trap, kind), &[trap.kind]);
            table.put(at + offset_of!(Trap, flags), &[u8::from(trap.unsigned)]);
            let row = function.lines.partition_point(|row| row.pc <= trap.pc);
            let listed = row.checked_sub(1).map(|row| function.lines[row].source);
            if listed != Some(trap.source) {
                let line = line_of(data, trap.source, first_line);
                table.put_u32(at + offset_of!(Trap, line), line);
            }
            put_operand(&mut table, at + offset_of!(Trap, x), &trap.x);
            put_operand(&mut table, at + offset_of!(Trap, y), &trap.y);
            at += size;
        }
    }
    (table, count)
}

fn put_operand(table: &mut Contents, at: usize, operand: &TrapOperand) {
    let bytes = [
        (offset_of!(TrapOperand, form), operand.form),
        (offset_of!(TrapOperand, register), operand.register),
        (offset_of!(TrapOperand, index), operand.index),
        (offset_of!(TrapOperand, scale), operand.scale),
        (offset_of!(TrapOperand, size), operand.size),
        (offset_of!(TrapOperand, signed), operand.signed),
    ];
    for (offset, byte) in bytes {
        table.put(at + offset, &[byte]);
    }
    table.put(
        at + offset_of!(TrapOperand, value),
        &operand.value.to_le_bytes(),
    );
}

fn file_table(data: &mut Data, files: &Files) -> Contents {
    let mut table = Contents::zeroed(16 * files.names.len());
    for (index, name) in files.names.iter().enumerate() {
        data.put_string(&mut table, index * 16, name.as_bytes());
    }
    table
}

fn itab_table(data: &mut Data) -> (Contents, usize) {
    let mut itabs = data.context.program.itabs.clone();
    let more = data.referenced();
    let more = more
        .into_iter()
        .filter_map(|(_, reference)| match reference {
            Reference::Itab(concrete, interface) => Some((*concrete, *interface)),
            _ => None,
        });
    let mut known: rustc_hash::FxHashSet<_> = itabs.iter().copied().collect();
    let more: Vec<_> = more.filter(|pair| known.insert(*pair)).collect();
    itabs.extend(more);
    let mut table = Contents::zeroed(8 * itabs.len());
    for (index, &(concrete, interface)) in itabs.iter().enumerate() {
        let target = data.resolve(&Reference::Itab(concrete, interface));
        table.put_address(index * 8, target);
    }
    (table, itabs.len())
}

fn well_known_table(data: &mut Data) -> Contents {
    let mut table = Contents::zeroed(8 * well_known::COUNT);
    let types = [
        (well_known::STRING, TypeId::STRING),
        (well_known::INT, TypeId::INT),
        (well_known::UINT8, TypeId::UINT8),
    ];
    for (index, ty) in types {
        let target = data.resolve(&Reference::Descriptor(ty));
        table.put_address(index * 8, target);
    }
    table
}

/// Globals that may hold pointers to the heap.
fn root_table(data: &mut Data) -> (Contents, usize) {
    let program = data.context.program;
    let mut roots = Vec::new();
    for (item, reference) in data.referenced() {
        let Reference::Global(id) = reference else {
            continue;
        };
        let global = &program.globals[*id];
        if global.read_only || !data.context.types.has_pointers(global.ty) {
            continue;
        }
        roots.push((item, global.ty));
    }
    let size = size_of::<Root>();
    let mut table = Contents::zeroed(size * roots.len());
    for (index, &(item, ty)) in roots.iter().enumerate() {
        let at = index * size;
        let mut offsets = Vec::new();
        data.context
            .types
            .for_each_pointer(ty, 0, &mut |offset| offsets.push(offset));
        let words = offsets.last().map_or(0, |last| last / 8 + 1);
        table.put_address(at + offset_of!(Root, address), Target::Item(item));
        table.put_u64(at + offset_of!(Root, words), words);
        let mask = data.resolve(&Reference::Bytes(mask_bytes(&offsets).into()));
        table.put_address(at + offset_of!(Root, pointer_mask), mask);
    }
    (table, roots.len())
}

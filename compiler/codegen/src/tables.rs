//! The tables the runtime reads, reached from `grus_program`: functions, lines, traps, roots, itabs.
//!
//! In: the placed text and all data items.  Out: read-only items, as `grus_abi::program` lays them out.

use crate::compile::CompiledFunction;
use crate::data::{Contents, Data, Section, Target};
use crate::descriptors::mask_bytes;
use crate::error::{Error, Result};
use crate::lines::{push_signed, push_unsigned};
use crate::symbols::{Reference, Unit};
use crate::text::Text;
use crate::traps::TrapSite;
use grus_abi::functions::go_functions;
use grus_abi::program::{
    FUNCTION_FRAMELESS, FUNCTION_HAS_PARAMETERS, FUNCTION_PANIC_LOOP, FUNCTION_RUNTIME,
    FUNCTION_WRAPPER, FunctionInformation, InlineFrame, PROGRAM_SYMBOL, ProgramInformation, Root,
    Trap, TrapCause, TrapOperand, well_known,
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
    /// A line directive may leave a file without a name.
    fn index(&mut self, name: &Arc<str>) -> u32 {
        if name.is_empty() {
            return self.index(&Arc::from("??"));
        }
        if let Some(&index) = self.index.get(name) {
            return index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.clone());
        self.index.insert(name.clone(), index);
        index
    }
}

/// The names of functions, each once, as the runtime reads them.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    index: FxHashMap<Arc<str>, u32>,
}

impl Names {
    /// Offset of a function's name. Marks between `#`, which tell copies of literals apart, are no part
    /// of it.
    fn offset(&mut self, name: &Arc<str>) -> u32 {
        if let Some(&offset) = self.index.get(name) {
            return offset;
        }
        let offset = self.bytes.len() as u32;
        let plain: String = name.split('#').step_by(2).collect();
        push_unsigned(&mut self.bytes, plain.len() as u64);
        self.bytes.extend_from_slice(plain.as_bytes());
        self.index.insert(name.clone(), offset);
        offset
    }
}

/// The function table and what its rows refer to.
#[derive(Default)]
struct FunctionTables {
    functions: Vec<u8>,
    inline_frames: Vec<u8>,
    lines: Vec<u8>,
    names: Names,
    files: Files,
}

/// A table without addresses.
fn plain(bytes: Vec<u8>) -> Contents {
    Contents {
        bytes,
        relocations: Vec::new(),
    }
}

/// Makes all tables; the last item is `grus_program`.
pub fn build(data: &mut Data, text: &Text, functions: &[CompiledFunction]) -> Result<()> {
    let mut tables = FunctionTables::default();
    for (function, &entry) in functions.iter().zip(&text.entries) {
        tables.add(data, function, entry as u32)?;
    }
    let (traps, causes) = trap_tables(data, text, functions)?;
    let file_table = file_table(data, &tables.files);
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
    for (address, count, name, contents, row_size) in [
        (
            offset_of!(ProgramInformation, functions),
            offset_of!(ProgramInformation, function_count),
            "runtime.functab",
            plain(tables.functions),
            size_of::<FunctionInformation>(),
        ),
        (
            offset_of!(ProgramInformation, inline_frames),
            offset_of!(ProgramInformation, inline_frame_count),
            "runtime.inlinetree",
            plain(tables.inline_frames),
            size_of::<InlineFrame>(),
        ),
        (
            offset_of!(ProgramInformation, lines),
            offset_of!(ProgramInformation, lines_length),
            "runtime.pclntab",
            plain(tables.lines),
            1,
        ),
        (
            offset_of!(ProgramInformation, names),
            offset_of!(ProgramInformation, names_length),
            "runtime.funcnametab",
            plain(tables.names.bytes),
            1,
        ),
        (
            offset_of!(ProgramInformation, traps),
            offset_of!(ProgramInformation, trap_count),
            "runtime.traptab",
            plain(traps),
            size_of::<Trap>(),
        ),
        (
            offset_of!(ProgramInformation, trap_causes),
            offset_of!(ProgramInformation, trap_cause_count),
            "runtime.trapcauses",
            plain(causes),
            size_of::<TrapCause>(),
        ),
        (
            offset_of!(ProgramInformation, roots),
            offset_of!(ProgramInformation, root_count),
            "runtime.roots",
            roots,
            size_of::<Root>(),
        ),
        (
            offset_of!(ProgramInformation, itabs),
            offset_of!(ProgramInformation, itab_count),
            "runtime.itablinks",
            itabs,
            8,
        ),
        (
            offset_of!(ProgramInformation, files),
            offset_of!(ProgramInformation, file_count),
            "runtime.filetab",
            file_table,
            16,
        ),
    ] {
        let rows = contents.bytes.len() / row_size;
        let item = data.add(name, Section::ReadOnly, contents);
        information.put_address(address, Target::Item(item));
        information.put_u64(count, rows as u64);
    }
    let known = data.add("runtime.wellknown", Section::ReadOnly, well_known);
    information.put_address(
        offset_of!(ProgramInformation, well_known_types),
        Target::Item(known),
    );
    if let Some((types, count)) = data.type_table() {
        information.put_address(offset_of!(ProgramInformation, types), Target::Item(types));
        information.put_u64(offset_of!(ProgramInformation, type_count), count as u64);
    }
    if let Some(main) = data.context.program.entry {
        let target = data.function_target(main);
        information.put_address(offset_of!(ProgramInformation, main), target);
    }
    let program = data.add(PROGRAM_SYMBOL, Section::ReadOnly, information);
    data.items[program].global = true;
    // The tables themselves may have made strings.
    data.fill()
}

impl FunctionTables {
    fn add(&mut self, data: &Data, function: &CompiledFunction, entry: u32) -> Result<()> {
        let position = data.context.sources.position(function.pos);
        let file = self.files.index(&position.filename);
        let first_frame = self.inline_frames.len() / size_of::<InlineFrame>();
        let mut own_files = vec![file];
        self.add_inline_frames(data, function, &mut own_files)?;
        let frames = own_files.len() as u32 - 1;
        let first_line = self.lines.len();
        let (files, lines) = (&mut self.files, &mut self.lines);
        encode_lines(data, function, position.line, &own_files, files, lines);
        let mut row = Contents::zeroed(size_of::<FunctionInformation>());
        let numbers = [
            (offset_of!(FunctionInformation, start), entry),
            (
                offset_of!(FunctionInformation, end),
                entry + function.code.len() as u32,
            ),
            (
                offset_of!(FunctionInformation, frame_size),
                function.frame_size,
            ),
            (
                offset_of!(FunctionInformation, flags),
                function_flags(data, function),
            ),
            (offset_of!(FunctionInformation, file), file),
            (offset_of!(FunctionInformation, line), position.line),
            (
                offset_of!(FunctionInformation, name),
                self.names.offset(&function.symbol),
            ),
            (offset_of!(FunctionInformation, lines), first_line as u32),
            (
                offset_of!(FunctionInformation, lines_length),
                (self.lines.len() - first_line) as u32,
            ),
            (
                offset_of!(FunctionInformation, inline_frames),
                first_frame as u32,
            ),
            (offset_of!(FunctionInformation, inline_count), frames),
        ];
        for (offset, value) in numbers {
            row.put_u32(offset, value);
        }
        let header = (function.header_length as u16).to_le_bytes();
        row.put(offset_of!(FunctionInformation, header_length), &header);
        let arguments = (function.stack_argument_bytes as u16).to_le_bytes();
        row.put(
            offset_of!(FunctionInformation, stack_argument_bytes),
            &arguments,
        );
        self.functions.extend(row.bytes);
        Ok(())
    }

    /// Adds a function's inline frames, and to `own_files` the file of each.
    fn add_inline_frames(
        &mut self,
        data: &Data,
        function: &CompiledFunction,
        own_files: &mut Vec<u32>,
    ) -> Result<()> {
        let Unit::Function(id) = function.unit else {
            return Ok(());
        };
        let frames = &data.context.program.functions[id].inline_frames;
        for frame in frames.values().skip(1) {
            let own = data.context.sources.position(frame.pos);
            let call = data.context.sources.position(frame.call_pos);
            let own_file = self.files.index(&own.filename);
            own_files.push(own_file);
            let mut row = Contents::zeroed(size_of::<InlineFrame>());
            row.put_u32(
                offset_of!(InlineFrame, name),
                self.names.offset(&frame.symbol),
            );
            row.put_u32(offset_of!(InlineFrame, call_line), call.line);
            let call_file = self.files.index(&call.filename);
            let parent = frame.parent.map_or(0, InlineId::as_u32);
            for (offset, number) in [
                (offset_of!(InlineFrame, file), own_file),
                (offset_of!(InlineFrame, call_file), call_file),
                (offset_of!(InlineFrame, parent), parent),
            ] {
                row.put(offset, &short("files or inlined calls", number)?);
            }
            self.inline_frames.extend(row.bytes);
        }
        Ok(())
    }
}

/// A number in the two bytes that a table has for it.
fn short(what: &str, number: u32) -> Result<[u8; 2]> {
    let fits = u16::try_from(number).map(u16::to_le_bytes);
    fits.map_err(|_| Error::new("tables", format!("unsupported: more than 65535 {what}")))
}

fn function_flags(data: &Data, function: &CompiledFunction) -> u32 {
    let mut flags = 0;
    if let Unit::Function(id) | Unit::Adapter(id) = function.unit
        && !data.context.program.functions[id].parameters.is_empty()
    {
        flags |= FUNCTION_HAS_PARAMETERS;
    }
    if function.wrapper {
        flags |= FUNCTION_WRAPPER;
    }
    if function.frameless {
        flags |= FUNCTION_FRAMELESS;
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

/// Appends the rows of a function's line table; `own_files` are the files of its frames.
fn encode_lines(
    data: &Data,
    function: &CompiledFunction,
    first_line: u32,
    own_files: &[u32],
    files: &mut Files,
    bytes: &mut Vec<u8>,
) {
    let (mut pc, mut line, mut frame, mut shift) = (0u32, i64::from(first_line), 0i64, 0i64);
    for row in &function.lines {
        let own_file = own_files.get(row.source.inline.as_u32() as usize);
        let own_file = i64::from(own_file.copied().unwrap_or_default());
        let (row_line, row_file) = match row.source.pos {
            Pos::NONE => (first_line, own_file),
            pos => {
                let position = data.context.sources.position(pos);
                (position.line, i64::from(files.index(&position.filename)))
            }
        };
        let row_line = i64::from(row_line);
        let row_frame = i64::from(row.source.inline.as_u32());
        let row_shift = row_file - own_file;
        if row_line == line && row_frame == frame && row_shift == shift {
            continue;
        }
        push_unsigned(bytes, u64::from(row.pc - pc));
        push_signed(bytes, row_line - line);
        let shifted = row_shift != shift;
        push_signed(bytes, (row_frame - frame) * 2 + i64::from(shifted));
        if shifted {
            push_signed(bytes, row_shift - shift);
        }
        (pc, line, frame, shift) = (row.pc, row_line, row_frame, row_shift);
    }
}

/// The traps of all functions, and their causes.
fn trap_tables(
    data: &Data,
    text: &Text,
    functions: &[CompiledFunction],
) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut table = Vec::new();
    let mut causes = Vec::new();
    let mut known = FxHashMap::default();
    for (function, &entry) in functions.iter().zip(&text.entries) {
        let first_line = data.context.sources.position(function.pos).line;
        let mut traps: Vec<_> = function.traps.iter().collect();
        traps.sort_by_key(|trap| trap.pc);
        for trap in traps {
            let row = function.lines.partition_point(|row| row.pc <= trap.pc);
            let listed = row.checked_sub(1).map_or(first_line, |row| {
                line_of(data, function.lines[row].source, first_line)
            });
            let line = line_of(data, trap.source, first_line);
            let cause = trap_cause(trap, if line == listed { 0 } else { line });
            let number = *known.entry(cause).or_insert_with_key(|cause| {
                causes.extend_from_slice(cause);
                (causes.len() / cause.len() - 1) as u32
            });
            let mut row = Contents::zeroed(size_of::<Trap>());
            row.put_u32(offset_of!(Trap, pc), entry as u32 + trap.pc);
            row.put(offset_of!(Trap, cause), &short("kinds of checks", number)?);
            table.extend(row.bytes);
        }
    }
    Ok((table, causes))
}

fn trap_cause(trap: &TrapSite, line: u32) -> Vec<u8> {
    let mut cause = Contents::zeroed(size_of::<TrapCause>());
    cause.put(offset_of!(TrapCause, kind), &[trap.kind]);
    cause.put(offset_of!(TrapCause, flags), &[u8::from(trap.unsigned)]);
    cause.put_u32(offset_of!(TrapCause, line), line);
    put_operand(&mut cause, offset_of!(TrapCause, x), &trap.x);
    put_operand(&mut cause, offset_of!(TrapCause, y), &trap.y);
    cause.bytes
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
        let name = data.context.sources.recorded_name(name);
        data.put_string(&mut table, index * 16, name.as_bytes());
    }
    table
}

fn itab_table(data: &mut Data) -> Contents {
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
    table
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
fn root_table(data: &mut Data) -> Contents {
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
    table
}

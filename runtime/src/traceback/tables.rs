//! From a code address to functions, lines and traps, by the tables the compiler wrote.
//!
//! In: `grus_abi::program::ProgramInformation`, offsets into the Go text.  Out: what tracebacks and
//! the trap handler ask for.
//! Invariants: reads only; usable in signal handlers. Malformed tables give missing answers, not
//! crashes, as far as they can be told apart.

use grus_abi::program::{FunctionInformation, InlineFrame, ProgramInformation, TrapCause};
use grus_abi::value::GoString;

/// The tables of the running program.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    information: &'a ProgramInformation,
}

/// A line of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The path as the compiler recorded it.
    pub file: &'a str,
    /// From 1; 0 if unknown.
    pub line: u32,
}

/// One of the functions that are active at an address: the innermost inlined call first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activation<'a> {
    /// `main.f`
    pub function: &'a str,
    /// Where it is.
    pub at: Line<'a>,
    /// It was inlined into the next activation.
    pub is_inlined: bool,
}

/// The text of a Go string in a table.
///
/// # Safety
/// The string is valid UTF-8 and lives as long as the program.
pub unsafe fn text<'a>(string: &GoString) -> &'a str {
    if string.length == 0 {
        return "";
    }
    // SAFETY: the caller's.
    unsafe {
        core::str::from_utf8_unchecked(core::slice::from_raw_parts(string.data, string.length))
    }
}

impl<'a> Tables<'a> {
    /// # Safety
    /// All pointers of `information` are valid as documented there.
    pub unsafe fn new(information: &'a ProgramInformation) -> Self {
        Self { information }
    }

    /// The offset of an address in the Go text.
    pub fn offset(&self, pc: usize) -> Option<u32> {
        let start = self.information.text_start as usize;
        (start <= pc && pc < self.information.text_end as usize).then(|| (pc - start) as u32)
    }

    /// The address of an offset in the Go text.
    pub fn address(&self, offset: u32) -> usize {
        self.information.text_start as usize + offset as usize
    }

    fn functions(&self) -> &'a [FunctionInformation] {
        // SAFETY: see `new`.
        unsafe { slice(self.information.functions, self.information.function_count) }
    }

    /// The function whose code contains the address.
    pub fn function(&self, pc: usize) -> Option<&'a FunctionInformation> {
        let offset = self.offset(pc)?;
        let functions = self.functions();
        let after = functions.partition_point(|f| f.start <= offset);
        let f = &functions[after.checked_sub(1)?];
        (offset < f.end).then_some(f)
    }

    /// Why the instruction at exactly this address traps.
    pub fn trap(&self, pc: usize) -> Option<&'a TrapCause> {
        let offset = self.offset(pc)?;
        let information = self.information;
        // SAFETY: see `new`.
        let (traps, causes) = unsafe {
            (
                slice(information.traps, information.trap_count),
                slice(information.trap_causes, information.trap_cause_count),
            )
        };
        let index = traps.binary_search_by_key(&offset, |t| t.pc).ok()?;
        causes.get(traps[index].cause as usize)
    }

    fn file(&self, index: u32) -> &'a str {
        // SAFETY: see `new`.
        unsafe {
            slice(self.information.files, self.information.file_count)
                .get(index as usize)
                .map_or("?", |name| text(name))
        }
    }

    /// Name of a function.
    pub fn name(&self, f: &FunctionInformation) -> &'a str {
        self.name_at(f.name)
    }

    fn name_at(&self, offset: u32) -> &'a str {
        // SAFETY: see `new`.
        let names = unsafe { slice(self.information.names, self.information.names_length) };
        let read = |offset| {
            let mut reader = Reader {
                bytes: names.get(offset..)?,
            };
            let length = reader.unsigned()?;
            reader.bytes.get(..length as usize)
        };
        match read(offset as usize) {
            // SAFETY: the compiler wrote valid UTF-8.
            Some(name) => unsafe { core::str::from_utf8_unchecked(name) },
            None => "?",
        }
    }

    /// The rows of a function's line table, and its inline frames.
    fn lines(&self, f: &FunctionInformation) -> (&'a [u8], &'a [InlineFrame]) {
        let information = self.information;
        // SAFETY: see `new`.
        let (lines, frames) = unsafe {
            (
                slice(information.lines, information.lines_length),
                slice(information.inline_frames, information.inline_frame_count),
            )
        };
        (
            part(lines, f.lines, f.lines_length),
            part(frames, f.inline_frames, f.inline_count),
        )
    }

    /// Where the `func` keyword of a function is.
    pub fn declaration(&self, f: &FunctionInformation) -> Line<'a> {
        Line {
            file: self.file(f.file),
            line: f.line,
        }
    }

    /// Calls `visit` for every function that is active at `pc`, which lies in `f`; `line` replaces
    /// the line of the innermost one if it is not 0. Stops when `visit` returns false.
    pub fn activations(
        &self,
        f: &FunctionInformation,
        pc: usize,
        line: u32,
        visit: &mut dyn FnMut(Activation<'a>) -> bool,
    ) {
        let offset = self.offset(pc).unwrap_or(f.start);
        let (rows, frames) = self.lines(f);
        let found = find_row(rows, f.start, f.line, offset);
        let mut at_line = if line != 0 { line } else { found.line };
        let mut frame = found.frame;
        let mut at_file = match inline_frame(frames, frame) {
            Some(inlined) => u32::from(inlined.file),
            None => f.file,
        };
        at_file = at_file.wrapping_add(found.file_shift);
        // The bound keeps a malformed chain of parents from looping.
        for _ in 0..=frames.len() {
            let at = Line {
                file: self.file(at_file),
                line: at_line,
            };
            let Some(inlined) = inline_frame(frames, frame) else {
                visit(Activation {
                    function: self.name(f),
                    at,
                    is_inlined: false,
                });
                return;
            };
            let function = self.name_at(inlined.name);
            if !visit(Activation {
                function,
                at,
                is_inlined: true,
            }) {
                return;
            }
            (at_file, at_line, frame) = (
                u32::from(inlined.call_file),
                inlined.call_line,
                u32::from(inlined.parent),
            );
        }
    }
}

fn inline_frame(frames: &[InlineFrame], frame: u32) -> Option<&InlineFrame> {
    frames.get((frame as usize).checked_sub(1)?)
}

/// # Safety
/// `data` points to `length` elements, or `length` is 0.
unsafe fn slice<'a, T>(data: *const T, length: usize) -> &'a [T] {
    if length == 0 || data.is_null() {
        return &[];
    }
    // SAFETY: the caller's.
    unsafe { core::slice::from_raw_parts(data, length) }
}

/// The elements of a table that belong to one function; none if there are not as many.
fn part<T>(table: &[T], first: u32, count: u32) -> &[T] {
    let first = first as usize;
    table.get(first..first + count as usize).unwrap_or(&[])
}

#[derive(Clone, Copy)]
struct Row {
    line: u32,
    frame: u32,
    /// What is added to the index of the frame's file.
    file_shift: u32,
}

/// The row of a line table that holds at `offset`.
fn find_row(rows: &[u8], start: u32, first_line: u32, offset: u32) -> Row {
    let mut reader = Reader { bytes: rows };
    let mut pc = start;
    let mut row = Row {
        line: first_line,
        frame: 0,
        file_shift: 0,
    };
    while let Some(pc_delta) = reader.unsigned() {
        let (Some(line), Some(frame)) = (reader.signed(), reader.signed()) else {
            break;
        };
        let shift = match frame & 1 {
            0 => Some(0),
            _ => reader.signed(),
        };
        let Some(shift) = shift else { break };
        pc = pc.wrapping_add(pc_delta as u32);
        if pc > offset {
            break;
        }
        row.line = row.line.wrapping_add(line as u32);
        row.frame = row.frame.wrapping_add((frame >> 1) as u32);
        row.file_shift = row.file_shift.wrapping_add(shift as u32);
    }
    row
}

/// Reads LEB128 numbers.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0u64, 0);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let (mut value, mut shift) = (0i64, 0);
        loop {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                if byte & 0x40 != 0 && shift < 64 {
                    value |= -1 << shift;
                }
                return Some(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use grus_abi::program::{Trap, TrapOperand, trap_kind};
    use std::vec::Vec;

    const OPERAND: TrapOperand = TrapOperand {
        form: 0,
        register: 0,
        index: 0xff,
        scale: 0,
        value: 0,
        size: 0,
        signed: 0,
        padding: [0; 2],
    };

    fn string(s: &'static str) -> GoString {
        GoString {
            data: s.as_ptr(),
            length: s.len(),
        }
    }

    #[test]
    fn lines_and_inlined_calls() {
        // f at 0x10: line 10; at +4 line 12; at +8 inside g (line 3); at +12 back, line 9; at +16 line 9 of
        // another file.
        let rows: Vec<u8> = [
            &[0u8, 0, 0][..],
            &[4, 2, 0],
            &[4, 0x77, 2],   // 12 - 9 = 3, frame 1
            &[4, 6, 0x7e],   // 3 + 6 = 9, frame 1 - 1 = 0
            &[4, 0, 0x1, 1], // file 0 + 1
        ]
        .concat();
        let frames = [InlineFrame {
            name: 7,
            file: 1,
            parent: 0,
            call_file: 0,
            call_line: 13,
            padding: 0,
        }];
        let functions = [FunctionInformation {
            start: 0x10,
            end: 0x30,
            header_length: 0,
            stack_argument_bytes: 0,
            frame_size: 32,
            flags: 0,
            file: 0,
            line: 10,
            name: 0,
            lines: 0,
            lines_length: rows.len() as u32,
            inline_frames: 0,
            inline_count: 1,
        }];
        let names = b"\x06main.f\x06main.g";
        let cause = |kind| TrapCause {
            kind,
            flags: 0,
            padding: 0,
            line: 0,
            x: OPERAND,
            y: OPERAND,
        };
        let causes = [cause(trap_kind::NIL), cause(trap_kind::DIVIDE)];
        let traps = [
            Trap { pc: 0x12, cause: 1 },
            Trap { pc: 0x18, cause: 0 },
            Trap { pc: 0x1c, cause: 1 },
        ];
        let files = [string("a.go"), string("b.go")];
        // SAFETY: every pointer is null or documented to be readable.
        let mut information: ProgramInformation = unsafe { core::mem::zeroed() };
        information.text_start = 0x1000 as *const u8;
        information.text_end = 0x2000 as *const u8;
        information.functions = functions.as_ptr();
        information.function_count = 1;
        information.files = files.as_ptr();
        information.file_count = 2;
        information.traps = traps.as_ptr();
        information.trap_count = traps.len();
        information.trap_causes = causes.as_ptr();
        information.trap_cause_count = causes.len();
        information.names = names.as_ptr();
        information.names_length = names.len();
        information.lines = rows.as_ptr();
        information.lines_length = rows.len();
        information.inline_frames = frames.as_ptr();
        information.inline_frame_count = frames.len();
        // SAFETY: built above.
        let tables = unsafe { Tables::new(&information) };
        assert!(tables.function(0x100f).is_none() && tables.function(0x1030).is_none());
        let f = tables.function(0x1018).unwrap();
        let at = |pc: usize| {
            let mut all = Vec::new();
            tables.activations(f, pc, 0, &mut |a| {
                all.push((a.function, a.at.file, a.at.line, a.is_inlined));
                true
            });
            all
        };
        assert_eq!(at(0x1011), [("main.f", "a.go", 10, false)]);
        assert_eq!(at(0x1014), [("main.f", "a.go", 12, false)]);
        assert_eq!(
            at(0x1019),
            [("main.g", "b.go", 3, true), ("main.f", "a.go", 13, false)]
        );
        assert_eq!(at(0x101c), [("main.f", "a.go", 9, false)]);
        assert_eq!(at(0x1020), [("main.f", "b.go", 9, false)]);
        let kind = |pc: usize| tables.trap(pc).map(|cause| cause.kind);
        assert_eq!(kind(0x1018), Some(trap_kind::NIL));
        assert_eq!(kind(0x101c), Some(trap_kind::DIVIDE));
        assert_eq!(kind(0x1019), None);
    }
}

//! Reads executables of grus: their functions and where in the source they come from.
//!
//! In: the bytes of an ELF file.  Out: [`Executable`] and [`LineTable`].
//! Functions come from the symbol table, lines from the tables that the runtime reads for tracebacks,
//! which are found by their symbol and whose layout `grus_abi::program` declares.
//! Nothing in the file is trusted: what is not where it should be is an error.

use grus_abi::program::{FunctionInformation, InlineFrame, PROGRAM_SYMBOL, ProgramInformation};
use object::read::elf::ElfFile64;
use object::{Object, ObjectSegment, ObjectSymbol, SymbolKind};
use std::mem::{offset_of, size_of};

/// A function of an executable.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: String,
    pub start: u64,
    pub end: u64,
}

/// An executable.
pub struct Executable<'a> {
    /// Loaded memory: address and bytes.
    segments: Vec<(u64, &'a [u8])>,
    /// Sorted by address.
    pub functions: Vec<Function>,
    /// Functions and data, sorted: address, end, name.
    symbols: Vec<(u64, u64, String)>,
    program: Option<u64>,
}

impl<'a> Executable<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// What is not an ELF executable for x86-64, or has no symbol table.
    pub fn read(bytes: &'a [u8]) -> Result<Executable<'a>, String> {
        let file = ElfFile64::<object::Endianness>::parse(bytes)
            .map_err(|error| format!("not an executable: {error}"))?;
        let segments = file
            .segments()
            .filter_map(|segment| Some((segment.address(), segment.data().ok()?)))
            .collect();
        let mut symbols: Vec<(u64, u64, String)> = Vec::new();
        let mut functions = Vec::new();
        let mut program = None;
        for symbol in file.symbols() {
            let Ok(name) = symbol.name() else { continue };
            let (start, end) = (symbol.address(), symbol.address() + symbol.size());
            if name == PROGRAM_SYMBOL {
                program = Some(start);
            }
            let is_function = symbol.kind() == SymbolKind::Text;
            if symbol.size() == 0 || !(is_function || symbol.kind() == SymbolKind::Data) {
                continue;
            }
            symbols.push((start, end, name.to_string()));
            if is_function {
                functions.push(Function {
                    name: name.to_string(),
                    start,
                    end,
                });
            }
        }
        if functions.is_empty() {
            return Err("no symbol section".to_string());
        }
        symbols.sort();
        functions.sort_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
        functions.dedup_by_key(|function| function.start);
        Ok(Executable {
            segments,
            functions,
            symbols,
            program,
        })
    }

    /// The memory between two addresses.
    ///
    /// # Errors
    /// A range that the file does not hold.
    pub fn bytes(&self, start: u64, end: u64) -> Result<&'a [u8], String> {
        if start == end {
            return Ok(&[]);
        }
        let found = self.segments.iter().find_map(|&(address, bytes)| {
            let from = usize::try_from(start.checked_sub(address)?).ok()?;
            let to = usize::try_from(end.checked_sub(address)?).ok()?;
            bytes.get(from..to)
        });
        found.ok_or_else(|| format!("no memory at {start:#x}"))
    }

    /// The symbol that contains an address, and its start.
    pub fn symbol_of(&self, address: u64) -> Option<(String, u64)> {
        let behind = self
            .symbols
            .partition_point(|(start, ..)| *start <= address);
        let (start, end, name) = self.symbols.get(behind.checked_sub(1)?)?;
        (address < *end).then(|| (name.clone(), *start))
    }

    /// The line table; empty for executables of other compilers.
    ///
    /// # Errors
    /// Tables that are not where they should be.
    pub fn lines(&self) -> Result<LineTable, String> {
        let Some(program) = self.program else {
            return Ok(LineTable::default());
        };
        let tables = Tables {
            executable: self,
            program,
        };
        tables.read()
    }

    fn word(&self, address: u64) -> Result<u64, String> {
        let bytes = self.bytes(address, address + 8)?;
        Ok(u64::from_le_bytes(
            bytes.try_into().map_err(|_| "short word")?,
        ))
    }

    fn quarter(&self, address: u64) -> Result<u32, String> {
        let bytes = self.bytes(address, address + 2)?;
        let bytes = bytes.try_into().map_err(|_| "short word")?;
        Ok(u32::from(u16::from_le_bytes(bytes)))
    }

    fn half(&self, address: u64) -> Result<u32, String> {
        let bytes = self.bytes(address, address + 4)?;
        Ok(u32::from_le_bytes(
            bytes.try_into().map_err(|_| "short word")?,
        ))
    }
}

/// Where in the source code comes from.
#[derive(Default)]
pub struct LineTable {
    files: Vec<String>,
    /// From this address on, sorted: index of a file, line.
    rows: Vec<(u64, u32, u32)>,
    /// The end of each function.
    ends: Vec<u64>,
}

impl LineTable {
    /// The file and line of an address.
    pub fn place(&self, address: u64) -> Option<(&str, u32)> {
        let behind = self.rows.partition_point(|(start, ..)| *start <= address);
        let index = behind.checked_sub(1)?;
        let (_, file, line) = self.rows[index];
        (address < self.ends[index]).then_some((self.files.get(file as usize)?.as_str(), line))
    }
}

/// Address of a field of `ProgramInformation`.
macro_rules! field {
    ($tables:expr, $name:ident) => {
        $tables
            .executable
            .word($tables.program + offset_of!(ProgramInformation, $name) as u64)
    };
}

struct Tables<'a> {
    executable: &'a Executable<'a>,
    program: u64,
}

impl Tables<'_> {
    fn read(&self) -> Result<LineTable, String> {
        let text_start = field!(self, text_start)?;
        let functions = field!(self, functions)?;
        let lines = field!(self, lines)?;
        let inline_frames = field!(self, inline_frames)?;
        let mut table = LineTable {
            files: self.files()?,
            ..LineTable::default()
        };
        for index in 0..field!(self, function_count)? {
            let function = functions + index * size_of::<FunctionInformation>() as u64;
            let read = |offset: usize| self.executable.half(function + offset as u64);
            let start = text_start + u64::from(read(offset_of!(FunctionInformation, start))?);
            let end = text_start + u64::from(read(offset_of!(FunctionInformation, end))?);
            let file = read(offset_of!(FunctionInformation, file))?;
            let first = read(offset_of!(FunctionInformation, inline_frames))?;
            let from = lines + u64::from(read(offset_of!(FunctionInformation, lines))?);
            let length = u64::from(read(offset_of!(FunctionInformation, lines_length))?);
            let mut state = Row {
                address: start,
                line: i64::from(read(offset_of!(FunctionInformation, line))?),
                frame: 0,
                file_shift: 0,
            };
            table.rows.push((start, file, state.line as u32));
            table.ends.push(end);
            let mut rest = self.executable.bytes(from, from + length)?;
            while !rest.is_empty() {
                state.advance(&mut rest).ok_or("a line table ends early")?;
                let own_file = match state.frame {
                    0 => file,
                    frame => {
                        let index = i64::from(first) + frame - 1;
                        let frame = inline_frames + index as u64 * size_of::<InlineFrame>() as u64;
                        self.executable
                            .quarter(frame + offset_of!(InlineFrame, file) as u64)?
                    }
                };
                let row_file = own_file.wrapping_add(state.file_shift as u32);
                table
                    .rows
                    .push((state.address, row_file, state.line as u32));
                table.ends.push(end);
            }
        }
        Ok(table)
    }

    fn files(&self) -> Result<Vec<String>, String> {
        let files = field!(self, files)?;
        (0..field!(self, file_count)?)
            .map(|index| {
                let text = self.executable.word(files + index * 16)?;
                let length = self.executable.word(files + index * 16 + 8)?;
                let bytes = self.executable.bytes(text, text.saturating_add(length))?;
                Ok(String::from_utf8_lossy(bytes).into_owned())
            })
            .collect()
    }
}

/// A row of a line table as it is decoded.
struct Row {
    address: u64,
    line: i64,
    frame: i64,
    /// From the file of the frame to that of the row, which a line directive may have changed.
    file_shift: i64,
}

impl Row {
    fn advance(&mut self, rest: &mut &[u8]) -> Option<()> {
        self.address += unsigned(rest)?;
        self.line += signed(rest)?;
        let frame = signed(rest)?;
        self.frame += frame >> 1;
        if frame & 1 != 0 {
            self.file_shift += signed(rest)?;
        }
        Some(())
    }
}

/// Takes an unsigned LEB128 number.
fn unsigned(rest: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0u64, 0);
    loop {
        let (&byte, behind) = rest.split_first()?;
        *rest = behind;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
}

/// Takes a signed LEB128 number.
fn signed(rest: &mut &[u8]) -> Option<i64> {
    let before = *rest;
    let value = unsigned(rest)?;
    let bits = 7 * (before.len() - rest.len()) as u32;
    let negative = bits < 64 && value & (1 << (bits - 1)) != 0;
    Some(match negative {
        true => (value | u64::MAX << bits) as i64,
        false => value as i64,
    })
}

//! `grus tool objdump`: the machine code of an executable with its source lines.
//!
//! In: an executable that grus built, and what to show.  Out: text as `go tool objdump` prints it.
//! `executable` reads the file, `columns` lays out the lines.

mod columns;
mod executable;

use crate::flags::{self, Flag, boolean, value};
use crate::library;
use crate::report::Failure;
use columns::Columns;
use executable::{Executable, Function, LineTable};
use regex::Regex;
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: grus tool objdump [-S] [-gnu] [-s symregexp] binary [start end]

  -S\tprint Go code alongside assembly
  -gnu
    \tprint GNU assembly next to Go assembly
  -s string
    \tonly dump symbols matching this regexp";

const FLAGS: &[Flag] = &[boolean("S"), boolean("gnu"), value("s")];

/// Runs the tool.
///
/// # Errors
/// Wrong usage, files that are no executables of grus.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let parsed = flags::parse(FLAGS, arguments)
        .map_err(|error| Failure::usage(format!("{error}\n{USAGE}")))?;
    let (path, range) = match parsed.rest.as_slice() {
        [path] => (path, 0..u64::MAX),
        [path, start, end] => (path, address("start", start)?..address("end", end)?),
        _ => return Err(Failure::usage(USAGE)),
    };
    let only = match parsed.value("s") {
        Some(pattern) => Some(
            Regex::new(pattern)
                .map_err(|error| Failure::new(format!("objdump: invalid -s regexp: {error}")))?,
        ),
        None => None,
    };
    let fail = |error: String| Failure::new(format!("objdump: {path}: {error}"));
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::new(format!(
            "objdump: open {path}: {}",
            crate::output::system_text(&error)
        ))
    })?;
    let executable = Executable::read(&bytes).map_err(fail)?;
    let lines = executable.lines().map_err(fail)?;
    let mut dump = Dump {
        executable: &executable,
        lines,
        with_source: parsed.is_set("S"),
        gnu: parsed.is_set("gnu"),
        range,
        sources: HashMap::new(),
    };
    for function in &executable.functions {
        if only
            .as_ref()
            .is_none_or(|only| only.is_match(&function.name))
        {
            let text = dump.function(function).map_err(fail)?;
            crate::output::print(&text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// An address on the command line, hexadecimal with or without `0x`.
fn address(name: &str, text: &str) -> Result<u64, Failure> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    u64::from_str_radix(digits, 16)
        .map_err(|_| Failure::new(format!("objdump: invalid {name} PC: {text:?}")))
}

struct Dump<'a> {
    executable: &'a Executable<'a>,
    lines: LineTable,
    with_source: bool,
    gnu: bool,
    /// Addresses to show.
    range: Range<u64>,
    /// Lines of the source files read so far; none where there is no such file.
    sources: HashMap<String, Option<Vec<String>>>,
}

impl Dump<'_> {
    /// The text of a function; empty if none of it is to be shown.
    fn function(&mut self, function: &Function) -> Result<String, String> {
        let code = self.executable.bytes(function.start, function.end)?;
        let symbol_of = |address: u64| self.executable.symbol_of(address);
        let mut columns = Columns::default();
        let mut last = None;
        for line in grus_listing::dump(code, function.start, &symbol_of) {
            if !self.range.contains(&line.address) {
                continue;
            }
            let place = self.lines.place(line.address);
            let (file, number) = place.map_or(("", 0), |(file, number)| (file, number));
            let mut cells = Vec::new();
            if self.with_source {
                if last != Some((file.to_string(), number)) {
                    last = Some((file.to_string(), number));
                    if let Some(text) = source_line(&mut self.sources, file, number) {
                        columns.line(text);
                    }
                }
                cells.push(format!("  {:#x}", line.address));
            } else {
                cells.push(format!("  {}:{number}", base_name(file)));
                cells.push(format!("{:#x}", line.address));
            }
            let mut hexadecimal = String::new();
            for byte in line.bytes {
                // Writing to a string cannot fail.
                let _ = write!(hexadecimal, "{byte:02x}");
            }
            cells.push(hexadecimal);
            cells.push(match self.gnu {
                true => format!(
                    "{:<36} // {}",
                    line.text,
                    grus_listing::gnu(line.bytes, line.address)
                ),
                false => line.text,
            });
            columns.row(cells);
        }
        if columns.is_empty() {
            return Ok(String::new());
        }
        let file = self
            .lines
            .place(function.start)
            .map_or("", |(file, _)| file);
        Ok(format!(
            "TEXT {}(SB) {file}\n{}",
            function.name,
            columns.finish()
        ))
    }
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A line of a source file: of the file system, or of the embedded library.
fn source_line(
    sources: &mut HashMap<String, Option<Vec<String>>>,
    path: &str,
    number: u32,
) -> Option<String> {
    let lines = sources.entry(path.to_string()).or_insert_with(|| {
        let text = std::fs::read_to_string(path)
            .ok()
            .or_else(|| embedded(path))?;
        Some(text.lines().map(String::from).collect())
    });
    lines
        .as_ref()?
        .get((number as usize).checked_sub(1)?)
        .cloned()
}

/// The text of a file of an embedded package, which is known by import path and name.
fn embedded(path: &str) -> Option<String> {
    let package = Path::new(path).parent()?.to_str()?;
    let name = Path::new(path).file_name()?.to_str()?;
    let files = library::package(package)?;
    let file = files.into_iter().find(|file| file.name == name)?;
    Some(file.text.into_owned())
}

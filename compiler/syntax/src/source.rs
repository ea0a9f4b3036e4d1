//! Positions and source files.
//! In: file names and texts.  Out: compact `Pos` values and their resolution to file, line and
//! column.
//! Invariants: files occupy disjoint ranges of the position space; position 0 is never inside a
//! file;
//! lines and columns are 1-based and columns count bytes, as gc prints them.
//! Line directives are found by the scanner (only it knows what is a comment) and handed back
//! through `SourceFile::set_line_directives`; until then positions resolve to the physical file.
//! Not done: reading files, path trimming (the driver chooses the display name).
//! Follows: cmd/compile/internal/syntax/pos.go (meaning of line directives).

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A source position: offset into the program-wide position space of a [`SourceMap`]. 0 means
/// "none".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pos(pub u32);

impl Pos {
    /// The absent position.
    pub const NONE: Pos = Pos(0);

    /// Whether the position lies in some file.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// The position `bytes` further on in the same file.
    pub fn offset(self, bytes: u32) -> Pos {
        Pos(self.0 + bytes)
    }
}

impl fmt::Debug for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// Index of a file in its [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// The effect of one `//line` or `/*line*/` directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDirective {
    /// Byte offset in the file of the first character the directive applies to.
    pub start: u32,
    /// File name to report; already joined with the directory of the file when it was relative.
    pub filename: Arc<str>,
    /// Line number of the first character after the directive.
    pub line: u32,
    /// Column of that character; 0 means that columns are not known until the next directive.
    pub column: u32,
}

/// One source file: its text and the tables that resolve positions in it.
#[derive(Debug)]
pub struct SourceFile {
    id: FileId,
    name: Arc<str>,
    text: Arc<[u8]>,
    base: u32,
    line_starts: OnceLock<Vec<u32>>,
    line_directives: OnceLock<Vec<LineDirective>>,
}

/// A resolved position.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Name of the file as added to the map, or as given by a line directive.
    pub filename: Arc<str>,
    /// Line, from 1; 0 if unknown.
    pub line: u32,
    /// Column in bytes, from 1; 0 if unknown.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) if self.filename.is_empty() => f.write_str("<unknown position>"),
            (0, _) => f.write_str(&self.filename),
            (line, 0) => write!(f, "{}:{}", self.filename, line),
            (line, column) => write!(f, "{}:{}:{}", self.filename, line, column),
        }
    }
}

impl SourceFile {
    /// The file's index in its map.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// The name given to [`SourceMap::add_file`].
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The whole text, which need not be valid UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// The whole text, with invalid UTF-8 replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.text)
    }

    /// First of the node ids reserved for this file: two per byte, more than any tree needs.
    pub(crate) fn first_node_id(&self) -> u32 {
        self.base * 2
    }

    /// Last of the node ids reserved for this file.
    pub(crate) fn last_node_id(&self) -> u32 {
        (self.base + self.text.len() as u32) * 2 + 1
    }

    /// The position of byte `offset` of the text.
    pub fn pos(&self, offset: u32) -> Pos {
        Pos(self.base + offset)
    }

    /// The byte offset of a position of this file.
    pub fn offset(&self, pos: Pos) -> u32 {
        pos.0 - self.base
    }

    /// Whether the position lies in this file (its end included).
    pub fn contains(&self, pos: Pos) -> bool {
        pos.0 >= self.base && (pos.0 - self.base) as usize <= self.text.len()
    }

    /// Records the line directives of the file, in source order. The first call wins: scanning a
    /// file twice finds the same directives.
    pub fn set_line_directives(&self, directives: Vec<LineDirective>) {
        let _ = self.line_directives.set(directives);
    }

    /// Joins a relative file name of a line directive with the directory of this file.
    pub fn resolve_directive_name(&self, filename: &str) -> Arc<str> {
        if filename.starts_with('/') {
            return Arc::from(clean_path(filename));
        }
        match Path::new(&*self.name).parent() {
            Some(dir) if !dir.as_os_str().is_empty() => {
                Arc::from(clean_path(&format!("{}/{}", dir.display(), filename)))
            }
            _ => Arc::from(clean_path(filename)),
        }
    }

    /// Physical line and column (both from 1) of a byte offset.
    pub fn line_and_column(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset);
        (line as u32, offset - starts[line - 1] + 1)
    }

    /// The text of a physical line (from 1), without its line end; empty when there is no such
    /// line.
    pub fn line_text(&self, line: u32) -> Cow<'_, str> {
        let starts = self.line_starts();
        let Some(&start) = starts.get((line as usize).wrapping_sub(1)) else {
            return Cow::Borrowed("");
        };
        let end = starts
            .get(line as usize)
            .map_or(self.text.len(), |&next| next as usize - 1);
        String::from_utf8_lossy(&self.text[start as usize..end])
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self
                .text
                .iter()
                .enumerate()
                .filter(|&(_, &byte)| byte == b'\n');
            std::iter::once(0)
                .chain(ends.map(|(offset, _)| offset as u32 + 1))
                .collect()
        })
    }

    fn physical_position(&self, offset: u32) -> Position {
        let (line, column) = self.line_and_column(offset);
        Position {
            filename: self.name.clone(),
            line,
            column,
        }
    }

    fn reported_position(&self, offset: u32) -> Position {
        self.position_with(
            offset,
            self.line_directives.get().map_or(&[][..], |list| list),
        )
    }

    /// What [`SourceMap::position`] gives once `directives` are set; for use while scanning.
    pub(crate) fn position_with(&self, offset: u32, directives: &[LineDirective]) -> Position {
        let physical = self.physical_position(offset);
        let count = directives.partition_point(|directive| directive.start <= offset);
        let Some(directive) = count.checked_sub(1).map(|index| &directives[index]) else {
            return physical;
        };
        let (first_line, first_column) = self.line_and_column(directive.start);
        let column = match directive.column {
            0 => 0,
            column if physical.line == first_line => column + (physical.column - first_column),
            _ => physical.column,
        };
        let line = directive.line + (physical.line - first_line);
        Position {
            filename: directive.filename.clone(),
            line,
            column,
        }
    }
}

/// Removes `.` and `..` elements and doubled slashes, textually.
fn clean_path(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|&last| last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_string(),
        (false, false) => joined,
    }
}

/// See [`SourceMap::record_as`].
#[derive(Debug)]
struct Recorded {
    name: Arc<str>,
    also_for_debuggers: bool,
}

/// All source files of a compilation and the position space they share.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
    /// What executables call files, if not by their names.
    recorded: FxHashMap<Arc<str>, Recorded>,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file. `name` is what diagnostics print.
    ///
    /// Panics when the program's source exceeds the position space (2 GiB).
    pub fn add_file(&mut self, name: &str, text: impl Into<Arc<str>>) -> FileId {
        self.add_bytes(name, text.into())
    }

    /// Adds a file that need not be valid UTF-8 (scanning it reports errors then).
    pub fn add_bytes(&mut self, name: &str, text: impl Into<Arc<[u8]>>) -> FileId {
        let text: Arc<[u8]> = text.into();
        let id = FileId(self.files.len() as u32);
        // One spare position per file: the end of a file must not be the start of the next.
        let base = self
            .files
            .last()
            .map_or(1, |last| last.base as usize + last.text.len() + 1);
        assert!(
            base + text.len() < i32::MAX as usize,
            "source text exceeds the position space"
        );
        self.files.push(Arc::new(SourceFile {
            id,
            name: Arc::from(name),
            text,
            base: base as u32,
            line_starts: OnceLock::new(),
            line_directives: OnceLock::new(),
        }));
        id
    }

    /// Executables are to call the file of this name `recorded`, in what they print of themselves and, if
    /// `also_for_debuggers`, in what they tell those.
    pub fn record_as(&mut self, name: &str, recorded: &str, also_for_debuggers: bool) {
        let name = Arc::from(name);
        let recorded = Recorded {
            name: Arc::from(recorded),
            also_for_debuggers,
        };
        self.recorded.insert(name, recorded);
    }

    /// What executables call a file when they print where they are.
    pub fn recorded_name<'a>(&'a self, name: &'a Arc<str>) -> &'a Arc<str> {
        self.recorded.get(name).map_or(name, |it| &it.name)
    }

    /// What executables tell debuggers to call a file.
    pub fn debugged_name<'a>(&'a self, name: &'a Arc<str>) -> &'a Arc<str> {
        let recorded = self.recorded.get(name).filter(|it| it.also_for_debuggers);
        recorded.map_or(name, |it| &it.name)
    }

    /// The file with this index.
    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were added.
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The file a position lies in; none for [`Pos::NONE`].
    pub fn file_of(&self, pos: Pos) -> Option<&Arc<SourceFile>> {
        let count = self.files.partition_point(|file| file.base <= pos.0);
        let file = &self.files[count.checked_sub(1)?];
        file.contains(pos).then_some(file)
    }

    /// Resolves a position to what diagnostics print, honouring line directives.
    pub fn position(&self, pos: Pos) -> Position {
        self.resolve(pos, SourceFile::reported_position)
    }

    /// Resolves a position to the physical file, ignoring line directives.
    pub fn physical_position(&self, pos: Pos) -> Position {
        self.resolve(pos, SourceFile::physical_position)
    }

    /// What a position is relative to: its file and the number of line directives before it.
    pub fn position_base(&self, pos: Pos) -> Option<(FileId, usize)> {
        let file = self.file_of(pos)?;
        let offset = file.offset(pos);
        let directives = file.line_directives.get().map_or(&[][..], |list| list);
        Some((
            file.id,
            directives.partition_point(|directive| directive.start <= offset),
        ))
    }

    fn resolve(&self, pos: Pos, how: fn(&SourceFile, u32) -> Position) -> Position {
        match self.file_of(pos) {
            Some(file) => how(file, file.offset(pos)),
            None => Position {
                filename: Arc::from(""),
                line: 0,
                column: 0,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_lines_and_byte_columns() {
        let mut map = SourceMap::new();
        map.add_file("a.go", "x\n");
        let id = map.add_file("b.go", "é x\ny");
        let file = map.file(id).clone();
        assert_eq!(map.position(file.pos(3)).to_string(), "b.go:1:4");
        assert_eq!(map.position(file.pos(5)).to_string(), "b.go:2:1");
        assert_eq!(map.position(Pos::NONE).to_string(), "<unknown position>");
        assert_eq!(file.line_text(1), "é x");
    }

    #[test]
    fn line_directives_shift_positions() {
        let mut map = SourceMap::new();
        let id = map.add_file("d/a.go", "//line x.y:10\nab\ncd\n");
        let file = map.file(id).clone();
        let filename = file.resolve_directive_name("x.y");
        file.set_line_directives(vec![LineDirective {
            start: 14,
            filename,
            line: 10,
            column: 0,
        }]);
        assert_eq!(map.position(file.pos(18)).to_string(), "d/x.y:11");
        assert_eq!(
            map.physical_position(file.pos(18)).to_string(),
            "d/a.go:3:2"
        );
    }
}

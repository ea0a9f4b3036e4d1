//! Diagnostics as data, and the one place that renders them.
//! In: positions and messages from any stage.  Out: sorted, deduplicated text as gc prints it.
//! Invariants: stages never print; they return or collect `Diagnostic`s.
//! Not done: colours, source excerpts.
//! Follows: cmd/compile/internal/base/print.go (one syntax error a line, equal messages once a
//! line, ten errors at most).

use crate::source::{Pos, SourceMap};
use std::fmt::Write;

/// How grave a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Compilation fails.
    Error,
    /// Reported, compilation goes on.
    Warning,
    /// Information asked for, such as escape decisions.
    Note,
}

/// Identity of a kind of diagnostic, e.g. `UndeclaredName`; stages define constants of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(pub &'static str);

impl Code {
    /// Errors of scanner and parser.
    pub const SYNTAX: Code = Code("Syntax");
    /// Legal Go that this compiler does not handle.
    pub const UNSUPPORTED: Code = Code("Unsupported");
}

/// Where else to look: printed on an indented line below the message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// Place of the further information.
    pub pos: Pos,
    /// Its text.
    pub message: String,
}

/// One diagnostic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Place; `Pos::NONE` prints no position.
    pub pos: Pos,
    /// Gravity.
    pub severity: Severity,
    /// Kind.
    pub code: Code,
    /// Text, without position.
    pub message: String,
    /// Further places.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// An error.
    pub fn error(pos: Pos, code: Code, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            pos,
            severity: Severity::Error,
            code,
            message,
            related: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(pos: Pos, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(pos, code, message)
        }
    }

    /// A note.
    pub fn note(pos: Pos, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            ..Diagnostic::error(pos, code, message)
        }
    }

    /// The error for a feature this compiler lacks.
    pub fn unsupported(pos: Pos, what: impl AsRef<str>) -> Diagnostic {
        let message = format!("unsupported: {}", what.as_ref());
        Diagnostic::error(pos, Code::UNSUPPORTED, message)
    }

    /// Adds a related place.
    pub fn with_related(mut self, pos: Pos, message: impl Into<String>) -> Diagnostic {
        self.related.push(Related {
            pos,
            message: message.into(),
        });
        self
    }

    /// Whether this is an error of the parser after which gc does not check types. Other errors
    /// found while parsing (labels, directives, literals) let the checker run and report more.
    pub fn is_syntax_error(&self) -> bool {
        self.message.starts_with("syntax error")
    }

    /// `file:line:col: message`, then related places on lines of their own; no final newline.
    pub fn render(&self, sources: &SourceMap) -> String {
        let mut text = String::new();
        render_line(&mut text, sources, self.pos, &self.message);
        for related in &self.related {
            text.push_str("\n\t");
            render_line(&mut text, sources, related.pos, &related.message);
        }
        text
    }
}

/// gc keeps columns in eight bits and does not print those that do not fit.
const FIRST_UNKNOWN_COLUMN: u32 = 255;

fn render_line(out: &mut String, sources: &SourceMap, pos: Pos, message: &str) {
    if pos.is_known() {
        let mut position = sources.position(pos);
        if position.column >= FIRST_UNKNOWN_COLUMN {
            position.column = 0;
        }
        // Writing to a string cannot fail.
        let _ = write!(out, "{position}: ");
    }
    out.push_str(message);
}

/// Number of errors after which gc stops.
pub const ERROR_LIMIT: usize = 10;

/// What of a list of diagnostics is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// The diagnostics to show, sorted.
    pub shown: Vec<Diagnostic>,
    /// The error that reached the limit.
    pub stopped_at: Option<Pos>,
}

/// Selects what gc shows of diagnostics given *in the order they were found*: one syntax error a
/// line, equal messages on a line once, nothing behind the error that reaches the limit (0: no
/// limit).
///
/// gc sorts by position within a file; files come in the order of their first error.
pub fn select(diagnostics: &[Diagnostic], sources: &SourceMap, limit: usize) -> Selection {
    let mut selection = Selection::default();
    let mut bases = Vec::new();
    let mut keyed: Vec<(usize, &Diagnostic)> = Vec::new();
    let (mut syntax_line, mut other_line) = (None, None);
    let mut errors = 0;
    for diagnostic in diagnostics {
        let base = sources.position_base(diagnostic.pos);
        let line = (base, sources.physical_position(diagnostic.pos).line);
        if diagnostic.is_syntax_error() {
            if syntax_line.replace(line) == Some(line) {
                continue;
            }
        } else if other_line.replace((line, &diagnostic.message))
            == Some((line, &diagnostic.message))
        {
            continue;
        }
        let order = bases
            .iter()
            .position(|&known| known == base)
            .unwrap_or_else(|| {
                bases.push(base);
                bases.len() - 1
            });
        keyed.push((order, diagnostic));
        if diagnostic.severity == Severity::Error {
            errors += 1;
            if errors == limit {
                selection.stopped_at = Some(diagnostic.pos);
                break;
            }
        }
    }
    keyed.sort_by_key(|&(order, diagnostic)| (order, diagnostic.pos));
    keyed.dedup_by(|right, left| right.1.pos == left.1.pos && right.1.message == left.1.message);
    selection.shown = keyed
        .into_iter()
        .map(|(_, diagnostic)| diagnostic.clone())
        .collect();
    selection
}

/// Replaces diagnostics given in the order they were found by what gc shows of them, without limit.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    *diagnostics = select(diagnostics, sources, 0).shown;
}

/// Renders diagnostics given in the order they were found, as gc prints them; each ends with a
/// newline.
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap, limit: usize) -> String {
    let selection = select(diagnostics, sources, limit);
    let mut text = String::new();
    for diagnostic in &selection.shown {
        text.push_str(&diagnostic.render(sources));
        text.push('\n');
    }
    if let Some(pos) = selection.stopped_at {
        render_line(&mut text, sources, pos, "too many errors");
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selection_follows_gc() {
        let mut sources = SourceMap::new();
        let id = sources.add_file("a.go", "a b c\n".repeat(20));
        let at = |offset| sources.file(id).pos(offset);
        let error = |offset, text: &str| Diagnostic::error(at(offset), Code::SYNTAX, text);
        let found = [
            error(8, "x"),
            error(0, "syntax error: one"),
            error(2, "syntax error: two"),
            error(8, "x"),
        ];
        let text = render_all(&found, &sources, ERROR_LIMIT);
        assert_eq!(text, "a.go:1:1: syntax error: one\na.go:2:3: x\n");
        let many: Vec<_> = (0..15).map(|line| error(line * 6, "bad")).collect();
        let text = render_all(&many, &sources, ERROR_LIMIT);
        assert_eq!(text.lines().count(), 11);
        assert!(
            text.ends_with("a.go:10:1: bad\na.go:10:1: too many errors\n"),
            "{text}"
        );
    }

    #[test]
    fn far_columns_are_not_shown() {
        let mut sources = SourceMap::new();
        let id = sources.add_file("a.go", " ".repeat(300));
        let render = |offset| {
            let pos = sources.file(id).pos(offset);
            Diagnostic::error(pos, Code::SYNTAX, "m").render(&sources)
        };
        assert_eq!(render(253), "a.go:1:254: m");
        assert_eq!(render(254), "a.go:1: m");
    }
}

//! Diagnostics as data, and the one place that renders them.
//! In: positions and messages from any stage.  Out: sorted, deduplicated text as gc prints it.
//! Invariants: stages never print; they return or collect `Diagnostic`s.
//! Not done: colours, source excerpts.
//! Follows: cmd/compile/internal/base/print.go (one syntax error a line, equal messages once a line,
//! ten errors at most).

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

fn render_line(out: &mut String, sources: &SourceMap, pos: Pos, message: &str) {
    if pos.is_known() {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}: ", sources.position(pos));
    }
    out.push_str(message);
}

/// Number of errors after which gc stops.
pub const ERROR_LIMIT: usize = 10;

/// Sorts by position (stable) and drops what gc does not repeat: a second syntax error on a line, and
/// equal messages on a line.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    diagnostics.sort_by_key(|diagnostic| diagnostic.pos);
    let line_of = |diagnostic: &Diagnostic| {
        let position = sources.physical_position(diagnostic.pos);
        (position.filename, position.line)
    };
    let mut syntax_line = None;
    let mut messages_on_line: (_, Vec<String>) = (None, Vec::new());
    diagnostics.retain(|diagnostic| {
        let line = Some(line_of(diagnostic));
        if diagnostic.message.starts_with("syntax error") {
            let first = syntax_line != line;
            syntax_line = line.clone();
            if !first {
                return false;
            }
        }
        if messages_on_line.0 != line {
            messages_on_line = (line, Vec::new());
        }
        if messages_on_line.1.contains(&diagnostic.message) {
            return false;
        }
        messages_on_line.1.push(diagnostic.message.clone());
        true
    });
}

/// Renders all diagnostics, one or more lines each; stops with `too many errors` after `limit` errors
/// (no limit if 0).
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap, limit: usize) -> String {
    let mut text = String::new();
    let mut errors = 0;
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Error {
            if limit != 0 && errors == limit {
                text.push_str("too many errors\n");
                break;
            }
            errors += 1;
        }
        text.push_str(&diagnostic.render(sources));
        text.push('\n');
    }
    text
}

//! Comments that direct the compiler: `//line`, `//go:...`, `//grus:...`.
//! In: comments the scanner recorded.  Out: line directives, pragmas for the next declaration,
//! file-level directives; errors for malformed and misplaced ones.
//! Not done: whether a declaration may have a pragma (pragma_placement.rs).
//! Follows: cmd/compile/internal/syntax/parser.go (updateBase),
//! cmd/compile/internal/noder/{noder,lex}.go.

use super::Parser;
use crate::build_constraint::Constraint;
use crate::literal::unquote_string;
use crate::pragma::*;
use crate::scanner::DirectiveComment;
use crate::source::{LineDirective, Pos};
use crate::symbol::Symbol;
use std::sync::Arc;

/// Largest line and column a line directive may give.
const MAX_LINE: u64 = 1 << 30;

impl Parser<'_> {
    /// Handles one recorded comment.
    pub(super) fn directive(&mut self, comment: &DirectiveComment) {
        let bytes = self.scanner.slice(comment.start, comment.end);
        let is_block = bytes[1] == b'*';
        let body = if is_block {
            &bytes[2..bytes.len() - 2]
        } else {
            bytes[2..].strip_suffix(b"\r").unwrap_or(&bytes[2..])
        };
        let text = String::from_utf8_lossy(body);
        if let Some(position) = text.strip_prefix("line ") {
            let (_, column) = self.source.line_and_column(comment.start);
            // A `//line` directive must start its line and applies from the next one.
            if is_block {
                self.line_directive(position, comment.start + 7, comment.end);
            } else if column == 1 {
                let start = comment.end + 1;
                self.line_directive(position, comment.start + 7, start);
            }
            return;
        }
        let pos = self.source.pos(comment.start + 2);
        if self.at_top
            && let Some(expression) = text.strip_prefix("go:build ")
            && let Ok(constraint) = Constraint::parse(expression)
        {
            self.go_version = constraint
                .go_version()
                .map(|version| Symbol::intern(&version));
            self.build_constraint = Some(expression.trim().to_string());
        }
        self.pragma(pos, comment.alone, &text);
    }

    /// `filename:line` or `filename:line:column`; `text_offset` is that of the text, `start`
    /// where it applies.
    fn line_directive(&mut self, text: &str, text_offset: u32, start: u32) {
        let Some((before, number)) = text.rsplit_once(':') else {
            return;
        };
        let invalid = |parser: &mut Self, what: &str, index: usize| {
            let pos = parser.source.pos(text_offset + index as u32);
            parser.error_at(pos, format!("invalid {what} number: {}", &text[index..]));
        };
        let Some(number) = parse_number(number) else {
            return invalid(self, "line", before.len() + 1);
        };
        let with_column = before
            .rsplit_once(':')
            .and_then(|(filename, line)| Some((filename, parse_number(line)?)));
        let (filename, line, column) = match with_column {
            Some((filename, line)) => (filename, line, Some(number)),
            None => (before, number, None),
        };
        if column.is_some_and(|column| column == 0 || column > MAX_LINE) {
            return invalid(self, "column", before.len() + 1);
        }
        if line == 0 || line > MAX_LINE {
            return invalid(self, "line", filename.len() + 1);
        }
        let filename: Arc<str> = match (filename, column) {
            ("", None) => Arc::from(""),
            // With a column, no name means the previous one.
            ("", Some(_)) => match self.line_directives.last() {
                Some(last) => last.filename.clone(),
                None => self.source.name().clone(),
            },
            _ => self.source.resolve_directive_name(filename),
        };
        let column = column.unwrap_or(0) as u32;
        self.line_directives.push(LineDirective {
            start,
            filename,
            line: line as u32,
            column,
        });
    }

    fn pragma_error(&mut self, pos: Pos, message: impl Into<String>) {
        self.uncounted_error_at(pos, message);
    }

    /// A `go:` or `grus:` directive.
    fn pragma(&mut self, pos: Pos, alone: bool, text: &str) {
        if !alone {
            return self.pragma_error(pos, "misplaced compiler directive");
        }
        let verb = text.split(' ').next().unwrap_or(text);
        match verb {
            "go:linkname" | "go:linknamestd" if text.len() > verb.len() => {
                self.linkname(pos, text);
            }
            "go:embed" => self.embed(pos, &text[verb.len()..]),
            "go:debug" => {
                let setting = text[verb.len()..].trim().to_string();
                self.debug_settings.push(DebugDirective { pos, setting });
            }
            _ => {
                let flags = flags_of(verb);
                if !self.options.standard_library {
                    self.check_reserved(pos, verb, text, flags);
                }
                self.pragmas.flags |= flags;
                self.pragmas.positions.push((pos, flags));
            }
        }
    }

    /// Reports directives that only the standard library may use.
    fn check_reserved(&mut self, pos: Pos, verb: &str, text: &str, flags: PragmaFlags) {
        // The form with a library is used by packages outside, without cgo.
        let imports_library =
            verb == "go:cgo_import_dynamic" && text.split_whitespace().count() >= 4;
        if verb.starts_with("go:cgo_") && !imports_library {
            self.pragma_error(pos, format!("//{text} only allowed in cgo-generated code"));
        }
        let runtime_only = PragmaFlags::SYSTEM_STACK | PragmaFlags::NO_WRITE_BARRIER;
        if flags.without(runtime_only) != flags {
            self.pragma_error(pos, format!("//{verb} only allowed in runtime"));
        }
        if flags == PragmaFlags::UINTPTR_KEEP_ALIVE {
            let message = format!("//{verb} is only allowed in the standard library");
            self.pragma_error(pos, message);
        }
    }

    fn linkname(&mut self, pos: Pos, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (local, remote) = match words[..] {
            [_, local] => (local, None),
            [_, local, remote] => (local, Some(Symbol::intern(remote))),
            _ => {
                let message = format!("usage: //{} localname [linkname]", words[0]);
                return self.pragma_error(pos, message);
            }
        };
        self.linknames.push(LinknameDirective {
            pos,
            local: Symbol::intern(local),
            remote,
        });
    }

    fn embed(&mut self, pos: Pos, arguments: &str) {
        let patterns = match parse_embed_patterns(arguments) {
            Ok(patterns) => patterns,
            Err(rest) => {
                self.pragma_error(pos, format!("invalid quoted string in //go:embed: {rest}"));
                Vec::new()
            }
        };
        if patterns.is_empty() {
            return self.pragma_error(pos, "usage: //go:embed pattern...");
        }
        self.pragmas.embeds.push(EmbedDirective { pos, patterns });
    }

    /// Reports directives that no declaration took.
    pub(super) fn drop_pragmas(&mut self) {
        if self.pragmas.is_empty() {
            return;
        }
        let pragmas = std::mem::take(&mut self.pragmas);
        for (pos, flags) in pragmas.positions {
            if !flags.is_empty() {
                self.pragma_error(pos, "misplaced compiler directive");
            }
        }
        for embed in pragmas.embeds {
            self.pragma_error(embed.pos, "misplaced go:embed directive");
        }
    }
}

/// A decimal number without sign.
fn parse_number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// What a directive without arguments sets; nothing if it is unknown.
fn flags_of(verb: &str) -> PragmaFlags {
    match verb {
        "go:build" => PragmaFlags::GO_BUILD,
        "go:noescape" => PragmaFlags::NO_ESCAPE,
        "go:norace" => PragmaFlags::NO_RACE,
        "go:nosplit" => PragmaFlags::NO_SPLIT | PragmaFlags::NO_CHECK_PTR,
        "go:noinline" => PragmaFlags::NO_INLINE,
        "go:nocheckptr" => PragmaFlags::NO_CHECK_PTR,
        "go:systemstack" => PragmaFlags::SYSTEM_STACK,
        "go:nowritebarrier" | "go:nowritebarrierrec" | "go:yeswritebarrierrec" => {
            PragmaFlags::NO_WRITE_BARRIER
        }
        "go:cgo_unsafe_args" => PragmaFlags::NO_CHECK_PTR,
        "go:uintptrkeepalive" => PragmaFlags::UINTPTR_KEEP_ALIVE,
        "go:uintptrescapes" => PragmaFlags::UINTPTR_ESCAPES | PragmaFlags::UINTPTR_KEEP_ALIVE,
        "go:registerparams" => PragmaFlags::REGISTER_PARAMS,
        "grus:noheap" => PragmaFlags::GRUS_NO_HEAP,
        _ => PragmaFlags::default(),
    }
}

/// Splits the patterns of `//go:embed`, which may be quoted like strings; fails with the rest of
/// the text from a malformed one on.
fn parse_embed_patterns(arguments: &str) -> Result<Vec<String>, String> {
    let mut patterns = Vec::new();
    let mut rest = arguments.trim();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '`' => rest[1..].find('`').map(|index| index + 2).ok_or(rest)?,
            '"' => closing_quote(rest).ok_or(rest)?,
            _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (pattern, remaining) = rest.split_at(end);
        if matches!(first, '`' | '"') {
            let value = unquote_string(pattern).ok_or(pattern)?;
            patterns.push(String::from_utf8_lossy(&value).into_owned());
            if remaining.starts_with(|next: char| !next.is_whitespace()) {
                return Err(remaining.to_string());
            }
        } else {
            patterns.push(pattern.to_string());
        }
        rest = remaining.trim_start();
    }
    Ok(patterns)
}

/// Length of the interpreted string at the start of the text.
fn closing_quote(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(index + 1),
            _ => {}
        }
    }
    None
}

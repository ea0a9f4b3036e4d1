//! Parser: one file's tokens to its syntax tree.
//! In: a `SourceFile`.  Out: `Parsed`: the tree (unless the package clause is bad) and diagnostics.
//! Invariants: one method per production, its EBNF above it; error texts, positions and recovery
//! are gc's, so that follow-up errors are too; recursion is bounded (`MAX_NESTING`), and every
//! loop consumes a token or stops.
//! Not done: checks that need declarations (the checker's), placement of pragmas
//! (pragma_placement.rs).
//! Follows: the Go spec's grammar and cmd/compile/internal/syntax/parser.go.

mod control;
mod declarations;
mod directives;
mod expressions;
mod file;
mod parameters;
mod statements;
mod types;

use crate::ast::{Expr, ExprKind, File, Ident, NodeId};
use crate::diagnostic::{Code, Diagnostic};
use crate::pragma::{DebugDirective, LinknameDirective, Pragmas};
use crate::scanner::Scanner;
use crate::source::{LineDirective, Pos, SourceFile};
use crate::symbol::Symbol;
use crate::token::{Operator, Token, TokenSet};
pub(crate) use declarations::is_type_element;
use rustc_hash::FxHashMap;

/// Greatest depth of nested expressions, types and statements. gc has no limit of its own (its
/// stack grows); real programs stay below a hundred.
pub const MAX_NESTING: u32 = 1000;

/// Greatest length of a chain that nests in the tree without nesting in the source: `a + b + ...`,
/// `a.b.c...`, `else if ...`. Later stages recurse over such trees.
pub const MAX_CHAIN: u32 = 10_000;

/// Result of parsing one file.
#[derive(Debug)]
pub struct Parsed {
    /// The tree; none if the package clause is bad.
    pub file: Option<File>,
    /// Errors in the order they were found.
    pub diagnostics: Vec<Diagnostic>,
}

/// How to parse a file.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Options {
    /// Stop behind the imports: enough to find out what a package depends on. Line directives are
    /// not set then.
    pub imports_only: bool,
    /// The file belongs to the standard library, which may use more directives.
    pub standard_library: bool,
}

/// Parses a whole user file and sets the file's line directives.
pub fn parse_file(source: &SourceFile) -> Parsed {
    parse_with(source, Options::default())
}

/// Parses package clause and imports only; errors behind them are not found.
pub fn parse_imports(source: &SourceFile) -> Parsed {
    parse_with(
        source,
        Options {
            imports_only: true,
            ..Options::default()
        },
    )
}

/// Parses a file as told.
pub fn parse_with(source: &SourceFile, options: Options) -> Parsed {
    Parser::new(source, options).parse()
}

/// State of parsing one file.
struct Parser<'a> {
    source: &'a SourceFile,
    scanner: Scanner<'a>,
    options: Options,
    /// All errors in the order they were found.
    errors: Vec<Diagnostic>,
    /// Number of errors of scanner and grammar, which decides about recovery; errors in directives
    /// and labels do not count.
    error_count: usize,
    next_node: u32,
    last_node: u32,
    symbols: FxHashMap<&'a [u8], Symbol>,
    /// Before the package clause.
    at_top: bool,
    /// Function nesting; statements are synchronisation points only inside functions.
    function_nesting: u32,
    /// Expression nesting; negative in the header of a control clause, where `{` opens the block.
    expression_nesting: i32,
    nesting: u32,
    /// Set when a limit was exceeded: the rest of the file reads as its end.
    stopped: bool,
    /// Directives waiting for a declaration.
    pragmas: Pragmas,
    linknames: Vec<LinknameDirective>,
    debug_settings: Vec<DebugDirective>,
    line_directives: Vec<LineDirective>,
    go_version: Option<Symbol>,
    build_constraint: Option<String>,
}

/// Keywords that start a statement: not skipped when recovering inside a function.
const STATEMENT_STARTS: TokenSet = TokenSet::of(&[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
]);

impl<'a> Parser<'a> {
    fn new(source: &'a SourceFile, options: Options) -> Parser<'a> {
        Parser {
            source,
            scanner: Scanner::new(source.bytes()),
            options,
            errors: Vec::new(),
            error_count: 0,
            next_node: source.first_node_id(),
            last_node: source.last_node_id(),
            symbols: FxHashMap::default(),
            at_top: true,
            function_nesting: 0,
            expression_nesting: 0,
            nesting: 0,
            stopped: false,
            pragmas: Pragmas::default(),
            linknames: Vec::new(),
            debug_settings: Vec::new(),
            line_directives: Vec::new(),
            go_version: None,
            build_constraint: None,
        }
    }

    fn parse(mut self) -> Parsed {
        self.next();
        let file = self.file();
        if !self.options.imports_only {
            self.source.set_line_directives(self.line_directives);
        }
        Parsed {
            file,
            diagnostics: self.errors,
        }
    }

    // ----------------------------------------------------------------------------------- tokens

    fn next(&mut self) {
        if self.stopped {
            return;
        }
        self.scanner.next();
        if self.scanner.has_errors() {
            for error in self.scanner.take_errors() {
                let pos = self.source.pos(error.offset);
                self.error_at(pos, error.message);
            }
        }
        if !self.scanner.directives.is_empty() {
            for comment in std::mem::take(&mut self.scanner.directives) {
                self.directive(&comment);
            }
        }
    }

    #[inline]
    fn token(&self) -> Token {
        self.scanner.token
    }

    fn pos(&self) -> Pos {
        self.source.pos(self.scanner.start)
    }

    fn at(&self, token: Token) -> bool {
        self.scanner.token == token
    }

    fn at_operator(&self, operator: Operator) -> bool {
        self.at(Token::Operator) && self.scanner.operator == operator
    }

    fn got(&mut self, token: Token) -> bool {
        let found = self.at(token);
        if found {
            self.next();
        }
        found
    }

    fn want(&mut self, token: Token) {
        if !self.got(token) {
            self.syntax_error(format!("expected {}", token.describe()));
            self.advance(&[]);
        }
    }

    /// Accepts `=`, and `:=` with an error.
    fn got_assign(&mut self) -> bool {
        if self.at(Token::Define) {
            self.syntax_error("expected =");
            self.next();
            return true;
        }
        self.got(Token::Assign)
    }

    // ------------------------------------------------------------------------------------ nodes

    fn node_id(&mut self) -> NodeId {
        // The reserve is never used up by a correct file; the ids of others are not used.
        self.next_node = (self.next_node + 1).min(self.last_node);
        NodeId(self.next_node)
    }

    fn expr_at(&mut self, pos: Pos, kind: ExprKind) -> Expr {
        Expr {
            id: self.node_id(),
            pos,
            kind,
        }
    }

    fn bad_expr(&mut self) -> Expr {
        let pos = self.pos();
        self.expr_at(pos, ExprKind::Bad)
    }

    fn ident_at(&mut self, pos: Pos, name: Symbol) -> Ident {
        Ident {
            id: self.node_id(),
            pos,
            name,
        }
    }

    /// The symbol of the current token's text.
    fn symbol(&mut self) -> Symbol {
        let text = self.scanner.text();
        if let Some(&symbol) = self.symbols.get(text) {
            return symbol;
        }
        let symbol = Symbol::intern(&String::from_utf8_lossy(text));
        self.symbols.insert(text, symbol);
        symbol
    }

    /// identifier
    fn name(&mut self) -> Ident {
        let pos = self.pos();
        if self.at(Token::Name) {
            let name = self.symbol();
            self.next();
            return self.ident_at(pos, name);
        }
        let ident = self.ident_at(pos, Symbol::BLANK);
        self.syntax_error("expected name");
        self.advance(&[]);
        ident
    }

    // ----------------------------------------------------------------------------------- limits

    /// Enters a nested construct; false, with an error, if the nesting is too deep. Every
    /// successful call is paired with `leave`.
    fn enter(&mut self) -> bool {
        if self.nesting >= MAX_NESTING {
            self.stop("exceeded max nesting depth");
            return false;
        }
        self.nesting += 1;
        true
    }

    fn leave(&mut self) {
        self.nesting -= 1;
    }

    /// Counts a link of a chain; stops at too long ones.
    fn link(&mut self, length: &mut u32) {
        *length += 1;
        if *length > MAX_CHAIN {
            self.stop("exceeded max nesting depth");
        }
    }

    fn stop(&mut self, message: &str) {
        if !self.stopped {
            let pos = self.pos();
            self.error_at(pos, message.to_string());
        }
        self.stopped = true;
        self.scanner.token = Token::Eof;
    }

    // ----------------------------------------------------------------------------------- errors

    fn error_at(&mut self, pos: Pos, message: impl Into<String>) {
        self.error_count += 1;
        self.uncounted_error_at(pos, message);
    }

    /// Reports an error that does not keep the rest from being checked.
    fn uncounted_error_at(&mut self, pos: Pos, message: impl Into<String>) {
        self.errors
            .push(Diagnostic::error(pos, Code::SYNTAX, message));
    }

    fn syntax_error(&mut self, message: impl AsRef<str>) {
        self.syntax_error_at(self.pos(), message);
    }

    /// Reports a syntax error. A message that continues a sentence (`in`, `at`, `after`,
    /// `expected`) is put behind `unexpected` and the current token.
    fn syntax_error_at(&mut self, pos: Pos, message: impl AsRef<str>) {
        let message = message.as_ref();
        if self.at(Token::Eof) && self.error_count > 0 {
            return; // a consequence of an earlier error
        }
        let continues = ["in ", "at ", "after "]
            .iter()
            .any(|word| message.starts_with(word));
        let text = if continues {
            format!(
                "syntax error: unexpected {} {message}",
                self.describe_token()
            )
        } else if message.starts_with("expected ") {
            format!(
                "syntax error: unexpected {}, {message}",
                self.describe_token()
            )
        } else {
            format!("syntax error: {message}")
        };
        self.error_at(pos, text);
    }

    fn describe_token(&self) -> String {
        let text = || String::from_utf8_lossy(self.scanner.text());
        let operator = self.scanner.operator.as_str();
        match self.token() {
            Token::Name => format!("name {}", text()),
            Token::Semicolon => self.scanner.semicolon.as_str().to_string(),
            Token::Literal => format!("literal {}", text()),
            Token::Operator => operator.to_string(),
            Token::AssignOp => format!("{operator}="),
            Token::IncOp => format!("{operator}{operator}"),
            token => token.describe(),
        }
    }

    /// Skips tokens up to one of `follow`, or inside a function one that starts a statement.
    /// Without `follow` exactly one token is skipped.
    fn advance(&mut self, follow: &[Token]) {
        if follow.is_empty() {
            if !self.at(Token::Eof) {
                self.next();
            }
            return;
        }
        let mut stop = TokenSet::of(follow).union(TokenSet::of(&[Token::Eof]));
        if self.function_nesting > 0 {
            stop = stop.union(STATEMENT_STARTS);
        }
        while !stop.contains(self.token()) {
            self.next();
        }
    }

    /// list = [ element { separator element } [ separator ] ] close .
    ///
    /// Calls `element` for each element; a true result ends the list. Returns the position of
    /// `close`.
    fn list(
        &mut self,
        context: &str,
        separator: Token,
        close: Token,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> Pos {
        let mut done = false;
        while !self.at(Token::Eof) && !self.at(close) && !done {
            done = element(self);
            if !self.got(separator) && !self.at(close) {
                self.syntax_error(format!(
                    "in {context}; possibly missing {} or {}",
                    separator.describe(),
                    close.describe()
                ));
                self.advance(&[Token::RightParen, Token::RightBracket, Token::RightBrace]);
                if !self.at(close) {
                    return self.pos();
                }
            }
        }
        let pos = self.pos();
        self.want(close);
        pos
    }
}

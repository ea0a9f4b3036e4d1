//! Tokens of Go and their spelling in error messages.
//! In: nothing.  Out: the vocabulary shared by scanner and parser.
//! Invariants: operators that are only binary or unary operators share `Token::Operator`; those
//! with another role in the grammar (`*`, `<-`, `=`) are tokens of their own.
//! Follows: cmd/compile/internal/syntax/tokens.go (the division into classes decides error texts).

use crate::ast::BinaryOp;

/// A class of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Token {
    /// End of the file
    Eof,
    /// identifier
    Name,
    /// Any basic literal
    Literal,
    /// Operator except `*` and `<-`
    Operator,
    /// `op=`
    AssignOp,
    /// `++` or `--`
    IncOp,
    /// `=`
    Assign,
    /// `:=`
    Define,
    /// `<-`
    Arrow,
    /// `*`
    Star,
    /// `(`
    LeftParen,
    /// `[`
    LeftBracket,
    /// `{`
    LeftBrace,
    /// `)`
    RightParen,
    /// `]`
    RightBracket,
    /// `}`
    RightBrace,
    /// `,`
    Comma,
    /// `;`, written or implied by a line end
    Semicolon,
    /// `:`
    Colon,
    /// `.`
    Dot,
    /// `...`
    DotDotDot,
    /// `break`
    Break,
    /// `case`
    Case,
    /// `chan`
    Chan,
    /// `const`
    Const,
    /// `continue`
    Continue,
    /// `default`
    Default,
    /// `defer`
    Defer,
    /// `else`
    Else,
    /// `fallthrough`
    Fallthrough,
    /// `for`
    For,
    /// `func`
    Func,
    /// `go`
    Go,
    /// `goto`
    Goto,
    /// `if`
    If,
    /// `import`
    Import,
    /// `interface`
    Interface,
    /// `map`
    Map,
    /// `package`
    Package,
    /// `range`
    Range,
    /// `return`
    Return,
    /// `select`
    Select,
    /// `struct`
    Struct,
    /// `switch`
    Switch,
    /// `type`
    Type,
    /// `var`
    Var,
}

/// The operator of an `Operator`, `Star`, `AssignOp` or `IncOp` token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `!`
    Not,
    /// `~`
    Tilde,
    /// An operator that is binary, perhaps also unary
    Binary(BinaryOp),
}

impl Operator {
    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Operator::Not => "!",
            Operator::Tilde => "~",
            Operator::Binary(op) => op.as_str(),
        }
    }

    /// Precedence as a binary operator; 0 if it is none.
    pub fn precedence(self) -> u8 {
        match self {
            Operator::Not | Operator::Tilde => 0,
            Operator::Binary(op) => op.precedence(),
        }
    }
}

impl Token {
    /// The token as written; a word for classes.
    pub fn as_str(self) -> &'static str {
        match self {
            Token::Eof => "EOF",
            Token::Name => "name",
            Token::Literal => "literal",
            Token::Operator => "op",
            Token::AssignOp => "op=",
            Token::IncOp => "opop",
            Token::Assign => "=",
            Token::Define => ":=",
            Token::Arrow => "<-",
            Token::Star => "*",
            Token::LeftParen => "(",
            Token::LeftBracket => "[",
            Token::LeftBrace => "{",
            Token::RightParen => ")",
            Token::RightBracket => "]",
            Token::RightBrace => "}",
            Token::Comma => ",",
            Token::Semicolon => ";",
            Token::Colon => ":",
            Token::Dot => ".",
            Token::DotDotDot => "...",
            keyword => KEYWORDS[keyword as usize - Token::Break as usize].0,
        }
    }

    /// Whether the token is a keyword.
    pub fn is_keyword(self) -> bool {
        self as u8 >= Token::Break as u8
    }

    /// How error messages name the token.
    pub fn describe(self) -> String {
        match self {
            Token::Comma => "comma".to_string(),
            Token::Semicolon => "semicolon or newline".to_string(),
            _ if self.is_keyword() => format!("keyword {}", self.as_str()),
            _ => self.as_str().to_string(),
        }
    }

    /// The keyword with this spelling.
    pub fn keyword(text: &[u8]) -> Option<Token> {
        if !(2..=11).contains(&text.len()) || !text[0].is_ascii_lowercase() {
            return None;
        }
        // Keywords are sorted, so those with the same first letter are neighbours: at most four.
        let first = FIRST_KEYWORD[(text[0] - b'a') as usize] as usize;
        let candidates = KEYWORDS[first..]
            .iter()
            .take_while(|entry| entry.0.as_bytes()[0] == text[0]);
        candidates
            .into_iter()
            .find(|entry| entry.0.as_bytes() == text)
            .map(|entry| entry.1)
    }
}

/// All keywords, sorted, in the order of the enum.
const KEYWORDS: [(&str, Token); 25] = [
    ("break", Token::Break),
    ("case", Token::Case),
    ("chan", Token::Chan),
    ("const", Token::Const),
    ("continue", Token::Continue),
    ("default", Token::Default),
    ("defer", Token::Defer),
    ("else", Token::Else),
    ("fallthrough", Token::Fallthrough),
    ("for", Token::For),
    ("func", Token::Func),
    ("go", Token::Go),
    ("goto", Token::Goto),
    ("if", Token::If),
    ("import", Token::Import),
    ("interface", Token::Interface),
    ("map", Token::Map),
    ("package", Token::Package),
    ("range", Token::Range),
    ("return", Token::Return),
    ("select", Token::Select),
    ("struct", Token::Struct),
    ("switch", Token::Switch),
    ("type", Token::Type),
    ("var", Token::Var),
];

/// For each letter, the index of the first keyword that starts with it or a later letter.
const FIRST_KEYWORD: [u8; 26] = {
    let mut table = [KEYWORDS.len() as u8; 26];
    let mut index = KEYWORDS.len();
    while index > 0 {
        index -= 1;
        table[(KEYWORDS[index].0.as_bytes()[0] - b'a') as usize] = index as u8;
    }
    table
};

/// A set of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TokenSet(u64);

impl TokenSet {
    /// The set of the given tokens.
    pub const fn of(tokens: &[Token]) -> TokenSet {
        let mut bits = 0;
        let mut index = 0;
        while index < tokens.len() {
            bits |= 1 << tokens[index] as u8;
            index += 1;
        }
        TokenSet(bits)
    }

    /// Whether the token is in the set.
    pub const fn contains(self, token: Token) -> bool {
        self.0 >> token as u8 & 1 != 0
    }

    /// The tokens in either set.
    pub const fn union(self, other: TokenSet) -> TokenSet {
        TokenSet(self.0 | other.0)
    }

    /// Whether the set has no tokens.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_is_found_and_spelled() {
        for (text, token) in KEYWORDS {
            assert_eq!(Token::keyword(text.as_bytes()), Some(token));
            assert_eq!(token.as_str(), text);
        }
        assert_eq!(Token::keyword(b"golang"), None);
        assert_eq!(Token::keyword(b"x"), None);
        assert_eq!(Token::keyword(b"zz"), None);
    }
}

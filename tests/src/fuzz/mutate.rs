//! Mutants: programs with a few changes.
//!
//! In: the programs and a seed.  Out: a text, the same for the same seed and programs.
//! Most changes respect tokens and brackets, so that many mutants reach the type checker and some pass it:
//! names, literals and operators are replaced by others, spans are removed, repeated and exchanged, and spans
//! and declarations of other programs spliced in. Some nest a span deeply; some change bytes.

use grus_syntax::token::Token;

use super::corpus::{Corpus, Seed};
use crate::generate::Random;

/// What is inserted between tokens.
const FRAGMENTS: [&str; 84] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ":",
    ",",
    ".",
    "...",
    "<-",
    ":=",
    "=",
    "*",
    "&",
    "~",
    "|",
    "func",
    "type",
    "var",
    "const",
    "if",
    "else",
    "for",
    "range",
    "switch",
    "select",
    "case",
    "default",
    "go",
    "defer",
    "return",
    "goto",
    "break",
    "continue",
    "fallthrough",
    "import",
    "package",
    "struct{",
    "struct{}",
    "interface{",
    "any",
    "map[",
    "chan",
    "int",
    "string",
    "nil",
    "iota",
    "_",
    "0",
    "-1",
    "1e1000",
    "1<<500",
    "'x'",
    "\"s\"",
    "`",
    "\n",
    "//line a:1\n",
    "/*",
    "*/",
    "\0",
    "\u{FEFF}",
    "\u{661}",
    "[P any]",
    "[P interface{ ~[]Q }, Q any]",
    ".(type)",
    "//go:noinline\n",
    "L:",
    "func() {",
    "unsafe.Sizeof(",
    "append(",
    "len(",
    "make([]int, ",
    "comparable",
    "new(",
    "error",
    "func(yield func(int) bool) {}",
    "min(",
    "complex(",
    "1 << ",
    "[...]int{",
    "struct{ *",
    "}\nfunc _() {",
];

/// Ways to nest: what is written before and behind.
const NESTS: [(&str, &str); 24] = [
    ("(", ")"),
    ("-", ""),
    ("!", ""),
    ("*", ""),
    ("&", ""),
    ("[]", ""),
    ("[]int{", "}"),
    ("{", "}"),
    ("f(", ")"),
    ("func() { ", " }"),
    ("func(", ")"),
    ("struct { f ", "}"),
    ("interface { ", "}"),
    ("interface { m() ", "}"),
    ("chan ", ""),
    ("map[int]", ""),
    ("if x { ", "}"),
    ("L: ", ""),
    ("switch { case true: ", "}"),
    ("a[", "]"),
    ("1 + ", ""),
    ("\"s\" + ", ""),
    ("x.y, ", ""),
    ("[1]", ""),
];

/// The mutant of a seed.
pub fn mutant(corpus: &Corpus, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let Some(first) = corpus.seeds.get(random.below(corpus.seeds.len().max(1))) else {
        return Vec::new();
    };
    let mut text = first.text.clone();
    for round in 0..=random.below(4) {
        let rescanned;
        let current = match round {
            0 => first,
            _ => {
                rescanned = Seed::new(text.clone());
                &rescanned
            }
        };
        if current.tokens.is_empty() {
            return text;
        }
        let other = random.pick(&corpus.seeds);
        text = change(&mut random, current, other);
    }
    text
}

/// A program with one change; `other` is where it may take something from.
fn change(random: &mut Random, seed: &Seed, other: &Seed) -> Vec<u8> {
    let (start, end) = span(random, seed);
    match random.below(20) {
        0..=6 => {
            let source = if random.chance(4, 5) { seed } else { other };
            same_kind(random, seed, source)
        }
        7 => splice(seed, start, end, b""),
        8 => {
            let piece = [b" ", &seed.text[start..end], b" "].concat();
            let (at, _) = span(random, seed);
            splice(seed, at, at, &piece)
        }
        9..=11 => {
            let source = if random.chance(1, 2) { seed } else { other };
            let (from, to) = span(random, source);
            splice(seed, start, end, &source.text[from..to])
        }
        12 => {
            let fragment = *random.pick(&FRAGMENTS);
            splice(seed, start, start, format!(" {fragment} ").as_bytes())
        }
        13 => {
            let fragment = *random.pick(&FRAGMENTS);
            splice(seed, start, end, format!(" {fragment} ").as_bytes())
        }
        14 => nest(random, seed, start, end),
        15 => bytes(random, seed),
        16 => lines(random, seed, other),
        _ => declarations(random, seed, other),
    }
}

/// The text with a part replaced.
fn splice(seed: &Seed, start: usize, end: usize, by: &[u8]) -> Vec<u8> {
    [&seed.text[..start], by, &seed.text[end..]].concat()
}

/// A span of tokens: a few of them, or a bracket with all up to the one that closes it.
fn span(random: &mut Random, seed: &Seed) -> (usize, usize) {
    let first = random.below(seed.tokens.len());
    let mut last = (first + random.below(4)).min(seed.tokens.len() - 1);
    let opens = |token| {
        matches!(
            token,
            Token::LeftParen | Token::LeftBracket | Token::LeftBrace
        )
    };
    let closes = |token| {
        matches!(
            token,
            Token::RightParen | Token::RightBracket | Token::RightBrace
        )
    };
    if random.chance(2, 3) {
        let shortest = first + random.below(4);
        let mut depth = 0;
        for (index, place) in seed.tokens.iter().enumerate().skip(first) {
            depth += i32::from(opens(place.token)) - i32::from(closes(place.token));
            if depth < 0 {
                break;
            }
            last = index;
            if depth == 0 && index >= shortest {
                break;
            }
        }
    }
    (seed.tokens[first].start, seed.tokens[last].end)
}

/// Replaces a name, literal or operator by another one.
fn same_kind(random: &mut Random, seed: &Seed, source: &Seed) -> Vec<u8> {
    let replaceable = |token| {
        matches!(
            token,
            Token::Name | Token::Literal | Token::Operator | Token::AssignOp | Token::IncOp
        )
    };
    for _ in 0..50 {
        let (old, new) = (random.pick(&seed.tokens), random.pick(&source.tokens));
        if old.token == new.token && replaceable(old.token) {
            let by = &source.text[new.start..new.end];
            return splice(seed, old.start, old.end, by);
        }
    }
    seed.text.clone()
}

/// Wraps a span many times.
fn nest(random: &mut Random, seed: &Seed, start: usize, end: usize) -> Vec<u8> {
    let (open, close) = *random.pick(&NESTS);
    let times = *random.pick(&[1, 1, 2, 3, 10, 100, 900, 5_000]);
    let inside = &seed.text[start..end];
    let (open, close) = (open.repeat(times), close.repeat(times));
    let by = [open.as_bytes(), inside, close.as_bytes()].concat();
    splice(seed, start, end, &by)
}

/// Changes bytes, or leaves out the end.
fn bytes(random: &mut Random, seed: &Seed) -> Vec<u8> {
    let mut text = seed.text.clone();
    for _ in 0..=random.below(3) {
        let at = random.below(text.len().max(1));
        match random.below(4) {
            0 => text.truncate(at.max(1)),
            1 if at < text.len() => text[at] = random.below(256) as u8,
            2 if at < text.len() => drop(text.remove(at)),
            _ => text.insert(at.min(text.len()), random.below(128) as u8),
        }
    }
    text
}

/// Replaces or repeats lines, which often are statements.
fn lines(random: &mut Random, seed: &Seed, other: &Seed) -> Vec<u8> {
    let own: Vec<&[u8]> = seed.text.split_inclusive(|&byte| byte == b'\n').collect();
    let source = if random.chance(3, 4) { seed } else { other };
    let theirs: Vec<&[u8]> = source.text.split_inclusive(|&byte| byte == b'\n').collect();
    let from = random.below(theirs.len());
    let taken = &theirs[from..(from + 1 + random.below(4)).min(theirs.len())];
    let at = random.below(own.len());
    let until = (at + random.below(3)).min(own.len());
    [&own[..at], taken, &own[until..]].concat().concat()
}

/// Adds the declarations of another program, or exchanges the ends of both.
fn declarations(random: &mut Random, seed: &Seed, other: &Seed) -> Vec<u8> {
    let starts = |seed: &Seed| -> Vec<usize> {
        let keywords = [Token::Func, Token::Type, Token::Var, Token::Const];
        let places = seed.tokens.iter().filter(|place| {
            keywords.contains(&place.token)
                && (place.start == 0 || seed.text[place.start - 1] == b'\n')
        });
        places.map(|place| place.start).collect()
    };
    let (own, theirs) = (starts(seed), starts(other));
    if own.is_empty() || theirs.is_empty() {
        return seed.text.clone();
    }
    let from = *random.pick(&theirs);
    let next = theirs.iter().copied().find(|&start| start > from);
    let to = match random.chance(2, 3) {
        true => next.unwrap_or(other.text.len()),
        false => other.text.len(),
    };
    let at = *random.pick(&own);
    splice(seed, at, at, &other.text[from..to])
}

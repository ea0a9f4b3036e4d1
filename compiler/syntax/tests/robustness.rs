//! Inputs that are no programs: mutated sources and deep nesting neither crash nor hang the parser.
//! In: small seeds and a fixed random sequence.  Out: nothing.

mod common;

use grus_syntax::{dump, printer};

/// A program that uses every production.
const SEED: &str = r#"//go:build linux && go1.21
// Package p.
package p

import ("fmt"; m "math"; . "os"; _ "embed")

const (A, B = iota, 1 << iota; C, D; E string = "x" + `y`)
var x, y int = 0x1F, 'a'
var z = map[string][]int{"a": {1, 2}, "b": nil}
type T[P any, Q interface{ ~int | ~string; m(P) Q }] struct { a, b P "tag"; *U; V[P]; fmt.Stringer }
type U = func(int, ...string) (n int, err error)
type W [3]chan<- <-chan func()
//go:noinline
func (t *T[P, Q]) Method[R any](a, b int, rest ...R) (r []R) {
	defer func() { recover() }()
	go t.Method(1, 2)
L:
	for i, v := range 10 { if v == i { continue L } else if x := f(v); x > 0 { break } else { goto M } }
	for i := 0; i < 10; i++ { x += i; y--; z[""][i] &^= 1 }
M:
	switch x := any(a).(type) { case int, *T[int, string]: _ = x; default: }
	switch { case a < b && !(a == 3) || -b > ^1: fallthrough; case true: ; }
	select { case v, ok := <-c: _, _ = v, ok; case c <- 1: default: return }
	_ = s[1:2:3] ; _ = struct{ int }{1}; _ = [...]string{2: "c", "d"}; _ = new(1 + 2i)
	if (T{}) == (pkg.T{1}) { return append(r, rest...) }
	var e interface{ error } = nil; type local int; const k = 1.5e3
	return
}
"#;

/// xorshift: the same sequence in every run.
struct Random(u64);

impl Random {
    fn next(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

const FRAGMENTS: &[&str] = &[
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
    "import",
    "package",
    "struct{",
    "interface{",
    "map[",
    "chan",
    "x",
    "T",
    "0",
    "'",
    "\"",
    "`",
    "\n",
    "//line a:1\n",
    "/*",
    "*/",
    "\0",
    "\u{FEFF}",
    "\u{661}",
    "if x {",
    "[P ",
    "x.(type)",
    "//go:noinline\n",
    "L:",
];

fn mutate(random: &mut Random, text: &mut Vec<u8>) {
    for _ in 0..=random.next(4) {
        let at = random.next(text.len().max(1));
        let end = (at + random.next(12)).min(text.len());
        match random.next(5) {
            0 => drop(text.drain(at..end)),
            1 => {
                let fragment = FRAGMENTS[random.next(FRAGMENTS.len())];
                text.splice(at..at, fragment.bytes());
            }
            2 => {
                let piece: Vec<u8> = text[at..end].to_vec();
                let to = random.next(text.len().max(1));
                text.splice(to..to, piece);
            }
            3 if at < text.len() => text[at] = random.next(256) as u8,
            _ => text.truncate(text.len() - random.next(3).min(text.len())),
        }
    }
}

#[test]
fn the_seed_is_a_program() {
    let (sources, parsed) = common::parse("seed.go", SEED.as_bytes());
    assert_eq!(common::render(&sources, &parsed), "");
}

#[test]
fn mutated_programs_are_survived() {
    common::with_large_stack(|| {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for round in 0..20_000 {
            let mut text = SEED.as_bytes().to_vec();
            mutate(&mut random, &mut text);
            let (sources, parsed) = common::parse("mutant.go", &text);
            common::render(&sources, &parsed);
            // What is accepted must survive printing too.
            let Some(file) = parsed.file.filter(|_| parsed.diagnostics.is_empty()) else {
                continue;
            };
            let printed = printer::print_file(&file);
            let (sources, again) = common::parse("printed.go", printed.as_bytes());
            let problem = common::render(&sources, &again);
            let same = again
                .file
                .is_some_and(|again| dump::same_tree(&file, &again));
            assert!(
                same,
                "round {round}: {problem}\n{}\n--\n{printed}",
                String::from_utf8_lossy(&text)
            );
        }
    });
}

/// Every way of nesting gives an error, not a stack overflow, on the stack of an ordinary thread.
#[test]
fn deep_nesting_is_an_error() {
    let pairs = [
        ("var _ = ", "(", "1", ")"),
        ("var _ = ", "- ", "1", ""),
        ("var _ = ", "[]int{", "1", "}"),
        ("var _ = []T", "{", "1", "}"),
        ("var _ = ", "f(", "1", ")"),
        ("var _ = ", "func() { _ = ", "1", " }"),
        ("var _ ", "[]", "int", ""),
        ("var _ ", "func(", "int", ")"),
        ("var _ ", "struct { f ", "int", "}"),
        ("type _[P ", "interface { ", "int", "}"),
        ("var _ ", "chan ", "int", ""),
        ("func _() ", "{", "", "}"),
        ("func _() {", "if x { ", "", "}"),
        ("func _() {", "L: ", ";", ""),
        ("func _() {", "switch { case true: ", "", "}"),
        ("var _ = ", "a[", "1", "]"),
        ("type _ ", "T[", "int", "]"),
        ("var _ = ", "<-", "c", ""),
    ];
    for (before, open, middle, close) in pairs {
        for count in [2_000, 100_000] {
            let text = format!(
                "package p\n{before}{}{middle}{}\n",
                open.repeat(count),
                close.repeat(count)
            );
            let (_, parsed) = common::parse("deep.go", text.as_bytes());
            let messages = parsed
                .diagnostics
                .iter()
                .map(|diagnostic| &diagnostic.message);
            let limit = "exceeded max nesting depth";
            assert!(
                messages.into_iter().any(|text| text == limit),
                "{before}{open} x {count}"
            );
        }
    }
}

#[test]
fn long_chains_are_parsed_up_to_a_limit() {
    common::with_large_stack(|| {
        let is_fine = |text: String| {
            let (_, parsed) = common::parse("chain.go", text.as_bytes());
            parsed.diagnostics.is_empty()
        };
        let sum = |count: usize| format!("package p\nvar _ = 1{}\n", " + 1".repeat(count));
        let chain = |count: usize| {
            let links = "if x { } else ".repeat(count);
            format!("package p\nfunc _() {{ {links} {{ }} }}\n")
        };
        let calls = |count: usize| format!("package p\nvar _ = f{}\n", ".g()".repeat(count));
        assert!(is_fine(sum(9_000)) && !is_fine(sum(200_000)));
        assert!(is_fine(chain(9_000)) && !is_fine(chain(200_000)));
        assert!(is_fine(calls(4_000)) && !is_fine(calls(200_000)));
    });
}

//! The main function of a test executable.
//!
//! In: what was found in the test files.  Out: a Go file that hands all of it to package `testing`.

use super::discover::Functions;
use std::fmt::Write;

/// The name under which the file imports the package.
pub const PACKAGE: &str = "_test";
/// The name under which it imports the external tests.
pub const EXTERNAL: &str = "_xtest";

/// The text of the generated file, for a package of a module. It has files and tests of its own, or
/// external tests, or both.
pub fn main_file(
    path: &str,
    module: &str,
    (package, external): (bool, bool),
    functions: &Functions,
) -> String {
    let mut text = String::from("package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n");
    text.push_str("\t\"testing/internal/testdeps\"\n");
    if functions.main.is_some() {
        text.push_str("\t\"testing/internal/outcome\"\n");
    }
    for (present, alias, path) in [
        (package, PACKAGE, path.to_string()),
        (external, EXTERNAL, format!("{path}_test")),
    ] {
        let name = match functions.uses(alias) {
            true => alias,
            false => "_",
        };
        if present {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\t{name} {path:?}");
        }
    }
    text.push_str(")\n");
    let lists = [
        ("tests", "InternalTest", &functions.tests),
        ("benchmarks", "InternalBenchmark", &functions.benchmarks),
        ("fuzzTargets", "InternalFuzzTarget", &functions.fuzz),
    ];
    for (list, of, names) in lists {
        let _ = writeln!(text, "\nvar {list} = []testing.{of}{{");
        for (alias, name) in names {
            let _ = writeln!(text, "\t{{{name:?}, {alias}.{name}}},");
        }
        text.push_str("}\n");
    }
    text.push_str("\nvar examples = []testing.InternalExample{\n");
    for example in &functions.examples {
        let (alias, name) = (example.alias, &example.name);
        let output = go_string(&example.output);
        let unordered = example.unordered;
        let _ = writeln!(
            text,
            "\t{{{name:?}, {alias}.{name}, {output}, {unordered}}},"
        );
    }
    let _ = write!(
        text,
        "}}\n\nfunc main() {{\n\ttestdeps.ImportPath = {path:?}\n\
         \ttestdeps.ModulePath = {module:?}\n\
         \tm := testing.MainStart(testdeps.TestDeps{{}}, tests, benchmarks, fuzzTargets, examples)\n"
    );
    match &functions.main {
        Some((alias, name)) => {
            let _ = writeln!(text, "\t{alias}.{name}(m)\n\tos.Exit(outcome.ExitCode)");
        }
        None => text.push_str("\tos.Exit(m.Run())\n"),
    }
    text.push_str("}\n");
    text
}

/// A text as a Go string literal.
fn go_string(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            ' '..='~' => literal.push(c),
            _ => {
                let _ = write!(literal, "\\U{:08x}", u32::from(c));
            }
        }
    }
    literal.push('"');
    literal
}

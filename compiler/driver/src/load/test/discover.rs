//! The functions in test files that a test executable runs.
//!
//! In: parsed files.  Out: [`Functions`], in source order.
//! Follows the documentation of package `testing`.

use super::examples;
use crate::report::Failure;
use grus_syntax::SourceMap;
use grus_syntax::ast::{Decl, ExprKind, File, FuncDecl};
use std::sync::Arc;

/// Functions by kind, each with the name its package is imported under.
#[derive(Default)]
pub struct Functions {
    pub tests: Vec<(&'static str, String)>,
    pub benchmarks: Vec<(&'static str, String)>,
    pub fuzz: Vec<(&'static str, String)>,
    pub examples: Vec<Example>,
    pub main: Option<(&'static str, String)>,
}

/// An example that says what it prints.
pub struct Example {
    pub alias: &'static str,
    pub name: String,
    pub output: String,
    pub unordered: bool,
}

impl Functions {
    /// Adds those of a package.
    ///
    /// # Errors
    /// A function that is named like a test but cannot be called like one.
    pub fn add(
        &mut self,
        files: &[Arc<File>],
        sources: &SourceMap,
        alias: &'static str,
    ) -> Result<(), Failure> {
        for file in files {
            let source = sources.file(file.file);
            if !source.name().ends_with("_test.go") {
                continue;
            }
            for decl in &file.decls {
                let Decl::Func(function) = decl else { continue };
                if function.receiver.is_none() {
                    self.add_function(function, sources, alias)?;
                }
            }
        }
        Ok(())
    }

    /// Whether the file generated for these functions mentions a package.
    pub fn uses(&self, alias: &str) -> bool {
        let named = [&self.tests, &self.benchmarks, &self.fuzz];
        let mut names = named.into_iter().flatten().chain(&self.main);
        names.any(|(of, _)| *of == alias) || self.examples.iter().any(|e| e.alias == alias)
    }

    fn add_function(
        &mut self,
        function: &FuncDecl,
        sources: &SourceMap,
        alias: &'static str,
    ) -> Result<(), Failure> {
        let name = function.name.name.as_str();
        let entry = (alias, name.to_string());
        if name == "TestMain" && !takes(function, "T") {
            check(function, sources, "M", "m")?;
            if self.main.is_some() {
                return Err(Failure::new("multiple definitions of TestMain"));
            }
            self.main = Some(entry);
        } else if is_named(name, "Test") {
            check(function, sources, "T", "t")?;
            self.tests.push(entry);
        } else if is_named(name, "Benchmark") {
            check(function, sources, "B", "b")?;
            self.benchmarks.push(entry);
        } else if is_named(name, "Fuzz") {
            check(function, sources, "F", "f")?;
            self.fuzz.push(entry);
        } else if is_named(name, "Example") && function.signature.params.is_empty() {
            let Some(body) = &function.body else {
                return Ok(());
            };
            let Some(file) = sources.file_of(body.pos) else {
                return Ok(());
            };
            let (start, end) = (file.offset(body.pos), file.offset(body.rbrace));
            let text = file.bytes();
            let body = text.get(start as usize..end as usize).unwrap_or_default();
            if let Some((output, unordered)) = examples::expected_output(body) {
                self.examples.push(Example {
                    alias,
                    name: name.to_string(),
                    output,
                    unordered,
                });
            }
        }
        Ok(())
    }
}

/// Whether a name is the prefix alone or goes on with other than a lower case letter.
fn is_named(name: &str, prefix: &str) -> bool {
    let rest = name.strip_prefix(prefix);
    rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// Whether the only parameter is a pointer to a type of that name.
fn takes(function: &FuncDecl, name: &str) -> bool {
    let signature = &function.signature;
    if !signature.results.is_empty() || signature.params.len() != 1 {
        return false;
    }
    let ExprKind::Star(base) = &signature.params[0].ty.kind else {
        return false;
    };
    match &base.kind {
        ExprKind::Name(found) => found.as_str() == name,
        ExprKind::Selector { name: found, .. } => found.name.as_str() == name,
        _ => false,
    }
}

fn check(
    function: &FuncDecl,
    sources: &SourceMap,
    name: &str,
    parameter: &str,
) -> Result<(), Failure> {
    let problem = if !takes(function, name) {
        let called = function.name.name.as_str();
        format!("wrong signature for {called}, must be: func {called}({parameter} *testing.{name})")
    } else if !function.type_params.is_empty() {
        let called = function.name.name.as_str();
        format!("wrong signature for {called}, test functions cannot have type parameters")
    } else {
        return Ok(());
    };
    let position = sources.position(function.pos);
    Err(Failure::new(format!("{position}: {problem}")))
}

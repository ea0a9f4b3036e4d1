//! `--emit`: a program as it is at one stage of the compilation.
//!
//! In: the name of a stage, the source and what the checker made of it.  Out: text.
//! The stages in front of MIR are here: tokens, trees, types. MIR prints itself, after the pass that
//! `mir:<pass>` names; Cranelift's input and machine code come from code generation.

use crate::report::Failure;
use grus_opt::Pass;
use grus_syntax::ast::{Decl, Expr, ExprKind, File, FuncDecl};
use grus_syntax::expr_string::expr_string;
use grus_syntax::scanner::Scanner;
use grus_syntax::token::Token;
use grus_syntax::visit::{Node, inspect};
use grus_syntax::{Pos, SourceMap};
use grus_types::{PackageId, Program, type_string};
use std::fmt::Write;

/// A stage that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Tokens,
    Ast,
    Types,
    /// As lowered.
    Mir,
    /// Behind a pass before escape analysis.
    Early(Pass),
    Escape,
    /// Behind a pass after escape analysis.
    Late(Pass),
    /// As compiled.
    MirFinal,
    Clif,
    Asm,
}

impl Stage {
    /// The stage of a name.
    ///
    /// # Errors
    /// The name is none; the text lists those there are.
    pub fn parse(name: &str) -> Result<Stage, Failure> {
        let stage = match name {
            "tokens" => Stage::Tokens,
            "ast" => Stage::Ast,
            "types" => Stage::Types,
            "mir" | "mir:lower" => Stage::Mir,
            "mir:escape" => Stage::Escape,
            "mir-final" => Stage::MirFinal,
            "clif" => Stage::Clif,
            "asm" => Stage::Asm,
            _ => {
                let pass = Pass::ALL
                    .iter()
                    .find(|pass| name.strip_prefix("mir:") == Some(pass.name()));
                match pass {
                    Some(&pass) if pass.is_before_escape() => Stage::Early(pass),
                    Some(&pass) => Stage::Late(pass),
                    None => return Err(Failure::usage(unknown(name))),
                }
            }
        };
        Ok(stage)
    }

    /// The last optional pass that runs, if not all do.
    pub fn last_pass(self) -> Option<Pass> {
        match self {
            Stage::Early(pass) | Stage::Late(pass) => Some(pass),
            _ => None,
        }
    }
}

fn unknown(name: &str) -> String {
    let passes: Vec<String> = Pass::ALL
        .iter()
        .map(|pass| format!("mir:{}", pass.name()))
        .collect();
    format!(
        "invalid value {name:?} for --emit: the stages are tokens, ast, types, mir, mir:lower, {}, \
         mir:escape, mir-final, clif, asm",
        passes.join(", ")
    )
}

/// A package's files at a stage in front of MIR; none for the other stages.
pub fn source_stage(
    stage: Stage,
    sources: &SourceMap,
    program: &Program,
    package: PackageId,
    only: Option<&str>,
) -> Option<String> {
    let mut text = String::new();
    let data = program.package(package);
    for file in &data.files {
        let decls = file.decls.iter().filter(|decl| match (only, decl) {
            (None, _) => true,
            (Some(only), Decl::Func(func)) => is_of(only, data.path.as_str(), func),
            _ => false,
        });
        let shown = File {
            decls: decls.cloned().collect(),
            ..File::clone(file)
        };
        if only.is_some() && shown.decls.is_empty() {
            continue;
        }
        match stage {
            Stage::Tokens => tokens(&mut text, sources, &shown, only.is_some()),
            Stage::Ast => text.push_str(&grus_syntax::dump::dump(&shown)),
            Stage::Types => types(&mut text, sources, program, package, &shown),
            _ => return None,
        }
    }
    Some(text)
}

/// Whether a symbol is that of a declared function or of something inside it.
fn is_of(symbol: &str, path: &str, func: &FuncDecl) -> bool {
    let name = func.name.name.as_str();
    let receiver = func.receiver.as_ref().map(|receiver| &*receiver.ty);
    let own = match receiver.map(|ty| (&ty.kind, ty)) {
        None => format!("{path}.{name}"),
        Some((ExprKind::Star(base), _)) => format!("{path}.(*{}).{name}", base_name(base)),
        Some((_, ty)) => format!("{path}.{}.{name}", base_name(ty)),
    };
    symbol
        .strip_prefix(own.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The name of a receiver's type, without type parameters.
fn base_name(ty: &Expr) -> &'static str {
    match &ty.kind {
        ExprKind::Name(name) => name.as_str(),
        ExprKind::Index { operand, .. } => base_name(operand),
        ExprKind::Paren(inner) => base_name(inner),
        _ => "",
    }
}

/// `file:line:column token text` a line.
fn tokens(text: &mut String, sources: &SourceMap, file: &File, only: bool) {
    let Some(source) = sources.file_of(file.pos) else {
        return;
    };
    let ranges: Vec<(Pos, Pos)> = file
        .decls
        .iter()
        .map(|decl| (decl.pos(), decl.end_pos()))
        .collect();
    let mut scanner = Scanner::new(source.bytes());
    loop {
        scanner.next();
        let pos = source.pos(scanner.start);
        let inside = |(start, end): &(Pos, Pos)| *start <= pos && pos <= *end;
        if !only || ranges.iter().any(inside) {
            let position = sources.physical_position(pos);
            let written = String::from_utf8_lossy(scanner.text());
            let kind = scanner.token.as_str();
            let _ = match written.trim() {
                "" => writeln!(text, "{position}: {kind}"),
                written if written == kind => writeln!(text, "{position}: {kind}"),
                written => writeln!(text, "{position}: {kind} {written}"),
            };
        }
        if scanner.token == Token::Eof {
            return;
        }
    }
}

/// `file:line:column expression: type`, with the value of constants.
fn types(
    text: &mut String,
    sources: &SourceMap,
    program: &Program,
    package: PackageId,
    file: &File,
) {
    let qualify = |other: PackageId| match other == package {
        true => String::new(),
        false => program.package(other).name.to_string(),
    };
    let mut show = |expr: &Expr| {
        let found = program.info.type_and_value(expr.id);
        if !found.is_recorded() {
            return;
        }
        let position = sources.physical_position(expr.pos);
        let ty = type_string(&program.types, found.ty, &qualify);
        let _ = write!(text, "{position}: {}: {ty}", expr_string(expr));
        if let Some(value) = &found.value {
            let _ = write!(text, " = {value}");
        }
        text.push('\n');
    };
    for decl in &file.decls {
        inspect(Node::Decl(decl), &mut |node| {
            if let Node::Expr(expr) = node {
                show(expr);
            }
            true
        });
    }
}

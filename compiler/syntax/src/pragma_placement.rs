//! Whether directives stand before declarations that may have them.
//! In: the tree of a file whose package type-checks (gc looks only then).  Out: errors.
//! Follows: cmd/compile/internal/noder/{noder,writer}.go (checkPragmas, checkEmbed, funcExt).

use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::pragma::{PragmaFlags, Pragmas};
use crate::source::Pos;
use crate::visit::{Node, inspect_file};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What functions may have.
const FUNCTION_FLAGS: PragmaFlags = PragmaFlags(!PragmaFlags::GO_BUILD.0);

/// The error of functions that no file of the package and no directive implements.
pub const MISSING_BODY: &str = "missing function body";

/// Checks the directives of a file. `complete` tells that the package has no functions implemented
/// elsewhere (in assembly).
pub fn check(file: &File, complete: bool) -> Vec<Diagnostic> {
    let mut checker = Checker {
        file,
        complete,
        errors: Vec::new(),
        bodies_until: Pos::NONE,
    };
    checker.placement(&file.pragmas, PragmaFlags::GO_BUILD, false);
    inspect_file(file, &mut |node| {
        match node {
            Node::Block(block) => checker.bodies_until = checker.bodies_until.max(block.rbrace),
            Node::Decl(decl) => checker.decl(decl),
            _ => {}
        }
        true
    });
    checker.linknames();
    checker.errors
}

/// Checks that each linkname of a package names a function or variable of it, and none twice.
pub fn check_linknames(files: &[Arc<File>]) -> Vec<Diagnostic> {
    let mut declared = FxHashSet::default();
    for decl in files.iter().flat_map(|file| &file.decls) {
        match decl {
            Decl::Func(func) if func.receiver.is_none() => {
                declared.insert(func.name.name);
            }
            Decl::Var(spec) => declared.extend(spec.names.iter().map(|name| name.name)),
            _ => {}
        }
    }
    let imports_unsafe = |file: &&Arc<File>| file.imports("unsafe");
    let mut seen = FxHashSet::default();
    let mut errors = Vec::new();
    for linkname in files
        .iter()
        .filter(imports_unsafe)
        .flat_map(|f| &f.linknames)
    {
        let message = if !declared.contains(&linkname.local) {
            "//go:linkname must refer to declared function or variable".to_string()
        } else if !seen.insert(linkname.local) {
            format!("duplicate //go:linkname for {}", linkname.local.as_str())
        } else {
            continue;
        };
        errors.push(Diagnostic::error(linkname.pos, Code::SYNTAX, message));
    }
    errors
}

impl File {
    fn imports(&self, path: &str) -> bool {
        let is_path = |import: &ImportPath| import.value.as_str() == path;
        let mut imports = self.imports.iter();
        imports.any(|import| import.path.as_ref().is_some_and(is_path))
    }
}

struct Checker<'a> {
    file: &'a File,
    complete: bool,
    errors: Vec<Diagnostic>,
    /// End of the last block entered: declarations before it are in a function.
    bodies_until: Pos,
}

impl Checker<'_> {
    fn error(&mut self, pos: Pos, message: impl Into<String>) {
        self.errors
            .push(Diagnostic::error(pos, Code::SYNTAX, message));
    }

    fn placement(&mut self, pragmas: &Pragmas, allowed: PragmaFlags, embed_allowed: bool) {
        for &(pos, flags) in &pragmas.positions {
            if !flags.without(allowed).is_empty() {
                self.error(pos, "misplaced compiler directive");
            }
        }
        if !embed_allowed {
            for embed in &pragmas.embeds {
                self.error(embed.pos, "misplaced go:embed directive");
            }
        }
    }

    fn decl(&mut self, decl: &Decl) {
        let none = PragmaFlags::default();
        match decl {
            Decl::Import(import) => self.placement(&import.pragmas, none, false),
            Decl::Const(spec) => self.placement(&spec.pragmas, none, false),
            Decl::Type(spec) => self.placement(&spec.pragmas, none, false),
            Decl::Var(spec) => {
                self.placement(&spec.pragmas, none, true);
                self.embed(spec);
            }
            Decl::Func(func) => {
                self.placement(&func.pragmas, FUNCTION_FLAGS, false);
                self.function(func);
            }
        }
    }

    fn embed(&mut self, spec: &VarDecl) {
        let Some(embed) = spec.pragmas.embeds.first() else {
            return;
        };
        let message = if !self.file.imports("embed") {
            "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)"
        } else if spec.names.len() > 1 {
            "go:embed cannot apply to multiple vars"
        } else if !spec.values.is_empty() {
            "go:embed cannot apply to var with initializer"
        } else if spec.ty.is_none() {
            "go:embed cannot apply to var without type"
        } else if spec.pos < self.bodies_until {
            "go:embed cannot apply to var inside func"
        } else {
            return;
        };
        self.error(embed.pos, message);
    }

    fn function(&mut self, func: &FuncDecl) {
        let flags = func.pragmas.flags;
        if flags.contains(PragmaFlags::SYSTEM_STACK | PragmaFlags::NO_SPLIT) {
            self.error(func.pos, "go:nosplit and go:systemstack cannot be combined");
        }
        // Without unsafe they are refused.
        let has_linkname = || {
            let mut linknames = self.file.linknames.iter();
            self.file.imports("unsafe") && linknames.any(|l| l.local == func.name.name)
        };
        if func.body.is_none() {
            let is_init = func.receiver.is_none() && func.name.name.as_str() == "init";
            if (self.complete || is_init) && !has_linkname() {
                self.error(func.pos, MISSING_BODY);
            }
        } else if flags.contains(PragmaFlags::NO_ESCAPE) {
            let message = "can only use //go:noescape with external func implementations";
            self.error(func.pos, message);
        }
    }

    fn linknames(&mut self) {
        if self.file.imports("unsafe") {
            return;
        }
        for linkname in &self.file.linknames {
            let message = "//go:linkname only allowed in Go files that import \"unsafe\"";
            self.error(linkname.pos, message);
        }
    }
}

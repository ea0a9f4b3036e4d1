//! Collecting the package-level names of all files, and imports.
//!
//! In: files. Out: package and file scopes, a `DeclInfo` per object, methods by base type.
//! Invariants: nothing is type-checked here; objects are numbered in source order.
//! Spec: "Packages", "Import declarations", "Declarations and scope", "Method declarations".

use std::rc::Rc;
use std::sync::Arc;

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};
use rustc_hash::FxHashSet;

use super::{Checker, DeclIndex, DeclInfo};
use crate::constant::Value;
use crate::objects::*;
use crate::scope::ScopeId;
use crate::version::GoVersion;

/// A method found while collecting, to be attached to its base type afterwards.
struct MethodInfo {
    object: ObjectId,
    pointer: bool,
    base: Symbol,
}

/// The parts of a receiver's type expression.
pub(super) struct ReceiverParts<'a> {
    pub pointer: bool,
    pub base: &'a ast::Expr,
    /// The expressions between brackets, if there are any.
    pub type_params: Option<&'a [ast::Expr]>,
}

/// Splits `*T[P, Q]`.
pub(super) fn unpack_receiver(ty: &ast::Expr) -> ReceiverParts<'_> {
    let mut base = ty.unparen();
    let mut pointer = false;
    if let ast::ExprKind::Star(inner) = &base.kind {
        pointer = true;
        base = inner.unparen();
    }
    match &base.kind {
        ast::ExprKind::Index { operand, indices } => ReceiverParts {
            pointer,
            base: operand,
            type_params: Some(indices),
        },
        _ => ReceiverParts {
            pointer,
            base,
            type_params: None,
        },
    }
}

impl<'a> Checker<'_, 'a> {
    /// Determines the package name, the files that have it, and the version of each file.
    pub(super) fn select_files(&mut self) {
        let sources = self.sources;
        for file in sources.files {
            let name = file.package.name;
            let known = self.program.package(self.package).name;
            if known == Symbol::EMPTY {
                if name.is_blank() {
                    self.error(file.package.pos, "BlankPkgName", "invalid package name _");
                } else {
                    self.program.packages[self.package.index()].name = name;
                }
            } else if name != known {
                let message = format!("package {name}; expected package {known}");
                self.error(file.pos, "MismatchedPkgName", message);
                continue;
            }
            let version = self.file_version(file);
            let package = &mut self.program.packages[self.package.index()];
            package.files.push(file.clone());
            package.file_versions.push(version);
            self.files.push(file);
        }
        if sources.go_version > GoVersion::CURRENT
            && let Some(file) = sources.files.first()
        {
            let message = format!(
                "package requires newer Go version {} (application built with {})",
                sources.go_version,
                GoVersion::CURRENT
            );
            self.error(file.pos, "TooNew", message);
        }
    }

    /// The version of a file: that of its build constraint (at least 1.21), else the module's.
    fn file_version(&mut self, file: &ast::File) -> GoVersion {
        let Some(version) = file
            .go_version
            .and_then(|text| GoVersion::parse(text.as_str()))
        else {
            return self.sources.go_version;
        };
        if version > GoVersion::CURRENT {
            let message = format!("file requires newer Go version {version}");
            self.error(file.package.pos, "TooNew", message);
        }
        version.max(GoVersion::new(1, 21))
    }

    /// Adds to complaints about the language version where that version comes from.
    pub(super) fn explain_versions(&mut self) {
        let sources = self.sources;
        for diagnostic in &mut self.diagnostics {
            if !names_version(&diagnostic.message) {
                continue;
            }
            let file = sources
                .source_map
                .file_of(diagnostic.pos)
                .map(|file| file.id());
            let index = self.files.iter().position(|other| Some(other.file) == file);
            let Some(index) = index else { continue };
            let version = self.program.package(self.package).file_versions[index];
            let declared = self.files[index]
                .go_version
                .and_then(|text| GoVersion::parse(text.as_str()));
            let hint = if declared == Some(version) {
                format!(" (file declares //go:build {version})")
            } else {
                format!(" (-lang was set to {}; check go.mod)", sources.go_version)
            };
            diagnostic.message.push_str(&hint);
        }
    }

    /// Enters all package-level declarations into scopes.
    pub(super) fn collect_objects(&mut self) {
        let mut methods = Vec::new();
        let mut file_scopes = Vec::new();
        for (index, file) in self.files.clone().into_iter().enumerate() {
            let versions = &self.program.package(self.package).file_versions;
            self.env.version = versions[index];
            let package_scope = self.program.package(self.package).scope;
            let scope = self.program.add_scope(Some(package_scope));
            file_scopes.push(scope);
            for decl in &file.decls {
                match decl {
                    ast::Decl::Import(decl) => self.collect_import(scope, decl),
                    ast::Decl::Const(decl) => self.collect_const(scope, decl),
                    ast::Decl::Var(decl) => self.collect_var(scope, decl),
                    ast::Decl::Type(decl) => self.collect_type(scope, decl),
                    ast::Decl::Func(decl) => self.collect_func(scope, decl, &mut methods),
                }
            }
        }
        self.first_local_scope = self.program.scopes.len();
        self.check_file_scopes(&file_scopes);
        for method in methods {
            if let Some((pointer, base)) = self.resolve_base_type(method.pointer, method.base) {
                self.methods
                    .entry(base)
                    .or_default()
                    .push((method.object, pointer));
            }
        }
    }

    /// Numbers an object and remembers its declaration.
    fn add_declared(&mut self, object: ObjectId, decl: DeclIndex) {
        self.decl_of.insert(object, decl);
        self.order.insert(object, self.object_list.len() as u32);
        self.object_list.push(object);
    }

    fn add_decl_info(&mut self, info: DeclInfo<'a>) -> DeclIndex {
        self.decls.push(info);
        (self.decls.len() - 1) as DeclIndex
    }

    fn decl_info(&self, file_scope: ScopeId) -> DeclInfo<'a> {
        DeclInfo {
            file_scope: Some(file_scope),
            version: Some(self.env.version),
            ..DeclInfo::default()
        }
    }

    fn declare_package_object(&mut self, ident: ast::Ident, object: ObjectId, decl: DeclIndex) {
        // spec: "the identifier init can be declared only as a function".
        if ident.name == Symbol::INIT {
            let message = "cannot declare init - must be func";
            return self.error(ident.pos, "InvalidInitDecl", message);
        }
        let package = self.program.package(self.package);
        if ident.name == Symbol::MAIN && package.name == Symbol::MAIN {
            let message = "cannot declare main - must be func";
            return self.error(ident.pos, "InvalidMainDecl", message);
        }
        let scope = package.scope;
        self.declare(scope, Some(ident), object, Pos::NONE);
        self.add_declared(object, decl);
    }

    fn collect_const(&mut self, scope: ScopeId, decl: &'a ast::ConstDecl) {
        let (source, inherited) = const_source(decl);
        for (index, &name) in decl.names.iter().enumerate() {
            let value = Value::Int(decl.iota.into());
            let object = self.new_object(name.name, ObjectKind::Const { value }, name.pos);
            let info = DeclInfo {
                ty: source.and_then(|source| source.ty.as_ref()),
                init: source.and_then(|source| source.values.get(index)),
                inherited,
                ..self.decl_info(scope)
            };
            let info = self.add_decl_info(info);
            self.declare_package_object(name, object, info);
        }
        self.check_const_arity(decl);
    }

    /// Reports a wrong number of values of a constant declaration.
    pub(super) fn check_const_arity(&mut self, decl: &'a ast::ConstDecl) {
        let (source, inherited) = const_source(decl);
        let values = source.map_or(&[][..], |source| &source.values);
        self.check_arity(decl.pos, &decl.names, values, true, inherited);
    }

    /// Reports a number of initialisers that does not match the number of names.
    pub(super) fn check_arity(
        &mut self,
        pos: Pos,
        names: &[ast::Ident],
        values: &'a [ast::Expr],
        constant: bool,
        inherited: bool,
    ) {
        let code = "WrongAssignCount";
        let (left, right) = (names.len(), values.len());
        if left < right {
            let extra = &values[left];
            if inherited {
                let message = format!("extra init expr at {}", self.pos_text(extra.pos));
                self.error(pos, code, message);
            } else {
                let message = format!("extra init expr {}", self.expr_text(extra));
                self.error(extra.start_pos(), code, message);
            }
        } else if left > right && (constant || right != 1) {
            let message = format!("missing init expr for {}", names[right].name);
            self.error(names[right].pos, code, message);
        }
    }

    fn collect_var(&mut self, scope: ScopeId, decl: &'a Arc<ast::VarDecl>) {
        let package = self.package;
        let objects: Vec<ObjectId> = decl
            .names
            .iter()
            .map(|name| self.new_var(VarKind::Package, name.name, name.pos, None))
            .collect();
        self.program.packages[package.index()]
            .variables
            .extend(&objects);
        // With a single initialiser all variables share one declaration.
        let shared = (decl.values.len() <= 1).then(|| {
            let info = DeclInfo {
                lhs: Some(Rc::from(objects.clone())),
                ty: decl.ty.as_ref(),
                init: decl.values.first(),
                var_decl: Some((decl, 0)),
                ..self.decl_info(scope)
            };
            self.add_decl_info(info)
        });
        for (index, (&name, &object)) in decl.names.iter().zip(&objects).enumerate() {
            let info = shared.unwrap_or_else(|| {
                let info = DeclInfo {
                    ty: decl.ty.as_ref(),
                    init: decl.values.get(index),
                    var_decl: Some((decl, index as u32)),
                    ..self.decl_info(scope)
                };
                self.add_decl_info(info)
            });
            self.declare_package_object(name, object, info);
        }
        if decl.ty.is_none() || !decl.values.is_empty() {
            self.check_arity(decl.pos, &decl.names, &decl.values, false, false);
        }
    }

    fn collect_type(&mut self, scope: ScopeId, decl: &'a ast::TypeDecl) {
        let kind = ObjectKind::TypeName {
            alias: decl.is_alias,
        };
        let object = self.new_object(decl.name.name, kind, decl.name.pos);
        let info = DeclInfo {
            type_decl: Some(decl),
            ..self.decl_info(scope)
        };
        let info = self.add_decl_info(info);
        self.declare_package_object(decl.name, object, info);
    }

    fn collect_func(
        &mut self,
        scope: ScopeId,
        decl: &'a Arc<ast::FuncDecl>,
        methods: &mut Vec<MethodInfo>,
    ) {
        let name = decl.name.name;
        let func = FuncObject {
            decl: Some(decl.clone()),
            receiver: None,
            receiver_var: None,
            params: Vec::new(),
            results: Vec::new(),
            type_params: Vec::new(),
        };
        let object = self.new_object(name, ObjectKind::Func(Box::new(func)), decl.name.pos);
        self.program.packages[self.package.index()]
            .functions
            .push(object);
        match &decl.receiver {
            None => self.declare_func(decl, object),
            Some(receiver) => {
                let parts = unpack_receiver(&receiver.ty);
                if let (Some(base), false) = (parts.base.as_name(), name.is_blank()) {
                    methods.push(MethodInfo {
                        object,
                        pointer: parts.pointer,
                        base,
                    });
                }
                if let Some(param) = decl.type_params.first() {
                    self.verify_version(param.pos, 27, |_| "generic method".to_string());
                }
                self.record_object(decl.name.id, object);
            }
        }
        let info = DeclInfo {
            func_decl: Some(decl),
            ..self.decl_info(scope)
        };
        let info = self.add_decl_info(info);
        self.add_declared(object, info);
    }

    fn declare_func(&mut self, decl: &'a ast::FuncDecl, object: ObjectId) {
        let name = decl.name.name;
        let package = self.program.package(self.package);
        let (scope, is_main) = (package.scope, package.name == Symbol::MAIN);
        if name == Symbol::INIT || name == Symbol::MAIN && is_main {
            let code = if name == Symbol::INIT {
                "InvalidInitDecl"
            } else {
                "InvalidMainDecl"
            };
            if let Some(param) = decl.type_params.first() {
                let message = format!("func {name} must have no type parameters");
                self.error(param.pos, code, message);
            }
            if !decl.signature.params.is_empty() || !decl.signature.results.is_empty() {
                let message = format!("func {name} must have no arguments and no return values");
                self.error(decl.name.pos, code, message);
            }
        } else if let Some(param) = decl.type_params.first() {
            self.verify_version(param.pos, 18, |_| "type parameter".to_string());
        }
        if name == Symbol::INIT {
            // Init functions cannot be referred to.
            self.object_mut(object).parent = Some(scope);
            self.record_object(decl.name.id, object);
            if decl.body.is_none() {
                self.error(
                    decl.name.pos,
                    "MissingInitBody",
                    "func init must have a body",
                );
            }
        } else {
            self.declare(scope, Some(decl.name), object, Pos::NONE);
        }
    }

    // Imports.

    fn collect_import(&mut self, scope: ScopeId, decl: &'a ast::ImportDecl) {
        let Some(path) = &decl.path else { return };
        let mut text = path.value.as_str().to_string();
        if text.is_empty() {
            // Either the literal is bad, which the parser has reported, or it is no UTF-8 text.
            let Some(bytes) = crate::constant::unquote(path.literal.as_str()) else {
                return;
            };
            text = String::from_utf8_lossy(&bytes).to_string();
        }
        let text = text.as_str();
        if let Some(problem) = import_path_problem(text) {
            let message = format!("invalid import path ({problem})");
            return self.error(path.pos, "BadImportPath", message);
        }
        let imported = self.import_package(path.pos, text);
        let mut name = self.program.package(imported).name;
        if let Some(local) = &decl.local_name {
            name = local.name;
            if text == "C" {
                let message = "cannot rename import \"C\"";
                return self.error(local.pos, "ImportCRenamed", message);
            }
        }
        if name == Symbol::INIT {
            let message = "cannot import package as init - init must be a func";
            return self.error(decl.pos, "InvalidInitDecl", message);
        }
        let package = &mut self.program.packages[self.package.index()];
        if !package.imports.contains(&imported) {
            package.imports.push(imported);
        }
        self.package_names.take();
        let used = self.fake_packages.contains(&imported);
        let object = self.new_object(name, ObjectKind::PkgName { imported, used }, decl.pos);
        match &decl.local_name {
            Some(local) => self.record_object(local.id, object),
            None => {
                self.program.info.implicits.insert(decl.id, object);
            }
        }
        self.imports.push(object);
        if name == Symbol::DOT {
            self.dot_import(scope, decl, object, imported);
        } else {
            self.declare(scope, None, object, Pos::NONE);
        }
    }

    /// Declares the exported names of a package in a file scope.
    fn dot_import(
        &mut self,
        scope: ScopeId,
        decl: &ast::ImportDecl,
        pkg_name: ObjectId,
        imported: PackageId,
    ) {
        let from = self.program.package(imported).scope;
        let entries = self.program.scopes[from.index()].entries().to_vec();
        for (name, object) in entries {
            if !name.is_exported() {
                continue;
            }
            if let Some(other) = self.program.scopes[scope.index()].insert(name, object) {
                let pos = decl.local_name.as_ref().map_or(decl.pos, |local| local.pos);
                let message = format!("{name} redeclared in this block");
                let diagnostic = Diagnostic::error(pos, Code("DuplicateDecl"), message);
                let diagnostic = self.with_other_declaration(diagnostic, other);
                self.report(diagnostic);
            } else {
                self.dot_imports.insert((scope, name), pkg_name);
            }
        }
    }

    /// The package of an import path; an empty stand-in if it is not known.
    fn import_package(&mut self, pos: Pos, path: &str) -> PackageId {
        let resolved = match self.sources.resolve_import {
            Some(resolve) => resolve(path),
            None => path.to_string(),
        };
        if let Some(package) = self.program.package_by_path(&resolved)
            && package != self.package
        {
            return package;
        }
        if path != "C" {
            let message = format!("could not import {path} (package not found)");
            self.error(pos, "BrokenImport", message);
        }
        let name = path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or(path);
        let version = self.sources.go_version;
        let package =
            self.program
                .add_fake_package(Symbol::intern(path), Symbol::intern(name), version);
        self.fake_packages.insert(package);
        package
    }

    /// Names may not be declared both in the package and in a file (by imports).
    fn check_file_scopes(&mut self, scopes: &[ScopeId]) {
        let package_scope = self.program.package(self.package).scope;
        for &scope in scopes {
            for (name, object) in self.program.scopes[scope.index()].entries().to_vec() {
                let Some(other) = self.program.scopes[package_scope.index()].lookup(name) else {
                    continue;
                };
                let message = match self.object(object).kind {
                    ObjectKind::PkgName { imported, .. } => {
                        let package = self.package_text(imported);
                        format!("{name} already declared through import of {package}")
                    }
                    _ => {
                        let package = self.package_text(self.object(object).package);
                        format!("{name} already declared through dot-import of {package}")
                    }
                };
                let at = self.object(other).pos;
                let diagnostic = Diagnostic::error(at, Code("DuplicateDecl"), message);
                let diagnostic = self.with_other_declaration(diagnostic, object);
                self.report(diagnostic);
            }
        }
    }

    /// `package fmt ("fmt")`.
    fn package_text(&self, package: PackageId) -> String {
        let data = self.program.package(package);
        format!("package {} ({:?})", data.name, data.path.as_str())
    }

    /// Follows aliases from a receiver's base name to a type declared in this package.
    fn resolve_base_type(&self, mut pointer: bool, name: Symbol) -> Option<(bool, ObjectId)> {
        let scope = &self.program.scopes[self.program.package(self.package).scope.index()];
        let mut seen = FxHashSet::default();
        let mut name = Some(name);
        while let Some(current) = name {
            let object = scope.lookup(current)?;
            if !matches!(self.object(object).kind, ObjectKind::TypeName { .. }) {
                return None;
            }
            let decl = self.decls[*self.decl_of.get(&object)? as usize].type_decl?;
            if !decl.is_alias {
                return Some((pointer, object));
            }
            if !seen.insert(object) || !decl.type_params.is_empty() {
                return None;
            }
            let mut ty = decl.ty.unparen();
            if let ast::ExprKind::Star(inner) = &ty.kind {
                if pointer {
                    return None;
                }
                pointer = true;
                ty = inner.unparen();
            }
            name = ty.as_name();
        }
        None
    }

    /// Reports imports that were never used.
    pub(super) fn unused_imports(&mut self) {
        if self.sources.ignore_func_bodies {
            return;
        }
        for object in self.imports.clone() {
            let data = self.object(object);
            let ObjectKind::PkgName { imported, used } = data.kind else {
                continue;
            };
            if used || data.name.is_blank() {
                continue;
            }
            let (name, pos) = (data.name, data.pos);
            let path = self.program.package(imported).path.as_str();
            let last = path.rsplit('/').next().unwrap_or(path);
            let message = if name == Symbol::EMPTY || name == Symbol::DOT || name.as_str() == last {
                format!("{path:?} imported and not used")
            } else {
                format!("{path:?} imported as {name} and not used")
            };
            self.error(pos, "UnusedImport", message);
        }
    }
}

/// Whether a message contains `requires go1.N or later`.
fn names_version(message: &str) -> bool {
    message.split("requires go").skip(1).any(|rest| {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        number.len() < rest.len() && number.starts_with(" or later")
    })
}

/// The declaration whose type and values a constant declaration uses, and whether it is another one.
pub(super) fn const_source(decl: &ast::ConstDecl) -> (Option<&ast::ConstDecl>, bool) {
    if decl.ty.is_some() || !decl.values.is_empty() {
        return (Some(decl), false);
    }
    match &decl.inherited {
        Some(source) => (Some(source), true),
        None => (None, false),
    }
}

/// What is wrong with an import path, if anything.
fn import_path_problem(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("empty string".to_string());
    }
    let illegal = |c: char| {
        c.is_control() || c.is_whitespace() || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}".contains(c)
    };
    path.chars().find(|&c| illegal(c)).map(|c| {
        let shown = if c.is_control() {
            String::new()
        } else {
            format!(" '{c}'")
        };
        format!("invalid character U+{:04X}{shown}", c as u32)
    })
}

//! The words of diagnostics: types, operands, objects as gc prints them.
//!
//! In: checker state. Out: text. Types of other packages are qualified by package name, or by quoted
//! path if several packages in the import graph have that name.

use grus_syntax::{Pos, Symbol, ast};
use rustc_hash::{FxHashMap, FxHashSet};

use super::operand::{Operand, Source};
use super::{Checker, NO_TYPE};
use crate::info::Mode;
use crate::objects::*;
use crate::scope::ScopeId;
use crate::type_string::TypeWriter;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Text of an expression.
    pub fn expr_text(&self, expr: &ast::Expr) -> String {
        grus_syntax::expr_string::expr_string(expr)
    }

    /// `[a, b]` for expressions.
    pub fn expr_list_text(&self, exprs: &[&ast::Expr]) -> String {
        let texts: Vec<String> = exprs.iter().map(|expr| self.expr_text(expr)).collect();
        format!("[{}]", texts.join(", "))
    }

    /// A position inside a message.
    pub fn pos_text(&self, pos: Pos) -> String {
        self.sources.source_map.position(pos).to_string()
    }

    /// How to qualify names of a package in messages.
    pub fn qualifier(&self, package: PackageId) -> String {
        if package == self.package || package == PackageId::NONE {
            return String::new();
        }
        let data = self.program.package(package);
        let names = self
            .package_names
            .get_or_init(|| self.collect_package_names());
        let ambiguous = names.get(&data.name).is_some_and(|paths| paths.len() > 1);
        if ambiguous {
            format!("{:?}", data.path.as_str())
        } else {
            data.name.to_string()
        }
    }

    /// The names of all packages in the import graph with their paths.
    fn collect_package_names(&self) -> FxHashMap<Symbol, Vec<Symbol>> {
        let mut names: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        let mut work = vec![self.package];
        while let Some(package) = work.pop() {
            if !seen.insert(package) {
                continue;
            }
            let data = self.program.package(package);
            let paths = names.entry(data.name).or_default();
            if !paths.contains(&data.path) {
                paths.push(data.path);
            }
            work.extend(data.imports.iter().copied());
        }
        names
    }

    fn with_writer(&self, write: impl FnOnce(&mut TypeWriter)) -> String {
        let qualify = |package| self.qualifier(package);
        let describe = |param: &TypeParam| {
            let universe = &self.program.scopes[ScopeId::UNIVERSE.index()];
            universe.lookup(param.name)?;
            let at = self.pos_text(param.pos);
            Some(format!(" /* with {} declared at {at} */", param.name))
        };
        let mut writer = TypeWriter::new(&self.program.types, &qualify);
        writer.describe_param = Some(&describe);
        write(&mut writer);
        writer.text
    }

    pub fn type_text(&self, ty: TypeId) -> String {
        if ty == NO_TYPE {
            return "<nil>".to_string();
        }
        self.with_writer(|writer| writer.ty(ty))
    }

    /// `~T` or `T`, with package paths even for types of this package.
    pub fn term_text(&self, term: Term) -> String {
        let tilde = if term.tilde { "~" } else { "" };
        let qualify = |package: PackageId| self.program.package(package).path.to_string();
        format!(
            "{tilde}{}",
            crate::type_string::type_string(&self.program.types, term.ty, &qualify)
        )
    }

    /// Name and signature of a method, without parameter names; `full` adds package paths.
    pub fn method_text(&self, name: &str, signature: TypeId, full: bool) -> String {
        let path = |package: PackageId| self.program.package(package).path.to_string();
        let qualify = |package| {
            if full {
                path(package)
            } else {
                self.qualifier(package)
            }
        };
        let mut writer = TypeWriter::new(&self.program.types, &qualify);
        writer.param_names = false;
        if full {
            writer.package_path_of = Some(&path);
        }
        writer.text.push_str(name);
        if let Type::Signature(signature) = self.program.types.get(signature) {
            let signature = signature.clone();
            writer.signature(&signature);
        }
        writer.text
    }

    /// The text of an operand's source.
    pub fn source_text(&self, x: &Operand<'a>) -> String {
        match &x.source {
            Source::Expr(expr) => self.expr_text(expr),
            Source::Text(_, text) => text.to_string(),
            Source::None => String::new(),
        }
    }

    /// An operand in full: expression, mode, value and type.
    pub fn operand_text(&mut self, x: &Operand<'a>) -> String {
        if x.is_nil() {
            return match x.ty {
                TypeId::INVALID | NO_TYPE => "nil (with invalid type)".to_string(),
                TypeId::UNTYPED_NIL => "nil".to_string(),
                ty => format!("nil (of type {})", self.type_text(ty)),
            };
        }
        let mut expr = self.source_text(x);
        if expr.is_empty() {
            expr = match x.mode {
                Mode::Builtin(kind) => kind.name().to_string(),
                Mode::TypeExpr => self.type_text(x.ty),
                Mode::Constant => x.value.to_string(),
                _ => String::new(),
            };
        }
        let mut inner = String::new();
        let mut has_type = false;
        match x.mode {
            Mode::Invalid | Mode::NoValue | Mode::Builtin(_) | Mode::TypeExpr => {}
            _ if self.program.types.is_untyped(x.ty) => {
                inner.push_str(&self.type_text(x.ty));
                inner.push(' ');
            }
            _ => has_type = true,
        }
        inner.push_str(mode_text(x.mode));
        if x.is_constant() {
            let value = x.value.to_string();
            if value != expr {
                inner.push(' ');
                inner.push_str(&value);
            }
        }
        if has_type {
            let text = self.operand_type_text(x.ty);
            inner.push_str(&text);
        }
        if expr.is_empty() {
            inner
        } else {
            format!("{expr} ({inner})")
        }
    }

    /// ` of <description> type T`.
    fn operand_type_text(&mut self, ty: TypeId) -> String {
        if !self.is_valid(ty) {
            return " with invalid type".to_string();
        }
        let mut description = String::new();
        if self.program.types.is_generic(ty) {
            description.push_str("generic ");
        }
        let param = self.program.types.as_type_param(ty);
        let named = matches!(self.program.types.get(ty), Type::Named(_) | Type::Alias(_));
        if param.is_none() && named {
            let mut what = self.kind_text(ty).to_string();
            if what.is_empty() {
                let under = self.under(ty);
                what = self.type_text(under).replace("unsafe.", "");
            }
            description.push_str(&what);
            description.push(' ');
        }
        let mut text = format!(" of {description}type {}", self.type_text(ty));
        if let Some(param) = param {
            let bound = self.program.types.type_param(param).bound;
            text.push_str(&format!(" constrained by {}", self.type_text(bound)));
            if self.types().param_type_set(ty).is_empty() {
                text.push_str(" with empty type set");
            }
        }
        text
    }

    /// The kind of a composite type; empty for basic types.
    pub fn kind_text(&mut self, ty: TypeId) -> &'static str {
        match self.under_type(ty) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) | Type::TypeParam(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
            _ => "",
        }
    }

    /// What kind of thing an object is.
    pub fn object_kind_text(&self, id: ObjectId) -> &'static str {
        let object = self.object(id);
        match &object.kind {
            ObjectKind::PkgName { .. } => "package name",
            ObjectKind::Const { .. } => "constant",
            ObjectKind::TypeName { alias: true } => "type alias",
            ObjectKind::TypeName { .. } => match self.object_type(id) {
                Some(ty) if matches!(self.program.types.get(ty), Type::TypeParam(_)) => {
                    "type parameter"
                }
                _ => "defined type",
            },
            ObjectKind::Var(var) => match var.kind {
                VarKind::Package => "package-level variable",
                VarKind::Local => "local variable",
                VarKind::Receiver => "receiver",
                VarKind::Param => "parameter",
                VarKind::Result => "result variable",
            },
            ObjectKind::Func(func) if func.receiver.is_some() => "method",
            ObjectKind::Func(_) => "function",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
            ObjectKind::Label { .. } => "label",
        }
    }

    /// An object as a declaration: `var x int`.
    pub fn object_text(&mut self, id: ObjectId) -> String {
        let object = self.object(id).clone();
        let ty = self.object_type(id);
        let word = match &object.kind {
            ObjectKind::PkgName { imported, .. } => {
                let path = self.program.package(*imported).path;
                let name = object.name;
                return if path == name {
                    format!("package {name}")
                } else {
                    format!("package {name} ({:?})", path.as_str())
                };
            }
            ObjectKind::Const { .. } => "const",
            ObjectKind::TypeName { .. } => match ty {
                Some(ty) if self.program.types.as_type_param(ty).is_some() => "type parameter",
                _ => "type",
            },
            ObjectKind::Var(_) => "var",
            ObjectKind::Func(_) => {
                let text = ty.map_or(String::new(), |ty| self.type_text(ty));
                let signature = text.strip_prefix("func").unwrap_or(&text).to_string();
                return format!("func {}{signature}", object.name);
            }
            ObjectKind::Label { .. } => return format!("label {}", object.name),
            ObjectKind::Builtin(_) => return format!("builtin {}", object.name),
            ObjectKind::Nil => return "nil".to_string(),
        };
        let mut text = format!("{word} {}", object.name);
        if let Some(mut ty) = ty {
            if let ObjectKind::TypeName { alias } = object.kind {
                if alias {
                    text.push_str(" =");
                    ty = self.program.types.unalias(ty);
                } else if let Some(param) = self.program.types.as_type_param(ty) {
                    ty = self.program.types.type_param(param).bound;
                } else {
                    ty = self.under(ty);
                }
            }
            text.push(' ');
            text.push_str(&self.type_text(ty));
        }
        text
    }

    /// Whether the type is not poison.
    pub fn is_valid(&self, ty: TypeId) -> bool {
        // An alias that is still being declared may well become valid.
        ty != NO_TYPE
            && self
                .program
                .types
                .unalias_if_known(ty)
                .is_none_or(TypeId::is_valid)
    }
}

fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Invalid => "invalid operand",
        Mode::NoValue => "no value",
        Mode::Builtin(_) => "built-in",
        Mode::TypeExpr => "type",
        Mode::Constant => "constant",
        Mode::Variable => "variable",
        Mode::MapIndex => "map index expression",
        Mode::Value => "value",
        Mode::Nil => "nil",
        Mode::CommaOk => "comma, ok expression",
        Mode::CgoFunc => "cgo function",
    }
}

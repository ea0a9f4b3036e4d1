//! The names gc gives to functions, types and variables in executables.
//!
//! In: objects and types. Out: linker symbols (`main.f`, `main.(*T).m`, `main.Map[int,string]`) and
//! the names that `-m` prints (`f`, `(*T).m`).
//! Invariant: different instances have different symbols; the same program gives the same names.
//! Follows cmd/compile/internal/ir (FuncName, closureName, MethodSym) and cmd/internal/objabi
//! (PathToPrefix).

use grus_syntax::Symbol;
use grus_types::{BasicKind, ChanDir, NamedId, PackageId, Program, Signature, Type, TypeId};

/// How type names of packages are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Qualify {
    /// By escaped import path: linker symbols.
    Link,
    /// By package name, nothing for this package: what `-m` prints.
    Relative(PackageId),
}

/// An import path as linker symbols show it: dots behind the last slash and odd bytes are escaped.
pub(crate) fn escape_path(path: &str) -> String {
    let last_slash = path.rfind('/').map_or(0, |at| at + 1);
    let mut text = String::with_capacity(path.len());
    for (index, byte) in path.bytes().enumerate() {
        let plain = byte > b' '
            && byte < 0x7f
            && byte != b'"'
            && byte != b'%'
            && !(byte == b'.' && index >= last_slash);
        if plain {
            text.push(byte as char);
        } else {
            text.push_str(&format!("%{byte:02x}"));
        }
    }
    text
}

/// Prefix of the symbols of a package, without the dot.
pub(crate) fn package_prefix(program: &Program, package: PackageId) -> String {
    escape_path(program.package(package).path.as_str())
}

/// The text of a type.
pub(crate) fn type_text(program: &Program, ty: TypeId, qualify: Qualify) -> String {
    let mut writer = TypeText {
        program,
        qualify,
        text: String::new(),
    };
    writer.ty(ty);
    writer.text
}

/// A type argument list without brackets, as it appears in instance names.
pub(crate) fn type_arguments(program: &Program, types: &[TypeId], qualify: Qualify) -> String {
    let texts: Vec<String> = types
        .iter()
        .map(|&ty| type_text(program, ty, qualify))
        .collect();
    texts.join(",")
}

struct TypeText<'a> {
    program: &'a Program,
    qualify: Qualify,
    text: String,
}

impl TypeText<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn ty(&mut self, ty: TypeId) {
        match self.program.types.get(ty).clone() {
            // Far more often written so; the types are identical.
            Type::Basic(BasicKind::Uint8) if self.qualify != Qualify::Link => self.push("byte"),
            Type::Basic(kind) => self.push(kind.name()),
            Type::Named(id) => self.named(id),
            Type::Alias(_) => self.ty(self.program.types.unalias(ty)),
            Type::Pointer(base) => self.prefixed("*", base),
            Type::Slice(elem) => self.prefixed("[]", elem),
            Type::Array { len, elem } => self.prefixed(&format!("[{len}]"), elem),
            Type::Map { key, elem } => {
                self.prefixed("map[", key);
                self.prefixed("]", elem);
            }
            Type::Chan { dir, elem } => self.channel(dir, elem),
            Type::Struct(data) => {
                self.push("struct {");
                for (index, field) in data.fields.iter().enumerate() {
                    self.push(if index == 0 { " " } else { "; " });
                    if !field.embedded {
                        self.member_name(field.name, field.package);
                        self.push(" ");
                    }
                    self.ty(field.ty);
                    if field.tag != Symbol::EMPTY {
                        let tag = grus_types::constant::quote(field.tag.as_str().as_bytes());
                        self.push(&format!(" {tag}"));
                    }
                }
                self.push(if data.fields.is_empty() { "}" } else { " }" });
            }
            Type::Tuple(types) => {
                self.push("(");
                self.list(&types, false);
                self.push(")");
            }
            Type::Signature(signature) => {
                self.push("func");
                self.signature(&signature);
            }
            Type::Interface(interface) => {
                self.push("interface {");
                for (index, method) in interface.methods.iter().enumerate() {
                    self.push(if index == 0 { " " } else { "; " });
                    self.member_name(method.name, method.package);
                    if let Type::Signature(signature) = self.program.types.get(method.signature) {
                        self.signature(&signature.clone());
                    }
                }
                self.push(if interface.methods.is_empty() {
                    "}"
                } else {
                    " }"
                });
            }
            Type::TypeParam(id) => {
                let name = self.program.types.type_param(id).name;
                self.push(name.as_str());
            }
            Type::Union(terms) => {
                for (index, term) in terms.iter().enumerate() {
                    self.push(if index > 0 { "|" } else { "" });
                    self.prefixed(if term.tilde { "~" } else { "" }, term.ty);
                }
            }
        }
    }

    fn prefixed(&mut self, prefix: &str, ty: TypeId) {
        self.push(prefix);
        self.ty(ty);
    }

    /// Non-exported member names belong to a package; linker names say which.
    fn member_name(&mut self, name: Symbol, package: PackageId) {
        if self.qualify == Qualify::Link && !name.is_exported() && package != PackageId::NONE {
            let prefix = package_prefix(self.program, package);
            self.push(&format!("{prefix}."));
        }
        self.push(name.as_str());
    }

    fn named(&mut self, id: NamedId) {
        let named = self.program.types.named(id).clone();
        if named.package != PackageId::NONE {
            match self.qualify {
                Qualify::Link => {
                    let prefix = package_prefix(self.program, named.package);
                    self.push(&format!("{prefix}."));
                }
                Qualify::Relative(package) if package == named.package => {}
                Qualify::Relative(_) => {
                    let name = self.program.package(named.package).name;
                    self.push(&format!("{name}."));
                }
            }
        }
        self.push(named.name.as_str());
        if named.local_number > 0 && self.qualify == Qualify::Link {
            self.push(&format!("·{}", named.local_number));
        }
        let mut arguments = named.enclosing_type_args.clone();
        arguments.extend(&named.type_args);
        if !arguments.is_empty() {
            let list = type_arguments(self.program, &arguments, self.qualify);
            self.push(&format!("[{list}]"));
        }
    }

    fn list(&mut self, types: &[TypeId], variadic: bool) {
        for (index, &ty) in types.iter().enumerate() {
            self.push(if index > 0 { ", " } else { "" });
            match *self.program.types.get(ty) {
                Type::Slice(elem) if variadic && index + 1 == types.len() => {
                    self.prefixed("...", elem);
                }
                _ => self.ty(ty),
            }
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let types = |list: &[grus_types::Param]| list.iter().map(|p| p.ty).collect::<Vec<_>>();
        self.push("(");
        self.list(&types(&signature.params), signature.variadic);
        self.push(")");
        match types(&signature.results).as_slice() {
            [] => {}
            [one] => self.prefixed(" ", *one),
            results => {
                self.push(" (");
                self.list(results, false);
                self.push(")");
            }
        }
    }

    fn channel(&mut self, dir: ChanDir, elem: TypeId) {
        let receive_only = matches!(
            self.program.types.get(elem),
            Type::Chan {
                dir: ChanDir::RecvOnly,
                ..
            }
        );
        match dir {
            ChanDir::RecvOnly => self.prefixed("<-chan ", elem),
            ChanDir::SendOnly => self.prefixed("chan<- ", elem),
            ChanDir::SendRecv if receive_only => {
                self.prefixed("chan (", elem);
                self.push(")");
            }
            ChanDir::SendRecv => self.prefixed("chan ", elem),
        }
    }
}

/// Where a method's symbol lives: the package prefix, and the receiver without it.
///
/// A named receiver gives `(main, T)` or `(main, (*T))`; an unnamed one belongs to package `go`.
pub(crate) fn receiver_name(program: &Program, receiver: TypeId) -> (String, String) {
    let (base, pointer) = match *program.types.get(receiver) {
        Type::Pointer(base) => (base, true),
        _ => (receiver, false),
    };
    let (prefix, name) = match program.types.as_named(base) {
        Some(id) if program.types.named(id).package != PackageId::NONE => {
            let package = program.types.named(id).package;
            let prefix = package_prefix(program, package);
            let full = type_text(program, base, Qualify::Link);
            let name = full[prefix.len() + 1..].to_string();
            (prefix, name)
        }
        _ => ("go".to_string(), type_text(program, base, Qualify::Link)),
    };
    (prefix, if pointer { format!("(*{name})") } else { name })
}

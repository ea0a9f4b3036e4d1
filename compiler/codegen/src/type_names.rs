//! Names of types at run time: `reflect.Type.String`, `%T`, panics; and linker names.
//!
//! In: types.  Out: text in the run-time spelling (`interface {}`, `struct { X int }`), package
//! qualified by name (`Style::Short`) or by import path (`Style::Linker`).

use crate::program::Context;
use grus_types::{ChanDir, Param, Type, TypeId};

/// How package names are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `main.T`, as reflection prints it.
    Short,
    /// With import paths and the number of local types: different types have different names.
    Linker,
}

/// The name of a type.
pub fn type_name(context: &Context, ty: TypeId, style: Style) -> String {
    let mut writer = Writer {
        context,
        style,
        text: String::new(),
    };
    writer.ty(ty);
    writer.text
}

/// `Name()`: the declared name with type arguments, empty for types without name.
pub fn declared_name(context: &Context, ty: TypeId) -> String {
    match context.types.get(ty) {
        Type::Named(_) | Type::Basic(_) => {}
        _ => return String::new(),
    }
    let name = type_name(context, ty, Style::Short);
    let end = name.find('[').unwrap_or(name.len());
    let start = name[..end].rfind('.').map_or(0, |dot| dot + 1);
    name[start..].to_string()
}

struct Writer<'a> {
    context: &'a Context<'a>,
    style: Style,
    text: String,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn ty(&mut self, ty: TypeId) {
        let types = self.context.types;
        match types.get(types.unalias(ty)).clone() {
            Type::Basic(kind) => self.push(kind.name()),
            Type::Named(id) => self.named(id),
            Type::Pointer(element) => self.prefixed("*", element),
            Type::Slice(element) => self.prefixed("[]", element),
            Type::Array { len, elem } => self.prefixed(&format!("[{len}]"), elem),
            Type::Map { key, elem } => {
                self.prefixed("map[", key);
                self.prefixed("]", elem);
            }
            Type::Chan { dir, elem } => self.channel(dir, elem),
            Type::Struct(data) => self.structure(&data.fields),
            Type::Signature(signature) => {
                self.push("func");
                self.signature(&signature);
            }
            Type::Interface(interface) => self.interface(&interface.methods),
            Type::Tuple(elements) => self.list("(", &elements, ", ", ")"),
            Type::TypeParam(id) => self.push(types.type_param(id).name.as_str()),
            Type::Union(_) | Type::Alias(_) => self.push("?"),
        }
    }

    fn prefixed(&mut self, prefix: &str, ty: TypeId) {
        self.push(prefix);
        self.ty(ty);
    }

    fn list(&mut self, open: &str, types: &[TypeId], separator: &str, close: &str) {
        self.push(open);
        for (index, &ty) in types.iter().enumerate() {
            if index > 0 {
                self.push(separator);
            }
            self.ty(ty);
        }
        self.push(close);
    }

    /// `main.T[int;string]`: the type arguments of the function around a local type stand before
    /// its own.
    fn named(&mut self, id: grus_types::NamedId) {
        let named = self.context.types.named(id);
        let (path, name) = self.context.package(named.package);
        let qualifier = if self.style == Style::Short {
            name
        } else {
            path
        };
        if !qualifier.is_empty() {
            self.push(qualifier);
            self.push(".");
        }
        self.push(named.name.as_str());
        let (enclosing, own) = (&named.enclosing_type_args, &named.type_args);
        if !enclosing.is_empty() || !own.is_empty() {
            let style = std::mem::replace(&mut self.style, Style::Linker);
            self.list("[", enclosing, ",", "");
            let separator = if enclosing.is_empty() || own.is_empty() {
                ""
            } else {
                ";"
            };
            self.list(separator, own, ",", "]");
            self.style = style;
        }
        if self.style == Style::Linker && named.local_number > 0 {
            self.push(&format!("·{}", named.local_number));
        }
    }

    fn channel(&mut self, direction: ChanDir, element: TypeId) {
        self.push(match direction {
            ChanDir::SendRecv => "chan ",
            ChanDir::SendOnly => "chan<- ",
            ChanDir::RecvOnly => "<-chan ",
        });
        let receiver = matches!(
            self.context.types.get(element),
            Type::Chan {
                dir: ChanDir::RecvOnly,
                ..
            }
        );
        if direction == ChanDir::SendRecv && receiver {
            self.list("(", &[element], "", ")");
        } else {
            self.ty(element);
        }
    }

    fn structure(&mut self, fields: &[grus_types::Field]) {
        if fields.is_empty() {
            return self.push("struct {}");
        }
        self.push("struct { ");
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.push("; ");
            }
            if !field.embedded {
                self.member_name(field.name, field.package);
                self.push(" ");
            } else if self.style == Style::Linker && !self.is_name_of(field) {
                self.member_name(field.name, field.package);
                self.push(" = ");
            }
            self.ty(field.ty);
            if !field.tag.as_str().is_empty() {
                self.push(&format!(" {:?}", field.tag.as_str()));
            }
        }
        self.push(" }");
    }

    /// Whether the linker name of an embedded field's type ends in the field's name: it does not for aliases,
    /// instances, local types and predeclared types.
    fn is_name_of(&self, field: &grus_types::Field) -> bool {
        let types = &self.context.types;
        let base = match *types.get(field.ty) {
            Type::Pointer(base) => base,
            _ => field.ty,
        };
        let Some(id) = types.as_named(base) else {
            return false;
        };
        let named = types.named(id);
        named.name == field.name
            && named.type_args.is_empty()
            && named.enclosing_type_args.is_empty()
            && named.local_number == 0
            && (field.name.is_exported() || named.package == field.package)
    }

    /// Linker names of members that are not exported name their package.
    fn member_name(&mut self, name: grus_syntax::Symbol, package: grus_types::PackageId) {
        if self.style == Style::Linker && !name.is_exported() {
            let path = self.context.package(package).0;
            self.push(path);
            self.push(".");
        }
        self.push(name.as_str());
    }

    fn interface(&mut self, methods: &[grus_types::Method]) {
        if methods.is_empty() {
            return self.push("interface {}");
        }
        self.push("interface { ");
        for (index, method) in methods.iter().enumerate() {
            if index > 0 {
                self.push("; ");
            }
            if self.style == Style::Short && !method.name.is_exported() {
                let (_, package) = self.context.package(method.package);
                self.push(package);
                self.push(".");
            }
            self.member_name(method.name, method.package);
            if let Type::Signature(signature) = self.context.types.get(method.signature).clone() {
                self.signature(&signature);
            }
        }
        self.push(" }");
    }

    fn signature(&mut self, signature: &grus_types::Signature) {
        self.push("(");
        for (index, param) in signature.params.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            let last = index + 1 == signature.params.len();
            match *self.context.types.get(param.ty) {
                Type::Slice(element) if signature.variadic && last => {
                    self.prefixed("...", element);
                }
                _ => self.ty(param.ty),
            }
        }
        self.push(")");
        let types = |params: &[Param]| params.iter().map(|param| param.ty).collect::<Vec<_>>();
        match &signature.results[..] {
            [] => {}
            [result] => self.prefixed(" ", result.ty),
            results => self.list(" (", &types(results), ", ", ")"),
        }
    }
}

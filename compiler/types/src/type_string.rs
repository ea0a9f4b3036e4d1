//! Types as Go text.
//!
//! In: a type and a rule how to qualify type names. Out: the text gc prints: in diagnostics, in `%T`
//! and panics at run time (`main.T`), in link names.
//! Invariant: terminates on every type (named types are not expanded).
//! Spec: "Types".

use crate::objects::PackageId;
use crate::table::TypeTable;
use crate::types::*;

/// What to print before the name of a type of a package; empty for nothing.
pub type Qualify<'a> = &'a dyn Fn(PackageId) -> String;

/// The text of a type. Universe types are never qualified.
pub fn type_string(table: &TypeTable, ty: TypeId, qualify: Qualify) -> String {
    let mut writer = TypeWriter::new(table, qualify);
    writer.ty(ty);
    writer.text
}

/// Writes types; options are public so that diagnostics can vary the form.
pub(crate) struct TypeWriter<'a> {
    table: &'a TypeTable,
    qualify: Qualify<'a>,
    pub text: String,
    /// Write parameter names.
    pub param_names: bool,
    /// Annotate the first non-exported struct field with its package path.
    pub package_path_of: Option<&'a dyn Fn(PackageId) -> String>,
    /// Says where a type parameter that shadows a predeclared name is declared.
    pub describe_param: Option<DescribeParam<'a>>,
}

/// A note on a type parameter, if there is something to say.
pub(crate) type DescribeParam<'a> = &'a dyn Fn(&TypeParam) -> Option<String>;

impl<'a> TypeWriter<'a> {
    pub(crate) fn new(table: &'a TypeTable, qualify: Qualify<'a>) -> Self {
        TypeWriter {
            table,
            qualify,
            text: String::new(),
            param_names: true,
            package_path_of: None,
            describe_param: None,
        }
    }

    pub(crate) fn ty(&mut self, ty: TypeId) {
        match ty {
            TypeId::BYTE => return self.text.push_str("byte"),
            TypeId::RUNE => return self.text.push_str("rune"),
            _ => {}
        }
        match self.table.get(ty).clone() {
            Type::Basic(kind) => self.text.push_str(kind.name()),
            Type::Named(id) => self.named(id),
            Type::Alias(id) => {
                let alias = self.table.alias(id);
                self.type_name(alias.package, alias.name.as_str(), 0);
                if !alias.type_args.is_empty() {
                    self.type_list(&alias.type_args);
                } else if !alias.type_params.is_empty() {
                    self.type_params(&alias.type_params);
                }
            }
            Type::Pointer(base) => {
                self.text.push('*');
                self.ty(base);
            }
            Type::Slice(elem) => {
                self.text.push_str("[]");
                self.ty(elem);
            }
            Type::Array { len, elem } => {
                self.text.push_str(&format!("[{len}]"));
                self.ty(elem);
            }
            Type::Map { key, elem } => {
                self.text.push_str("map[");
                self.ty(key);
                self.text.push(']');
                self.ty(elem);
            }
            Type::Chan { dir, elem } => self.chan(dir, elem),
            Type::Struct(data) => self.struct_type(&data),
            Type::Tuple(_) if self.table.tuple_results(ty).is_some() => {
                let params = self.table.tuple_results(ty).cloned().unwrap_or_default();
                self.params(&params, false);
            }
            Type::Tuple(types) => {
                self.text.push('(');
                self.separated(&types);
                self.text.push(')');
            }
            Type::Signature(signature) => {
                self.text.push_str("func");
                self.signature(&signature);
            }
            Type::Interface(interface) => self.interface(&interface),
            Type::TypeParam(id) => {
                let param = self.table.type_param(id);
                self.text.push_str(param.name.as_str());
                let note = self.describe_param.and_then(|describe| describe(param));
                if let Some(note) = note {
                    self.text.push_str(&note);
                }
            }
            Type::Union(terms) => {
                for (index, term) in terms.iter().enumerate() {
                    if index > 0 {
                        self.text.push_str(" | ");
                    }
                    if term.tilde {
                        self.text.push('~');
                    }
                    self.ty(term.ty);
                }
            }
        }
    }

    fn named(&mut self, id: NamedId) {
        let named = self.table.named(id);
        self.type_name(named.package, named.name.as_str(), named.local_number);
        if !named.type_args.is_empty() {
            self.type_list(&named.type_args);
        } else if !named.type_params.is_empty() {
            self.type_params(&named.type_params);
        }
    }

    fn type_name(&mut self, package: PackageId, name: &str, _local_number: u32) {
        if package != PackageId::NONE {
            let prefix = (self.qualify)(package);
            if !prefix.is_empty() {
                self.text.push_str(&prefix);
                self.text.push('.');
            }
        }
        self.text.push_str(name);
    }

    fn separated(&mut self, types: &[TypeId]) {
        for (index, &ty) in types.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.ty(ty);
        }
    }

    fn type_list(&mut self, types: &[TypeId]) {
        self.text.push('[');
        self.separated(types);
        self.text.push(']');
    }

    /// `[P, Q any, R comparable]`.
    pub(crate) fn type_params(&mut self, params: &[TypeParamId]) {
        self.text.push('[');
        let mut previous: Option<TypeId> = None;
        for &id in params {
            let param = self.table.type_param(id).clone();
            if let Some(previous) = previous {
                if previous != param.bound {
                    self.text.push(' ');
                    self.ty(previous);
                }
                self.text.push_str(", ");
            }
            previous = Some(param.bound);
            self.ty(param.type_id);
        }
        if let Some(previous) = previous {
            self.text.push(' ');
            self.ty(previous);
        }
        self.text.push(']');
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        self.text.push_str(match dir {
            ChanDir::SendRecv => "chan ",
            ChanDir::SendOnly => "chan<- ",
            ChanDir::RecvOnly => "<-chan ",
        });
        let receiver = matches!(
            self.table.get(elem),
            Type::Chan {
                dir: ChanDir::RecvOnly,
                ..
            }
        );
        let parentheses = dir == ChanDir::SendRecv && receiver;
        if parentheses {
            self.text.push('(');
        }
        self.ty(elem);
        if parentheses {
            self.text.push(')');
        }
    }

    fn struct_type(&mut self, data: &StructType) {
        self.text.push_str("struct{");
        for (index, field) in data.fields.iter().enumerate() {
            if index > 0 {
                self.text.push_str("; ");
            }
            let path_of = if field.exported() {
                None
            } else {
                self.package_path_of.take()
            };
            if !field.embedded {
                self.text.push_str(field.name.as_str());
                self.text.push(' ');
            }
            self.ty(field.ty);
            if let Some(path_of) = path_of {
                self.text
                    .push_str(&format!(" /* package {} */ ", path_of(field.package)));
            }
            if field.tag != grus_syntax::Symbol::EMPTY {
                self.text.push(' ');
                self.text
                    .push_str(&crate::constant::quote(field.tag.as_str().as_bytes()));
            }
        }
        self.text.push('}');
    }

    fn interface(&mut self, interface: &Interface) {
        if interface.comparable && interface.methods.is_empty() && interface.embedded.is_empty() {
            return self.text.push_str("interface{comparable}");
        }
        if interface.implicit && interface.methods.is_empty() && interface.embedded.len() == 1 {
            return self.ty(interface.embedded[0].ty);
        }
        self.text.push_str("interface{");
        let mut first = true;
        for method in &interface.methods {
            if !std::mem::take(&mut first) {
                self.text.push_str("; ");
            }
            self.text.push_str(method.name.as_str());
            if let Type::Signature(signature) = self.table.get(method.signature).clone() {
                self.signature(&signature);
            }
        }
        for embedded in &interface.embedded {
            if !std::mem::take(&mut first) {
                self.text.push_str("; ");
            }
            self.ty(embedded.ty);
        }
        self.text.push('}');
    }

    /// A signature without the word `func`.
    pub(crate) fn signature(&mut self, signature: &Signature) {
        if !signature.type_params.is_empty() {
            self.type_params(&signature.type_params);
        }
        self.params(&signature.params, signature.variadic);
        match signature.results.as_slice() {
            [] => {}
            [one] if one.name.is_none() || !self.param_names => {
                self.text.push(' ');
                self.ty(one.ty);
            }
            results => {
                self.text.push(' ');
                self.params(results, false);
            }
        }
    }

    /// Parameters in parentheses.
    pub(crate) fn params(&mut self, params: &[Param], variadic: bool) {
        self.text.push('(');
        for (index, param) in params.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            if let Some(name) = param.name.filter(|_| self.param_names) {
                self.text.push_str(name.as_str());
                self.text.push(' ');
            }
            if variadic && index + 1 == params.len() {
                match *self.table.get(param.ty) {
                    Type::Slice(elem) => {
                        self.text.push_str("...");
                        self.ty(elem);
                    }
                    // `append([]byte, string...)` has such a parameter.
                    _ => {
                        self.ty(param.ty);
                        self.text.push_str("...");
                    }
                }
            } else {
                self.ty(param.ty);
            }
        }
        self.text.push(')');
    }
}

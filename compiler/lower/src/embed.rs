//! Variables with `//go:embed`.
//!
//! In: the files the directives name, already read. Out: static data: a string, the bytes of a slice, or
//! the table of an `embed.FS`.
//! Invariants: the table is sorted as package embed searches it, by folder and then by name, and has an
//! entry with a slash at the end for every folder on the way to a file.

use grus_mir::{Constant, StaticValue};
use grus_syntax::ast::{Decl, VarDecl};
use grus_syntax::{Code, Diagnostic};
use grus_types::{BasicKind, ObjectId, PackageId, Type, TypeId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::names::{self, Qualify};
use crate::program::Lowerer;

/// A file of `//go:embed`.
#[derive(Clone, Debug)]
pub struct EmbeddedFile {
    /// Relative to the folder of the package.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// What a variable with `//go:embed` may be.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    String,
    Bytes,
    Files,
}

impl Lowerer<'_> {
    /// Remembers the files of a package's variables for the time they are reached.
    pub(crate) fn note_embedded(&mut self, package: PackageId) {
        let files = self.program.package(package).files.clone();
        for file in &files {
            for decl in &file.decls {
                if let Decl::Var(decl) = decl
                    && !decl.pragmas.embeds.is_empty()
                {
                    self.note_embedded_variable(package, decl);
                }
            }
        }
    }

    fn note_embedded_variable(&mut self, package: PackageId, decl: &VarDecl) {
        let [name] = &decl.names[..] else { return };
        let path = self.program.package(package).path;
        let Some(object) = self.program.lookup(path.as_str(), name.name.as_str()) else {
            return;
        };
        let ty = self.program.object(object).ty;
        let directives = decl.pragmas.embeds.iter();
        let files = directives.filter_map(|directive| self.embedded_files.get(&directive.pos));
        // Several directives may name the same file.
        let unique: BTreeMap<&str, &EmbeddedFile> = files
            .flatten()
            .map(|file| (file.name.as_str(), file))
            .collect();
        let files: Vec<EmbeddedFile> = unique.into_values().cloned().collect();
        let problem = match self.embed_kind(ty) {
            None => {
                let ty = names::type_text(self.program, ty, Qualify::Relative(package));
                format!("go:embed cannot apply to var of type {ty}")
            }
            Some(Kind::Files) => String::new(),
            Some(_) if files.len() == 1 => String::new(),
            Some(kind) => {
                let ty = if kind == Kind::String {
                    "string"
                } else {
                    "[]byte"
                };
                format!("invalid go:embed: multiple files for type {ty}")
            }
        };
        match problem.is_empty() {
            true => {
                self.initialisation
                    .embedded
                    .insert(object, (package, files));
            }
            false => {
                let error = Diagnostic::error(name.pos, Code::SYNTAX, problem);
                self.diagnostics.push(error);
            }
        }
    }

    /// The initial value of a variable that is used for the first time, if it has embedded files.
    pub(crate) fn embedded_value(&mut self, object: ObjectId, ty: TypeId) -> Option<StaticValue> {
        let (package, files) = self.initialisation.embedded.remove(&object)?;
        match self.embed_kind(ty)? {
            Kind::String => Some(string(&files.first()?.bytes)),
            Kind::Bytes => {
                let Type::Slice(byte) = *self.program.types.underlying_type(ty) else {
                    return None;
                };
                let bytes = files.first()?.bytes.clone();
                let length = bytes.len();
                let array = self.program.types.array_of(length as i64, byte);
                let global = self.static_global(package, array, StaticValue::Bytes(bytes), false);
                Some(StaticValue::Slice(global, length as u64))
            }
            Kind::Files => self.embedded_table(package, &files, ty),
        }
    }

    fn embed_kind(&self, ty: TypeId) -> Option<Kind> {
        let types = &self.program.types;
        if types.basic_kind(ty) == Some(BasicKind::String) {
            return Some(Kind::String);
        }
        if let Type::Slice(element) = *types.underlying_type(ty) {
            return (types.basic_kind(element) == Some(BasicKind::Uint8)).then_some(Kind::Bytes);
        }
        let object = self.program.lookup("embed", "FS")?;
        (self.program.object(object).ty == ty).then_some(Kind::Files)
    }

    /// `embed.FS` is a pointer to a slice of structs that begin with name and contents.
    fn embedded_table(
        &mut self,
        package: PackageId,
        files: &[EmbeddedFile],
        ty: TypeId,
    ) -> Option<StaticValue> {
        let table = self.program.types.fields(ty).first()?.ty;
        let Type::Pointer(slice) = *self.program.types.underlying_type(table) else {
            return None;
        };
        let Type::Slice(row) = *self.program.types.underlying_type(slice) else {
            return None;
        };
        let mut folders = BTreeSet::new();
        let mut rows: Vec<(&str, &str, StaticValue)> = Vec::new();
        for file in files {
            let name = file.name.as_str();
            for (at, _) in name.match_indices('/') {
                folders.insert(&name[..at]);
            }
            let (folder, base) = split(name);
            let parts = vec![string(name.as_bytes()), string(&file.bytes)];
            rows.push((folder, base, StaticValue::Aggregate(parts)));
        }
        for name in folders {
            let (folder, base) = split(name);
            let parts = vec![string(format!("{name}/").as_bytes())];
            rows.push((folder, base, StaticValue::Aggregate(parts)));
        }
        rows.sort_by_key(|&(folder, base, _)| (folder, base));
        let length = rows.len() as u64;
        let rows = rows.into_iter().map(|(_, _, row)| row).collect();
        let array = self.program.types.array_of(length as i64, row);
        let array = self.static_global(package, array, StaticValue::Aggregate(rows), true);
        let slice_value = StaticValue::Slice(array, length);
        let slice = self.static_global(package, slice, slice_value, true);
        Some(StaticValue::Aggregate(vec![StaticValue::Address(slice)]))
    }
}

fn string(bytes: &[u8]) -> StaticValue {
    match bytes {
        [] => StaticValue::Constant(Constant::Zero),
        _ => StaticValue::Constant(Constant::String(bytes.into())),
    }
}

/// Folder and last element of a path; files at the top are in ".".
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or((".", name))
}

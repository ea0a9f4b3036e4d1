//! What the checker found out about each expression: the side tables later stages read.
//!
//! In: filled by the checker. Out: dense tables keyed by [`NodeId`].
//! Invariants: all `TypeId`s are canonical once `check_package` has returned without errors; untyped
//! constant operands carry the type they end up with (only `nil`, and untyped bools or constants that
//! are never converted, keep an untyped type).
//! Follows the vocabulary of go/types' `Info`.

use grus_syntax::ast::NodeId;
use rustc_hash::FxHashMap;

use crate::constant::Value;
use crate::objects::{BuiltinKind, ObjectId};
use crate::table::TypeTable;
use crate::types::TypeId;

/// What an expression denotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Mode {
    /// Nothing recorded, or an error was reported.
    Invalid,
    /// A call without results.
    NoValue,
    Builtin(BuiltinKind),
    TypeExpr,
    Constant,
    /// Addressable.
    Variable,
    /// Not addressable, but assignable: `m[k]`; may be used with comma-ok.
    MapIndex,
    /// A computed value.
    Value,
    /// The value `nil`.
    Nil,
    /// A value that may be used with comma-ok (receive, type assertion).
    CommaOk,
    /// A function of the cgo pseudo-package (never produced).
    CgoFunc,
}

/// Mode, type and (for constants) value of an expression.
#[derive(Clone, Debug)]
pub struct TypeAndValue {
    pub mode: Mode,
    pub ty: TypeId,
    /// For constants only.
    pub value: Option<Value>,
}

impl TypeAndValue {
    /// Nothing recorded.
    pub const NONE: TypeAndValue = TypeAndValue {
        mode: Mode::Invalid,
        ty: TypeId::INVALID,
        value: None,
    };

    /// Whether anything was recorded.
    pub fn is_recorded(&self) -> bool {
        self.mode != Mode::Invalid
    }
}

/// A [`TypeAndValue`] in few bytes: most nodes of a program have one.
#[derive(Clone, Copy, Debug)]
struct Entry {
    ty: TypeId,
    /// Index into `Info::values`, or `NOTHING`.
    value: u32,
    /// What an identifier denotes or declares, or `NOTHING`.
    object: u32,
    mode: Mode,
}

const NOTHING: u32 = u32::MAX;

const NO_ENTRY: Entry = Entry {
    ty: TypeId::INVALID,
    value: NOTHING,
    object: NOTHING,
    mode: Mode::Invalid,
};

/// What a selector expression selects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// `x.f`, a struct field.
    FieldVal,
    /// `x.m`, a method with its receiver.
    MethodVal,
    /// `T.m`, a method expression: a function with the receiver as first parameter.
    MethodExpr,
}

/// The method or field at the end of a selection's path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// The last path element is the field's index in its struct.
    Field,
    /// A declared method (of the origin, if the receiver type is an instance; the type arguments
    /// are those of the receiver's named type).
    Method(ObjectId),
    /// The method at this index in the sorted method set of the interface (or of the type
    /// parameter's constraint) that the path leads to.
    InterfaceMethod(u32),
}

/// A selection through fields and methods (not a qualified identifier).
#[derive(Clone, Debug)]
pub struct Selection {
    pub kind: SelectionKind,
    /// Type of `x` in `x.f`, or `T` in a method expression.
    pub receiver: TypeId,
    /// Field indices from the receiver: for fields all of them; for methods the embedded fields
    /// walked through before the method.
    pub path: Vec<u32>,
    pub target: Target,
    /// Whether a pointer was dereferenced on the way (automatic indirections included).
    pub indirect: bool,
    /// Type of the selected field, or the method's signature (without receiver).
    pub ty: TypeId,
}

/// A package-level initialiser: `lhs = rhs`.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// The variables assigned (blank ones included); several for `var a, b = f()`.
    pub lhs: Vec<ObjectId>,
    /// The declaration and the index of its value expression.
    pub decl: std::sync::Arc<grus_syntax::ast::VarDecl>,
    /// Index into the list of value expressions; 0 when `lhs` has several variables.
    pub value_index: u32,
}

/// The tables for all checked packages of a program.
#[derive(Clone, Debug, Default)]
pub struct Info {
    entries: Vec<Entry>,
    /// Constants, at the indices entries hold.
    values: Vec<Value>,
    /// Expressions recorded since the last canonicalisation.
    fresh: Vec<u32>,
    fresh_selections: Vec<NodeId>,
    fresh_instances: Vec<NodeId>,
    /// Objects without an identifier of their own: the variable of each type switch clause (keyed
    /// by the clause's id), the package name of an import without a name (keyed by the path's id).
    pub implicits: FxHashMap<NodeId, ObjectId>,
    /// Keyed by the selector expression.
    pub selections: FxHashMap<NodeId, Selection>,
    /// Type arguments, keyed by the identifier that denotes the generic function or type (in
    /// `p.F[int]` the identifier `F`).
    pub instances: FxHashMap<NodeId, Instance>,
    /// Variables of a function literal: parameters and results, keyed by the literal.
    pub literals: FxHashMap<NodeId, LiteralVars>,
    /// Range expressions that are not evaluated (spec: "For statements with range clause"): arrays
    /// and pointers to arrays without calls or receives, ranged over with at most one variable. Keyed
    /// by the expression without parentheses; the value is the length.
    pub constant_ranges: FxHashMap<NodeId, i64>,
}

/// An instantiation of a generic function or type.
#[derive(Clone, Debug)]
pub struct Instance {
    pub type_args: Vec<TypeId>,
    /// The instantiated type: a signature or a named type.
    pub ty: TypeId,
}

/// The parameter and result variables of a function literal, unnamed ones included.
#[derive(Clone, Debug, Default)]
pub struct LiteralVars {
    pub params: Vec<ObjectId>,
    pub results: Vec<ObjectId>,
}

impl Info {
    fn entry(&self, id: NodeId) -> &Entry {
        self.entries.get(id.0 as usize).unwrap_or(&NO_ENTRY)
    }

    /// Mode, type and value of an expression.
    pub fn type_and_value(&self, id: NodeId) -> TypeAndValue {
        let entry = self.entry(id);
        TypeAndValue {
            mode: entry.mode,
            ty: entry.ty,
            value: self.constant(id).cloned(),
        }
    }

    /// The mode of an expression.
    pub fn mode_of(&self, id: NodeId) -> Mode {
        self.entry(id).mode
    }

    /// The type of an expression; `INVALID` if none was recorded.
    pub fn type_of(&self, id: NodeId) -> TypeId {
        self.entry(id).ty
    }

    /// The value of a constant expression.
    pub fn constant(&self, id: NodeId) -> Option<&Value> {
        self.values.get(self.entry(id).value as usize)
    }

    /// The object an identifier declares or denotes (both go/types' Defs and Uses: an identifier
    /// is one or the other by its place in the tree).
    pub fn object_of(&self, id: NodeId) -> Option<ObjectId> {
        Some(ObjectId(self.entry(id).object)).filter(|object| object.0 != NOTHING)
    }

    /// Gives everything recorded since the last call canonical types.
    pub(crate) fn canonicalize(&mut self, table: &mut TypeTable) {
        for index in std::mem::take(&mut self.fresh) {
            let entry = &mut self.entries[index as usize];
            entry.ty = table.canonical(entry.ty);
        }
        for id in std::mem::take(&mut self.fresh_selections) {
            if let Some(selection) = self.selections.get_mut(&id) {
                selection.receiver = table.canonical(selection.receiver);
                selection.ty = table.canonical(selection.ty);
            }
        }
        for id in std::mem::take(&mut self.fresh_instances) {
            if let Some(instance) = self.instances.get_mut(&id) {
                instance.ty = table.canonical(instance.ty);
                instance.type_args = table.canonical_list(&instance.type_args);
            }
        }
    }

    pub(crate) fn record_selection(&mut self, id: NodeId, selection: Selection) {
        self.fresh_selections.push(id);
        self.selections.insert(id, selection);
    }

    pub(crate) fn record_instance(&mut self, id: NodeId, instance: Instance) {
        self.fresh_instances.push(id);
        self.instances.insert(id, instance);
    }

    fn entry_mut(&mut self, id: NodeId) -> &mut Entry {
        let index = id.0 as usize;
        if index >= self.entries.len() {
            self.entries.resize(index + 1, NO_ENTRY);
        }
        &mut self.entries[index]
    }

    pub(crate) fn record_type(&mut self, id: NodeId, value: TypeAndValue) {
        self.fresh.push(id.0);
        let mut slot = NOTHING;
        if let Some(constant) = value.value {
            slot = self.values.len() as u32;
            self.values.push(constant);
        }
        let entry = self.entry_mut(id);
        entry.ty = value.ty;
        entry.value = slot;
        entry.mode = value.mode;
    }

    pub(crate) fn set_type(&mut self, id: NodeId, ty: TypeId) {
        self.entry_mut(id).ty = ty;
    }

    pub(crate) fn record_object(&mut self, id: NodeId, object: ObjectId) {
        self.entry_mut(id).object = object.0;
    }
}

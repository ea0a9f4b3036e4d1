//! Lexical scopes: name to object, with parents.
//!
//! In: declarations in order. Out: lookups by name.
//! Invariants: iteration order is declaration order, so nothing depends on hashing.
//! Spec: "Blocks", "Declarations and scope".

use grus_syntax::Symbol;
use rustc_hash::FxHashMap;

use crate::objects::ObjectId;
use crate::types::index_type;

index_type! {
    /// A scope.
    ScopeId
}

impl ScopeId {
    /// The scope of predeclared names.
    pub const UNIVERSE: ScopeId = ScopeId(0);
}

/// More names than this and the scope keeps a hash index.
const LINEAR_LIMIT: usize = 8;

/// One block's declarations.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub parent: Option<ScopeId>,
    entries: Vec<(Symbol, ObjectId)>,
    index: Option<FxHashMap<Symbol, ObjectId>>,
    /// A function's outermost block.
    pub is_func: bool,
}

impl Scope {
    pub fn new(parent: Option<ScopeId>) -> Self {
        Scope {
            parent,
            ..Scope::default()
        }
    }

    /// The object declared under `name` in this scope only.
    pub fn lookup(&self, name: Symbol) -> Option<ObjectId> {
        match &self.index {
            Some(index) => index.get(&name).copied(),
            None => self
                .entries
                .iter()
                .find(|entry| entry.0 == name)
                .map(|entry| entry.1),
        }
    }

    /// Declares `object` as `name` unless the name is taken; then returns the earlier object.
    pub fn insert(&mut self, name: Symbol, object: ObjectId) -> Option<ObjectId> {
        if let Some(other) = self.lookup(name) {
            return Some(other);
        }
        self.entries.push((name, object));
        match &mut self.index {
            Some(index) => {
                index.insert(name, object);
            }
            None if self.entries.len() > LINEAR_LIMIT => {
                self.index = Some(self.entries.iter().copied().collect());
            }
            None => {}
        }
        None
    }

    /// The declarations in order.
    pub fn entries(&self) -> &[(Symbol, ObjectId)] {
        &self.entries
    }
}

//! Interned identifiers.
//! In: text.  Out: `Symbol`, a 4-byte handle; equal texts have equal handles in the whole process.
//! Invariants: handles compare equal iff the texts do; the *order* of symbols is the order of their
//! texts, never of interning, so that sorted collections are the same in every run.
//! Not done: freeing; the texts live as long as the process.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::fmt;
use std::sync::{LazyLock, RwLock};

/// An interned string.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Symbol(u32);

struct Interner {
    indices: FxHashMap<&'static str, u32>,
    texts: Vec<&'static str>,
}

macro_rules! predefined {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named like the constants")]
        enum Index { $($name),* }
        impl Symbol {
            $($(#[$doc])* pub const $name: Symbol = Symbol(Index::$name as u32);)*
        }
        const PREDEFINED: &[&str] = &[$($text),*];
    };
}

predefined! {
    /// The empty text.
    EMPTY = "";
    /// The blank identifier.
    BLANK = "_";
    /// The name of a dot import.
    DOT = ".";
    /// `init`, the package initialisation function.
    INIT = "init";
    /// `main`, package and function.
    MAIN = "main";
    /// `iota`, the constant generator.
    IOTA = "iota";
    /// `nil`
    NIL = "nil";
    /// `true`
    TRUE = "true";
    /// `false`
    FALSE = "false";
    /// `unsafe`, the package.
    UNSAFE = "unsafe";
    /// `error`, the type.
    ERROR = "error";
    /// `any`
    ANY = "any";
    /// `comparable`
    COMPARABLE = "comparable";
    /// `string`
    STRING = "string";
    /// `C`, the import path of cgo.
    C = "C";
}

static INTERNER: LazyLock<RwLock<Interner>> = LazyLock::new(|| {
    let mut interner = Interner {
        indices: FxHashMap::default(),
        texts: Vec::new(),
    };
    for text in PREDEFINED {
        interner.insert(text);
    }
    RwLock::new(interner)
});

impl Interner {
    fn insert(&mut self, text: &'static str) -> u32 {
        let index = self.texts.len() as u32;
        self.texts.push(text);
        self.indices.insert(text, index);
        index
    }
}

impl Symbol {
    /// The symbol of a text.
    pub fn intern(text: &str) -> Symbol {
        // A poisoned lock only means that another thread panicked; the table itself is append-only.
        let read = INTERNER.read().unwrap_or_else(|poison| poison.into_inner());
        if let Some(&index) = read.indices.get(text) {
            return Symbol(index);
        }
        drop(read);
        let mut write = INTERNER
            .write()
            .unwrap_or_else(|poison| poison.into_inner());
        match write.indices.get(text) {
            Some(&index) => Symbol(index),
            None => Symbol(write.insert(Box::leak(Box::<str>::from(text)))),
        }
    }

    /// The text of the symbol.
    pub fn as_str(self) -> &'static str {
        INTERNER
            .read()
            .unwrap_or_else(|poison| poison.into_inner())
            .texts[self.0 as usize]
    }

    /// Whether this is the blank identifier `_`.
    pub fn is_blank(self) -> bool {
        self == Symbol::BLANK
    }

    /// spec (Exported identifiers): the first character is an upper-case letter (Unicode class Lu).
    pub fn is_exported(self) -> bool {
        self.as_str().chars().next().is_some_and(char::is_uppercase)
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Symbol) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Symbol) -> Ordering {
        if self == other {
            Ordering::Equal
        } else {
            self.as_str().cmp(other.as_str())
        }
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl From<&str> for Symbol {
    fn from(text: &str) -> Symbol {
        Symbol::intern(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_symbol_and_order_is_textual() {
        let (b, a) = (Symbol::intern("b symbol"), Symbol::intern("a symbol"));
        assert_eq!(b, Symbol::intern("b symbol"));
        assert!(a < b);
        assert_eq!(Symbol::intern("_"), Symbol::BLANK);
        assert!(Symbol::intern("É").is_exported() && !Symbol::intern("é").is_exported());
    }
}

//! Compiler directives attached to declarations (`//go:noinline` and friends).
//! In: texts found by the scanner.  Out: flag sets and directive records stored in the AST.
//! Invariants: a directive belongs to the declaration that follows it; what no declaration takes is
//! reported as misplaced.
//! Not done: meaning; the stages that read a flag are named at the flag.
//! Follows: cmd/compile/internal/noder/{noder,lex}.go.

use crate::source::Pos;
use crate::symbol::Symbol;
use std::ops::{BitOr, BitOrAssign};

/// A set of directives without arguments.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct PragmaFlags(pub u32);

impl PragmaFlags {
    /// `//go:noinline`: never inline this function (inliner).
    pub const NO_INLINE: PragmaFlags = PragmaFlags(1);
    /// `//go:noescape`: parameters of this body-less function do not escape (escape analysis).
    pub const NO_ESCAPE: PragmaFlags = PragmaFlags(1 << 1);
    /// `//go:nosplit`: no stack check (code generation).
    pub const NO_SPLIT: PragmaFlags = PragmaFlags(1 << 2);
    /// `//go:norace`: no effect here.
    pub const NO_RACE: PragmaFlags = PragmaFlags(1 << 3);
    /// `//go:nocheckptr`: no effect here.
    pub const NO_CHECK_PTR: PragmaFlags = PragmaFlags(1 << 4);
    /// `//go:systemstack`: runs on the system stack (standard library runtime only).
    pub const SYSTEM_STACK: PragmaFlags = PragmaFlags(1 << 5);
    /// `//go:nowritebarrier` and its `rec` forms (standard library runtime only).
    pub const NO_WRITE_BARRIER: PragmaFlags = PragmaFlags(1 << 6);
    /// `//go:uintptrescapes`: uintptr arguments keep their pointees alive and on the heap.
    pub const UINTPTR_ESCAPES: PragmaFlags = PragmaFlags(1 << 7);
    /// `//go:uintptrkeepalive`: uintptr arguments keep their pointees alive.
    pub const UINTPTR_KEEP_ALIVE: PragmaFlags = PragmaFlags(1 << 8);
    /// `//go:nointerface`: no effect here.
    pub const NO_INTERFACE: PragmaFlags = PragmaFlags(1 << 9);
    /// `//go:registerparams`: no effect here.
    pub const REGISTER_PARAMS: PragmaFlags = PragmaFlags(1 << 10);
    /// `//go:fix`: no effect here.
    pub const FIX: PragmaFlags = PragmaFlags(1 << 11);
    /// `//go:notinheap`-like marks of the standard library.
    pub const NOT_IN_HEAP: PragmaFlags = PragmaFlags(1 << 12);
    /// `//go:build` after the package clause is misplaced.
    pub const GO_BUILD: PragmaFlags = PragmaFlags(1 << 13);
    /// `//grus:noheap`: it is an error if anything in this function is heap-allocated.
    pub const GRUS_NO_HEAP: PragmaFlags = PragmaFlags(1 << 16);

    /// Whether all flags of `other` are set.
    pub fn contains(self, other: PragmaFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether no flag is set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The flags that are set here but not in `other`.
    pub fn without(self, other: PragmaFlags) -> PragmaFlags {
        PragmaFlags(self.0 & !other.0)
    }
}

impl BitOr for PragmaFlags {
    type Output = PragmaFlags;
    fn bitor(self, other: PragmaFlags) -> PragmaFlags {
        PragmaFlags(self.0 | other.0)
    }
}

impl BitOrAssign for PragmaFlags {
    fn bitor_assign(&mut self, other: PragmaFlags) {
        self.0 |= other.0;
    }
}

/// `//go:embed pattern...`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EmbedDirective {
    /// Position of the directive.
    pub pos: Pos,
    /// Its patterns, unquoted.
    pub patterns: Vec<String>,
}

/// `//go:linkname local [remote]`; belongs to the file, not to a declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinknameDirective {
    /// Position of the directive.
    pub pos: Pos,
    /// The name in this package.
    pub local: Symbol,
    /// The link symbol (`import/path.name`); none in the one-argument form.
    pub remote: Option<Symbol>,
}

/// `//go:debug key=value`; belongs to the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DebugDirective {
    /// Position of the directive.
    pub pos: Pos,
    /// Text after `//go:debug `.
    pub setting: String,
}

/// The directives of one declaration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pragmas {
    /// Union of all flags.
    pub flags: PragmaFlags,
    /// Where each flag was given, in source order.
    pub positions: Vec<(Pos, PragmaFlags)>,
    /// `//go:embed` directives, in source order; only variables may have them.
    pub embeds: Vec<EmbedDirective>,
}

impl Pragmas {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty() && self.embeds.is_empty()
    }
}

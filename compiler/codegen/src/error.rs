//! Errors of code generation.
//!
//! In: a failed step.  Out: a value that names the pass, the function and the source position.
//! Invariant: nothing in this crate panics on MIR that breaks a rule; it reports here. Panics inside
//! Cranelift are caught and turned into such errors as well.

use grus_syntax::{Code, Diagnostic, Pos};
use std::fmt;

/// Why code generation failed. These are defects of the compiler, not of the program, unless the
/// program is refused.
#[derive(Clone, Debug)]
pub struct Error {
    /// The step: `translate`, `compile`, `data`, `object`.
    pub pass: &'static str,
    /// Symbol of the function being compiled; empty outside functions.
    pub function: String,
    /// Position of the statement being compiled.
    pub pos: Pos,
    /// What is wrong.
    pub message: String,
    /// What is wrong with the program, for which its frames are too large.
    pub refused: Vec<Diagnostic>,
}

/// Result of a step of code generation.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that belongs to no function.
    pub fn new(pass: &'static str, message: impl Into<String>) -> Error {
        Error {
            pass,
            function: String::new(),
            pos: Pos::NONE,
            message: message.into(),
            refused: Vec::new(),
        }
    }

    /// An error in a function.
    pub fn in_function(
        pass: &'static str,
        function: &str,
        pos: Pos,
        message: impl Into<String>,
    ) -> Error {
        Error {
            pass,
            function: function.to_string(),
            pos,
            message: message.into(),
            refused: Vec::new(),
        }
    }
}

impl Error {
    /// A function whose variables or whose parameters and results need a frame above gc's limit.
    pub fn frame_too_large(pos: Pos, locals: u64, arguments: u64) -> Error {
        let (locals, arguments) = (locals >> 20, arguments >> 20);
        let message =
            format!("stack frame too large (>1GB): {locals} MB locals + {arguments} MB args");
        let refused = Diagnostic::error(pos, Code("StackFrame"), message);
        Error {
            refused: vec![refused],
            ..Error::new("translate", "stack frame too large")
        }
    }
}

/// Largest size of a variable of a package, in bytes, as in gc.
const LARGEST_SYMBOL: u64 = 2_000_000_000;

impl Error {
    /// Refuses variables of packages above gc's limit.
    pub fn if_too_large(pos: Pos, symbol: &str, size: u64) -> Result<()> {
        if size <= LARGEST_SYMBOL {
            return Ok(());
        }
        let message = format!("{symbol}: symbol too large ({size} bytes > {LARGEST_SYMBOL} bytes)");
        Err(Error {
            refused: vec![Diagnostic::error(pos, Code("SymbolSize"), message)],
            ..Error::new("data", "symbol too large")
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "internal compiler error: codegen/{}", self.pass)?;
        if !self.function.is_empty() {
            write!(f, ": {}", self.function)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Error {}

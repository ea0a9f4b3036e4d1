//! `go` statements.
//!
//! In: a func value without parameters and results.  Out: a call of the scheduler.
//! Spec: "Go statements".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use cranelift_codegen::ir::types;
use grus_abi::functions::Function as Runtime;
use grus_mir::Operand;

impl Translator<'_, '_> {
    /// Starts a goroutine. A nil function panics here, in the goroutine that starts it.
    pub fn start_goroutine(&mut self, function: &Operand) -> Result<()> {
        let closure = self.scalar(function)?;
        // The first access reports the nil dereference.
        self.load_leaf(Address::unchecked(closure), types::I64);
        self.call_runtime(Runtime::NewGoroutine, &[closure]);
        Ok(())
    }
}

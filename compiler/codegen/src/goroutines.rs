//! `go` statements.
//!
//! In: a func value without parameters and results.  Out: a call of the scheduler.
//! Spec: "Go statements".

use crate::error::Result;
use crate::function::Translator;
use grus_abi::functions::Function as Runtime;
use grus_mir::Operand;

impl Translator<'_, '_> {
    /// Starts a goroutine. The scheduler ends the program if the function is nil.
    pub fn start_goroutine(&mut self, function: &Operand) -> Result<()> {
        let closure = self.scalar(function)?;
        self.call_runtime(Runtime::NewGoroutine, &[closure]);
        Ok(())
    }
}

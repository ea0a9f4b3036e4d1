//! Compiling functions on several threads.
//!
//! In: units.  Out: their code in the order of the units, whatever the threads did.
//! A panic inside a dependency becomes an error that names the function.

use crate::compile::{CompiledFunction, Worker};
use crate::error::{Error, Result};
use crate::program::Context;
use crate::symbols::{Reference, Unit};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Compiles all units; the first failing one in order decides the error. What is wrong with the
/// program is reported for all of them.
pub fn compile_all(
    context: &Context,
    units: &[Unit],
    threads: usize,
) -> Result<Vec<CompiledFunction>> {
    let available = std::thread::available_parallelism().map_or(1, |count| count.get());
    let threads = if threads == 0 { available } else { threads }.clamp(1, units.len().max(1));
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<Result<CompiledFunction>>>> =
        Mutex::new(units.iter().map(|_| None).collect());
    let work = || {
        let mut worker = Worker::default();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(&unit) = units.get(index) else { break };
            let result = compile_guarded(context, &mut worker, unit);
            let mut done = done.lock().unwrap_or_else(|poison| poison.into_inner());
            done[index] = Some(result);
        }
    };
    if threads == 1 {
        work();
    } else {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
    }
    let done = done
        .into_inner()
        .unwrap_or_else(|poison| poison.into_inner());
    let mut refused = Vec::new();
    let mut functions = Vec::with_capacity(done.len());
    for result in done {
        match result.unwrap_or_else(|| Err(Error::new("compile", "a thread died"))) {
            Ok(function) => functions.push(function),
            Err(error) if error.refused.is_empty() => return Err(error),
            Err(error) => refused.extend(error.refused),
        }
    }
    if refused.is_empty() {
        return Ok(functions);
    }
    let mut error = Error::new("compile", "the program is refused");
    error.refused = refused;
    Err(error)
}

fn compile_guarded(context: &Context, worker: &mut Worker, unit: Unit) -> Result<CompiledFunction> {
    let result = catch_unwind(AssertUnwindSafe(|| worker.compile(context, unit)));
    result.unwrap_or_else(|panic| {
        *worker = Worker::default();
        let text = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()))
            .unwrap_or_default();
        let symbol = crate::data::symbol_name(context, &Reference::Unit(unit));
        let pos = match unit {
            Unit::Function(id) | Unit::Adapter(id) => context.program.functions[id].pos,
            Unit::ComplexDivide | Unit::Reflection(..) => grus_syntax::Pos::NONE,
        };
        Err(Error::in_function(
            "compile",
            &symbol,
            pos,
            format!("panic: {text}"),
        ))
    })
}

//! An explanation for the terminal.
//!
//! In: an [`Explanation`].  Out: text, one block a subject: function literals, variables, allocations,
//! `go` and `defer`, package-level variables, loop variables.

use crate::model::*;
use std::fmt::{Result, Write};

/// The explanation as text.
pub fn text(explanation: &Explanation) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = Writer {
        explanation,
        out: &mut out,
    }
    .all();
    out
}

struct Writer<'a> {
    explanation: &'a Explanation,
    out: &'a mut String,
}

impl Writer<'_> {
    fn all(&mut self) -> Result {
        let explanation = self.explanation;
        self.heading("Function literals")?;
        for literal in &explanation.literals {
            self.literal(literal)?;
        }
        self.heading("Variables")?;
        for variable in &explanation.variables {
            self.variable(variable)?;
        }
        self.heading("Allocations")?;
        for allocation in &explanation.allocations {
            let place = self.place(Some(allocation.place));
            let home = home_text(allocation.home);
            let because = match allocation.because.as_str() {
                "" => String::new(),
                because => format!(": {because}"),
            };
            writeln!(self.out, "{place}  {}  {home}{because}", allocation.text)?;
            self.steps(&allocation.why)?;
        }
        self.heading("go and defer")?;
        for start in &explanation.starts {
            let place = self.place(Some(start.place));
            let object = match start.home {
                ClosureHome::Static => "a static object".to_string(),
                ClosureHome::None => "no object".to_string(),
                ClosureHome::Stack => {
                    format!("an object of {} bytes on the stack", start.object_size)
                }
                ClosureHome::Heap => {
                    format!("an object of {} bytes on the heap", start.object_size)
                }
            };
            writeln!(
                self.out,
                "{place}  {} {}: {} gets {object}",
                start.statement, start.callee, start.runtime
            )?;
        }
        self.heading("Package-level variables")?;
        for global in &explanation.globals {
            let place = self.place(global.place);
            writeln!(
                self.out,
                "{place}  {} {}, {} bytes in {}, as long as the program",
                global.symbol, global.ty, global.size, global.section
            )?;
        }
        self.heading("Functions")?;
        for function in &explanation.functions {
            let place = self.place(function.place);
            writeln!(
                self.out,
                "{place}  {}: {} bytes of code, a frame of {} bytes",
                function.symbol, function.code_size, function.frame_size
            )?;
            for slot in &function.slots {
                writeln!(
                    self.out,
                    "    {:>5}(SP)  {}, {} bytes",
                    slot.offset, slot.name, slot.size
                )?;
            }
        }
        match &explanation.loops {
            Some(loops) => self.loops(loops),
            None => Ok(()),
        }
    }

    fn heading(&mut self, text: &str) -> Result {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        writeln!(self.out, "{text}")
    }

    fn place(&self, place: Option<Place>) -> String {
        let Some(place) = place else {
            return "  (made by the compiler)".to_string();
        };
        let name = &self.explanation.files[place.file].name;
        let name = name.rsplit('/').next().unwrap_or(name);
        format!("  {name}:{}:{}", place.line, place.column)
    }

    fn literal(&mut self, literal: &LiteralReport) -> Result {
        let place = self.place(Some(literal.place));
        let kind = match literal.kind {
            LiteralKind::Literal => "func literal",
            LiteralKind::MethodValue => "method value",
            LiteralKind::GoWrapper => "arguments of go",
            LiteralKind::DeferWrapper => "arguments of defer",
            LiteralKind::RangeBody => "body of a range over a function",
        };
        let home = match literal.home {
            ClosureHome::Static => "captures nothing that is kept: a static object".to_string(),
            ClosureHome::Stack => format!("{} bytes on the stack", literal.object_size),
            ClosureHome::Heap => format!("{} bytes on the heap", literal.object_size),
            ClosureHome::None => "no object: inlined where it is called".to_string(),
        };
        writeln!(self.out, "{place}  {}  {kind}, {home}", literal.symbol)?;
        if literal.captures.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "      +0  8  code pointer")?;
        for capture in &literal.captures {
            let reference = if capture.by_reference { "&" } else { "" };
            writeln!(
                self.out,
                "      +{}  {}  {reference}{} {}  {}",
                capture.offset, capture.size, capture.name, capture.ty, capture.because
            )?;
        }
        Ok(())
    }

    fn variable(&mut self, variable: &VariableReport) -> Result {
        let place = self.place(Some(variable.place));
        let kind = match variable.kind {
            VariableKind::Parameter => "parameter",
            VariableKind::Result => "result",
            VariableKind::Local => "variable",
        };
        write!(
            self.out,
            "{place}  {} {}  {kind}, {} bytes: ",
            variable.name, variable.ty, variable.size
        )?;
        let homes: Vec<String> = variable.homes.iter().map(|home| self.home(home)).collect();
        let distinct = variable.homes.len() > 1;
        let homes = match distinct {
            true => homes.join("; "),
            false => homes.concat(),
        };
        writeln!(self.out, "{homes}; {}", variable.lifetime)?;
        self.steps(&variable.why)
    }

    fn home(&self, home: &HomeReport) -> String {
        match (home.home, home.offset) {
            (Home::Stack, Some(offset)) => format!("stack, {offset}(SP) of {}", home.function),
            (kind, _) => format!("{} of {}", home_text(kind), home.function)
                .replace("heap of", "heap, from")
                .replace("gone of", "gone from"),
        }
    }

    fn steps(&mut self, steps: &[Step]) -> Result {
        for step in steps {
            let place = self.place(step.place);
            writeln!(self.out, "      {}  {}", place.trim_start(), step.text)?;
        }
        Ok(())
    }

    fn loops(&mut self, loops: &LoopReport) -> Result {
        self.heading("Loop variables: one a loop (go1.21) or one an iteration (go1.22)")?;
        for difference in &loops.differences {
            writeln!(self.out, "  {difference}")?;
        }
        if loops.shared.output == loops.per_iteration.output
            && loops.shared.status == loops.per_iteration.status
        {
            return writeln!(self.out, "  The program does the same under both rules.");
        }
        for run in [&loops.shared, &loops.per_iteration] {
            writeln!(self.out, "  {} ({}):", run.language, run.status)?;
            for line in run.output.lines() {
                writeln!(self.out, "    {line}")?;
            }
        }
        Ok(())
    }
}

fn home_text(home: Home) -> &'static str {
    match home {
        Home::Registers => "registers",
        Home::Stack => "stack",
        Home::Heap => "heap",
        Home::Data => "data",
        Home::Gone => "gone",
    }
}

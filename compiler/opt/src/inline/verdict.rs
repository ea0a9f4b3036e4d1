//! Which functions gc inlines.
//!
//! In: the facts of a body (`InlineFacts`) and the verdicts on its callees.  Out: its cost, and the
//! lines of `-m` about it.
//! Follows cmd/compile/internal/inline (CanInline, inlineCostOK); without profiles.

use super::intrinsics::is_intrinsic;
use super::target::{copied_from, known_target};
use crate::Report;
use grus_mir::{Call, Callee, Function, FunctionId, LocalKind, Operand, Program, StatementKind};

/// What a function may cost.
const BUDGET: i32 = 80;
/// What a literal may cost, since it may be called once only.
const LITERAL_BUDGET: i32 = 10 * BUDGET;
/// What may be inlined into functions with so many nodes.
const BIG_FUNCTION_BUDGET: i32 = 20;
const BIG_FUNCTION_NODES: u32 = 5000;
/// What a call costs that is not inlined.
const CALL_COST: i32 = 57;
/// Of a parameter or captured variable: inlining may tell what it is.
const PARAMETER_CALL_COST: i32 = 17;
/// `throw` is not worth it.
const THROW_COST: i32 = BUDGET;

/// What is known of all functions.
pub struct Verdicts {
    /// By function; none: not looked at.
    known: Vec<Option<Verdict>>,
    /// Reasons and costs are told (`-m=2`).
    verbose: bool,
}

#[derive(Clone, Copy)]
enum Verdict {
    Costs(i32),
    Never,
}

impl Verdicts {
    pub fn new(verbose: bool) -> Verdicts {
        Verdicts {
            known: Vec::new(),
            verbose,
        }
    }

    /// The cost of inlining a function, if it can be inlined.
    pub fn cost(&self, function: FunctionId) -> Option<i32> {
        match self.known.get(function.as_u32() as usize) {
            Some(Some(Verdict::Costs(cost))) => Some(*cost),
            _ => None,
        }
    }

    /// Whether a call in `caller` is to be inlined. A literal that is called once only may be large.
    pub fn fits(
        &self,
        program: &Program,
        caller: FunctionId,
        callee: FunctionId,
        called_once: bool,
    ) -> bool {
        let Some(cost) = self.cost(callee) else {
            return false;
        };
        let mut limit = match program.functions[caller].inline.nodes >= BIG_FUNCTION_NODES {
            true => BIG_FUNCTION_BUDGET,
            false => BUDGET,
        };
        if program.functions[callee].parent.is_some() {
            limit *= 2;
            if called_once {
                limit = limit.max(LITERAL_BUDGET);
            }
        }
        cost <= limit
    }

    /// Decides about a function, unless that was done before.
    pub fn decide(&mut self, program: &Program, id: FunctionId, reports: &mut Vec<Report>) {
        let index = id.as_u32() as usize;
        if self.known.len() <= index {
            self.known
                .resize(program.functions.len().max(index + 1), None);
        }
        if self.known[index].is_some() {
            return;
        }
        self.known[index] = Some(Verdict::Never);
        let function = &program.functions[id];
        if function.external || function.blocks.is_empty() {
            return;
        }
        let verdict = self.judge(program, id, reports);
        let silent = function.parent.is_none() && function.flags.wrapper;
        if let Ok(cost) = verdict {
            self.known[index] = Some(Verdict::Costs(cost));
        }
        if silent || !function.pos.is_known() {
            return;
        }
        if let Some(message) = self.message(function, verdict) {
            let pos = function.pos;
            reports.push(Report {
                pos,
                message,
                function: id,
            });
        }
    }

    fn message(&self, function: &Function, verdict: Result<i32, String>) -> Option<String> {
        let name = &function.display_name;
        Some(match verdict {
            Ok(cost) if self.verbose => {
                let body = function.inline.text.as_deref().unwrap_or("func() {  }");
                format!("can inline {name} with cost {cost} as: {body}")
            }
            Ok(_) => format!("can inline {name}"),
            Err(reason) if self.verbose => format!("cannot inline {name}: {reason}"),
            Err(_) => return None,
        })
    }

    fn judge(
        &mut self,
        program: &Program,
        id: FunctionId,
        reports: &mut Vec<Report>,
    ) -> Result<i32, String> {
        let function = &program.functions[id];
        if function.flags.no_inline {
            return Err("marked go:noinline".to_string());
        }
        if function.flags.uintptr_escapes {
            return Err("marked as having an escaping uintptr argument".to_string());
        }
        if function.flags.uintptr_keep_alive {
            return Err("marked as having a keep-alive uintptr argument".to_string());
        }
        let mut cost = function.inline.cost;
        for block in function.blocks.values() {
            for statement in &block.statements {
                if let StatementKind::Call { call, .. } = &statement.kind {
                    cost += self.call_cost(program, id, call, reports);
                }
            }
        }
        if let Some(reason) = &function.inline.refused {
            return Err(reason.to_string());
        }
        if function.flags.has_defer || function.flags.has_recover {
            return Err("unhandled op DEFER".to_string());
        }
        let budget = match function.parent {
            Some(_) => LITERAL_BUDGET,
            None => BUDGET,
        };
        if cost > budget {
            let text = format!("function too complex: cost {cost} exceeds budget {budget}");
            return Err(text);
        }
        Ok(cost)
    }

    /// What a call adds to the nodes it consists of.
    fn call_cost(
        &mut self,
        program: &Program,
        caller: FunctionId,
        call: &Call,
        reports: &mut Vec<Report>,
    ) -> i32 {
        let target = known_target(program, caller, call);
        if let Some(target) = &target {
            let symbol = &*program.functions[target.function].symbol;
            if is_intrinsic(symbol) {
                return 0;
            }
            if symbol == "runtime.throw" {
                return THROW_COST - 1;
            }
            if program.functions[target.function].parent.is_some() {
                self.decide(program, target.function, reports);
            }
            if self.fits(program, caller, target.function, false) {
                return self.cost(target.function).unwrap_or(0);
            }
        }
        match (&target, &call.callee) {
            (None, Callee::Value(Operand::Copy(place))) => {
                let body = &program.functions[caller];
                let local = place.as_local().map(|local| copied_from(body, local));
                match local.map(|local| body.locals[local].kind) {
                    Some(LocalKind::Parameter(_) | LocalKind::Capture(_)) => PARAMETER_CALL_COST,
                    _ => CALL_COST,
                }
            }
            _ => CALL_COST,
        }
    }
}

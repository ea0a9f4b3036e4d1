//! The wrappers of `go` and `defer`: functions without parameters that make a call later.
//!
//! In: a call whose operands have been evaluated. Out: the func value of a wrapper that captures them
//! by value.
//! Invariants: what can be made when the call happens, as well as now (`new(T)`, slice literals of
//! captured elements), is made by the wrapper, so that it does not outlive the call.
//! Follows gc's normalizeGoDeferCall (cmd/compile/internal/typecheck).

use grus_mir::*;
use grus_types::TypeId;

use crate::closure::ClosureKind;
use crate::function::{Builder, Group, OpenVariadic};

/// An operand of the call, as the wrapper gets it.
enum Deferred {
    Constant(Operand),
    /// The next captured variable.
    Capture(TypeId),
    New {
        ty: TypeId,
        site: Site,
    },
    SliceLiteral {
        ty: TypeId,
        elements: Vec<Deferred>,
        site: Site,
    },
}

impl Builder<'_, '_, '_> {
    /// A func value that does what the statement does, with operands evaluated now.
    pub fn wrap_statement(&mut self, kind: ClosureKind, mut statement: StatementKind) -> Operand {
        let pos = self.pos;
        let variadic = self.open_variadic.take();
        let mut operands = Vec::new();
        statement.for_each_operand_mut(&mut |operand| operands.push(operand.clone()));
        let mut captured = Vec::new();
        let deferred: Vec<Deferred> = operands
            .into_iter()
            .map(|operand| self.deferred(operand, &mut captured))
            .collect();
        let captured: Vec<LocalId> = captured
            .into_iter()
            .map(|operand| {
                let ty = self.type_of_operand(&operand);
                let local = self.temporary(ty);
                self.assign(Place::local(local), Rvalue::Use(operand));
                local
            })
            .collect();
        let signature = self.types_mut().signature_of(&[], &[], false);
        let names = self.closure_names(kind);
        let function =
            self.new_closure_function(kind, names, signature, (pos, pos), !captured.is_empty());
        let dropped = match &statement {
            StatementKind::Assign(place, _) => Some(self.type_of_place(place)),
            _ => None,
        };
        self.wrapper_body(function, statement, deferred, dropped, variadic);
        let site_kind = if kind == ClosureKind::Go {
            SiteKind::Go
        } else {
            SiteKind::Defer
        };
        let site = self.site(site_kind, pos, "func literal", false);
        self.value(
            Rvalue::Closure {
                function,
                captures: captured,
                ty: signature,
                site,
            },
            signature,
        )
    }

    /// Decides what of an operand is evaluated now: that is added to `captured`.
    fn deferred(&mut self, operand: Operand, captured: &mut Vec<Operand>) -> Deferred {
        let Operand::Copy(place) = &operand else {
            return Deferred::Constant(operand);
        };
        match place.as_local().and_then(|local| self.take_back(local)) {
            Some(Rvalue::New { ty, site }) => Deferred::New {
                ty,
                site: self.function.sites[site].clone(),
            },
            Some(Rvalue::SliceLiteral { ty, elements, site }) => Deferred::SliceLiteral {
                ty,
                elements: elements
                    .into_iter()
                    .map(|element| self.deferred(element, captured))
                    .collect(),
                site: self.function.sites[site].clone(),
            },
            _ => {
                let ty = self.type_of_operand(&operand);
                captured.push(operand);
                Deferred::Capture(ty)
            }
        }
    }

    /// Removes the statement that makes a temporary's value, if the value is a new variable or slice
    /// literal that nothing has touched yet.
    fn take_back(&mut self, local: LocalId) -> Option<Rvalue> {
        if self.function.locals[local].kind != LocalKind::Temporary {
            return None;
        }
        let block = self.block();
        let statements = &mut self.function.blocks[block].statements;
        let makes = |statement: &Statement| match &statement.kind {
            StatementKind::Assign(place, rvalue) => {
                let movable = matches!(rvalue, Rvalue::New { .. } | Rvalue::SliceLiteral { .. });
                place.as_local() == Some(local) && movable
            }
            _ => false,
        };
        let index = statements.iter().rposition(makes)?;
        if statements[index + 1..]
            .iter_mut()
            .any(|statement| mentions(&mut statement.kind, local))
        {
            return None;
        }
        match statements.remove(index).kind {
            StatementKind::Assign(_, rvalue) => Some(rvalue),
            _ => None,
        }
    }

    /// Builds the function that executes the statement; `dropped` is the type of a value nobody uses.
    fn wrapper_body(
        &mut self,
        id: FunctionId,
        mut statement: StatementKind,
        deferred: Vec<Deferred>,
        dropped: Option<TypeId>,
        variadic: Option<OpenVariadic>,
    ) {
        let pos = self.pos;
        let mut group = Group::new(self.group.package, Vec::new());
        let mut builder = Builder::new(self.lowerer, &mut group, id);
        builder.pos = pos;
        // Sites are numbered from the outside of expressions to the inside.
        let variadic = variadic.map(|open| {
            let site = builder.site(SiteKind::Variadic, open.pos, "... argument", true);
            (open, site)
        });
        let operands: Vec<Operand> = deferred
            .into_iter()
            .map(|value| builder.deferred_operand(value))
            .collect();
        let mut next = operands.into_iter();
        statement.for_each_operand_mut(&mut |operand| {
            if let Some(value) = next.next() {
                *operand = value;
            }
        });
        builder.function.inline.cost = wrapper_cost(&mut statement, &builder.lowerer.mir);
        match (statement, dropped) {
            (StatementKind::Assign(_, rvalue), Some(ty)) => {
                builder.function.flags.has_recover = matches!(rvalue, Rvalue::Recover);
                let local = builder.temporary(ty);
                builder.assign(Place::local(local), rvalue);
            }
            (StatementKind::Call { result, mut call }, _) => {
                if let Some((variadic, site)) = variadic {
                    builder.close_variadic(&mut call, variadic, site);
                }
                builder.emit(StatementKind::Call { result, call });
            }
            (statement, _) => builder.emit(statement),
        }
        builder.terminate(TerminatorKind::Return);
        builder.finish();
    }

    /// The operand in the wrapper. Captured variables come in the order they were captured in.
    fn deferred_operand(&mut self, value: Deferred) -> Operand {
        match value {
            Deferred::Constant(operand) => operand,
            Deferred::Capture(ty) => self.next_capture(ty),
            Deferred::New { ty, site } => {
                let site = self.adopt_site(site);
                let pointer = self.types_mut().pointer_to(ty);
                self.value(Rvalue::New { ty, site }, pointer)
            }
            Deferred::SliceLiteral { ty, elements, site } => {
                let site = self.adopt_site(site);
                let elements = elements
                    .into_iter()
                    .map(|element| self.deferred_operand(element))
                    .collect();
                self.value(Rvalue::SliceLiteral { ty, elements, site }, ty)
            }
        }
    }

    fn adopt_site(&mut self, site: Site) -> SiteId {
        let loop_depth = self.loop_depth;
        self.function.sites.push(Site { loop_depth, ..site })
    }

    fn next_capture(&mut self, ty: TypeId) -> Operand {
        let kind = LocalKind::Capture(self.function.captures.len() as u32);
        let pos = self.pos;
        let local = self.new_local(None, ty, pos, kind);
        let width = self.types().size_of(ty).unwrap_or(0);
        let reason = CaptureFacts {
            width,
            ..CaptureFacts::default()
        };
        let mode = CaptureMode::ByValue;
        self.function.captures.push(Capture {
            local,
            mode,
            reason,
        });
        Operand::local(local)
    }

    /// Makes the slice of a call's variadic arguments.
    fn close_variadic(&mut self, call: &mut Call, variadic: OpenVariadic, site: SiteId) {
        let OpenVariadic { ty, count, .. } = variadic;
        let elements = call.arguments.split_off(call.arguments.len() - count);
        let slice = self.value(Rvalue::SliceLiteral { ty, elements, site }, ty);
        call.arguments.push(slice);
    }
}

/// What the wrapper's only statement weighs: a node for itself and one for each operand; method
/// expressions are free.
fn wrapper_cost(statement: &mut StatementKind, program: &Program) -> i32 {
    let mut nodes = 1;
    if let StatementKind::Call { call, .. } = &statement {
        nodes += match &call.callee {
            Callee::Function(function) => {
                let function = &program.functions[*function];
                let method = !function.flags.is_literal && function.display_name.contains('.');
                i32::from(!method)
            }
            Callee::Interface { .. } => 1,
            Callee::Value(_) => 0,
        };
    }
    statement.for_each_operand_mut(&mut |_| nodes += 1);
    nodes
}

/// Whether a statement reads or writes a local or takes its address.
fn mentions(statement: &mut StatementKind, local: LocalId) -> bool {
    let mut found = false;
    statement.for_each_operand_mut(&mut |operand| {
        if let Operand::Copy(place) = operand {
            found |= place_mentions(place, local);
        }
    });
    found |= match statement {
        StatementKind::Declare(other) => *other == local,
        StatementKind::Assign(place, rvalue) => {
            let read = match rvalue {
                Rvalue::AddressOf(place) => place_mentions(place, local),
                Rvalue::Closure { captures, .. } => captures.contains(&local),
                _ => false,
            };
            read || place_mentions(place, local)
        }
        StatementKind::Call {
            result: Some(place),
            ..
        }
        | StatementKind::Check(place) => place_mentions(place, local),
        _ => false,
    };
    found
}

fn place_mentions(place: &Place, local: LocalId) -> bool {
    place.base == PlaceBase::Local(local)
        || place.projections.iter().any(|step| match step {
            Projection::Index {
                index: Operand::Copy(index),
                ..
            } => place_mentions(index, local),
            _ => false,
        })
}

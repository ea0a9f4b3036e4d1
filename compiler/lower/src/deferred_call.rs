//! The wrappers of `go` and `defer`: functions without parameters that make a call later.
//!
//! In: a call whose operands have been evaluated. Out: the func value of a wrapper that captures them
//! by value.
//! Invariants: what can be made when the call happens, as well as now (`new(T)`, slice literals of
//! captured elements), is made by the wrapper, so that it does not outlive the call.
//! Follows gc's normalizeGoDeferCall (cmd/compile/internal/typecheck).

use grus_mir::*;
use grus_syntax::Pos;
use grus_types::TypeId;
use std::collections::VecDeque;
use std::sync::Arc;

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

/// A wrapper to be built.
struct Wrapper {
    id: FunctionId,
    deferred: Vec<Deferred>,
    /// The type of a value that nobody uses.
    dropped: Option<TypeId>,
    variadic: Option<OpenVariadic>,
    /// Of the captured variables, for `-m=2`.
    names: VecDeque<(Option<Arc<str>>, Pos)>,
    /// The body, likewise.
    text: Option<Arc<str>>,
    call_pos: Pos,
}

impl Builder<'_, '_, '_> {
    /// A func value that does what the statement does, with operands evaluated now.
    /// The call is at `call_pos`, the statement at the current position.
    pub fn wrap_statement(
        &mut self,
        kind: ClosureKind,
        mut statement: StatementKind,
        call_pos: Pos,
    ) -> Operand {
        let pos = self.pos;
        let notes = self.notes.take_call();
        let variadic = self.open_variadic.take();
        let mut operands = Vec::new();
        statement.for_each_operand_mut(&mut |operand| operands.push(operand.clone()));
        let mut captured = Vec::new();
        let deferred: Vec<Deferred> = operands
            .into_iter()
            .map(|operand| self.deferred(operand, &mut captured))
            .collect();
        let captured = self.keep_operands(captured, notes.as_ref());
        let signature = self.types_mut().signature_of(&[], &[], false);
        let names = self.closure_names(kind);
        let function =
            self.new_closure_function(kind, names, signature, (pos, pos), !captured.is_empty());
        let dropped = match &statement {
            StatementKind::Assign(place, _) => Some(self.type_of_place(place)),
            _ => None,
        };
        let names = self.names_of(&captured);
        let positions = captured
            .iter()
            .map(|&local| self.function.locals[local].pos);
        let positions: Vec<Pos> = positions.collect();
        let text = notes.and_then(|notes| wrapper_text(&notes, &statement, &deferred, &names));
        let wrapper = Wrapper {
            id: function,
            deferred,
            dropped,
            variadic,
            names: names.into_iter().zip(positions).collect(),
            text: text.map(Arc::from),
            call_pos,
        };
        self.wrapper_body(wrapper, statement);
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

    /// Temporaries for what is evaluated now; for `-m=2` they have gc's names, and their values notes.
    fn keep_operands(&mut self, operands: Vec<Operand>, notes: Option<&FlowNotes>) -> Vec<LocalId> {
        let mut captured = Vec::new();
        for operand in &operands {
            let ty = self.type_of_operand(operand);
            let own = self.own_position(operand);
            let local = self.temporary(ty);
            if notes.is_some() {
                let name = self.next_temporary_name();
                let data = &mut self.function.locals[local];
                data.name = Some(name);
                data.pos = own.unwrap_or(data.pos);
            }
            captured.push(local);
        }
        if let Some(notes) = notes {
            let names = self.names_of(&captured).into_iter().flatten();
            let names: Vec<Arc<str>> = names.collect();
            self.note_kept_operands(&names, notes);
        }
        for (&local, operand) in captured.iter().zip(operands) {
            self.assign(Place::local(local), Rvalue::Use(operand));
        }
        captured
    }

    fn names_of(&self, locals: &[LocalId]) -> Vec<Option<Arc<str>>> {
        let names = locals.iter().map(|&local| &self.function.locals[local]);
        names.map(|local| local.name.clone()).collect()
    }

    /// Where a value that is no variable is made.
    fn own_position(&self, operand: &Operand) -> Option<Pos> {
        let Operand::Copy(place) = operand else {
            return None;
        };
        let local = &self.function.locals[place.as_local()?];
        (local.kind == LocalKind::Temporary).then_some(local.pos)
    }

    /// gc numbers temporaries and variables of a function together.
    fn next_temporary_name(&self) -> Arc<str> {
        let locals = self.function.locals.values();
        let is_named = |local: &&Local| {
            let name = local.name.as_deref();
            name.is_some_and(|name| !name.starts_with('{')) && !is_capture(local)
        };
        let named = locals.filter(is_named);
        format!(".autotmp_{}", named.count()).into()
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

    /// Builds the function that executes the statement.
    fn wrapper_body(&mut self, wrapper: Wrapper, mut statement: StatementKind) {
        let Wrapper {
            id,
            deferred,
            dropped,
            variadic,
            mut names,
            text,
            call_pos,
        } = wrapper;
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
            .map(|value| builder.deferred_operand(value, &mut names))
            .collect();
        let mut next = operands.into_iter();
        statement.for_each_operand_mut(&mut |operand| {
            if let Some(value) = next.next() {
                *operand = value;
            }
        });
        builder.function.inline.text = text;
        builder.pos = call_pos;
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
    fn deferred_operand(
        &mut self,
        value: Deferred,
        names: &mut VecDeque<(Option<Arc<str>>, Pos)>,
    ) -> Operand {
        match value {
            Deferred::Constant(operand) => operand,
            Deferred::Capture(ty) => {
                let (name, pos) = names.pop_front().unwrap_or((None, Pos::NONE));
                self.next_capture(ty, name, pos)
            }
            Deferred::New { ty, site } => {
                let site = self.adopt_site(site);
                let pointer = self.types_mut().pointer_to(ty);
                self.value(Rvalue::New { ty, site }, pointer)
            }
            Deferred::SliceLiteral { ty, elements, site } => {
                let site = self.adopt_site(site);
                let elements = elements
                    .into_iter()
                    .map(|element| self.deferred_operand(element, names))
                    .collect();
                self.value(Rvalue::SliceLiteral { ty, elements, site }, ty)
            }
        }
    }

    fn adopt_site(&mut self, site: Site) -> SiteId {
        let loop_depth = self.loop_depth;
        self.function.sites.push(Site { loop_depth, ..site })
    }

    fn next_capture(&mut self, ty: TypeId, name: Option<Arc<str>>, mentioned: Pos) -> Operand {
        let kind = LocalKind::Capture(self.function.captures.len() as u32);
        let pos = self.pos;
        let local = self.new_local(name.as_deref(), ty, pos, kind);
        let width = self.types().size_of(ty).unwrap_or(0);
        let reason = CaptureFacts {
            width,
            ..CaptureFacts::default()
        };
        let mode = CaptureMode::ByValue;
        self.function.captures.push(Capture {
            local,
            mode,
            mentioned,
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

fn is_capture(local: &Local) -> bool {
    matches!(local.kind, LocalKind::Capture(_))
}

/// The body of a wrapper, in which variables stand for what was evaluated; none if that cannot be told.
fn wrapper_text(
    notes: &FlowNotes,
    statement: &StatementKind,
    deferred: &[Deferred],
    names: &[Option<Arc<str>>],
) -> Option<String> {
    let calls_value = matches!(
        statement,
        StatementKind::Call {
            call: Call {
                callee: Callee::Value(_),
                ..
            },
            ..
        }
    );
    let mut names = names.iter();
    let mut texts = notes.arguments.iter();
    let mut parts: Vec<Arc<str>> = Vec::new();
    let mut deferred = deferred.iter();
    let callee = match calls_value.then(|| deferred.next()) {
        Some(Some(Deferred::Capture(_))) => Some(names.next()?.clone()?),
        _ => None,
    };
    for value in deferred {
        let text = texts.next()?;
        parts.push(match value {
            Deferred::Capture(_) => names.next()?.clone()?,
            _ => text.clone(),
        });
    }
    let whole = &notes.operation.as_ref()?.text;
    let arguments = format!("{})", notes.arguments.join(", "));
    let callee = match callee {
        Some(name) => format!("{name}("),
        None => whole.strip_suffix(&*arguments)?.to_string(),
    };
    Some(format!("func() {{ {callee}{}) }}", parts.join(", ")))
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

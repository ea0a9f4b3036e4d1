//! What `-m=2` says of flows: the statements and expressions of the source behind those of MIR.
//!
//! In: statements, calls and `&x` as they are lowered.  Out: the notes of the MIR statements they become:
//! a note of a stored value goes to the statements that assign to something other than temporaries,
//! that of a call or address to the statement that does it. Only made when asked for.

use std::sync::Arc;

use grus_mir::{
    FlowNote, FlowNotes, LocalId, LocalKind, Place, PlaceBase, Projection, Rvalue, StatementKind,
};
use grus_syntax::Pos;
use grus_syntax::ast::{CallExpr, Decl, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use grus_types::{Mode, SelectionKind};

use crate::function::Builder;
use crate::type_query::is_map;

/// What gc calls variables that it makes without a name.
const UNNAMED: &str = "{temp}";
/// How gc prints loops.
const LOOP: &str = "for loop";

/// Notes for the next statements.
#[derive(Default)]
pub(crate) struct PendingNotes {
    store: Option<FlowNote>,
    address: Option<FlowNote>,
    call: Option<FlowNotes>,
    /// Texts are made for other packages.
    pub foreign: bool,
}

impl PendingNotes {
    /// No address was taken.
    pub fn forget_address(&mut self) {
        self.address = None;
    }

    /// The call that was lowered last, if it has not been emitted.
    pub fn take_call(&mut self) -> Option<FlowNotes> {
        self.call.take()
    }
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// A statement of the source is about to be lowered.
    pub fn note_statement(&mut self, stmt: &'ast Stmt) {
        if !self.lowerer.inline_text {
            return;
        }
        let why = match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } => self.reason_of_assignment(lhs.len(), rhs),
            StmtKind::Decl(decls) => match decls.as_slice() {
                [Decl::Var(decl)] => self.reason_of_assignment(decl.names.len(), &decl.values),
                _ => None,
            },
            StmtKind::Return(_) => Some("return"),
            StmtKind::Send { .. } => Some("send"),
            _ => None,
        };
        (self.notes.address, self.notes.call) = (None, None);
        let pos = match &stmt.kind {
            StmtKind::Decl(decls) => match decls.as_slice() {
                [Decl::Var(decl)] => decl.names.first().map(|name| name.pos),
                _ => None,
            },
            _ => None,
        };
        let pos = pos.unwrap_or(stmt.pos);
        self.notes.store = why.map(|why| {
            let text = self.statement_text(stmt).into();
            let foreign = self.as_seen_elsewhere(|b| b.statement_text(stmt));
            self.note(pos, why, text, foreign)
        });
    }

    fn note(&self, pos: Pos, why: &str, text: Arc<str>, foreign: Arc<str>) -> FlowNote {
        FlowNote {
            pos,
            text,
            foreign,
            why: Arc::from(why),
            frame: None,
        }
    }

    fn note_expression(&mut self, expr: &Expr, why: &str) -> FlowNote {
        let text = self.expression_text(expr).into();
        let foreign = self.as_seen_elsewhere(|b| b.expression_text(expr));
        self.note(expr.pos, why, text, foreign)
    }

    /// A text as other packages see it.
    fn as_seen_elsewhere(&mut self, text: impl FnOnce(&mut Self) -> String) -> Arc<str> {
        self.notes.foreign = true;
        let text = text(self);
        self.notes.foreign = false;
        text.into()
    }

    fn reason_of_assignment(&mut self, targets: usize, values: &[Expr]) -> Option<&'static str> {
        let [value] = values else {
            return Some("assign-pair");
        };
        if targets == 1 {
            return Some("assign");
        }
        match &value.unparen().kind {
            ExprKind::TypeAssert { .. } => Some("assign-pair-dot-type"),
            ExprKind::Unary {
                op: UnaryOp::Receive,
                ..
            } => Some("assign-pair-receive"),
            ExprKind::Index { operand, .. } => {
                let ty = self.type_of(operand);
                is_map(self.types(), ty).then_some("assign-pair-mapr")
            }
            _ => None,
        }
    }

    /// The value that a loop ranges over is kept in a variable without name.
    pub fn note_ranged(&mut self, copy: LocalId, pos: Pos) {
        if self.lowerer.inline_text {
            self.function.locals[copy].name = Some(Arc::from(UNNAMED));
            self.notes.store = Some(self.note(pos, "range-deref", LOOP.into(), LOOP.into()));
        }
    }

    /// A call is about to be emitted.
    pub fn note_call(&mut self, expr: &'ast Expr, call: &'ast CallExpr) {
        if !self.lowerer.inline_text {
            return;
        }
        let mut arguments = Vec::new();
        let fun = call.fun.unparen();
        let is_method = self
            .info()
            .selections
            .get(&fun.id)
            .is_some_and(|selection| selection.kind == SelectionKind::MethodVal);
        if let (ExprKind::Selector { operand, .. }, true) = (&fun.kind, is_method) {
            arguments.push(Arc::from(self.expression_text(operand)));
        }
        let ty = self.type_of(fun);
        let signature = self.types().signature(ty).cloned();
        let variadic = signature.filter(|signature| signature.variadic && !call.has_dots);
        let fixed = variadic.map(|signature| signature.params.len() - 1);
        for (index, argument) in call.args.iter().enumerate() {
            if fixed.is_some_and(|fixed| index >= fixed) {
                arguments.push(Arc::from("... argument"));
                break;
            }
            if self.info().type_and_value(argument.id).mode != Mode::TypeExpr {
                arguments.push(Arc::from(self.expression_text(argument)));
            }
        }
        let operation = self.note_expression(expr, "call parameter");
        self.notes.call = Some(FlowNotes {
            operation: Some(operation),
            store: None,
            arguments,
        });
    }

    /// An address is about to be taken.
    pub fn note_address(&mut self, expr: &'ast Expr) {
        if self.lowerer.inline_text {
            self.notes.address = Some(self.note_expression(expr, "address-of"));
        }
    }

    /// The address of a method's receiver is perhaps about to be taken.
    pub fn note_receiver(&mut self, selector: &'ast Expr, operand: &'ast Expr) {
        if self.lowerer.inline_text {
            let mut note = self.note_expression(operand, "address-of");
            note.pos = selector.pos;
            self.notes.address = Some(note);
        }
    }

    /// What a `go` or `defer` statement evaluates now is about to be stored.
    pub fn note_kept_operands(&mut self, names: &[Arc<str>], call: &FlowNotes) {
        let values = match (names.len() == call.arguments.len() + 1, &call.operation) {
            (true, Some(operation)) => {
                let arguments = format!("({})", call.arguments.join(", "));
                let callee = operation.text.strip_suffix(&*arguments);
                let callee = callee.unwrap_or_default();
                let callee = callee
                    .strip_prefix('(')
                    .and_then(|text| text.strip_suffix(')'))
                    .unwrap_or(callee);
                format!("{callee}, {}", call.arguments.join(", "))
            }
            _ => call.arguments.join(", "),
        };
        let text: Arc<str> = format!("{} = {values}", names.join(", ")).into();
        self.notes.store = Some(self.note(self.pos, "assign-pair", text.clone(), text));
    }

    /// The notes of a statement that is emitted.
    pub fn notes_of(&mut self, statement: &StatementKind) -> Option<Box<FlowNotes>> {
        let mut notes = match statement {
            StatementKind::Call { .. } => self.notes.call.take().unwrap_or_default(),
            StatementKind::Assign(place, Rvalue::AddressOf(_)) => {
                let operation = self.notes.address.take();
                if let (Some(note), Some(local)) = (&operation, place.as_local()) {
                    self.place_temporary(local, note.pos);
                }
                FlowNotes {
                    operation,
                    ..FlowNotes::default()
                }
            }
            _ => FlowNotes::default(),
        };
        let stores = match statement {
            StatementKind::Assign(place, _)
            | StatementKind::Call {
                result: Some(place),
                ..
            } => self.is_named(place),
            StatementKind::MapAssign { .. } | StatementKind::ChannelSend { .. } => true,
            _ => false,
        };
        if stores {
            notes.store.clone_from(&self.notes.store);
        }
        let something = notes.operation.is_some() || notes.store.is_some();
        something.then(|| Box::new(notes))
    }

    /// A temporary stands for an expression at a position.
    fn place_temporary(&mut self, local: LocalId, pos: Pos) {
        let data = &mut self.function.locals[local];
        if data.kind == LocalKind::Temporary {
            data.pos = pos;
        }
    }

    /// Whether a place is a variable, or behind a pointer.
    fn is_named(&self, place: &Place) -> bool {
        let behind = |step: &Projection| matches!(step, Projection::Deref { .. });
        match place.base {
            PlaceBase::Global(_) => true,
            PlaceBase::Local(local) => {
                let data = &self.function.locals[local];
                data.kind != LocalKind::Temporary
                    || data.name.is_some()
                    || place.projections.iter().any(behind)
            }
        }
    }
}

//! Operands: what an expression evaluates to while it is being checked.
//!
//! Invariants: `value` is meaningful only in mode `Constant`; `ty` is a spelled type.
//! Spec: "Operands".

use std::rc::Rc;

use grus_syntax::{Pos, ast};

use crate::constant::Value;
use crate::info::Mode;
use crate::types::TypeId;

/// The source text an operand comes from.
#[derive(Clone)]
pub(crate) enum Source<'a> {
    None,
    Expr(&'a ast::Expr),
    /// A description where no expression exists, e.g. "2nd function result".
    Text(Pos, Rc<str>),
}

/// An operand.
#[derive(Clone)]
pub(crate) struct Operand<'a> {
    pub mode: Mode,
    pub ty: TypeId,
    pub value: Value,
    pub source: Source<'a>,
}

impl<'a> Operand<'a> {
    pub fn invalid() -> Self {
        Operand {
            mode: Mode::Invalid,
            ty: TypeId::INVALID,
            value: Value::Unknown,
            source: Source::None,
        }
    }

    /// A computed value with a description for messages.
    pub fn described(pos: Pos, text: &str, ty: TypeId) -> Self {
        Operand {
            mode: Mode::Value,
            ty,
            value: Value::Unknown,
            source: Source::Text(pos, Rc::from(text)),
        }
    }

    /// A computed value of an expression.
    pub fn of_expr(expr: &'a ast::Expr, mode: Mode, ty: TypeId) -> Self {
        Operand {
            mode,
            ty,
            value: Value::Unknown,
            source: Source::Expr(expr),
        }
    }

    pub fn is_valid(&self) -> bool {
        self.mode != Mode::Invalid
    }

    pub fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }

    pub fn is_constant(&self) -> bool {
        self.mode == Mode::Constant
    }

    pub fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }

    pub fn expr(&self) -> Option<&'a ast::Expr> {
        match self.source {
            Source::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    /// Where errors about the operand are reported: the start of its text.
    pub fn start_pos(&self) -> Pos {
        match &self.source {
            Source::Expr(expr) => expr.start_pos(),
            Source::Text(pos, _) => *pos,
            Source::None => Pos::NONE,
        }
    }

    /// The position of the expression by gc's convention.
    pub fn pos(&self) -> Pos {
        match &self.source {
            Source::Expr(expr) => expr.pos,
            Source::Text(pos, _) => *pos,
            Source::None => Pos::NONE,
        }
    }
}

//! What a declared function does with its variables, found before its body is lowered.
//!
//! In: the syntax tree of one function (or initialiser) with all its function literals. Out:
//! [`Facts`]: which literal captures what, whose address is taken, what is reassigned, where
//! range-over-func bodies jump to.
//! Invariants: lists are in source order.
//! Follows cmd/compile/internal/{escape (flowClosure, reassigned), loopvar, rangefunc}.

mod captures;
mod reassignment;
mod self_assignment;
pub(crate) mod walk;

use grus_syntax::Pos;
use grus_syntax::ast::{Block, Expr, ExprKind, NodeId};
use grus_types::{Info, ObjectId, Program, SelectionKind, Target, Type, TypeId, TypeParamId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The frame of the analysed function itself; literals and range-over-func bodies have the node id
/// of their syntax.
pub(crate) const TOP: NodeId = NodeId(0);

/// Something a function body can capture: a declared variable, or one that the rewriting of
/// range-over-func loops makes (keyed by the loop).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Variable {
    Object(ObjectId),
    /// Whether the loop's body may be called.
    State(NodeId),
    /// What to do when the outermost loop's function returns.
    Next(NodeId),
    /// The list of deferred calls made in bodies of the outermost loop.
    Defers(NodeId),
}

/// What is known of a variable.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct VariableFacts {
    /// Its address is taken, explicitly or by a method call or slice expression.
    pub address_taken: bool,
    /// Assigned in a way that forbids capture by value.
    pub reassigned: bool,
    pub captured: bool,
    /// A loop variable that a closure or pointer may hold on to: needs a copy per iteration.
    pub leaked: bool,
    /// Loops around the declaration.
    pub loop_depth: u32,
}

/// A jump that leaves the body of a range-over-func loop.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Exit {
    Return,
    Break(NodeId),
    Continue(NodeId),
    Goto(NodeId),
}

/// A range-over-func loop.
#[derive(Clone, Default, Debug)]
pub(crate) struct RangeFunction {
    /// Jumps out of the body that are not `break` and `continue` of the loop itself.
    pub exits: Vec<Exit>,
    /// The outermost range-over-func loop of the same function that contains it (maybe itself).
    pub outermost: NodeId,
    /// A `defer` statement is in the body or in that of an inner range-over-func loop.
    pub has_defer: bool,
    /// Which such loop of the same function it is, from 1 on.
    pub number: u32,
}

/// The result of the analysis.
#[derive(Default, Debug)]
pub(crate) struct Facts {
    pub variables: FxHashMap<ObjectId, VariableFacts>,
    /// Captured variables in order of first use, by frame.
    pub captures: FxHashMap<NodeId, Vec<Variable>>,
    /// Where a frame, or one inside it, mentions a variable it captures first.
    pub mentions: FxHashMap<(NodeId, Variable), Pos>,
    /// Labels that a later `goto` jumps back to.
    pub looping_labels: FxHashSet<NodeId>,
    pub range_functions: FxHashMap<NodeId, RangeFunction>,
    /// Number of each exit, over the whole function.
    pub exit_codes: Vec<Exit>,
    /// Frames with a `defer` of their own.
    pub frames_with_defer: FxHashSet<NodeId>,
    /// Frames that call `recover`.
    pub frames_with_recover: FxHashSet<NodeId>,
}

impl Facts {
    pub fn of(&self, object: ObjectId) -> VariableFacts {
        self.variables.get(&object).copied().unwrap_or_default()
    }

    /// Where a literal or range-over-func body mentions a captured variable first.
    pub fn mention(&self, frame: NodeId, variable: Variable) -> Pos {
        let known = self.mentions.get(&(frame, variable));
        known.copied().unwrap_or(Pos::NONE)
    }

    /// Adds what is known about other code of the same function.
    pub fn merge(&mut self, other: Facts) {
        self.variables.extend(other.variables);
        self.captures.extend(other.captures);
        self.mentions.extend(other.mentions);
        self.looping_labels.extend(other.looping_labels);
        self.range_functions.extend(other.range_functions);
        self.exit_codes.extend(other.exit_codes);
        self.frames_with_defer.extend(other.frames_with_defer);
        self.frames_with_recover.extend(other.frames_with_recover);
    }

    /// The number by which an exit is told apart; `Return` is -1.
    pub fn exit_code(&self, exit: Exit) -> i64 {
        if exit == Exit::Return {
            return -1;
        }
        let position = self.exit_codes.iter().position(|&other| other == exit);
        position.map_or(0, |index| index as i64 + 1)
    }
}

/// The code to analyse.
pub(crate) enum Subject<'ast> {
    Body(&'ast Block),
    Expression(&'ast Expr),
}

/// Analyses a function with the variables of its signature. `substitution` holds for instances.
pub(crate) fn analyse(
    program: &mut Program,
    substitution: &[(TypeParamId, TypeId)],
    subject: &Subject,
    parameters: &[ObjectId],
    results: &[ObjectId],
    per_iteration: bool,
) -> Facts {
    let query = Query {
        program,
        substitution,
        per_iteration,
    };
    let mut query = query;
    let mut facts = captures::collect(&mut query, subject, parameters, results);
    reassignment::collect(&mut query, subject, results, &mut facts);
    facts
}

/// What the analyses ask about types.
pub(crate) struct Query<'a> {
    program: &'a mut Program,
    substitution: &'a [(TypeParamId, TypeId)],
    /// Whether the file's language version gives loops variables per iteration.
    per_iteration: bool,
}

impl Query<'_> {
    fn info(&self) -> &Info {
        &self.program.info
    }

    fn type_of(&mut self, expr: &Expr) -> TypeId {
        let ty = self.program.info.type_of(expr.id);
        if self.substitution.is_empty() {
            return ty;
        }
        self.program.types.substitute(ty, self.substitution)
    }

    fn is_function(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        self.program.types.signature(ty).is_some()
    }

    /// The variable of a function that an identifier declares or denotes.
    fn local(&self, id: NodeId) -> Option<ObjectId> {
        let object = self.info().object_of(id)?;
        let variable = self.program.object(object).as_var()?;
        (variable.kind != grus_types::VarKind::Package).then_some(object)
    }

    /// Whether the identifier is the declaration of its object.
    fn declares(&self, id: NodeId, pos: grus_syntax::Pos) -> Option<ObjectId> {
        let object = self.local(id)?;
        (self.program.object(object).pos == pos).then_some(object)
    }

    fn is_struct_literal(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        let base = match *self.program.types.get(ty) {
            Type::Pointer(base) => base,
            _ => ty,
        };
        matches!(self.program.types.underlying_type(base), Type::Struct(_))
    }

    /// The variable whose memory a place expression is part of.
    fn base_variable(&mut self, expr: &Expr) -> Option<ObjectId> {
        match &expr.kind {
            ExprKind::Paren(operand) => self.base_variable(operand),
            ExprKind::Name(_) => self.local(expr.id),
            ExprKind::Selector { operand, .. } => {
                let selection = self.info().selections.get(&expr.id)?;
                let path = selection.path.clone();
                if selection.kind != SelectionKind::FieldVal {
                    return None;
                }
                let ty = self.type_of(operand);
                // The last index is the field itself: only what is in front of it is walked through.
                let (_, dereferenced) = self.walk_path(ty, path.split_last().map_or(&[], |s| s.1));
                if dereferenced {
                    None
                } else {
                    self.base_variable(operand)
                }
            }
            ExprKind::Index { operand, .. } => {
                let ty = self.type_of(operand);
                match self.program.types.underlying_type(ty) {
                    Type::Array { .. } => self.base_variable(operand),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The type at the end of a path of fields, and whether a pointer was dereferenced, the one at
    /// the end included.
    fn walk_path(&self, mut ty: TypeId, path: &[u32]) -> (TypeId, bool) {
        let types = &self.program.types;
        let mut dereferenced = false;
        for &index in path {
            if let Type::Pointer(base) = *types.underlying_type(ty) {
                ty = base;
                dereferenced = true;
            }
            ty = types
                .fields(ty)
                .get(index as usize)
                .map_or(TypeId::INVALID, |field| field.ty);
        }
        dereferenced |= matches!(types.underlying_type(ty), Type::Pointer(_));
        (ty, dereferenced)
    }

    /// The variable whose address an expression takes by itself: explicitly, by slicing an array,
    /// by a method with pointer receiver.
    fn address_taken_by(&mut self, expr: &Expr) -> Option<ObjectId> {
        use grus_syntax::ast::UnaryOp;
        match &expr.kind {
            ExprKind::Unary {
                op: UnaryOp::AddressOf,
                operand,
            } => self.base_variable(operand),
            ExprKind::Slice(slice) => {
                let ty = self.type_of(&slice.operand);
                match self.program.types.underlying_type(ty) {
                    Type::Array { .. } => self.base_variable(&slice.operand),
                    _ => None,
                }
            }
            ExprKind::Selector { operand, .. } => {
                let selection = self.info().selections.get(&expr.id)?.clone();
                if selection.kind != SelectionKind::MethodVal {
                    return None;
                }
                let ty = self.type_of(operand);
                let pointer = match selection.target {
                    Target::Method(object) => self
                        .program
                        .object(object)
                        .as_func()
                        .and_then(|func| func.receiver.as_ref())
                        .is_some_and(|receiver| receiver.pointer),
                    // A method of a type parameter: assume the worst of its type argument.
                    Target::InterfaceMethod(_) => !self.program.types.is_interface(ty),
                    Target::Field => false,
                };
                if !pointer {
                    return None;
                }
                let (_, dereferenced) = self.walk_path(ty, &selection.path);
                if dereferenced {
                    None
                } else {
                    self.base_variable(operand)
                }
            }
            _ => None,
        }
    }
}

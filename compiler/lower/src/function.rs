//! The body of one function under construction.
//!
//! In: what `statements` and `expressions` ask for. Out: a `grus_mir::Function` in phase `Built`.
//! Invariants: every block gets exactly one terminator; blocks nothing jumps to are removed at the
//! end; a local is `addressed` as soon as something makes a pointer into it.
//! Not done: deciding what to emit.

use std::collections::VecDeque;
use std::sync::Arc;

use cranelift_entity::{EntityRef, PrimaryMap, SecondaryMap};
use grus_mir::*;
use grus_syntax::ast::{Expr, FuncLit, NodeId, Stmt};
use grus_syntax::{Diagnostic, Pos};
use grus_types::{Info, ObjectId, PackageId, TypeId, TypeParamId, TypeTable};
use rustc_hash::FxHashMap;

use crate::analysis::{Facts, Variable};
use crate::notes::PendingNotes;
use crate::program::Lowerer;
use crate::type_query::{default_type, is_array};

/// How many closures of each kind a function has so far, for their names.
#[derive(Default, Clone, Copy)]
pub(crate) struct ClosureCounters {
    pub literals: u32,
    pub range_bodies: u32,
    pub go_defer: u32,
}

/// A function literal or range-over-func body that waits to be lowered.
pub(crate) struct PendingClosure<'ast> {
    pub function: FunctionId,
    pub code: ClosureCode<'ast>,
    pub captures: Vec<PendingCapture>,
    /// For range bodies: the loops of the enclosing range bodies, outermost first, this one last.
    pub range_loops: Vec<NodeId>,
    /// Results of the real function around a range body.
    pub outer_results: Vec<ObjectId>,
}

/// What a closure is made from.
#[derive(Clone, Copy)]
pub(crate) enum ClosureCode<'ast> {
    Literal(NodeId, &'ast FuncLit),
    RangeBody(&'ast Stmt),
}

/// A captured variable as its closure will see it.
pub(crate) struct PendingCapture {
    pub variable: Variable,
    pub name: Option<Arc<str>>,
    pub ty: TypeId,
    pub pos: Pos,
    pub mode: CaptureMode,
    pub mentioned: Pos,
    pub facts: CaptureFacts,
}

/// What a declared function and all literals inside it share.
pub(crate) struct Group<'ast> {
    pub package: PackageId,
    pub facts: Facts,
    pub substitution: Vec<(TypeParamId, TypeId)>,
    pub substituted: FxHashMap<TypeId, TypeId>,
    /// Loop variables are per iteration (language version of the file).
    pub per_iteration: bool,
    pub pending: VecDeque<PendingClosure<'ast>>,
    pub counters: FxHashMap<FunctionId, ClosureCounters>,
}

impl Group<'_> {
    pub fn new(package: PackageId, substitution: Vec<(TypeParamId, TypeId)>) -> Self {
        Group {
            package,
            facts: Facts::default(),
            substitution,
            substituted: FxHashMap::default(),
            per_iteration: true,
            pending: VecDeque::new(),
            counters: FxHashMap::default(),
        }
    }
}

/// Where `break` and `continue` of a statement go.
#[derive(Clone, Copy)]
pub(crate) struct JumpTargets {
    pub break_to: BlockId,
    pub continue_to: Option<BlockId>,
}

/// The function being built.
pub(crate) struct Builder<'a, 'p, 'ast> {
    pub lowerer: &'a mut Lowerer<'p>,
    pub group: &'a mut Group<'ast>,
    pub id: FunctionId,
    pub function: Function,
    /// None behind a jump.
    current: Option<BlockId>,
    pub pos: Pos,
    pub variables: FxHashMap<Variable, LocalId>,
    /// Values of subexpressions that were evaluated ahead (see `order`).
    pub hoisted: FxHashMap<NodeId, Operand>,
    pub jumps: FxHashMap<NodeId, JumpTargets>,
    pub labels: FxHashMap<NodeId, BlockId>,
    pub fallthrough_to: Option<BlockId>,
    pub loop_depth: u32,
    /// Variables of the results, for `return`; in range bodies those of the real function.
    pub results: Vec<ObjectId>,
    pub range_loops: Vec<NodeId>,
    /// The next call's variadic arguments are not to be made a slice yet (see [`OpenVariadic`]).
    pub keep_variadic_open: bool,
    pub open_variadic: Option<OpenVariadic>,
    /// What `-m=2` says of what is being lowered.
    pub notes: PendingNotes,
}

/// The variadic arguments of a call in a `go` or `defer` statement: the last arguments of the call, of
/// which the wrapper makes the slice when it runs.
#[derive(Clone, Copy)]
pub(crate) struct OpenVariadic {
    pub ty: TypeId,
    pub count: usize,
    pub pos: Pos,
}

/// A function without body, to be filled in.
pub(crate) fn new_function(
    symbol: Arc<str>,
    display_name: Arc<str>,
    package: PackageId,
) -> Function {
    let mut inline_frames = PrimaryMap::new();
    inline_frames.push(InlineFrame {
        symbol: symbol.clone(),
        pos: Pos::NONE,
        parent: None,
        call_pos: Pos::NONE,
    });
    Function {
        symbol,
        display_name,
        package,
        pos: Pos::NONE,
        end: Pos::NONE,
        parameters: Vec::new(),
        results: Vec::new(),
        signature: TypeId::INVALID,
        captures: Vec::new(),
        parent: None,
        locals: PrimaryMap::new(),
        blocks: PrimaryMap::new(),
        sites: PrimaryMap::new(),
        inline_frames,
        flags: FunctionFlags::default(),
        phase: Phase::Built,
        external: false,
        inline: InlineFacts::default(),
    }
}

impl<'a, 'p, 'ast> Builder<'a, 'p, 'ast> {
    /// Starts the body of the function registered as `id`.
    pub fn new(lowerer: &'a mut Lowerer<'p>, group: &'a mut Group<'ast>, id: FunctionId) -> Self {
        let registered = &lowerer.mir.functions[id];
        let mut function = new_function(
            registered.symbol.clone(),
            registered.display_name.clone(),
            registered.package,
        );
        function.pos = registered.pos;
        function.end = registered.end;
        function.signature = registered.signature;
        function.flags = registered.flags;
        function.parent = registered.parent;
        function.inline_frames[InlineId::new(0)].pos = registered.pos;
        let pos = function.pos;
        let mut builder = Builder {
            lowerer,
            group,
            id,
            function,
            current: None,
            pos,
            variables: FxHashMap::default(),
            hoisted: FxHashMap::default(),
            jumps: FxHashMap::default(),
            labels: FxHashMap::default(),
            fallthrough_to: None,
            loop_depth: 0,
            results: Vec::new(),
            range_loops: Vec::new(),
            keep_variadic_open: false,
            open_variadic: None,
            notes: PendingNotes::default(),
        };
        let entry = builder.new_block();
        builder.current = Some(entry);
        builder
    }

    /// Hands the finished function over.
    pub fn finish(mut self) {
        if self.current.is_some() {
            self.terminate(TerminatorKind::Unreachable);
        }
        remove_unreachable(&mut self.function);
        self.lowerer.mir.functions[self.id] = self.function;
    }

    // Types.

    pub fn types(&self) -> &TypeTable {
        &self.lowerer.program.types
    }

    pub fn types_mut(&mut self) -> &mut TypeTable {
        &mut self.lowerer.program.types
    }

    pub fn info(&self) -> &Info {
        &self.lowerer.program.info
    }

    /// The type in this instance.
    pub fn substitute(&mut self, ty: TypeId) -> TypeId {
        if self.group.substitution.is_empty() {
            return ty;
        }
        if let Some(&known) = self.group.substituted.get(&ty) {
            return known;
        }
        let result = self
            .lowerer
            .program
            .types
            .substitute(ty, &self.group.substitution);
        self.group.substituted.insert(ty, result);
        result
    }

    pub fn substitute_all(&mut self, types: &[TypeId]) -> Vec<TypeId> {
        types.iter().map(|&ty| self.substitute(ty)).collect()
    }

    /// The type of an expression; never an untyped one but that of `nil`.
    pub fn type_of(&mut self, expr: &Expr) -> TypeId {
        let mut ty = self.info().type_of(expr.id);
        if !ty.is_valid()
            && let Some(object) = self.info().object_of(expr.id)
        {
            // The left side of an assignment may have an object only.
            ty = self.lowerer.program.object(object).ty;
        }
        let ty = self.substitute(ty);
        default_type(ty)
    }

    pub fn type_of_object(&mut self, object: ObjectId) -> TypeId {
        let ty = self.lowerer.program.object(object).ty;
        self.substitute(ty)
    }

    pub fn is_interface(&self, ty: TypeId) -> bool {
        self.types().is_interface(ty)
    }

    pub fn unsupported(&mut self, pos: Pos, what: &str) {
        self.lowerer
            .diagnostics
            .push(Diagnostic::unsupported(pos, what));
    }

    // Locals.

    pub fn new_local(
        &mut self,
        name: Option<&str>,
        ty: TypeId,
        pos: Pos,
        kind: LocalKind,
    ) -> LocalId {
        self.function.locals.push(Local {
            name: name.map(Arc::from),
            package: None,
            ty,
            pos,
            kind,
            addressed: false,
            loop_depth: self.loop_depth,
            storage: Storage::Stack,
        })
    }

    pub fn temporary(&mut self, ty: TypeId) -> LocalId {
        let pos = self.pos;
        self.new_local(None, ty, pos, LocalKind::Temporary)
    }

    /// The local of a declared variable, made when it is declared.
    pub fn declare_variable(&mut self, object: ObjectId) -> LocalId {
        let data = self.lowerer.program.object(object);
        let (name, pos) = (data.name, data.pos);
        let ty = self.type_of_object(object);
        let local = self.new_local(Some(name.as_str()), ty, pos, LocalKind::Variable);
        self.variables.insert(Variable::Object(object), local);
        local
    }

    /// The local whose own memory the place is part of: no pointer or slice is followed.
    pub fn containing_local(&self, place: &Place) -> Option<LocalId> {
        let PlaceBase::Local(local) = place.base else {
            return None;
        };
        let mut ty = self.function.locals[local].ty;
        for projection in &place.projections {
            let leaves = match projection {
                Projection::Deref { .. } => true,
                Projection::Index { .. } => !is_array(self.types(), ty),
                Projection::Field(_) => false,
            };
            if leaves {
                return None;
            }
            ty = grus_mir::projected_type(self.types(), ty, projection)?;
        }
        Some(local)
    }

    /// Marks the local a place is part of as addressed.
    pub fn mark_addressed(&mut self, place: &Place) {
        if let Some(local) = self.containing_local(place) {
            self.function.locals[local].addressed = true;
        }
    }

    /// The type of a place.
    pub fn type_of_place(&self, place: &Place) -> TypeId {
        grus_mir::place_type(&self.lowerer.mir, &self.function, self.types(), place)
            .unwrap_or(TypeId::INVALID)
    }

    pub fn type_of_operand(&self, operand: &Operand) -> TypeId {
        match operand {
            Operand::Copy(place) => self.type_of_place(place),
            Operand::Constant(_, ty) => *ty,
        }
    }

    // Emitting.

    pub fn source(&self) -> SourceInfo {
        SourceInfo {
            pos: self.pos,
            inline: InlineId::new(0),
        }
    }

    /// Runs `build` with another source position.
    pub fn at<R>(&mut self, pos: Pos, build: impl FnOnce(&mut Self) -> R) -> R {
        let saved = self.pos;
        if pos.is_known() {
            self.pos = pos;
        }
        let result = build(self);
        self.pos = saved;
        result
    }

    pub fn new_block(&mut self) -> BlockId {
        let source = self.source();
        self.function.blocks.push(Block {
            statements: Vec::new(),
            terminator: Terminator {
                kind: TerminatorKind::Unreachable,
                source,
            },
        })
    }

    /// The block statements go to; a fresh unreachable one behind a jump.
    pub fn block(&mut self) -> BlockId {
        match self.current {
            Some(block) => block,
            None => {
                let block = self.new_block();
                self.current = Some(block);
                block
            }
        }
    }

    pub fn is_reachable(&self) -> bool {
        self.current.is_some()
    }

    pub fn switch_to(&mut self, block: BlockId) {
        self.current = Some(block);
    }

    pub fn emit(&mut self, kind: StatementKind) {
        let mut statement = Statement::new(kind, self.source());
        if self.lowerer.inline_text {
            statement.notes = self.notes_of(&statement.kind);
        }
        let block = self.block();
        self.function.blocks[block].statements.push(statement);
    }

    pub fn terminate(&mut self, kind: TerminatorKind) {
        let source = self.source();
        let block = self.block();
        self.function.blocks[block].terminator = Terminator { kind, source };
        self.current = None;
    }

    pub fn goto(&mut self, block: BlockId) {
        self.terminate(TerminatorKind::Goto(block));
    }

    /// Ends the current block with a jump, if there is a current block.
    pub fn goto_if_reachable(&mut self, block: BlockId) {
        if self.is_reachable() {
            self.goto(block);
        }
    }

    pub fn branch(&mut self, condition: Operand, then: BlockId, otherwise: BlockId) {
        self.terminate(TerminatorKind::Branch {
            condition,
            then,
            otherwise,
        });
    }

    pub fn assign(&mut self, place: Place, rvalue: Rvalue) {
        self.emit(StatementKind::Assign(place, rvalue));
    }

    /// The rvalue's value in a fresh temporary.
    pub fn value(&mut self, rvalue: Rvalue, ty: TypeId) -> Operand {
        if let Rvalue::Use(operand) = rvalue {
            return operand;
        }
        let local = self.temporary(ty);
        self.assign(Place::local(local), rvalue);
        Operand::local(local)
    }

    /// A copy of the operand that later assignments do not change.
    pub fn copy(&mut self, operand: Operand) -> Operand {
        if matches!(operand, Operand::Constant(..)) {
            return operand;
        }
        let ty = self.type_of_operand(&operand);
        let local = self.temporary(ty);
        self.assign(Place::local(local), Rvalue::Use(operand));
        Operand::local(local)
    }

    /// A place that holds the operand's value.
    pub fn operand_place(&mut self, operand: Operand) -> Place {
        match operand {
            Operand::Copy(place) => place,
            constant => {
                let ty = self.type_of_operand(&constant);
                let local = self.temporary(ty);
                self.assign(Place::local(local), Rvalue::Use(constant));
                Place::local(local)
            }
        }
    }

    /// The operand in a local, or a constant: what may stand in an index.
    pub fn simple(&mut self, operand: Operand) -> Operand {
        match &operand {
            Operand::Copy(place) if place.as_local().is_none() => self.copy(operand),
            _ => operand,
        }
    }

    /// The address of a place; what it is part of becomes addressed.
    pub fn address_of(&mut self, place: Place) -> Operand {
        let ty = self.type_of_place(&place);
        let pointer = self.types_mut().pointer_to(ty);
        match (place.base, place.projections.as_slice()) {
            (PlaceBase::Global(global), []) => {
                return Operand::Constant(Constant::GlobalAddress(global), pointer);
            }
            // `&*p` is `p`, once p is known not to be nil.
            (_, [rest @ .., Projection::Deref { checked }]) => {
                let inner = Place {
                    base: place.base,
                    projections: rest.into(),
                };
                if !checked {
                    self.emit(StatementKind::Check(place));
                }
                return Operand::Copy(inner);
            }
            _ => {}
        }
        self.mark_addressed(&place);
        self.value(Rvalue::AddressOf(place), pointer)
    }

    pub fn site(
        &mut self,
        kind: SiteKind,
        pos: Pos,
        text: impl Into<Arc<str>>,
        reported: bool,
    ) -> SiteId {
        let loop_depth = self.loop_depth;
        self.function.sites.push(Site {
            pos,
            written_at: pos,
            text: text.into(),
            kind,
            loop_depth,
            storage: Storage::Heap,
            reported,
            literal: None,
        })
    }

    pub fn int(&self, value: i64) -> Operand {
        Operand::Constant(Constant::Int(value), TypeId::INT)
    }

    pub fn zero(&self, ty: TypeId) -> Operand {
        Operand::Constant(Constant::Zero, ty)
    }

    pub fn binary(&mut self, op: BinaryOp, lhs: Operand, rhs: Operand, ty: TypeId) -> Operand {
        self.value(Rvalue::Binary(op, lhs, rhs), ty)
    }
}

/// Deletes blocks that no path from the entry reaches and numbers the rest anew, in their old order.
fn remove_unreachable(function: &mut Function) {
    let entry = BlockId::new(0);
    let mut reachable: SecondaryMap<BlockId, bool> = SecondaryMap::new();
    let mut stack = vec![entry];
    reachable[entry] = true;
    while let Some(block) = stack.pop() {
        for successor in function.blocks[block].terminator.kind.successors() {
            if !std::mem::replace(&mut reachable[successor], true) {
                stack.push(successor);
            }
        }
    }
    let mut numbers: SecondaryMap<BlockId, BlockId> = SecondaryMap::with_default(entry);
    let mut blocks = PrimaryMap::new();
    for (block, data) in std::mem::take(&mut function.blocks) {
        if reachable[block] {
            numbers[block] = blocks.push(data);
        }
    }
    for data in blocks.values_mut() {
        data.terminator
            .kind
            .for_each_successor_mut(&mut |block| *block = numbers[*block]);
    }
    function.blocks = blocks;
}

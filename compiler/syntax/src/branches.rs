//! Labels and jumps of a function body.
//! In: a body without syntax errors.  Out: errors; jumps get their targets.
//! Invariants: function literals inside have been checked when they were parsed; they are not
//! entered.
//! Method: one walk in source order; gotos whose label has not been seen travel outwards until a
//! block declares it, so that jumps into blocks and over variable declarations show.
//! spec (Labeled statements .. Fallthrough statements). Follows:
//! cmd/compile/internal/syntax/branches.go.

use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::expr_string::list_string;
use crate::source::{LineDirective, Pos, SourceFile};
use crate::symbol::Symbol;
use rustc_hash::FxHashMap;

/// Checks the jumps of a function body and sets their targets.
pub(crate) fn check(
    body: &mut Block,
    source: &SourceFile,
    line_directives: &[LineDirective],
) -> Vec<Diagnostic> {
    let mut checker = Checker {
        source,
        line_directives,
        errors: Vec::new(),
        labels: FxHashMap::default(),
        label_order: Vec::new(),
        blocks: Vec::new(),
        targets: FxHashMap::default(),
    };
    let unresolved = checker.block(None, Targets::default(), None, body.pos, &body.stmts);
    checker.finish(unresolved);
    if !checker.targets.is_empty() {
        set_targets(&mut body.stmts, &checker.targets);
    }
    checker.errors
}

/// Index of a block in `Checker::blocks`.
type BlockIndex = usize;

struct Checker<'a> {
    source: &'a SourceFile,
    line_directives: &'a [LineDirective],
    errors: Vec<Diagnostic>,
    labels: FxHashMap<Symbol, Label>,
    /// Labels in source order.
    label_order: Vec<Symbol>,
    blocks: Vec<BlockInfo>,
    /// Jump statement to target statement.
    targets: FxHashMap<NodeId, NodeId>,
}

struct BlockInfo {
    parent: Option<BlockIndex>,
    start: Pos,
    /// The labeled statement the block belongs to.
    labeled: Option<NodeId>,
}

struct Label {
    ident: Ident,
    block: BlockIndex,
    /// The labeled statement.
    statement: NodeId,
    /// What the label stands before.
    body: (NodeId, BodyKind),
    is_used: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyKind {
    Loop,
    SwitchOrSelect,
    Other,
}

/// What unlabeled jumps refer to.
#[derive(Clone, Copy, Default)]
struct Targets {
    /// Target of `break`.
    breaks: Option<(NodeId, BreakKind)>,
    /// Target of `continue`.
    continues: Option<NodeId>,
    /// Index of the clause whose statement list is being checked, directly.
    clause: Option<usize>,
}

#[derive(Clone, Copy)]
enum BreakKind {
    Switch { clauses: usize },
    TypeSwitch,
    Other,
}

/// A goto whose label has not been declared yet.
#[derive(Clone, Copy)]
struct Goto {
    statement: NodeId,
    label: Ident,
}

/// The last variable declaration of a block and the gotos that would jump over it.
#[derive(Default)]
struct Declared {
    pos: Pos,
    name: String,
    jumped_over_by: Vec<NodeId>,
}

impl Checker<'_> {
    fn error(&mut self, pos: Pos, message: String) {
        self.errors
            .push(Diagnostic::error(pos, Code::SYNTAX, message));
    }

    /// A position inside a message; the physical one follows in brackets if it differs.
    fn describe(&self, pos: Pos) -> String {
        let offset = self.source.offset(pos);
        let reported = self.source.position_with(offset, self.line_directives);
        let physical = self.source.position_with(offset, &[]);
        if reported == physical {
            reported.to_string()
        } else {
            format!("{reported}[{physical}]")
        }
    }

    fn finish(&mut self, unresolved: Vec<Goto>) {
        for Goto {
            label: Ident { pos, name, .. },
            ..
        } in unresolved
        {
            let message = match self.labels.get_mut(&name) {
                Some(label) => {
                    label.is_used = true;
                    let start = self.blocks[label.block].start;
                    format!(
                        "goto {name} jumps into block starting at {}",
                        self.describe(start)
                    )
                }
                None => format!("label {name} not defined"),
            };
            self.error(pos, message);
        }
        // spec (Labeled statements): a label that is never used is an error.
        for name in std::mem::take(&mut self.label_order) {
            let label = &self.labels[&name];
            if !label.is_used {
                self.error(
                    label.ident.pos,
                    format!("label {name} defined and not used"),
                );
            }
        }
    }

    /// Checks a statement list; returns the gotos it leaves unresolved.
    fn block(
        &mut self,
        parent: Option<BlockIndex>,
        targets: Targets,
        labeled: Option<NodeId>,
        start: Pos,
        stmts: &[Stmt],
    ) -> Vec<Goto> {
        let block = self.blocks.len();
        self.blocks.push(BlockInfo {
            parent,
            start,
            labeled,
        });
        let mut pending: Vec<Goto> = Vec::new();
        let mut declared = Declared::default();
        // Empty statements at the end do not keep a fallthrough from being the last.
        let is_empty = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Empty);
        let count = stmts
            .iter()
            .rposition(|stmt| !is_empty(stmt))
            .map_or(0, |last| last + 1);
        for (index, statement) in stmts[..count].iter().enumerate() {
            let mut labeled = None;
            let mut statement = statement;
            while let StmtKind::Labeled { label, body } = &statement.kind {
                if !label.name.is_blank() {
                    self.declare(block, statement.id, *label, body);
                    self.resolve(*label, statement.id, &mut pending, &declared);
                    labeled = Some(statement.id);
                }
                statement = body;
            }
            match &statement.kind {
                StmtKind::Decl(decls) => {
                    let first = decls.iter().find_map(|decl| match decl {
                        Decl::Var(var) => Some(var),
                        _ => None,
                    });
                    if let Some(var) = first {
                        declared = Declared::new(var.pos, var.names[0].name.to_string(), &pending);
                    }
                }
                StmtKind::Assign {
                    op: AssignOp::Define,
                    lhs,
                    ..
                } => {
                    declared = Declared::new(statement.pos, list_string(lhs), &pending);
                }
                StmtKind::Branch(branch) => {
                    let is_last = index + 1 == count;
                    pending.extend(self.branch(block, targets, statement, branch, is_last));
                }
                _ => self.nested(block, targets, labeled, statement, &mut pending),
            }
        }
        pending
    }

    /// Checks the blocks of a statement.
    fn nested(
        &mut self,
        block: BlockIndex,
        targets: Targets,
        labeled: Option<NodeId>,
        statement: &Stmt,
        pending: &mut Vec<Goto>,
    ) {
        let id = statement.id;
        let plain = Targets {
            clause: None,
            ..targets
        };
        let breaks = |kind| Targets {
            breaks: Some((id, kind)),
            ..plain
        };
        let mut inner = |checker: &mut Self, targets, start, stmts: &[Stmt]| {
            pending.extend(checker.block(Some(block), targets, labeled, start, stmts));
        };
        match &statement.kind {
            StmtKind::Block(body) => inner(self, plain, body.pos, &body.stmts),
            StmtKind::If(statement) => {
                inner(self, plain, statement.then.pos, &statement.then.stmts);
                if let Some(branch) = &statement.else_ {
                    inner(self, plain, branch.pos, std::slice::from_ref(branch));
                }
            }
            StmtKind::For(statement) => {
                let targets = Targets {
                    continues: Some(id),
                    ..breaks(BreakKind::Other)
                };
                inner(self, targets, statement.body.pos, &statement.body.stmts);
            }
            StmtKind::Switch(statement) => {
                let targets = breaks(BreakKind::Switch {
                    clauses: statement.clauses.len(),
                });
                for (index, clause) in statement.clauses.iter().enumerate() {
                    let targets = Targets {
                        clause: Some(index),
                        ..targets
                    };
                    inner(self, targets, clause.pos, &clause.body);
                }
            }
            StmtKind::TypeSwitch(statement) => {
                for clause in &statement.clauses {
                    inner(
                        self,
                        breaks(BreakKind::TypeSwitch),
                        clause.pos,
                        &clause.body,
                    );
                }
            }
            StmtKind::Select(statement) => {
                for clause in &statement.clauses {
                    inner(self, breaks(BreakKind::Other), clause.pos, &clause.body);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, block: BlockIndex, statement: NodeId, ident: Ident, body: &Stmt) {
        let name = ident.name;
        if let Some(previous) = self.labels.get(&name) {
            let place = self.describe(previous.ident.pos);
            return self.error(
                ident.pos,
                format!("label {name} already defined at {place}"),
            );
        }
        let kind = match body.kind {
            StmtKind::For(_) => BodyKind::Loop,
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => {
                BodyKind::SwitchOrSelect
            }
            _ => BodyKind::Other,
        };
        let label = Label {
            ident,
            block,
            statement,
            body: (body.id, kind),
            is_used: false,
        };
        self.labels.insert(name, label);
        self.label_order.push(name);
    }

    /// Resolves the pending gotos to a label just declared in their block or an enclosing one.
    fn resolve(
        &mut self,
        label: Ident,
        statement: NodeId,
        pending: &mut Vec<Goto>,
        declared: &Declared,
    ) {
        let (found, rest) = pending
            .drain(..)
            .partition(|goto| goto.label.name == label.name);
        *pending = rest;
        let found: Vec<Goto> = found;
        for goto in found {
            self.targets.insert(goto.statement, statement);
            if let Some(known) = self.labels.get_mut(&label.name) {
                known.is_used = true;
            }
            if declared.jumped_over_by.contains(&goto.statement) {
                let place = self.describe(declared.pos);
                self.error(
                    goto.label.pos,
                    format!(
                        "goto {} jumps over declaration of {} at {place}",
                        label.name, declared.name
                    ),
                );
            }
        }
    }

    /// Checks a jump; returns it if it is a goto to be resolved later.
    fn branch(
        &mut self,
        block: BlockIndex,
        targets: Targets,
        statement: &Stmt,
        branch: &BranchStmt,
        is_last: bool,
    ) -> Option<Goto> {
        let Some(label) = branch.label else {
            let target = match branch.keyword {
                BranchKeyword::Break => targets.breaks.map(|(id, _)| id).ok_or("break"),
                BranchKeyword::Continue => targets.continues.ok_or("continue"),
                _ => {
                    self.fallthrough(targets, statement.pos, is_last);
                    return None;
                }
            };
            match target {
                Ok(target) => {
                    self.targets.insert(statement.id, target);
                }
                Err("break") => {
                    let message = "break is not in a loop, switch, or select";
                    self.error(statement.pos, message.to_string());
                }
                Err(_) => {
                    self.error(statement.pos, "continue is not in a loop".to_string());
                }
            }
            return None;
        };
        if branch.keyword == BranchKeyword::Goto {
            match self.goto_target(block, label.name) {
                Some(target) => {
                    self.targets.insert(statement.id, target);
                }
                None => {
                    return Some(Goto {
                        statement: statement.id,
                        label,
                    });
                }
            }
            return None;
        }
        self.labeled_break_or_continue(block, statement.id, branch.keyword, label);
        None
    }

    /// spec (Fallthrough statements): only as the last statement of a clause that is not the last
    /// clause of an expression switch.
    fn fallthrough(&mut self, targets: Targets, pos: Pos, is_last: bool) {
        let message = match (targets.breaks, targets.clause) {
            (Some((_, BreakKind::TypeSwitch)), _) => "cannot fallthrough in type switch",
            (Some((_, BreakKind::Switch { clauses })), Some(index)) if is_last => {
                if index + 1 < clauses {
                    return;
                }
                "cannot fallthrough final case in switch"
            }
            _ => "fallthrough statement out of place",
        };
        self.error(pos, message.to_string());
    }

    /// spec (Break statements, Continue statements): a label must be that of an enclosing
    /// statement of the right kind.
    fn labeled_break_or_continue(
        &mut self,
        block: BlockIndex,
        statement: NodeId,
        keyword: BranchKeyword,
        label: Ident,
    ) {
        let (word, name) = (keyword.as_str(), label.name);
        let Some(known) = self.labels.get_mut(&name) else {
            return self.error(label.pos, format!("{word} label not defined: {name}"));
        };
        known.is_used = true; // even if it is not a valid target
        let (labeled, (target, kind)) = (known.statement, known.body);
        let encloses = self
            .enclosing(block)
            .any(|info| info.labeled == Some(labeled));
        let is_valid = match kind {
            BodyKind::Loop => true,
            BodyKind::SwitchOrSelect => keyword == BranchKeyword::Break,
            BodyKind::Other => false,
        };
        if encloses && is_valid {
            self.targets.insert(statement, target);
        } else {
            self.error(label.pos, format!("invalid {word} label {name}"));
        }
    }

    /// The labeled statement a goto refers to, if its label was declared in an enclosing block.
    fn goto_target(&mut self, block: BlockIndex, name: Symbol) -> Option<NodeId> {
        let label = self.labels.get_mut(&name)?;
        label.is_used = true;
        let (declaring, statement) = (label.block, label.statement);
        let mut current = Some(block);
        while let Some(index) = current {
            if index == declaring {
                return Some(statement);
            }
            current = self.blocks[index].parent;
        }
        None
    }

    /// A block and those around it.
    fn enclosing(&self, block: BlockIndex) -> impl Iterator<Item = &BlockInfo> {
        std::iter::successors(Some(&self.blocks[block]), |info| {
            info.parent.map(|parent| &self.blocks[parent])
        })
    }
}

impl Declared {
    /// A declaration behind pending gotos: these may still leave the block, which is fine.
    fn new(pos: Pos, name: String, pending: &[Goto]) -> Declared {
        let jumped_over_by = pending.iter().map(|goto| goto.statement).collect();
        Declared {
            pos,
            name,
            jumped_over_by,
        }
    }
}

/// Writes the targets into the tree.
fn set_targets(stmts: &mut [Stmt], targets: &FxHashMap<NodeId, NodeId>) {
    for statement in stmts {
        let id = statement.id;
        match &mut statement.kind {
            StmtKind::Branch(branch) => branch.target = targets.get(&id).copied(),
            StmtKind::Labeled { body, .. } => set_targets(std::slice::from_mut(body), targets),
            StmtKind::Block(block) => set_targets(&mut block.stmts, targets),
            StmtKind::If(statement) => {
                set_targets(&mut statement.then.stmts, targets);
                if let Some(branch) = &mut statement.else_ {
                    set_targets(std::slice::from_mut(branch), targets);
                }
            }
            StmtKind::For(statement) => set_targets(&mut statement.body.stmts, targets),
            StmtKind::Switch(statement) => {
                statement
                    .clauses
                    .iter_mut()
                    .for_each(|clause| set_targets(&mut clause.body, targets));
            }
            StmtKind::TypeSwitch(statement) => {
                statement
                    .clauses
                    .iter_mut()
                    .for_each(|clause| set_targets(&mut clause.body, targets));
            }
            StmtKind::Select(statement) => {
                statement
                    .clauses
                    .iter_mut()
                    .for_each(|clause| set_targets(&mut clause.body, targets));
            }
            _ => {}
        }
    }
}

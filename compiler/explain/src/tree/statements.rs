//! Statements as gc's nodes.
//!
//! In: statements of a checked body.  Out: lines.

use super::Tree;
use super::expressions::operator;
use grus_syntax::Pos;
use grus_syntax::ast::{
    AssignOp, BranchKeyword, CallKeyword, CaseClause, CommClause, Decl, Expr, ExprKind, ForHeader,
    ForStmt, IfStmt, RangeClause, Stmt, StmtKind, UnaryOp,
};
use grus_types::{Mode, ObjectKind, Type, TypeId};

impl Tree<'_> {
    pub(super) fn statements(&mut self, list: &[Stmt]) {
        for statement in list {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let pos = statement.pos;
        match &statement.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) => self.expression(expr),
            StmtKind::Send { channel, value } => {
                self.line("SEND", None, pos);
                let element = self.types.types.elem(self.expression_type(channel));
                self.below(|tree| {
                    tree.expression(channel);
                    tree.converted(value, element.unwrap_or(TypeId::INVALID));
                });
            }
            StmtKind::Decl(decls) => decls.iter().for_each(|decl| self.declaration(decl)),
            StmtKind::Assign { op, lhs, rhs } => self.assignment(*op, lhs, rhs, pos),
            StmtKind::Block(block) => {
                self.line("BLOCK", None, pos);
                self.group("BLOCK-List", block.stmts.is_empty(), |tree| {
                    tree.statements(&block.stmts);
                });
            }
            StmtKind::Labeled { label, body } => {
                self.line(&format!("LABEL {}", label.name.as_str()), None, pos);
                self.statement(body);
            }
            StmtKind::Branch(branch) => {
                let node = match branch.keyword {
                    BranchKeyword::Break => "BREAK",
                    BranchKeyword::Continue => "CONTINUE",
                    BranchKeyword::Goto => "GOTO",
                    BranchKeyword::Fallthrough => "FALL",
                };
                let label = branch.label.map_or("", |label| label.name.as_str());
                self.line(format!("{node} {label}").trim_end(), None, pos);
            }
            StmtKind::Call { keyword, call } => {
                let node = match keyword {
                    CallKeyword::Go => "GO",
                    CallKeyword::Defer => "DEFER",
                };
                self.line(node, None, pos);
                self.below(|tree| tree.expression(call));
            }
            StmtKind::Return(results) => self.return_(results, pos),
            StmtKind::If(data) => self.if_(data, pos),
            StmtKind::For(data) => self.for_(data, pos),
            StmtKind::Switch(data) => {
                self.statements(data.init.as_slice());
                self.line("SWITCH", None, pos);
                self.group("SWITCH-Tag", data.tag.is_none(), |tree| {
                    tree.expressions(data.tag.as_slice());
                });
                self.cases(&data.clauses);
            }
            StmtKind::TypeSwitch(data) => {
                self.statements(data.init.as_slice());
                self.line("SWITCH", None, pos);
                self.group("SWITCH-Tag", false, |tree| {
                    tree.line("TYPESW", None, data.guard.pos);
                    tree.group("TYPESW-Tag", false, |tree| {
                        if let Some(name) = data.guard.name {
                            let node =
                                format!("NONAME-{}.{}", tree.package_name(), name.name.as_str());
                            tree.line(&node, None, name.pos);
                        }
                        tree.expression(&data.guard.operand);
                    });
                });
                self.cases(&data.clauses);
            }
            StmtKind::Select(data) => {
                self.line("SELECT", None, pos);
                self.group("SELECT-Cases", data.clauses.is_empty(), |tree| {
                    data.clauses
                        .iter()
                        .for_each(|clause| tree.communication(clause));
                });
            }
        }
    }

    fn declaration(&mut self, decl: &Decl) {
        let Decl::Var(spec) = decl else {
            // Constants and types leave nothing to be done.
            return;
        };
        for name in &spec.names {
            self.declared(name.id, name.pos);
        }
        let names: Vec<Expr> = spec.names.iter().map(|&name| name.into()).collect();
        match spec.values.is_empty() {
            true => {
                for name in &names {
                    self.line("AS", None, name.pos);
                    self.below(|tree| tree.expression(name));
                }
            }
            false => self.assigned(&names, &spec.values, " Def", spec.pos),
        }
    }

    /// `DCL` of the variable that an identifier declares, if it does.
    fn declared(&mut self, id: grus_syntax::ast::NodeId, pos: Pos) {
        let Some(object) = self.types.info.object_of(id) else {
            return;
        };
        if self.types.object(object).pos != pos {
            return;
        }
        self.line("DCL", None, pos);
        self.below(|tree| tree.object(object, pos));
    }

    fn assignment(&mut self, op: AssignOp, lhs: &[Expr], rhs: &[Expr], pos: Pos) {
        match op {
            AssignOp::Assign => self.assigned(lhs, rhs, "", pos),
            AssignOp::Define => {
                for name in lhs {
                    self.declared(name.id, name.pos);
                }
                self.assigned(lhs, rhs, " Def", pos);
            }
            AssignOp::Op(op) => {
                let node = operator(op);
                self.line(&format!("ASOP-{node} AsOp:{node}"), None, pos);
                self.below(|tree| {
                    tree.expressions(lhs);
                    tree.expressions(rhs);
                });
            }
            AssignOp::Increment | AssignOp::Decrement => {
                let node = match op {
                    AssignOp::Increment => "ADD",
                    _ => "SUB",
                };
                self.line(&format!("ASOP-{node} AsOp:{node} IncDec"), None, pos);
                let ty = lhs.first().map(|expr| self.expression_type(expr));
                self.below(|tree| {
                    tree.expressions(lhs);
                    tree.line("LITERAL-1", ty, pos);
                });
            }
        }
    }

    fn assigned(&mut self, lhs: &[Expr], rhs: &[Expr], define: &str, pos: Pos) {
        if let ([target], [value]) = (lhs, rhs) {
            self.line(&format!("AS{define}"), None, pos);
            let ty = self.target_type(target);
            return self.below(|tree| {
                tree.target(target);
                tree.converted(value, ty);
            });
        }
        let node = match rhs {
            [value] => self.several_node(value),
            _ => "AS2",
        };
        self.line(&format!("{node}{define}"), None, pos);
        self.group(&format!("{node}-Lhs"), false, |tree| {
            lhs.iter().for_each(|target| tree.target(target));
        });
        self.group(&format!("{node}-Rhs"), false, |tree| {
            for (index, value) in rhs.iter().enumerate() {
                let ty = match rhs.len() == lhs.len() {
                    true => tree.target_type(&lhs[index]),
                    false => TypeId::INVALID,
                };
                tree.converted(value, ty);
            }
        });
    }

    /// The node of an assignment of several values of one expression.
    fn several_node(&self, value: &Expr) -> &'static str {
        match &value.unparen().kind {
            ExprKind::TypeAssert { .. } => "AS2DOTTYPE",
            ExprKind::Index { .. } => "AS2MAPR",
            ExprKind::Unary {
                op: UnaryOp::Receive,
                ..
            } => "AS2RECV",
            _ => "AS2FUNC",
        }
    }

    fn target_type(&self, target: &Expr) -> TypeId {
        let object = self.types.info.object_of(target.id);
        match object.map(|object| self.types.object(object)) {
            Some(data) if matches!(data.kind, ObjectKind::Var(_)) => data.ty,
            _ => self.expression_type(target),
        }
    }

    fn target(&mut self, target: &Expr) {
        if target.as_name().is_some_and(|name| name.is_blank()) {
            let node = format!("NAME-{}._ Offset:0 blank", self.package_name());
            return self.line(&node, None, Pos::NONE);
        }
        let is_map = self.types.info.mode_of(target.id) == Mode::MapIndex;
        match (&target.unparen().kind, is_map) {
            (ExprKind::Index { operand, indices }, true) => {
                self.line(
                    "INDEXMAP Assigned",
                    Some(self.expression_type(target)),
                    target.pos,
                );
                self.below(|tree| {
                    tree.expression(operand);
                    tree.expressions(indices);
                });
            }
            _ => self.expression(target),
        }
    }

    fn return_(&mut self, results: &[Expr], pos: Pos) {
        self.line("RETURN", None, pos);
        let signature = self.types.types.signature(self.function.signature).cloned();
        let types: Vec<TypeId> = signature.map_or(Vec::new(), |signature| {
            signature.results.iter().map(|result| result.ty).collect()
        });
        self.group("RETURN-Results", results.is_empty(), |tree| {
            for (index, result) in results.iter().enumerate() {
                let ty = match types.len() == results.len() {
                    true => types[index],
                    false => TypeId::INVALID,
                };
                tree.converted(result, ty);
            }
        });
    }

    fn if_(&mut self, data: &IfStmt, pos: Pos) {
        self.statements(data.init.as_slice());
        self.line("IF", None, pos);
        self.group("IF-Cond", false, |tree| tree.expression(&data.cond));
        self.group("IF-Body", data.then.stmts.is_empty(), |tree| {
            tree.statements(&data.then.stmts);
        });
        self.group("IF-Else", data.else_.is_none(), |tree| {
            match data.else_.as_ref().map(|statement| &statement.kind) {
                Some(StmtKind::Block(block)) => tree.statements(&block.stmts),
                _ => tree.statements(data.else_.as_slice()),
            }
        });
    }

    fn for_(&mut self, data: &ForStmt, pos: Pos) {
        match &data.header {
            ForHeader::Clause { init, cond, post } => {
                self.statements(init.as_slice());
                self.line("FOR", None, pos);
                self.group("FOR-Cond", cond.is_none(), |tree| {
                    tree.expressions(cond.as_slice());
                });
                self.group("FOR-Post", post.is_none(), |tree| {
                    let pos = post.as_ref().map_or(pos, |post| post.pos);
                    tree.line("BLOCK", None, pos);
                    tree.group("BLOCK-List", false, |tree| {
                        tree.statements(post.as_slice());
                    });
                });
                self.group("FOR-Body", data.body.stmts.is_empty(), |tree| {
                    tree.statements(&data.body.stmts);
                });
            }
            ForHeader::Range(clause) => self.range(clause, &data.body.stmts),
        }
    }

    fn range(&mut self, clause: &RangeClause, body: &[Stmt]) {
        if clause.define {
            for name in &clause.lhs {
                self.declared(name.id, name.pos);
            }
        }
        let define = if clause.define { " Def" } else { "" };
        self.line(&format!("RANGE{define}"), None, clause.pos);
        self.below(|tree| tree.expression(&clause.operand));
        for (part, target) in ["Key", "Value"].iter().zip(&clause.lhs) {
            self.group(&format!("RANGE-{part}"), false, |tree| tree.target(target));
        }
        self.group("RANGE-Body", body.is_empty(), |tree| tree.statements(body));
    }

    fn cases(&mut self, clauses: &[CaseClause]) {
        self.group("SWITCH-Cases", clauses.is_empty(), |tree| {
            for clause in clauses {
                tree.line("CASE", None, clause.pos);
                if let Some(&variable) = tree.types.info.implicits.get(&clause.id) {
                    tree.group("CASE-Var", false, |tree| tree.object(variable, clause.pos));
                }
                let cases = clause.cases.as_deref().unwrap_or_default();
                tree.group("CASE-List", cases.is_empty(), |tree| {
                    tree.expressions(cases)
                });
                tree.group("CASE-Body", clause.body.is_empty(), |tree| {
                    tree.statements(&clause.body);
                });
            }
        });
    }

    fn communication(&mut self, clause: &CommClause) {
        self.line("CASE", None, clause.pos);
        self.group("CASE-Comm", clause.comm.is_none(), |tree| {
            if let Some(comm) = &clause.comm {
                tree.statement(comm);
            }
        });
        self.group("CASE-Body", clause.body.is_empty(), |tree| {
            tree.statements(&clause.body);
        });
    }

    /// Whether a type is a map's; for the nodes of element accesses.
    pub(super) fn is_map(&self, ty: TypeId) -> bool {
        matches!(self.types.types.underlying_type(ty), Type::Map { .. })
    }
}

//! Walking trees.
//! In: a node and a function.  Out: calls of the function for the node and all below it, parents
//! first, in source order.
//! Invariants: a type shared by the names of a list is visited once per name; an expression that
//! is a function type is visited as `Expr` and then as `FuncType`.
//! Not done: changing trees.

use crate::ast::*;

/// Any node.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A declaration
    Decl(&'a Decl),
    /// A field, parameter or type parameter
    Field(&'a Field),
    /// A name that is no expression
    Ident(&'a Ident),
    /// An expression or type
    Expr(&'a Expr),
    /// A signature
    FuncType(&'a FuncType),
    /// A statement
    Stmt(&'a Stmt),
    /// A block, also that of a `Block` statement
    Block(&'a Block),
    /// A range clause
    RangeClause(&'a RangeClause),
    /// The guard of a type switch
    TypeSwitchGuard(&'a TypeSwitchGuard),
    /// A clause of a switch
    CaseClause(&'a CaseClause),
    /// A clause of a select
    CommClause(&'a CommClause),
}

/// Calls `visit` for the nodes of a file; if it returns false, what is below the node is skipped.
pub fn inspect_file<'a>(file: &'a File, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    visit(Node::Ident(&file.package));
    file.decls
        .iter()
        .for_each(|decl| inspect(Node::Decl(decl), visit));
}

/// Calls `visit` for a node and those below it; if it returns false, what is below is skipped.
pub fn inspect<'a>(node: Node<'a>, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    if !visit(node) {
        return;
    }
    let mut walker = Walker { visit };
    match node {
        Node::Ident(_) => {}
        Node::Decl(decl) => walker.decl(decl),
        Node::Field(field) => {
            walker.idents(field.name.as_slice());
            walker.expr(&field.ty);
        }
        Node::Expr(expr) => walker.expr_children(expr),
        Node::FuncType(ty) => {
            walker.fields(&ty.params);
            walker.fields(&ty.results);
        }
        Node::Stmt(statement) => walker.stmt_children(statement),
        Node::Block(block) => walker.stmts(&block.stmts),
        Node::RangeClause(clause) => {
            walker.exprs(&clause.lhs);
            walker.expr(&clause.operand);
        }
        Node::TypeSwitchGuard(guard) => {
            walker.idents(guard.name.as_slice());
            walker.expr(&guard.operand);
        }
        Node::CaseClause(clause) => {
            walker.exprs(clause.cases.as_deref().unwrap_or_default());
            walker.stmts(&clause.body);
        }
        Node::CommClause(clause) => {
            clause
                .comm
                .iter()
                .for_each(|comm| walker.node(Node::Stmt(comm)));
            walker.stmts(&clause.body);
        }
    }
}

struct Walker<'v, 'a> {
    visit: &'v mut dyn FnMut(Node<'a>) -> bool,
}

impl<'a> Walker<'_, 'a> {
    fn node(&mut self, node: Node<'a>) {
        inspect(node, self.visit);
    }

    fn expr(&mut self, expr: &'a Expr) {
        self.node(Node::Expr(expr));
    }

    fn exprs(&mut self, exprs: &'a [Expr]) {
        exprs.iter().for_each(|expr| self.expr(expr));
    }

    fn optional(&mut self, expr: &'a Option<Expr>) {
        expr.iter().for_each(|expr| self.expr(expr));
    }

    fn idents(&mut self, idents: &'a [Ident]) {
        idents
            .iter()
            .for_each(|ident| self.node(Node::Ident(ident)));
    }

    fn fields(&mut self, fields: &'a [Field]) {
        fields
            .iter()
            .for_each(|field| self.node(Node::Field(field)));
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) {
        stmts
            .iter()
            .for_each(|statement| self.node(Node::Stmt(statement)));
    }

    fn optional_stmt(&mut self, statement: &'a Option<Stmt>) {
        self.stmts(statement.as_slice());
    }

    fn decl(&mut self, decl: &'a Decl) {
        match decl {
            Decl::Import(import) => self.idents(import.local_name.as_slice()),
            Decl::Const(spec) => {
                self.idents(&spec.names);
                self.optional(&spec.ty);
                self.exprs(&spec.values);
            }
            Decl::Var(spec) => {
                self.idents(&spec.names);
                self.optional(&spec.ty);
                self.exprs(&spec.values);
            }
            Decl::Type(spec) => {
                self.idents(std::slice::from_ref(&spec.name));
                self.fields(&spec.type_params);
                self.expr(&spec.ty);
            }
            Decl::Func(func) => {
                self.fields(func.receiver.as_slice());
                self.idents(std::slice::from_ref(&func.name));
                self.fields(&func.type_params);
                self.node(Node::FuncType(&func.signature));
                func.body
                    .iter()
                    .for_each(|body| self.node(Node::Block(body)));
            }
        }
    }

    fn expr_children(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Bad | ExprKind::Name(_) | ExprKind::BasicLit(_) => {}
            ExprKind::CompositeLit(literal) => {
                self.optional(&literal.ty);
                self.exprs(&literal.elements);
            }
            ExprKind::KeyValue { key, value } | ExprKind::MapType { key, value } => {
                self.expr(key);
                self.expr(value);
            }
            ExprKind::FuncLit(literal) => {
                self.node(Node::FuncType(&literal.signature));
                self.node(Node::Block(&literal.body));
            }
            ExprKind::Paren(inner)
            | ExprKind::Star(inner)
            | ExprKind::SliceType(inner)
            | ExprKind::DotsType(inner) => self.expr(inner),
            ExprKind::Selector { operand, name } => {
                self.expr(operand);
                self.node(Node::Ident(name));
            }
            ExprKind::Index { operand, indices } => {
                self.expr(operand);
                self.exprs(indices);
            }
            ExprKind::Slice(slice) => {
                self.expr(&slice.operand);
                self.optional(&slice.low);
                self.optional(&slice.high);
                self.optional(&slice.max);
            }
            ExprKind::TypeAssert { operand, ty } => {
                self.expr(operand);
                self.expr(ty);
            }
            ExprKind::TypeSwitchGuard(guard) => self.node(Node::TypeSwitchGuard(guard)),
            ExprKind::Call(call) => {
                self.expr(&call.fun);
                self.exprs(&call.args);
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Binary { lhs, rhs, .. } => {
                self.expr(lhs);
                self.expr(rhs);
            }
            ExprKind::ArrayType { len, elem } => {
                len.iter().for_each(|len| self.expr(len));
                self.expr(elem);
            }
            ExprKind::StructType(ty) => self.fields(&ty.fields),
            ExprKind::FuncType(ty) => self.node(Node::FuncType(ty)),
            ExprKind::InterfaceType(ty) => {
                for elem in &ty.elems {
                    match elem {
                        InterfaceElem::Method { name, signature } => {
                            self.node(Node::Ident(name));
                            self.node(Node::FuncType(signature));
                        }
                        InterfaceElem::Embedded(ty) => self.expr(ty),
                    }
                }
            }
            ExprKind::ChanType { elem, .. } => self.expr(elem),
        }
    }

    fn stmt_children(&mut self, statement: &'a Stmt) {
        match &statement.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) | StmtKind::Call { call: expr, .. } => self.expr(expr),
            StmtKind::Send { channel, value } => {
                self.expr(channel);
                self.expr(value);
            }
            StmtKind::Decl(decls) => {
                decls.iter().for_each(|decl| self.node(Node::Decl(decl)));
            }
            StmtKind::Assign { lhs, rhs, .. } => {
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::Block(block) => self.node(Node::Block(block)),
            StmtKind::Labeled { label, body } => {
                self.node(Node::Ident(label));
                self.node(Node::Stmt(body));
            }
            StmtKind::Branch(branch) => self.idents(branch.label.as_slice()),
            StmtKind::Return(results) => self.exprs(results),
            StmtKind::If(statement) => {
                self.optional_stmt(&statement.init);
                self.expr(&statement.cond);
                self.node(Node::Block(&statement.then));
                self.optional_stmt(&statement.else_);
            }
            StmtKind::For(statement) => {
                match &statement.header {
                    ForHeader::Clause { init, cond, post } => {
                        self.optional_stmt(init);
                        self.optional(cond);
                        self.optional_stmt(post);
                    }
                    ForHeader::Range(clause) => self.node(Node::RangeClause(clause)),
                }
                self.node(Node::Block(&statement.body));
            }
            StmtKind::Switch(statement) => {
                self.optional_stmt(&statement.init);
                self.optional(&statement.tag);
                self.case_clauses(&statement.clauses);
            }
            StmtKind::TypeSwitch(statement) => {
                self.optional_stmt(&statement.init);
                self.node(Node::TypeSwitchGuard(&statement.guard));
                self.case_clauses(&statement.clauses);
            }
            StmtKind::Select(statement) => {
                for clause in &statement.clauses {
                    self.node(Node::CommClause(clause));
                }
            }
        }
    }

    fn case_clauses(&mut self, clauses: &'a [CaseClause]) {
        clauses
            .iter()
            .for_each(|clause| self.node(Node::CaseClause(clause)));
    }
}

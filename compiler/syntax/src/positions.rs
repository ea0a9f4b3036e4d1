//! Extent of nodes in the source.
//! In: nodes.  Out: where they start, and about where they end.
//! Invariants: as gc's StartPos and EndPos, including their inexactness: an end may be the
//! position of a closing brace, or lie before closing parentheses; scopes and unused-variable
//! checks rely on it.
//! Follows: cmd/compile/internal/syntax/positions.go.

use crate::ast::*;
use crate::source::Pos;

impl Ident {
    /// Position behind the name.
    pub fn end_pos(&self) -> Pos {
        self.pos.offset(self.name.as_str().len() as u32)
    }
}

impl Expr {
    /// Position of the first token.
    pub fn start_pos(&self) -> Pos {
        let mut expr = self;
        loop {
            expr = match &expr.kind {
                ExprKind::CompositeLit(literal) => match &literal.ty {
                    Some(ty) => ty,
                    None => return expr.pos,
                },
                ExprKind::KeyValue { key, .. } => key,
                ExprKind::Selector { operand, .. }
                | ExprKind::Index { operand, .. }
                | ExprKind::TypeAssert { operand, .. } => operand,
                ExprKind::TypeSwitchGuard(guard) => match guard.name {
                    Some(name) => return name.pos,
                    None => &guard.operand,
                },
                ExprKind::Binary { lhs, .. } => lhs,
                ExprKind::Call(call) => &call.fun,
                // A slice expression keeps the position of its bracket, as in gc.
                _ => return expr.pos,
            }
        }
    }

    /// Position near the end; see the module's description.
    pub fn end_pos(&self) -> Pos {
        let mut expr = self;
        loop {
            expr = match &expr.kind {
                ExprKind::Bad => return expr.pos,
                ExprKind::Name(name) => return expr.pos.offset(name.as_str().len() as u32),
                ExprKind::BasicLit(literal) => {
                    return expr.pos.offset(literal.text.as_str().len() as u32);
                }
                ExprKind::CompositeLit(literal) => return literal.rbrace,
                ExprKind::FuncLit(literal) => return literal.body.rbrace,
                ExprKind::Selector { name, .. } => return name.end_pos(),
                ExprKind::KeyValue { value, .. } | ExprKind::MapType { value, .. } => value,
                ExprKind::Paren(inner) | ExprKind::Star(inner) => inner,
                ExprKind::Index { operand, indices } => indices.last().unwrap_or(operand),
                // gc's loop over the indices never leaves with one: it ends at the operand.
                ExprKind::Slice(slice) => &slice.operand,
                ExprKind::TypeAssert { ty, .. } => ty,
                ExprKind::TypeSwitchGuard(guard) => &guard.operand,
                ExprKind::Call(call) => call.args.last().unwrap_or(&call.fun),
                ExprKind::Unary { operand, .. } => operand,
                ExprKind::Binary { rhs, .. } => rhs,
                ExprKind::ArrayType { elem, .. } | ExprKind::ChanType { elem, .. } => elem,
                ExprKind::SliceType(elem) | ExprKind::DotsType(elem) => elem,
                ExprKind::StructType(ty) => match ty.fields.last() {
                    Some(field) => &field.ty,
                    None => return expr.pos,
                },
                ExprKind::FuncType(ty) => return ty.end_pos(),
                ExprKind::InterfaceType(ty) => match ty.elems.last() {
                    Some(InterfaceElem::Method { signature, .. }) => return signature.end_pos(),
                    Some(InterfaceElem::Embedded(elem)) => elem,
                    None => return expr.pos,
                },
            }
        }
    }
}

impl FuncType {
    /// Position near the end of the signature.
    pub fn end_pos(&self) -> Pos {
        let last = self.results.last().or(self.params.last());
        last.map_or(self.pos, |field| field.ty.end_pos())
    }
}

impl Stmt {
    /// Position of the first token, as far as gc corrects it.
    pub fn start_pos(&self) -> Pos {
        match &self.kind {
            StmtKind::Send { channel, .. } => channel.start_pos(),
            StmtKind::Assign { lhs, .. } => lhs.first().map_or(self.pos, Expr::start_pos),
            _ => self.pos,
        }
    }

    /// Position near the end; see the module's description.
    pub fn end_pos(&self) -> Pos {
        match &self.kind {
            StmtKind::Empty => self.pos,
            StmtKind::Expr(expr) | StmtKind::Call { call: expr, .. } => expr.end_pos(),
            StmtKind::Send { value, .. } => value.end_pos(),
            StmtKind::Decl(decls) => decls.last().map_or(self.pos, Decl::end_pos),
            StmtKind::Assign { lhs, rhs, .. } => match (rhs.last(), lhs.last()) {
                (Some(last), _) => last.end_pos(),
                (None, Some(operand)) => operand.end_pos().offset(2),
                (None, None) => self.pos,
            },
            StmtKind::Block(block) => block.rbrace,
            StmtKind::Labeled { body, .. } => body.end_pos(),
            StmtKind::Branch(branch) => branch.label.map_or(self.pos, |label| label.end_pos()),
            StmtKind::Return(results) => results.last().map_or(self.pos, Expr::end_pos),
            StmtKind::If(statement) => match &statement.else_ {
                Some(branch) => branch.end_pos(),
                None => statement.then.rbrace,
            },
            StmtKind::For(statement) => statement.body.rbrace,
            StmtKind::Switch(statement) => statement.rbrace,
            StmtKind::TypeSwitch(statement) => statement.rbrace,
            StmtKind::Select(statement) => statement.rbrace,
        }
    }
}

impl CaseClause {
    /// Position near the end of the clause.
    pub fn end_pos(&self) -> Pos {
        self.body.last().map_or(self.colon, Stmt::end_pos)
    }
}

impl CommClause {
    /// Position near the end of the clause.
    pub fn end_pos(&self) -> Pos {
        self.body.last().map_or(self.colon, Stmt::end_pos)
    }
}

impl Decl {
    /// Position by gc's convention.
    pub fn pos(&self) -> Pos {
        match self {
            Decl::Import(decl) => decl.pos,
            Decl::Const(decl) => decl.pos,
            Decl::Type(decl) => decl.pos,
            Decl::Var(decl) => decl.pos,
            Decl::Func(decl) => decl.pos,
        }
    }

    /// Identity of the parenthesised group the spec belongs to.
    pub fn group(&self) -> Option<NodeId> {
        match self {
            Decl::Import(decl) => decl.group,
            Decl::Const(decl) => decl.group,
            Decl::Type(decl) => decl.group,
            Decl::Var(decl) => decl.group,
            Decl::Func(_) => None,
        }
    }

    /// Position near the end of the spec.
    pub fn end_pos(&self) -> Pos {
        match self {
            Decl::Import(decl) => decl.path.map_or(decl.pos, |path| {
                path.pos.offset(path.literal.as_str().len() as u32)
            }),
            Decl::Const(decl) => value_spec_end(decl.pos, &decl.names, &decl.ty, &decl.values),
            Decl::Var(decl) => value_spec_end(decl.pos, &decl.names, &decl.ty, &decl.values),
            Decl::Type(decl) => decl.ty.end_pos(),
            Decl::Func(decl) => match &decl.body {
                Some(body) => body.rbrace,
                None => decl.signature.end_pos(),
            },
        }
    }
}

fn value_spec_end(pos: Pos, names: &[Ident], ty: &Option<Expr>, values: &[Expr]) -> Pos {
    match (values.last(), ty, names.last()) {
        (Some(value), _, _) => value.end_pos(),
        (None, Some(ty), _) => ty.end_pos(),
        (None, None, Some(name)) => name.end_pos(),
        (None, None, None) => pos,
    }
}

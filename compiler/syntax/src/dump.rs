//! Trees as text, to look at and to compare.
//! In: a file's tree.  Out: S-expressions, a statement or declaration a line.
//! Invariants: positions and identities do not appear, so equal texts mean equal trees; what the
//! text of the source decides (names, literals, operators, groups) does.
//! Not done: reading it back.

use crate::ast::*;
use std::fmt::Write;

/// The text of a file's tree.
pub fn dump(file: &File) -> String {
    let mut dumper = Dumper {
        out: String::new(),
        indent: 0,
        groups: Vec::new(),
    };
    dumper.line(|dumper| dumper.atom("package", file.package.name.as_str()));
    for decl in &file.decls {
        dumper.decl(decl);
    }
    dumper.out
}

/// Whether two trees are equal except for positions and identities.
pub fn same_tree(left: &File, right: &File) -> bool {
    dump(left) == dump(right)
}

struct Dumper {
    out: String,
    indent: usize,
    /// Groups met, to number them.
    groups: Vec<NodeId>,
}

impl Dumper {
    // ---------------------------------------------------------------------------------- layout

    fn line(&mut self, content: impl FnOnce(&mut Self)) {
        self.out.extend(std::iter::repeat_n("  ", self.indent));
        content(self);
        self.out.push('\n');
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn atom(&mut self, head: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "({head} {value})");
    }

    /// `(head ...)` on one line.
    fn node(&mut self, head: &str, content: impl FnOnce(&mut Self)) {
        self.text("(");
        self.text(head);
        content(self);
        self.text(")");
    }

    fn child(&mut self, expr: &Expr) {
        self.text(" ");
        self.expr(expr);
    }

    fn optional(&mut self, expr: Option<&Expr>) {
        match expr {
            Some(expr) => self.child(expr),
            None => self.text(" -"),
        }
    }

    fn list(&mut self, list: &[Expr]) {
        self.text(" [");
        for expr in list {
            self.child(expr);
        }
        self.text(" ]");
    }

    fn names(&mut self, names: &[Ident]) {
        for name in names {
            self.text(" ");
            self.text(name.name.as_str());
        }
    }

    /// A group's number in order of appearance; 0 for none.
    fn group(&mut self, group: Option<NodeId>) {
        let number = group.map_or(0, |group| {
            let known = self.groups.iter().rposition(|&other| other == group);
            known.unwrap_or_else(|| {
                self.groups.push(group);
                self.groups.len() - 1
            }) + 1
        });
        let _ = write!(self.out, " #{number}");
    }

    // ---------------------------------------------------------------------------- declarations

    fn decl(&mut self, decl: &Decl) {
        match decl {
            Decl::Import(import) => self.line(|d| {
                d.node("import", |d| {
                    d.group(import.group);
                    d.names(import.local_name.as_slice());
                    let _ = write!(d.out, " {:?}", import.path.map(|path| path.literal));
                });
            }),
            Decl::Const(spec) => self.line(|d| {
                d.node("const", |d| {
                    d.group(spec.group);
                    let _ = write!(d.out, " iota={}", spec.iota);
                    let inherited = spec.inherited.as_ref().map(|inherited| inherited.iota);
                    let _ = write!(d.out, " inherited={inherited:?}");
                    d.value_spec(&spec.names, &spec.ty, &spec.values);
                });
            }),
            Decl::Var(spec) => self.line(|d| {
                d.node("var", |d| {
                    d.group(spec.group);
                    d.value_spec(&spec.names, &spec.ty, &spec.values);
                });
            }),
            Decl::Type(spec) => self.line(|d| {
                d.node(if spec.is_alias { "alias" } else { "type" }, |d| {
                    d.group(spec.group);
                    d.names(&[spec.name]);
                    d.fields(&spec.type_params);
                    d.child(&spec.ty);
                });
            }),
            Decl::Func(func) => self.line(|d| {
                d.node("func", |d| {
                    d.fields(func.receiver.as_slice());
                    d.names(&[func.name]);
                    d.fields(&func.type_params);
                    d.signature(&func.signature);
                    if let Some(body) = &func.body {
                        d.block(&body.stmts);
                    }
                });
            }),
        }
    }

    fn value_spec(&mut self, names: &[Ident], ty: &Option<Expr>, values: &[Expr]) {
        self.names(names);
        self.optional(ty.as_ref());
        self.list(values);
    }

    fn fields(&mut self, fields: &[Field]) {
        self.text(" {");
        for field in fields {
            self.text(" (");
            self.names(field.name.as_slice());
            self.child(&field.ty);
            if let Some(tag) = field.tag {
                self.text(" ");
                self.text(tag.literal.as_str());
            }
            self.text(")");
        }
        self.text(" }");
    }

    fn signature(&mut self, signature: &FuncType) {
        self.fields(&signature.params);
        self.fields(&signature.results);
    }

    // ----------------------------------------------------------------------------- expressions

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Bad => self.text("bad"),
            ExprKind::Name(name) => self.text(name.as_str()),
            ExprKind::BasicLit(literal) => self.text(literal.text.as_str()),
            ExprKind::CompositeLit(literal) => self.node("lit", |d| {
                d.optional(literal.ty.as_ref());
                d.list(&literal.elements);
            }),
            ExprKind::KeyValue { key, value } => self.pair(":", key, value),
            ExprKind::FuncLit(literal) => self.node("func", |d| {
                d.signature(&literal.signature);
                d.block(&literal.body.stmts);
            }),
            ExprKind::Paren(inner) => self.node("paren", |d| d.child(inner)),
            ExprKind::Selector { operand, name } => self.node(".", |d| {
                d.child(operand);
                d.names(&[*name]);
            }),
            ExprKind::Index { operand, indices } => self.node("index", |d| {
                d.child(operand);
                d.list(indices);
            }),
            ExprKind::Slice(slice) => self.node("slice", |d| {
                d.child(&slice.operand);
                d.optional(slice.low.as_ref());
                d.optional(slice.high.as_ref());
                d.optional(slice.max.as_ref());
            }),
            ExprKind::TypeAssert { operand, ty } => self.pair("assert", operand, ty),
            ExprKind::TypeSwitchGuard(guard) => self.guard(guard),
            ExprKind::Call(call) => self.node("call", |d| {
                d.child(&call.fun);
                d.list(&call.args);
                d.text(if call.has_dots { " ..." } else { "" });
            }),
            ExprKind::Unary { op, operand } => self.node(op.as_str(), |d| d.child(operand)),
            ExprKind::Binary { op, lhs, rhs } => self.pair(op.as_str(), lhs, rhs),
            ExprKind::Star(operand) => self.node("star", |d| d.child(operand)),
            _ => self.type_literal(expr),
        }
    }

    fn pair(&mut self, head: &str, left: &Expr, right: &Expr) {
        self.node(head, |d| {
            d.child(left);
            d.child(right);
        });
    }

    fn guard(&mut self, guard: &TypeSwitchGuard) {
        self.node("guard", |d| {
            d.names(guard.name.as_slice());
            d.child(&guard.operand);
        });
    }

    fn type_literal(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::ArrayType { len, elem } => self.node("array", |d| {
                d.optional(len.as_deref());
                d.child(elem);
            }),
            ExprKind::SliceType(elem) => self.node("[]", |d| d.child(elem)),
            ExprKind::DotsType(elem) => self.node("...", |d| d.child(elem)),
            ExprKind::StructType(ty) => self.node("struct", |d| d.fields(&ty.fields)),
            ExprKind::FuncType(ty) => self.node("functype", |d| d.signature(ty)),
            ExprKind::InterfaceType(ty) => self.node("interface", |d| {
                for elem in &ty.elems {
                    match elem {
                        InterfaceElem::Method { name, signature } => {
                            d.names(&[*name]);
                            d.signature(signature);
                        }
                        InterfaceElem::Embedded(ty) => d.child(ty),
                    }
                }
            }),
            ExprKind::MapType { key, value } => self.pair("map", key, value),
            ExprKind::ChanType { dir, elem } => {
                let head = match dir {
                    ChanDir::Both => "chan",
                    ChanDir::Send => "chan<-",
                    ChanDir::Receive => "<-chan",
                };
                self.node(head, |d| d.child(elem));
            }
            _ => {}
        }
    }

    // ------------------------------------------------------------------------------ statements

    fn block(&mut self, stmts: &[Stmt]) {
        self.text("\n");
        self.indent += 1;
        for statement in stmts {
            self.stmt(statement);
        }
        self.indent -= 1;
        self.out.extend(std::iter::repeat_n("  ", self.indent));
    }

    fn optional_stmt(&mut self, statement: Option<&Stmt>) {
        match statement {
            Some(statement) => self.block(std::slice::from_ref(statement)),
            None => self.text(" -"),
        }
    }

    fn stmt(&mut self, statement: &Stmt) {
        if let StmtKind::Decl(decls) = &statement.kind {
            self.line(|d| {
                d.node("decl", |d| {
                    d.text("\n");
                    d.indent += 1;
                    decls.iter().for_each(|decl| d.decl(decl));
                    d.indent -= 1;
                });
            });
            return;
        }
        self.line(|d| d.simple_or_compound(&statement.kind));
    }

    fn simple_or_compound(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Empty => self.text("(empty)"),
            StmtKind::Expr(expr) => self.node("expr", |d| d.child(expr)),
            StmtKind::Send { channel, value } => self.pair("send", channel, value),
            StmtKind::Assign { op, lhs, rhs } => {
                let _ = write!(self.out, "({op:?}");
                self.list(lhs);
                self.list(rhs);
                self.text(")");
            }
            StmtKind::Block(block) => self.node("block", |d| d.block(&block.stmts)),
            StmtKind::Labeled { label, body } => self.node("label", |d| {
                d.names(&[*label]);
                d.block(std::slice::from_ref(body));
            }),
            StmtKind::Branch(branch) => self.node(branch.keyword.as_str(), |d| {
                d.names(branch.label.as_slice());
            }),
            StmtKind::Call { keyword, call } => self.node(keyword.as_str(), |d| d.child(call)),
            StmtKind::Return(results) => self.node("return", |d| d.list(results)),
            StmtKind::If(statement) => self.node("if", |d| {
                d.optional_stmt(statement.init.as_ref());
                d.child(&statement.cond);
                d.block(&statement.then.stmts);
                d.optional_stmt(statement.else_.as_ref());
            }),
            StmtKind::For(statement) => self.for_stmt(statement),
            _ => self.clauses(kind),
        }
    }

    fn for_stmt(&mut self, statement: &ForStmt) {
        self.node("for", |d| {
            match &statement.header {
                ForHeader::Clause { init, cond, post } => {
                    d.optional_stmt(init.as_ref());
                    d.optional(cond.as_ref());
                    d.optional_stmt(post.as_ref());
                }
                ForHeader::Range(clause) => {
                    d.text(if clause.define {
                        " range :="
                    } else {
                        " range ="
                    });
                    d.list(&clause.lhs);
                    d.child(&clause.operand);
                }
            }
            d.block(&statement.body.stmts);
        });
    }

    fn clauses(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Switch(statement) => self.node("switch", |d| {
                d.optional_stmt(statement.init.as_ref());
                d.optional(statement.tag.as_ref());
                d.case_clauses(&statement.clauses);
            }),
            StmtKind::TypeSwitch(statement) => self.node("typeswitch", |d| {
                d.optional_stmt(statement.init.as_ref());
                d.guard(&statement.guard);
                d.case_clauses(&statement.clauses);
            }),
            StmtKind::Select(statement) => self.node("select", |d| {
                d.text("\n");
                for clause in &statement.clauses {
                    d.line(|d| {
                        d.node("case", |d| {
                            d.optional_stmt(clause.comm.as_deref());
                            d.block(&clause.body);
                        });
                    });
                }
            }),
            _ => {}
        }
    }

    fn case_clauses(&mut self, clauses: &[CaseClause]) {
        self.text("\n");
        for clause in clauses {
            self.line(|d| {
                d.node("case", |d| {
                    match &clause.cases {
                        Some(cases) => d.list(cases),
                        None => d.text(" default"),
                    }
                    d.block(&clause.body);
                });
            });
        }
    }
}

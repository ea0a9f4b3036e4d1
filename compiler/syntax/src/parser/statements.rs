//! Statements, except those with a header (control.rs).
//! In: the parser at a statement.  Out: `Stmt`, or none where no statement starts.
//! spec (Statements).

use super::Parser;
use super::declarations::strip_parens;
use crate::ast::*;
use crate::branches;
use crate::source::Pos;
use crate::token::{Operator, Token};

/// A simple statement as it may stand in a header.
pub(super) enum Simple {
    /// A statement proper
    Stmt(Stmt),
    /// The range clause of a `for` statement
    Range(RangeClause),
}

/// Where a simple statement stands; decides what else is accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// By itself, or where nothing else is accepted
    Plain,
    /// Header of `if`
    If,
    /// Header of `for`: also a range clause
    For,
    /// Header of `switch`: also a type switch guard
    Switch,
}

impl Parser<'_> {
    fn stmt_at(&mut self, pos: Pos, kind: StmtKind) -> Stmt {
        Stmt {
            id: self.node_id(),
            pos,
            kind,
        }
    }

    /// FunctionBody = Block .
    pub(super) fn function_body(&mut self) -> Block {
        self.function_nesting += 1;
        let errors = self.error_count;
        let mut body = self.block("");
        self.function_nesting -= 1;
        // After syntax errors labels may be missing.
        if errors == self.error_count {
            let found = branches::check(&mut body, self.source, &self.line_directives);
            self.errors.extend(found);
        }
        body
    }

    /// Block = "{" StatementList "}" . The context names what it follows, for the error if `{`
    ///     is missing.
    pub(super) fn block(&mut self, context: &str) -> Block {
        let (id, pos) = (self.node_id(), self.pos());
        if !self.got(Token::LeftBrace) {
            self.syntax_error(format!("expected {{ after {context}"));
            self.advance(&[Token::Name, Token::RightBrace]);
            let rbrace = self.pos();
            if self.got(Token::RightBrace) {
                return Block {
                    id,
                    pos,
                    stmts: Vec::new(),
                    rbrace,
                };
            }
        }
        let stmts = self.statement_list();
        let rbrace = self.pos();
        self.want(Token::RightBrace);
        Block {
            id,
            pos,
            stmts,
            rbrace,
        }
    }

    /// StatementList = { Statement ";" } . The `;` is optional before `}`.
    pub(super) fn statement_list(&mut self) -> Vec<Stmt> {
        let mut list = Vec::new();
        while !matches!(
            self.token(),
            Token::Eof | Token::RightBrace | Token::Case | Token::Default
        ) {
            let statement = self.statement_or_none();
            self.drop_pragmas();
            let Some(statement) = statement else { break };
            list.push(statement);
            if !self.got(Token::Semicolon) && !self.at(Token::RightBrace) {
                self.syntax_error("at end of statement");
                self.advance(&[
                    Token::Semicolon,
                    Token::RightBrace,
                    Token::Case,
                    Token::Default,
                ]);
                self.got(Token::Semicolon);
            }
        }
        list
    }

    /// Statement =
    ///     Declaration | LabeledStmt | SimpleStmt | GoStmt | ReturnStmt | BreakStmt |
    ///     ContinueStmt |
    ///     GotoStmt | FallthroughStmt | Block | IfStmt | SwitchStmt | SelectStmt | ForStmt |
    ///     DeferStmt .
    fn statement_or_none(&mut self) -> Option<Stmt> {
        if !self.enter() {
            return None;
        }
        let statement = self.statement_unguarded();
        self.leave();
        statement
    }

    fn statement_unguarded(&mut self) -> Option<Stmt> {
        let (token, pos) = (self.token(), self.pos());
        if matches!(token, Token::Var | Token::Const | Token::Type) {
            self.next();
            let mut decls = Vec::new();
            self.group_of(token, &mut decls);
            return Some(self.stmt_at(pos, StmtKind::Decl(decls)));
        }
        self.drop_pragmas();
        Some(match token {
            Token::Name => return self.statement_from_name(),
            Token::Operator => match self.scanner.operator {
                Operator::Not
                | Operator::Binary(
                    BinaryOp::Add | BinaryOp::Sub | BinaryOp::And | BinaryOp::Xor | BinaryOp::Mul,
                ) => self.simple_statement(None),
                _ => return None,
            },
            Token::Star
            | Token::Literal
            | Token::Func
            | Token::LeftParen
            | Token::LeftBracket
            | Token::Struct
            | Token::Map
            | Token::Chan
            | Token::Interface
            | Token::Arrow => self.simple_statement(None),
            Token::LeftBrace => {
                let block = self.block("");
                self.stmt_at(pos, StmtKind::Block(block))
            }
            Token::For => self.for_statement(),
            Token::Switch => self.switch_statement(),
            Token::Select => self.select_statement(),
            Token::If => self.if_statement(),
            Token::Fallthrough | Token::Break | Token::Continue | Token::Goto => {
                self.branch_statement(token)
            }
            Token::Go => self.call_statement(CallKeyword::Go),
            Token::Defer => self.call_statement(CallKeyword::Defer),
            Token::Return => self.return_statement(),
            Token::Semicolon => self.stmt_at(pos, StmtKind::Empty),
            _ => return None,
        })
    }

    /// A statement that starts with a name: LabeledStmt or SimpleStmt.
    fn statement_from_name(&mut self) -> Option<Stmt> {
        let lhs = self.expression_list();
        if self.at(Token::Colon)
            && let [only] = &lhs[..]
            && let Some(label) = only.as_ident()
        {
            return self.labeled_statement(label);
        }
        Some(self.simple_statement(Some(lhs)))
    }

    /// LabeledStmt = Label ":" Statement .
    fn labeled_statement(&mut self, label: Ident) -> Option<Stmt> {
        let pos = self.pos();
        self.want(Token::Colon);
        let body = if self.at(Token::RightBrace) {
            // The empty statement; its semicolon may be omitted here.
            let pos = self.pos();
            Some(self.stmt_at(pos, StmtKind::Empty))
        } else {
            self.statement_or_none()
        };
        let Some(body) = body else {
            self.syntax_error_at(pos, "missing statement after label");
            return None;
        };
        Some(self.stmt_at(
            pos,
            StmtKind::Labeled {
                label,
                body: Box::new(body),
            },
        ))
    }

    /// SimpleStmt = EmptyStmt | ExpressionStmt | SendStmt | IncDecStmt | Assignment |
    ///     ShortVarDecl .
    fn simple_statement(&mut self, lhs: Option<Vec<Expr>>) -> Stmt {
        match self.simple(lhs, Context::Plain) {
            Simple::Stmt(statement) => statement,
            Simple::Range(clause) => self.expression_statement(clause.operand),
        }
    }

    /// SimpleStmt or what else the context accepts. The left side may have been parsed.
    pub(super) fn simple(&mut self, lhs: Option<Vec<Expr>>, context: Context) -> Simple {
        if context == Context::For && self.at(Token::Range) {
            return Simple::Range(self.range_clause(Vec::new(), false));
        }
        let mut lhs = lhs.unwrap_or_else(|| self.expression_list());
        let pos = self.pos();
        let is_assignment = matches!(self.token(), Token::Assign | Token::Define);
        if is_assignment {
            return self.assignment(lhs, context);
        }
        if lhs.len() > 1 {
            self.syntax_error("expected := or = or comma");
            self.advance(&[Token::Semicolon, Token::RightBrace]);
            lhs.truncate(1); // make the best of it
        } else if let Some(statement) = self.operator_statement(pos, &mut lhs) {
            return Simple::Stmt(statement);
        }
        let expr = lhs.swap_remove(0);
        Simple::Stmt(self.expression_statement(expr))
    }

    fn expression_statement(&mut self, expr: Expr) -> Stmt {
        let pos = expr.pos;
        self.stmt_at(pos, StmtKind::Expr(expr))
    }

    /// IncDecStmt = Expression ( "++" | "--" ) . SendStmt = Channel "<-" Expression .
    /// Assignment with an operator = Expression assign_op Expression .
    fn operator_statement(&mut self, pos: Pos, lhs: &mut Vec<Expr>) -> Option<Stmt> {
        let operator = self.scanner.operator;
        let kind = match (self.token(), operator) {
            (Token::AssignOp, Operator::Binary(op)) => {
                self.next();
                let rhs = vec![self.expression()];
                StmtKind::Assign {
                    op: AssignOp::Op(op),
                    lhs: std::mem::take(lhs),
                    rhs,
                }
            }
            (Token::IncOp, _) => {
                self.next();
                let op = match operator {
                    Operator::Binary(BinaryOp::Add) => AssignOp::Increment,
                    _ => AssignOp::Decrement,
                };
                StmtKind::Assign {
                    op,
                    lhs: std::mem::take(lhs),
                    rhs: Vec::new(),
                }
            }
            (Token::Arrow, _) => {
                self.next();
                let value = self.expression();
                StmtKind::Send {
                    channel: lhs.swap_remove(0),
                    value,
                }
            }
            _ => return None,
        };
        Some(self.stmt_at(pos, kind))
    }

    /// Assignment   = ExpressionList "=" ExpressionList .
    /// ShortVarDecl = IdentifierList ":=" ExpressionList .
    fn assignment(&mut self, lhs: Vec<Expr>, context: Context) -> Simple {
        let pos = self.pos();
        let is_definition = self.at(Token::Define);
        self.next();
        if context == Context::For && self.at(Token::Range) {
            return Simple::Range(self.range_clause(lhs, is_definition));
        }
        let mut rhs = self.expression_list();
        if context == Context::Switch
            && is_definition
            && let ([name], [guard]) = (&lhs[..], &mut rhs[..])
            && let (Some(name), ExprKind::TypeSwitchGuard(inner)) =
                (name.as_ident(), &mut guard.kind)
        {
            inner.name = Some(name);
            let guard = rhs.swap_remove(0);
            return Simple::Stmt(self.expression_statement(guard));
        }
        let op = if is_definition {
            AssignOp::Define
        } else {
            AssignOp::Assign
        };
        Simple::Stmt(self.stmt_at(pos, StmtKind::Assign { op, lhs, rhs }))
    }

    /// RangeClause = [ ExpressionList "=" | IdentifierList ":=" ] "range" Expression .
    /// All before `range` was consumed.
    fn range_clause(&mut self, lhs: Vec<Expr>, define: bool) -> RangeClause {
        let pos = self.pos();
        self.next();
        let operand = self.expression();
        RangeClause {
            id: self.node_id(),
            pos,
            lhs,
            define,
            operand,
        }
    }

    /// BreakStmt = "break" [ Label ] . ContinueStmt = "continue" [ Label ] .
    /// GotoStmt = "goto" Label . FallthroughStmt = "fallthrough" .
    fn branch_statement(&mut self, token: Token) -> Stmt {
        let pos = self.pos();
        self.next();
        let (keyword, label) = match token {
            Token::Fallthrough => (BranchKeyword::Fallthrough, None),
            Token::Goto => (BranchKeyword::Goto, Some(self.name())),
            _ => {
                let label = self.at(Token::Name).then(|| self.name());
                let is_break = token == Token::Break;
                (
                    if is_break {
                        BranchKeyword::Break
                    } else {
                        BranchKeyword::Continue
                    },
                    label,
                )
            }
        };
        self.stmt_at(
            pos,
            StmtKind::Branch(BranchStmt {
                keyword,
                label,
                target: None,
            }),
        )
    }

    /// GoStmt = "go" Expression . DeferStmt = "defer" Expression .
    fn call_statement(&mut self, keyword: CallKeyword) -> Stmt {
        let pos = self.pos();
        self.next();
        let keep_parens = self.at(Token::LeftParen);
        let mut call = self.primary_expression(None, keep_parens);
        if matches!(call.kind, ExprKind::Paren(_)) {
            let word = keyword.as_str();
            self.error_at(
                call.pos,
                format!("expression in {word} must not be parenthesized"),
            );
            call = strip_parens(call);
        }
        self.stmt_at(pos, StmtKind::Call { keyword, call })
    }

    /// ReturnStmt = "return" [ ExpressionList ] .
    fn return_statement(&mut self) -> Stmt {
        let pos = self.pos();
        self.next();
        let results = match self.token() {
            Token::Semicolon | Token::RightBrace => Vec::new(),
            _ => self.expression_list(),
        };
        self.stmt_at(pos, StmtKind::Return(results))
    }
}

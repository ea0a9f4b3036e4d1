//! Statements with a header and clauses: `if`, `for`, `switch`, `select`.
//! In: the parser at the keyword.  Out: `Stmt`.
//! Invariants: while a header is parsed `expression_nesting` is negative, so that `{` ends it.
//! spec (If statements, For statements, Switch statements, Select statements).

use super::Parser;
use super::statements::{Context, Simple};
use crate::ast::*;
use crate::expr_string::{expr_string, list_string, statement_string};
use crate::scanner::SemicolonOrigin;
use crate::source::Pos;
use crate::token::Token;

/// What may stand between the keyword and `{`.
#[derive(Default)]
struct Header {
    init: Option<Stmt>,
    cond: Option<Expr>,
    post: Option<Stmt>,
    range: Option<RangeClause>,
}

impl Parser<'_> {
    /// IfStmt = "if" [ SimpleStmt ";" ] Expression Block [ "else" ( IfStmt | Block ) ] .
    pub(super) fn if_statement(&mut self) -> Stmt {
        // Long chains of `else if` are parsed in a loop, not by recursion.
        let mut chain: Vec<(Pos, IfStmt)> = Vec::new();
        let mut length = 0;
        let mut last = loop {
            let pos = self.pos();
            let header = self.header(Token::If, Context::If);
            let cond = header.cond.unwrap_or_else(|| self.bad_expr());
            let then = self.block("if clause");
            chain.push((
                pos,
                IfStmt {
                    init: header.init,
                    cond,
                    then,
                    else_: None,
                },
            ));
            if !self.got(Token::Else) {
                break None;
            }
            let pos = self.pos();
            match self.token() {
                Token::If => self.link(&mut length),
                Token::LeftBrace => {
                    let block = self.block("");
                    break Some(Stmt {
                        id: self.node_id(),
                        pos,
                        kind: StmtKind::Block(block),
                    });
                }
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[Token::Name, Token::RightBrace]);
                    break None;
                }
            }
            if !self.at(Token::If) {
                break None;
            }
        };
        // Nest the chain from its end.
        while let Some((pos, mut statement)) = chain.pop() {
            statement.else_ = last.take();
            let kind = StmtKind::If(Box::new(statement));
            last = Some(Stmt {
                id: self.node_id(),
                pos,
                kind,
            });
        }
        // The chain had at least one link.
        last.unwrap_or(Stmt {
            id: NodeId(0),
            pos: Pos::NONE,
            kind: StmtKind::Empty,
        })
    }

    /// ForStmt = "for" [ Condition | ForClause | RangeClause ] Block .
    pub(super) fn for_statement(&mut self) -> Stmt {
        let (id, pos) = (self.node_id(), self.pos());
        let Header {
            init,
            cond,
            post,
            range,
        } = self.header(Token::For, Context::For);
        let header = match range {
            Some(clause) => ForHeader::Range(clause),
            None => ForHeader::Clause { init, cond, post },
        };
        let body = self.block("for clause");
        Stmt {
            id,
            pos,
            kind: StmtKind::For(Box::new(ForStmt { header, body })),
        }
    }

    /// ForClause = [ InitStmt ] ";" [ Condition ] ";" [ PostStmt ] , RangeClause, or
    /// [ [ SimpleStmt ] ";" ] [ Expression ] for other keywords.
    fn header(&mut self, keyword: Token, context: Context) -> Header {
        self.want(keyword);
        let mut header = Header::default();
        if self.at(Token::LeftBrace) {
            if context == Context::If {
                self.syntax_error("missing condition in if statement");
                header.cond = Some(self.bad_expr());
            }
            return header;
        }
        let outer = std::mem::replace(&mut self.expression_nesting, -1);
        self.header_parts(context, keyword, &mut header);
        self.expression_nesting = outer;
        header
    }

    fn header_parts(&mut self, context: Context, keyword: Token, header: &mut Header) {
        if !self.at(Token::Semicolon) {
            if self.got(Token::Var) {
                let word = keyword.as_str();
                self.syntax_error(format!("var declaration not allowed in {word} initializer"));
            }
            match self.simple(None, context) {
                Simple::Stmt(statement) => header.init = Some(statement),
                Simple::Range(clause) => {
                    header.range = Some(clause);
                    return;
                }
            }
        }
        if self.at(Token::LeftBrace) {
            // No semicolon: the statement is the condition.
            let condition = header.init.take();
            return self.unpack_condition(condition, None, context, header);
        }
        let semicolon = if self.at(Token::Semicolon) {
            let found = (self.pos(), self.scanner.semicolon);
            self.next();
            Some(found)
        } else {
            self.want(Token::LeftBrace); // gives a better message than asking for `;`
            if !self.at(Token::LeftBrace) {
                self.advance(&[Token::LeftBrace, Token::RightBrace]);
            }
            None
        };
        let condition = if context == Context::For {
            self.for_clause_rest(header)
        } else if !self.at(Token::LeftBrace) {
            self.header_statement(context)
        } else {
            None
        };
        self.unpack_condition(condition, semicolon, context, header);
    }

    /// [ Condition ] ";" [ PostStmt ]
    fn for_clause_rest(&mut self, header: &mut Header) -> Option<Stmt> {
        let mut condition = None;
        if !self.at(Token::Semicolon) {
            if self.at(Token::LeftBrace) {
                self.syntax_error("expected for loop condition");
                return None;
            }
            condition = self.header_statement(Context::Plain);
        }
        self.want(Token::Semicolon);
        if !self.at(Token::LeftBrace) {
            header.post = self.header_statement(Context::Plain);
            if let Some(Stmt {
                pos,
                kind:
                    StmtKind::Assign {
                        op: AssignOp::Define,
                        ..
                    },
                ..
            }) = header.post
            {
                self.syntax_error_at(pos, "cannot declare in post statement of for loop");
            }
        }
        condition
    }

    fn header_statement(&mut self, context: Context) -> Option<Stmt> {
        match self.simple(None, context) {
            Simple::Stmt(statement) => Some(statement),
            Simple::Range(_) => None,
        }
    }

    /// Turns the statement in the place of the condition into an expression, if it is one.
    fn unpack_condition(
        &mut self,
        condition: Option<Stmt>,
        semicolon: Option<(Pos, SemicolonOrigin)>,
        context: Context,
        header: &mut Header,
    ) {
        let Some(statement) = condition else {
            if let (Context::If, Some((pos, origin))) = (context, semicolon) {
                if origin == SemicolonOrigin::Written {
                    self.syntax_error_at(pos, "missing condition in if statement");
                } else {
                    let word = origin.as_str();
                    let message = format!("unexpected {word}, expected {{ after if clause");
                    self.syntax_error_at(pos, message);
                }
                header.cond = Some(self.expr_at(pos, ExprKind::Bad));
            }
            return;
        };
        if let StmtKind::Expr(expr) = statement.kind {
            header.cond = Some(expr);
            return;
        }
        // `=` for `==` is a frequent mistake: make the assignment visible.
        let text = match &statement.kind {
            StmtKind::Assign {
                op: AssignOp::Assign,
                lhs,
                rhs,
            } => {
                format!("assignment {} = {}", emphasize(lhs), emphasize(rhs))
            }
            _ => statement_string(&statement),
        };
        self.syntax_error_at(statement.pos, format!("cannot use {text} as value"));
    }

    /// ExprSwitchStmt = "switch" [ SimpleStmt ";" ] [ Expression ] "{" { ExprCaseClause } "}" .
    /// TypeSwitchStmt = "switch" [ SimpleStmt ";" ] TypeSwitchGuard "{" { TypeCaseClause } "}" .
    pub(super) fn switch_statement(&mut self) -> Stmt {
        let (id, pos) = (self.node_id(), self.pos());
        let Header {
            init, cond: tag, ..
        } = self.header(Token::Switch, Context::Switch);
        if !self.got(Token::LeftBrace) {
            self.syntax_error("missing { after switch clause");
            self.advance(&[Token::Case, Token::Default, Token::RightBrace]);
        }
        let mut clauses = Vec::new();
        while !matches!(self.token(), Token::Eof | Token::RightBrace) {
            clauses.push(self.case_clause());
        }
        let rbrace = self.pos();
        self.want(Token::RightBrace);
        let kind = match tag {
            Some(Expr {
                kind: ExprKind::TypeSwitchGuard(guard),
                ..
            }) => {
                let guard = *guard;
                StmtKind::TypeSwitch(Box::new(TypeSwitchStmt {
                    init,
                    guard,
                    clauses,
                    rbrace,
                }))
            }
            tag => StmtKind::Switch(Box::new(SwitchStmt {
                init,
                tag,
                clauses,
                rbrace,
            })),
        };
        Stmt { id, pos, kind }
    }

    /// ExprCaseClause = ( "case" ExpressionList | "default" ) ":" StatementList .
    fn case_clause(&mut self) -> CaseClause {
        let (id, pos) = (self.node_id(), self.pos());
        let mut cases = None;
        match self.token() {
            Token::Case => {
                self.next();
                cases = Some(self.expression_list());
            }
            Token::Default => self.next(),
            _ => self.skip_to_clause(),
        }
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.statement_list();
        CaseClause {
            id,
            pos,
            cases,
            body,
            colon,
        }
    }

    /// SelectStmt = "select" "{" { CommClause } "}" .
    pub(super) fn select_statement(&mut self) -> Stmt {
        let (id, pos) = (self.node_id(), self.pos());
        self.want(Token::Select);
        if !self.got(Token::LeftBrace) {
            self.syntax_error("missing { after select clause");
            self.advance(&[Token::Case, Token::Default, Token::RightBrace]);
        }
        let mut clauses = Vec::new();
        while !matches!(self.token(), Token::Eof | Token::RightBrace) {
            clauses.push(self.communication_clause());
        }
        let rbrace = self.pos();
        self.want(Token::RightBrace);
        Stmt {
            id,
            pos,
            kind: StmtKind::Select(SelectStmt { clauses, rbrace }),
        }
    }

    /// CommClause = ( "case" ( SendStmt | RecvStmt ) | "default" ) ":" StatementList .
    fn communication_clause(&mut self) -> CommClause {
        let (id, pos) = (self.node_id(), self.pos());
        let mut comm = None;
        match self.token() {
            Token::Case => {
                self.next();
                // Other simple statements are accepted; the checker reports them.
                comm = self.header_statement(Context::Plain).map(Box::new);
            }
            Token::Default => self.next(),
            _ => self.skip_to_clause(),
        }
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.statement_list();
        CommClause {
            id,
            pos,
            comm,
            body,
            colon,
        }
    }

    fn skip_to_clause(&mut self) {
        self.syntax_error("expected case or default or }");
        self.advance(&[Token::Colon, Token::Case, Token::Default, Token::RightBrace]);
    }
}

/// The text of one side of an assignment, with a binary operation in parentheses.
fn emphasize(list: &[Expr]) -> String {
    match list {
        [
            only @ Expr {
                kind: ExprKind::Binary { .. },
                ..
            },
        ] => format!("({})", expr_string(only)),
        _ => list_string(list),
    }
}

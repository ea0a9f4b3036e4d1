//! Expressions.
//! In: the parser at an expression.  Out: `Expr`.
//! Invariants: a `{` behind a name opens a composite literal unless `expression_nesting` is
//! negative (spec, Composite literals: the parsing ambiguity in control clauses).
//! spec (Expressions). Types inside expressions: types.rs.

use super::Parser;
use super::declarations::strip_parens;
use crate::ast::*;
use crate::expr_string::expr_string;
use crate::source::Pos;
use crate::token::{Operator, Token};
use std::sync::Arc;

impl Parser<'_> {
    /// Expression = UnaryExpr | Expression binary_op Expression .
    pub(super) fn expression(&mut self) -> Expr {
        self.binary_expression(None, 0)
    }

    /// Operands and operators that bind stronger than `precedence`; the first operand may be given.
    pub(super) fn binary_expression(&mut self, first: Option<Expr>, precedence: u8) -> Expr {
        let mut lhs = match first {
            Some(expr) => expr,
            None => self.unary_expression(),
        };
        let mut length = 0;
        while matches!(self.token(), Token::Operator | Token::Star) {
            let Operator::Binary(op) = self.scanner.operator else {
                break;
            };
            if op.precedence() <= precedence {
                break;
            }
            let pos = self.pos();
            self.next();
            let rhs = Box::new(self.binary_expression(None, op.precedence()));
            lhs = self.expr_at(
                pos,
                ExprKind::Binary {
                    op,
                    lhs: Box::new(lhs),
                    rhs,
                },
            );
            self.link(&mut length);
        }
        lhs
    }

    /// UnaryExpr = PrimaryExpr | unary_op UnaryExpr .
    /// unary_op  = "+" | "-" | "!" | "^" | "*" | "&" | "<-" .
    fn unary_expression(&mut self) -> Expr {
        if !self.enter() {
            return self.bad_expr();
        }
        let expr = self.unary_expression_unguarded();
        self.leave();
        expr
    }

    fn unary_expression_unguarded(&mut self) -> Expr {
        let pos = self.pos();
        match self.token() {
            Token::Star => {
                self.next();
                let operand = Box::new(self.unary_expression());
                self.expr_at(pos, ExprKind::Star(operand))
            }
            Token::Operator => {
                let Some(op) = unary_operator(self.scanner.operator) else {
                    return self.primary_expression(None, true);
                };
                self.next();
                let mut operand = self.unary_expression();
                if op == UnaryOp::AddressOf {
                    // spec (Address operators): the operand may be a parenthesised composite
                    // literal.
                    operand = strip_parens(operand);
                }
                self.expr_at(
                    pos,
                    ExprKind::Unary {
                        op,
                        operand: Box::new(operand),
                    },
                )
            }
            Token::Arrow => self.arrow_expression(pos),
            // Parentheses are kept, for errors about `(x) := 0`.
            _ => self.primary_expression(None, true),
        }
    }

    /// "<-" UnaryExpr , which is a receive operation, or a channel type if a channel type follows.
    fn arrow_expression(&mut self, pos: Pos) -> Expr {
        self.next();
        let mut expr = self.unary_expression();
        if !matches!(expr.kind, ExprKind::ChanType { .. }) {
            let kind = ExprKind::Unary {
                op: UnaryOp::Receive,
                operand: Box::new(expr),
            };
            return self.expr_at(pos, kind);
        }
        if let Some(message) = associate_arrow(&mut expr) {
            self.syntax_error(message);
        }
        expr
    }

    /// Operand = Literal | OperandName [ TypeArgs ] | "(" Expression ")" .
    /// Literal = BasicLit | CompositeLit | FunctionLit .
    ///
    /// Composite literals are recognised in `primary_expression`.
    fn operand(&mut self, keep_parens: bool) -> Expr {
        let pos = self.pos();
        match self.token() {
            Token::Name => Expr::from(self.name()),
            Token::Literal => {
                let (pos, literal) = self.literal();
                self.expr_at(pos, ExprKind::BasicLit(literal))
            }
            Token::LeftParen => self.parenthesized(pos, keep_parens),
            Token::Func => self.function_literal_or_type(pos),
            Token::LeftBracket | Token::Chan | Token::Map | Token::Struct | Token::Interface => {
                self.type_()
            }
            _ => {
                let bad = self.bad_expr();
                self.syntax_error("expected expression");
                self.advance(&[Token::RightParen, Token::RightBracket, Token::RightBrace]);
                bad
            }
        }
    }

    /// "(" Expression ")"
    fn parenthesized(&mut self, pos: Pos, keep_parens: bool) -> Expr {
        self.next();
        self.expression_nesting += 1;
        let inner = self.expression();
        self.expression_nesting -= 1;
        self.want(Token::RightParen);
        // Before `{` they are needed to reject `(T){}`.
        if keep_parens || self.at(Token::LeftBrace) {
            return self.expr_at(pos, ExprKind::Paren(Box::new(inner)));
        }
        inner
    }

    /// FunctionLit = "func" Signature FunctionBody . Without a body it is a FunctionType.
    fn function_literal_or_type(&mut self, pos: Pos) -> Expr {
        self.next();
        let (_, signature) = self.function_type("function type");
        if !self.at(Token::LeftBrace) {
            return function_type_expr(signature);
        }
        self.expression_nesting += 1;
        let body = self.function_body();
        self.expression_nesting -= 1;
        self.expr_at(
            pos,
            ExprKind::FuncLit(Arc::new(FuncLit { signature, body })),
        )
    }

    /// The current literal.
    fn literal(&mut self) -> (Pos, BasicLit) {
        let pos = self.pos();
        let text = self.symbol();
        let kind = self.scanner.literal_kind;
        let literal = BasicLit {
            kind,
            text,
            is_bad: self.scanner.literal_is_bad,
        };
        self.next();
        (pos, literal)
    }

    /// The current literal, if there is one.
    pub(super) fn optional_literal(&mut self) -> Option<(Pos, BasicLit)> {
        self.at(Token::Literal).then(|| self.literal())
    }

    /// PrimaryExpr =
    ///     Operand | Conversion | MethodExpr |
    ///     PrimaryExpr Selector | PrimaryExpr Index | PrimaryExpr Slice |
    ///     PrimaryExpr TypeAssertion | PrimaryExpr Arguments .
    pub(super) fn primary_expression(&mut self, first: Option<Expr>, keep_parens: bool) -> Expr {
        let mut expr = match first {
            Some(expr) => expr,
            None => self.operand(keep_parens),
        };
        let mut length = 0;
        loop {
            expr = match self.token() {
                Token::Dot => self.selector_or_assertion(expr),
                Token::LeftBracket => self.index_or_slice(expr),
                Token::LeftParen => {
                    let pos = self.pos();
                    self.next();
                    let (args, has_dots) = self.argument_list();
                    let call = CallExpr {
                        fun: expr,
                        args,
                        has_dots,
                    };
                    self.expr_at(pos, ExprKind::Call(Box::new(call)))
                }
                Token::LeftBrace if self.may_be_literal_type(expr.unparen()) => {
                    if matches!(expr.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.literal_value(Some(expr))
                }
                _ => return expr,
            };
            self.link(&mut length);
        }
    }

    /// Selector      = "." identifier .
    /// TypeAssertion = "." "(" Type ")" . With `type` it is a TypeSwitchGuard.
    fn selector_or_assertion(&mut self, operand: Expr) -> Expr {
        let pos = self.pos();
        self.next();
        match self.token() {
            Token::Name => {
                let name = self.name();
                self.expr_at(
                    pos,
                    ExprKind::Selector {
                        operand: Box::new(operand),
                        name,
                    },
                )
            }
            Token::LeftParen => {
                self.next();
                let expr = if self.got(Token::Type) {
                    let id = self.node_id();
                    let guard = TypeSwitchGuard {
                        id,
                        pos,
                        name: None,
                        operand,
                    };
                    Expr {
                        id,
                        pos,
                        kind: ExprKind::TypeSwitchGuard(Box::new(guard)),
                    }
                } else {
                    let ty = Box::new(self.type_());
                    self.expr_at(
                        pos,
                        ExprKind::TypeAssert {
                            operand: Box::new(operand),
                            ty,
                        },
                    )
                };
                self.want(Token::RightParen);
                expr
            }
            _ => {
                self.syntax_error("expected name or (");
                self.advance(&[Token::Semicolon, Token::RightParen]);
                operand
            }
        }
    }

    /// Index    = "[" Expression [ "," ] "]" .
    /// TypeArgs = "[" TypeList [ "," ] "]" .
    /// Slice    = "[" [ Expression ] ":" [ Expression ] "]" | "[" [ Expression ] ":" Expression
    ///     ":" Expression "]" .
    fn index_or_slice(&mut self, operand: Expr) -> Expr {
        let pos = self.pos();
        self.next();
        let mut low = None;
        if !self.at(Token::Colon) {
            let (mut indices, comma);
            if self.at(Token::RightBracket) {
                self.syntax_error("expected operand");
                (indices, comma) = (vec![self.bad_expr()], false);
            } else {
                (indices, comma) = self.type_list(false);
            }
            if comma || self.at(Token::RightBracket) {
                self.want(Token::RightBracket);
                return self.expr_at(
                    pos,
                    ExprKind::Index {
                        operand: Box::new(operand),
                        indices,
                    },
                );
            }
            low = indices.pop();
        }
        if !self.got(Token::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(&[Token::Comma, Token::Colon, Token::RightBracket]);
        }
        self.expression_nesting += 1;
        let slice = self.slice_bounds(operand, low);
        self.expression_nesting -= 1;
        self.want(Token::RightBracket);
        self.expr_at(pos, ExprKind::Slice(Box::new(slice)))
    }

    /// The bounds of a slice expression behind its first colon.
    fn slice_bounds(&mut self, operand: Expr, low: Option<Expr>) -> SliceExpr {
        let mut slice = SliceExpr {
            operand,
            low,
            high: None,
            max: None,
            three: false,
        };
        if !matches!(self.token(), Token::Colon | Token::RightBracket) {
            slice.high = Some(self.expression());
        }
        if self.at(Token::Colon) {
            slice.three = true;
            if slice.high.is_none() {
                self.error_at(self.pos(), "middle index required in 3-index slice");
                slice.high = Some(self.bad_expr());
            }
            self.next();
            slice.max = Some(if self.at(Token::RightBracket) {
                self.error_at(self.pos(), "final index required in 3-index slice");
                self.bad_expr()
            } else {
                self.expression()
            });
        }
        slice
    }

    /// Arguments = "(" [ ( ExpressionList | Type [ "," ExpressionList ] ) [ "..." ] [ "," ] ] ")" .
    /// The `(` was consumed.
    fn argument_list(&mut self) -> (Vec<Expr>, bool) {
        let (mut args, mut has_dots) = (Vec::new(), false);
        self.expression_nesting += 1;
        self.list("argument list", Token::Comma, Token::RightParen, |parser| {
            let argument = parser.expression();
            args.push(argument);
            has_dots = parser.got(Token::DotDotDot);
            has_dots
        });
        self.expression_nesting -= 1;
        (args, has_dots)
    }

    /// Whether a `{` behind the expression opens a composite literal.
    fn may_be_literal_type(&self, expr: &Expr) -> bool {
        match expr.kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => self.expression_nesting >= 0,
            ExprKind::Index { .. } => self.expression_nesting >= 0 && !is_value(expr),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    /// LiteralValue = "{" [ ElementList [ "," ] ] "}" .
    fn literal_value(&mut self, ty: Option<Expr>) -> Expr {
        let pos = self.pos();
        let mut literal = CompositeLit {
            ty,
            elements: Vec::new(),
            key_count: 0,
            rbrace: Pos::NONE,
        };
        self.expression_nesting += 1;
        self.want(Token::LeftBrace);
        literal.rbrace = self.list(
            "composite literal",
            Token::Comma,
            Token::RightBrace,
            |parser| {
                let element = parser.keyed_element(&mut literal.key_count);
                literal.elements.push(element);
                false
            },
        );
        self.expression_nesting -= 1;
        self.expr_at(pos, ExprKind::CompositeLit(Box::new(literal)))
    }

    /// KeyedElement = [ Key ":" ] Element .
    fn keyed_element(&mut self, key_count: &mut u32) -> Expr {
        let element = self.element();
        if !self.at(Token::Colon) {
            return element;
        }
        let pos = self.pos();
        self.next();
        *key_count += 1;
        let value = Box::new(self.element());
        self.expr_at(
            pos,
            ExprKind::KeyValue {
                key: Box::new(element),
                value,
            },
        )
    }

    /// Element = Expression | LiteralValue .
    fn element(&mut self) -> Expr {
        if !self.at(Token::LeftBrace) {
            return self.expression();
        }
        if !self.enter() {
            return self.bad_expr();
        }
        let literal = self.literal_value(None);
        self.leave();
        literal
    }

    /// ExpressionList = Expression { "," Expression } .
    pub(super) fn expression_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expression()];
        while self.got(Token::Comma) {
            list.push(self.expression());
        }
        list
    }
}

/// A signature as a type expression, with the signature's identity.
pub(super) fn function_type_expr(signature: FuncType) -> Expr {
    Expr {
        id: signature.id,
        pos: signature.pos,
        kind: ExprKind::FuncType(Arc::new(signature)),
    }
}

/// spec (Channel types): `<-` associates with the leftmost chan possible, so `<-(chan E)` is
/// `(<-chan E)` and `<-(chan<- E)` is `<-chan (<-E)`. Gives the error if that is no type.
fn associate_arrow(ty: &mut Expr) -> Option<String> {
    let ExprKind::ChanType { dir, elem } = &mut ty.kind else {
        return Some(format!("unexpected {}, expected chan", expr_string(ty)));
    };
    match std::mem::replace(dir, ChanDir::Receive) {
        ChanDir::Send => associate_arrow(elem),
        ChanDir::Receive => Some("unexpected <-, expected chan".to_string()),
        ChanDir::Both => None,
    }
}

fn unary_operator(operator: Operator) -> Option<UnaryOp> {
    match operator {
        Operator::Binary(BinaryOp::Add) => Some(UnaryOp::Plus),
        Operator::Binary(BinaryOp::Sub) => Some(UnaryOp::Negate),
        Operator::Binary(BinaryOp::Xor) => Some(UnaryOp::Complement),
        Operator::Binary(BinaryOp::And) => Some(UnaryOp::AddressOf),
        Operator::Not => Some(UnaryOp::Not),
        Operator::Tilde => Some(UnaryOp::Tilde),
        Operator::Binary(_) => None,
    }
}

/// Whether the expression can only be a value, not a type.
fn is_value(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::BasicLit(_)
        | ExprKind::CompositeLit(_)
        | ExprKind::FuncLit(_)
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert { .. }
        | ExprKind::TypeSwitchGuard(_)
        | ExprKind::Call(_)
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(inner) => is_value(inner),
        ExprKind::Index { operand, indices } => {
            is_value(operand) || matches!(&indices[..], [index] if is_value(index))
        }
        _ => false,
    }
}

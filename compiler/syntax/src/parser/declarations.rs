//! Declarations, at top level and in functions.
//! In: the parser behind the keyword.  Out: one `Decl` a spec.
//! Invariants: specs of a parenthesised group share a group identity; `iota` counts them.
//! spec (Declarations and scope, Import declarations).

use super::Parser;
use crate::ast::*;
use crate::literal::unquote_string;
use crate::source::Pos;
use crate::symbol::Symbol;
use crate::token::Token;
use std::sync::Arc;

/// What a spec knows of the group it stands in.
pub(super) struct Group {
    id: Option<NodeId>,
    /// Number of specs before.
    index: u32,
    /// The last constant spec with type or values.
    last_const: Option<Arc<ConstDecl>>,
}

type SpecParser<'a> = fn(&mut Parser<'a>, &mut Group) -> Decl;

impl<'a> Parser<'a> {
    /// group = spec | "(" { spec ";" } ")" . The `;` is optional before `)`.
    pub(super) fn group(&mut self, decls: &mut Vec<Decl>, spec: SpecParser<'a>) {
        let mut group = Group {
            id: None,
            index: 0,
            last_const: None,
        };
        if !self.at(Token::LeftParen) {
            let decl = spec(self, &mut group);
            decls.push(decl);
            return;
        }
        group.id = Some(self.node_id());
        self.drop_pragmas();
        self.next(); // only now: directives before the first spec belong to it
        self.list(
            "grouped declaration",
            Token::Semicolon,
            Token::RightParen,
            |parser| {
                let decl = spec(parser, &mut group);
                decls.push(decl);
                group.index += 1;
                false
            },
        );
    }

    /// The group behind `const`, `type` or `var`.
    pub(super) fn group_of(&mut self, keyword: Token, decls: &mut Vec<Decl>) {
        match keyword {
            Token::Const => self.group(decls, Self::const_spec),
            Token::Type => self.group(decls, Self::type_spec),
            _ => self.group(decls, Self::var_spec),
        }
    }

    /// ImportSpec = [ "." | PackageName ] ImportPath .
    pub(super) fn import_spec(&mut self, group: &mut Group) -> Decl {
        let pos = self.pos();
        let pragmas = std::mem::take(&mut self.pragmas);
        let local_name = match self.token() {
            Token::Name => Some(self.name()),
            Token::Dot => {
                let name = self.ident_at(self.pos(), Symbol::DOT);
                self.next();
                Some(name)
            }
            _ => None,
        };
        let path = self.import_path();
        let id = self.node_id();
        Decl::Import(Arc::new(ImportDecl {
            id,
            pos,
            group: group.id,
            pragmas,
            local_name,
            path,
        }))
    }

    /// ImportPath = string_lit .
    fn import_path(&mut self) -> Option<ImportPath> {
        let Some((pos, literal)) = self.optional_literal() else {
            self.syntax_error("missing import path");
            self.advance(&[Token::Semicolon, Token::RightParen]);
            return None;
        };
        if !literal.is_bad && literal.kind != LiteralKind::String {
            self.syntax_error_at(pos, "import path must be a string");
        }
        let value = unquote_string(literal.text.as_str())
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .map_or(Symbol::EMPTY, |text| Symbol::intern(&text));
        Some(ImportPath {
            pos,
            literal: literal.text,
            value,
        })
    }

    /// ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] .
    pub(super) fn const_spec(&mut self, group: &mut Group) -> Decl {
        let pos = self.pos();
        let pragmas = std::mem::take(&mut self.pragmas);
        let names = self.name_list();
        let (mut ty, mut values) = (None, Vec::new());
        if !matches!(
            self.token(),
            Token::Eof | Token::Semicolon | Token::RightParen
        ) {
            ty = self.type_or_none();
            if self.got_assign() {
                values = self.expression_list();
            }
        }
        // spec (Constant declarations): an omitted list repeats the preceding one.
        let is_empty = ty.is_none() && values.is_empty();
        let inherited = if is_empty {
            group.last_const.clone()
        } else {
            None
        };
        let id = self.node_id();
        let decl = Arc::new(ConstDecl {
            id,
            pos,
            group: group.id,
            iota: group.index,
            pragmas,
            names,
            ty,
            values,
            inherited,
        });
        if !is_empty {
            group.last_const = Some(decl.clone());
        }
        Decl::Const(decl)
    }

    /// VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList ) .
    pub(super) fn var_spec(&mut self, group: &mut Group) -> Decl {
        let pos = self.pos();
        let pragmas = std::mem::take(&mut self.pragmas);
        let names = self.name_list();
        let (mut ty, mut values) = (None, Vec::new());
        if self.got_assign() {
            values = self.expression_list();
        } else {
            ty = Some(self.type_());
            if self.got_assign() {
                values = self.expression_list();
            }
        }
        let id = self.node_id();
        Decl::Var(Arc::new(VarDecl {
            id,
            pos,
            group: group.id,
            pragmas,
            names,
            ty,
            values,
        }))
    }

    /// TypeSpec = identifier [ TypeParameters ] [ "=" ] Type .
    pub(super) fn type_spec(&mut self, group: &mut Group) -> Decl {
        let pos = self.pos();
        let pragmas = std::mem::take(&mut self.pragmas);
        let name = self.name();
        let (mut type_params, mut is_alias) = (Vec::new(), false);
        let ty = if self.at(Token::LeftBracket) {
            let bracket = self.pos();
            self.next();
            self.bracketed_type_spec(bracket, &mut type_params, &mut is_alias)
        } else {
            is_alias = self.got_assign();
            self.type_or_none()
        };
        let ty = ty.unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("in type declaration");
            self.advance(&[Token::Semicolon, Token::RightParen]);
            bad
        });
        let id = self.node_id();
        let group = group.id;
        Decl::Type(Arc::new(TypeDecl {
            id,
            pos,
            group,
            pragmas,
            name,
            type_params,
            is_alias,
            ty,
        }))
    }

    /// The part of a TypeSpec behind `identifier "["`: an array or slice type, or type parameters.
    fn bracketed_type_spec(
        &mut self,
        bracket: Pos,
        type_params: &mut Vec<Field>,
        is_alias: &mut bool,
    ) -> Option<Expr> {
        match self.token() {
            Token::RightBracket => {
                self.next();
                return Some(self.slice_type(bracket));
            }
            Token::Name => {}
            _ => return Some(self.array_type(bracket, None)),
        }
        // spec (Type parameter declarations): `[P *C]` could be an array length or a type
        // parameter.
        // Parse an expression and see whether it can be split into a name and a constraint. A name
        // followed by `[` starts a type parameter: indexing is never a constant, hence no length.
        let name = self.name();
        let expr = if self.at(Token::LeftBracket) {
            Expr::from(name)
        } else {
            self.expression_nesting += 1;
            let operand = self.primary_expression(Some(Expr::from(name)), false);
            let expr = self.binary_expression(Some(operand), 0);
            self.expression_nesting -= 1;
            expr
        };
        match self.split_type_parameter(expr, self.at(Token::Comma)) {
            Ok((name, constraint)) if constraint.is_some() || !self.at(Token::RightBracket) => {
                let first = Some((name, constraint));
                *type_params = self.parameter_list(first, Token::RightBracket, true, false);
                *is_alias = self.got_assign();
                self.type_or_none()
            }
            Ok((name, _)) => Some(self.array_type(bracket, Some(Expr::from(name)))),
            Err(length) => Some(self.array_type(bracket, Some(length))),
        }
    }

    /// Splits an expression like `P *E` or `P (E)` into a type parameter name and its constraint,
    /// if the constraint can only be a type, or if `force` says it must be one. A lone name has no
    /// constraint.
    fn split_type_parameter(
        &mut self,
        expr: Expr,
        force: bool,
    ) -> Result<(Ident, Option<Expr>), Expr> {
        let Expr { id, pos, kind } = expr;
        match kind {
            ExprKind::Name(name) => Ok((Ident { id, pos, name }, None)),
            ExprKind::Binary {
                op: BinaryOp::Mul,
                lhs,
                rhs,
            } => {
                if let (Some(name), true) = (lhs.as_ident(), force || is_type_element(&rhs)) {
                    return Ok((
                        name,
                        Some(Expr {
                            id,
                            pos,
                            kind: ExprKind::Star(rhs),
                        }),
                    ));
                }
                Err(Expr {
                    id,
                    pos,
                    kind: ExprKind::Binary {
                        op: BinaryOp::Mul,
                        lhs,
                        rhs,
                    },
                })
            }
            ExprKind::Binary {
                op: BinaryOp::Or,
                lhs,
                rhs,
            } => {
                let rebuild = |lhs: Expr, rhs| Expr {
                    id,
                    pos,
                    kind: ExprKind::Binary {
                        op: BinaryOp::Or,
                        lhs: Box::new(lhs),
                        rhs,
                    },
                };
                let force = force || is_type_element(&rhs);
                match self.split_type_parameter(*lhs, force) {
                    Ok((name, Some(first))) => Ok((name, Some(rebuild(first, rhs)))),
                    Ok((name, None)) => Err(rebuild(Expr::from(name), rhs)),
                    Err(lhs) => Err(rebuild(lhs, rhs)),
                }
            }
            ExprKind::Call(mut call) if call.args.len() == 1 && !call.has_dots => {
                if let (Some(name), true) =
                    (call.fun.as_ident(), force || is_type_element(&call.args[0]))
                {
                    let argument = call.args.pop().map(strip_parens);
                    return Ok((name, argument));
                }
                Err(Expr {
                    id,
                    pos,
                    kind: ExprKind::Call(call),
                })
            }
            kind => Err(Expr { id, pos, kind }),
        }
    }

    /// FunctionDecl = "func" FunctionName [ TypeParameters ] Signature [ FunctionBody ] .
    /// MethodDecl   = "func" Receiver MethodName [ TypeParameters ] Signature [ FunctionBody ] .
    /// Receiver     = Parameters .
    pub(super) fn function_declaration(&mut self) -> Decl {
        let pos = self.pos();
        let pragmas = std::mem::take(&mut self.pragmas);
        let has_receiver = self.got(Token::LeftParen);
        let receiver = if has_receiver { self.receiver() } else { None };
        let (name, type_params, signature);
        if self.at(Token::Name) {
            name = self.name();
            (type_params, signature) = self.function_type("");
        } else {
            name = self.ident_at(self.pos(), Symbol::BLANK);
            type_params = Vec::new();
            let (id, pos) = (self.node_id(), self.pos());
            signature = FuncType {
                id,
                pos,
                params: Vec::new(),
                results: Vec::new(),
            };
            let expected = if has_receiver {
                "expected name"
            } else {
                "expected name or ("
            };
            self.syntax_error(expected);
            self.advance(&[Token::LeftBrace, Token::Semicolon]);
        }
        let body = self.at(Token::LeftBrace).then(|| self.function_body());
        let id = self.node_id();
        let decl = FuncDecl {
            id,
            pos,
            pragmas,
            receiver,
            name,
            type_params,
            signature,
            body,
        };
        Decl::Func(Arc::new(decl))
    }

    fn receiver(&mut self) -> Option<Field> {
        let mut fields = self.parameter_list(None, Token::RightParen, false, false);
        match fields.len() {
            0 => self.error_at(self.pos(), "method has no receiver"),
            1 => {}
            _ => self.error_at(self.pos(), "method has multiple receivers"),
        }
        fields.truncate(1);
        fields.pop()
    }

    /// IdentifierList = identifier { "," identifier } .
    fn name_list(&mut self) -> Vec<Ident> {
        let first = self.name();
        self.name_list_from(first)
    }

    /// IdentifierList whose first name was consumed.
    pub(super) fn name_list_from(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(Token::Comma) {
            names.push(self.name());
        }
        names
    }
}

/// Whether an expression can only be a type or constraint, not a value.
pub(crate) fn is_type_element(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::SliceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Unary {
            op: UnaryOp::Tilde, ..
        } => true,
        ExprKind::Unary { operand, .. } => is_type_element(operand),
        ExprKind::Binary { lhs, rhs, .. } => is_type_element(lhs) || is_type_element(rhs),
        ExprKind::Star(inner) | ExprKind::Paren(inner) => is_type_element(inner),
        _ => false,
    }
}

/// The expression without enclosing parentheses.
pub(super) fn strip_parens(mut expr: Expr) -> Expr {
    while let ExprKind::Paren(inner) = expr.kind {
        expr = *inner;
    }
    expr
}

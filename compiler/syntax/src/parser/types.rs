//! Types.
//! In: the parser at a type.  Out: type expressions.
//! Invariants: parentheses around types are dropped, as in gc.
//! spec (Types).

use super::Parser;
use super::expressions::function_type_expr;
use crate::ast::*;
use crate::source::Pos;
use crate::symbol::Symbol;
use crate::token::{Operator, Token};
use std::sync::Arc;

const INTERFACE_METHOD: &str = "interface method";

impl Parser<'_> {
    /// Type, with an error if there is none.
    pub(super) fn type_(&mut self) -> Expr {
        self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("expected type");
            self.advance(&[
                Token::Comma,
                Token::Colon,
                Token::Semicolon,
                Token::RightParen,
                Token::RightBracket,
                Token::RightBrace,
            ]);
            bad
        })
    }

    /// Type     = TypeName [ TypeArgs ] | TypeLit | "(" Type ")" .
    /// TypeLit  = ArrayType | StructType | PointerType | FunctionType | InterfaceType |
    ///            SliceType | MapType | ChannelType .
    pub(super) fn type_or_none(&mut self) -> Option<Expr> {
        if !self.enter() {
            return None;
        }
        let ty = self.type_unguarded();
        self.leave();
        ty
    }

    fn type_unguarded(&mut self) -> Option<Expr> {
        let pos = self.pos();
        Some(match self.token() {
            Token::Star => {
                self.next();
                let base = Box::new(self.type_());
                self.expr_at(pos, ExprKind::Star(base))
            }
            Token::Arrow => {
                self.next();
                self.want(Token::Chan);
                let elem = self.channel_element();
                self.expr_at(
                    pos,
                    ExprKind::ChanType {
                        dir: ChanDir::Receive,
                        elem,
                    },
                )
            }
            Token::Func => {
                self.next();
                let (_, signature) = self.function_type("function type");
                function_type_expr(signature)
            }
            Token::LeftBracket => {
                self.next();
                if self.got(Token::RightBracket) {
                    self.slice_type(pos)
                } else {
                    self.array_type(pos, None)
                }
            }
            Token::Chan => {
                self.next();
                let dir = if self.got(Token::Arrow) {
                    ChanDir::Send
                } else {
                    ChanDir::Both
                };
                let elem = self.channel_element();
                self.expr_at(pos, ExprKind::ChanType { dir, elem })
            }
            Token::Map => self.map_type(pos),
            Token::Struct => self.struct_type(pos),
            Token::Interface => self.interface_type(pos),
            Token::Name => self.qualified_name(None),
            Token::LeftParen => {
                self.next();
                let inner = self.type_();
                self.want(Token::RightParen);
                inner
            }
            _ => return None,
        })
    }

    /// MapType = "map" "[" KeyType "]" ElementType .
    fn map_type(&mut self, pos: Pos) -> Expr {
        self.next();
        self.want(Token::LeftBracket);
        let key = Box::new(self.type_());
        self.want(Token::RightBracket);
        let value = Box::new(self.type_());
        self.expr_at(pos, ExprKind::MapType { key, value })
    }

    /// ElementType of a channel type.
    fn channel_element(&mut self) -> Box<Expr> {
        Box::new(self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("missing channel element type");
            bad
        }))
    }

    /// ArrayType = "[" ( ArrayLength | "..." ) "]" ElementType . The `[` and perhaps the length
    ///     were consumed.
    pub(super) fn array_type(&mut self, pos: Pos, length: Option<Expr>) -> Expr {
        let mut length = length;
        if length.is_none() && !self.got(Token::DotDotDot) {
            self.expression_nesting += 1;
            length = Some(self.expression());
            self.expression_nesting -= 1;
        }
        if self.at(Token::Comma) {
            // Fine in a list of type parameters, not here.
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Token::RightBracket);
        let elem = Box::new(self.type_());
        self.expr_at(
            pos,
            ExprKind::ArrayType {
                len: length.map(Box::new),
                elem,
            },
        )
    }

    /// SliceType = "[" "]" ElementType . The brackets were consumed.
    pub(super) fn slice_type(&mut self, pos: Pos) -> Expr {
        let elem = Box::new(self.type_());
        self.expr_at(pos, ExprKind::SliceType(elem))
    }

    /// TypeName [ TypeArgs ] ; TypeName = identifier | QualifiedIdent . The first name may be
    /// given.
    pub(super) fn qualified_name(&mut self, name: Option<Ident>) -> Expr {
        let mut expr = Expr::from(match name {
            Some(name) => name,
            None if self.at(Token::Name) => self.name(),
            None => {
                let blank = self.ident_at(self.pos(), Symbol::BLANK);
                self.syntax_error("expected name");
                self.advance(&[Token::Dot, Token::Semicolon, Token::RightBrace]);
                blank
            }
        });
        if self.at(Token::Dot) {
            let pos = self.pos();
            self.next();
            let name = self.name();
            expr = self.expr_at(
                pos,
                ExprKind::Selector {
                    operand: Box::new(expr),
                    name,
                },
            );
        }
        if self.at(Token::LeftBracket) {
            expr = self.type_instance(expr);
        }
        expr
    }

    /// TypeArgs = "[" TypeList [ "," ] "]" .
    fn type_instance(&mut self, operand: Expr) -> Expr {
        let pos = self.pos();
        self.want(Token::LeftBracket);
        let indices = if self.at(Token::RightBracket) {
            self.syntax_error("expected type argument list");
            vec![self.bad_expr()]
        } else {
            self.type_list(true).0
        };
        self.want(Token::RightBracket);
        self.expr_at(
            pos,
            ExprKind::Index {
                operand: Box::new(operand),
                indices,
            },
        )
    }

    /// TypeList = Type { "," Type } [ "," ] ; unless `strict` the first may be any expression.
    /// Also tells whether there was a comma.
    pub(super) fn type_list(&mut self, strict: bool) -> (Vec<Expr>, bool) {
        self.expression_nesting += 1;
        let mut list = vec![if strict {
            self.type_()
        } else {
            self.expression()
        }];
        let comma = self.at(Token::Comma);
        while self.got(Token::Comma) {
            match self.type_or_none() {
                Some(ty) => list.push(ty),
                None => break,
            }
        }
        self.expression_nesting -= 1;
        (list, comma)
    }

    /// [ TypeParameters ] Signature ; Signature = Parameters [ Result ] .
    /// With a `context`, type parameters are an error.
    pub(super) fn function_type(&mut self, context: &str) -> (Vec<Field>, FuncType) {
        let pos = self.pos();
        let mut type_params = Vec::new();
        if self.got(Token::LeftBracket) {
            if !context.is_empty() {
                self.syntax_error_at(pos, format!("{context} must have no type parameters"));
            }
            if self.at(Token::RightBracket) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                type_params = self.parameter_list(None, Token::RightBracket, true, false);
            }
        }
        self.want(Token::LeftParen);
        let params = self.parameter_list(None, Token::RightParen, false, true);
        let results = self.result();
        let id = self.node_id();
        (
            type_params,
            FuncType {
                id,
                pos,
                params,
                results,
            },
        )
    }

    /// Result = Parameters | Type .
    fn result(&mut self) -> Vec<Field> {
        if self.got(Token::LeftParen) {
            return self.parameter_list(None, Token::RightParen, false, false);
        }
        let pos = self.pos();
        match self.type_or_none() {
            Some(ty) => vec![self.unnamed_field(pos, ty)],
            None => Vec::new(),
        }
    }

    fn unnamed_field(&mut self, pos: Pos, ty: Expr) -> Field {
        Field {
            id: self.node_id(),
            pos,
            name: None,
            ty: Arc::new(ty),
            tag: None,
        }
    }

    // ---------------------------------------------------------------------------------- structs

    /// StructType = "struct" "{" { FieldDecl ";" } "}" .
    fn struct_type(&mut self, pos: Pos) -> Expr {
        let mut fields = Vec::new();
        self.want(Token::Struct);
        self.want(Token::LeftBrace);
        self.list(
            "struct type",
            Token::Semicolon,
            Token::RightBrace,
            |parser| {
                parser.field_declaration(&mut fields);
                false
            },
        );
        self.expr_at(pos, ExprKind::StructType(Arc::new(StructType { fields })))
    }

    /// FieldDecl     = ( IdentifierList Type | EmbeddedField ) [ Tag ] .
    /// EmbeddedField = [ "*" ] TypeName [ TypeArgs ] .
    fn field_declaration(&mut self, fields: &mut Vec<Field>) {
        let pos = self.pos();
        match self.token() {
            Token::Name => self.named_field(pos, fields),
            Token::Star => {
                self.next();
                let base = if self.at(Token::LeftParen) {
                    self.parenthesized_embedded_type()
                } else {
                    self.qualified_name(None)
                };
                let ty = self.expr_at(pos, ExprKind::Star(Box::new(base)));
                self.embedded_field(pos, ty, fields);
            }
            Token::LeftParen => {
                let ty = self.parenthesized_embedded_type();
                self.embedded_field(pos, ty, fields);
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.advance(&[Token::Semicolon, Token::RightBrace]);
            }
        }
    }

    /// `(T)` or `(*T)`, an error.
    fn parenthesized_embedded_type(&mut self) -> Expr {
        self.syntax_error("cannot parenthesize embedded type");
        self.next();
        let pos = self.pos();
        let ty = if self.got(Token::Star) {
            let base = Box::new(self.qualified_name(None));
            self.expr_at(pos, ExprKind::Star(base))
        } else {
            self.qualified_name(None)
        };
        self.got(Token::RightParen);
        ty
    }

    /// A FieldDecl that starts with a name: fields, or an embedded type.
    fn named_field(&mut self, pos: Pos, fields: &mut Vec<Field>) {
        let name = self.name();
        let ends_name = [
            Token::Dot,
            Token::Literal,
            Token::Semicolon,
            Token::RightBrace,
        ]
        .contains(&self.token());
        if ends_name {
            let ty = self.qualified_name(Some(name));
            return self.embedded_field(pos, ty, fields);
        }
        let names = self.name_list_from(name);
        // `T [P]E` is a field of array type, `T[P]` an embedded instantiated type.
        let ty = if names.len() == 1 && self.at(Token::LeftBracket) {
            match self.array_type_or_type_args(name) {
                Bracketed::Type(ty) => ty,
                Bracketed::Instance(ty) => return self.embedded_field(pos, ty, fields),
            }
        } else {
            self.type_()
        };
        let ty = Arc::new(ty);
        let tag = self.tag();
        for name in names {
            let id = self.node_id();
            fields.push(Field {
                id,
                pos: name.pos,
                name: Some(name),
                ty: ty.clone(),
                tag,
            });
        }
    }

    fn embedded_field(&mut self, pos: Pos, ty: Expr, fields: &mut Vec<Field>) {
        let tag = self.tag();
        let field = self.unnamed_field(pos, ty);
        fields.push(Field { tag, ..field });
    }

    /// Tag = string_lit .
    fn tag(&mut self) -> Option<Tag> {
        let (
            pos,
            BasicLit {
                kind,
                text: literal,
                is_bad,
            },
        ) = self.optional_literal()?;
        Some(Tag {
            pos,
            kind,
            literal,
            is_bad,
        })
    }

    /// What may follow a name: "[" [ length ] "]" ElementType , or TypeArgs that apply to the name.
    pub(super) fn array_type_or_type_args(&mut self, name: Ident) -> Bracketed {
        let pos = self.pos();
        self.want(Token::LeftBracket);
        if self.got(Token::RightBracket) {
            return Bracketed::Type(self.slice_type(pos));
        }
        let (mut list, comma) = self.type_list(false);
        self.want(Token::RightBracket);
        if !comma && let Some(elem) = self.type_or_none() {
            let len = list.pop().map(Box::new);
            return Bracketed::Type(self.expr_at(
                pos,
                ExprKind::ArrayType {
                    len,
                    elem: Box::new(elem),
                },
            ));
        }
        let operand = Box::new(Expr::from(name));
        Bracketed::Instance(self.expr_at(
            pos,
            ExprKind::Index {
                operand,
                indices: list,
            },
        ))
    }

    // ------------------------------------------------------------------------------- interfaces

    /// InterfaceType = "interface" "{" { InterfaceElem ";" } "}" .
    fn interface_type(&mut self, pos: Pos) -> Expr {
        let mut elems = Vec::new();
        self.want(Token::Interface);
        self.want(Token::LeftBrace);
        self.list(
            "interface type",
            Token::Semicolon,
            Token::RightBrace,
            |parser| {
                let elem = parser.interface_element();
                elems.push(elem);
                false
            },
        );
        self.expr_at(
            pos,
            ExprKind::InterfaceType(Arc::new(InterfaceType { elems })),
        )
    }

    /// InterfaceElem = MethodElem | TypeElem .
    fn interface_element(&mut self) -> InterfaceElem {
        let first = if self.at(Token::Name) {
            match self.method_or_type_name() {
                InterfaceElem::Embedded(ty) => Some(ty),
                method => return method,
            }
        } else {
            None
        };
        InterfaceElem::Embedded(self.type_element(first))
    }

    /// MethodElem = MethodName Signature , or a TypeName [ TypeArgs ] that is embedded.
    fn method_or_type_name(&mut self) -> InterfaceElem {
        let name = self.name();
        match self.token() {
            Token::LeftParen => self.method(name),
            Token::LeftBracket => self.method_or_instance(name),
            _ => InterfaceElem::Embedded(self.qualified_name(Some(name))),
        }
    }

    fn method(&mut self, name: Ident) -> InterfaceElem {
        let (_, signature) = self.function_type(INTERFACE_METHOD);
        InterfaceElem::Method {
            name,
            signature: Arc::new(signature),
        }
    }

    /// `m[P C](...)`, a generic method, which is an error, or `T[A]`, an embedded instantiated
    /// type.
    fn method_or_instance(&mut self, name: Ident) -> InterfaceElem {
        let bracket = self.pos();
        self.next();
        if self.at(Token::RightBracket) {
            let pos = self.pos();
            self.next();
            if self.at(Token::LeftParen) {
                self.error_at(pos, "empty type parameter list");
                return self.method(name);
            }
            self.error_at(pos, "empty type argument list");
            return InterfaceElem::Embedded(Expr::from(name));
        }
        // Type arguments look like parameters without names: decide afterwards.
        let list = self.parameter_list(None, Token::RightBracket, false, false);
        let Some(first) = list.first() else {
            if self.at(Token::LeftParen) {
                return self.method(name);
            }
            return InterfaceElem::Embedded(Expr::from(name));
        };
        if first.name.is_some() {
            let method = self.method(name);
            self.error_at(bracket, "interface method must have no type parameters");
            return method;
        }
        let indices = list
            .into_iter()
            .map(|field| Arc::unwrap_or_clone(field.ty))
            .collect();
        let operand = Box::new(Expr::from(name));
        InterfaceElem::Embedded(self.expr_at(bracket, ExprKind::Index { operand, indices }))
    }

    /// TypeElem = TypeTerm { "|" TypeTerm } . The first term may be given.
    pub(super) fn type_element(&mut self, first: Option<Expr>) -> Expr {
        let mut union = match first {
            Some(term) => term,
            None => self.type_term(),
        };
        let mut length = 0;
        while self.at_operator(Operator::Binary(BinaryOp::Or)) {
            let pos = self.pos();
            self.next();
            let (lhs, rhs) = (Box::new(union), Box::new(self.type_term()));
            union = self.expr_at(
                pos,
                ExprKind::Binary {
                    op: BinaryOp::Or,
                    lhs,
                    rhs,
                },
            );
            self.link(&mut length);
        }
        union
    }

    /// TypeTerm = Type | "~" Type .
    fn type_term(&mut self) -> Expr {
        if self.at_operator(Operator::Tilde) {
            let pos = self.pos();
            self.next();
            let operand = Box::new(self.type_());
            return self.expr_at(
                pos,
                ExprKind::Unary {
                    op: UnaryOp::Tilde,
                    operand,
                },
            );
        }
        self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("expected ~ term or type");
            self.advance(&[
                Token::Operator,
                Token::Semicolon,
                Token::RightParen,
                Token::RightBracket,
                Token::RightBrace,
            ]);
            bad
        })
    }
}

/// What a name followed by brackets turned out to be.
pub(super) enum Bracketed {
    /// The name is a field or parameter, this is its array or slice type.
    Type(Expr),
    /// The name with type arguments.
    Instance(Expr),
}

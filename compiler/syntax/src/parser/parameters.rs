//! Parameter lists: of functions, results, receivers and types.
//! In: the parser behind the opening bracket.  Out: one `Field` a parameter.
//! Invariants: in the result either all fields have names or none has; names of one list share
//! a type.
//! spec (Function types, Type parameter declarations).

use super::Parser;
use super::types::Bracketed;
use crate::ast::*;
use crate::source::Pos;
use crate::symbol::Symbol;
use crate::token::{Operator, Token};
use std::sync::Arc;

/// A parameter as written: `int` may be a name or a type, which only the whole list tells.
struct Parameter {
    pos: Pos,
    name: Option<Ident>,
    ty: Option<Arc<Expr>>,
}

impl Parser<'_> {
    /// Parameters     = "(" [ ParameterList [ "," ] ] ")" .
    /// ParameterList  = ParameterDecl { "," ParameterDecl } .
    /// TypeParameters = "[" TypeParamDecl { "," TypeParamDecl } [ "," ] "]" .
    ///
    /// The opening bracket was consumed, and so may be the first name, with or without its type.
    pub(super) fn parameter_list(
        &mut self,
        first: Option<(Ident, Option<Expr>)>,
        close: Token,
        require_names: bool,
        dots_allowed: bool,
    ) -> Vec<Field> {
        let mut first = first;
        let mut list: Vec<Parameter> = Vec::new();
        // `list` does not call back at the closing bracket, but a complete first field is there.
        let first_is_all = matches!(first, Some((_, Some(_)))) && self.at(close);
        let end = if first_is_all {
            list.extend(self.parameter(first.take(), close));
            self.next();
            Pos::NONE
        } else {
            self.list("parameter list", Token::Comma, close, |parser| {
                list.extend(parser.parameter(first.take(), close));
                false
            })
        };
        if list.is_empty() {
            return Vec::new();
        }
        self.distribute_types(&mut list, end, require_names);
        self.check_dots(&mut list, dots_allowed);
        let mut fields = Vec::with_capacity(list.len());
        for Parameter { pos, name, ty } in list {
            // Every parameter has a type by now.
            let ty = ty.unwrap_or_else(|| Arc::new(self.expr_at(pos, ExprKind::Bad)));
            fields.push(Field {
                id: self.node_id(),
                pos,
                name,
                ty,
                tag: None,
            });
        }
        fields
    }

    fn parameter(
        &mut self,
        first: Option<(Ident, Option<Expr>)>,
        close: Token,
    ) -> Option<Parameter> {
        match first {
            Some((name, Some(ty))) => Some(Parameter {
                pos: name.pos,
                name: Some(name),
                ty: Some(Arc::new(ty)),
            }),
            Some((name, None)) => self.parameter_declaration(Some(name), close),
            None => self.parameter_declaration(None, close),
        }
    }

    /// ParameterDecl = [ identifier ] [ "..." ] Type ; names of an IdentifierList come one by one.
    /// TypeParamDecl = identifier TypeConstraint ; TypeConstraint = TypeElem .
    fn parameter_declaration(&mut self, name: Option<Ident>, close: Token) -> Option<Parameter> {
        let is_type_param = close == Token::RightBracket;
        let pos = name.map_or(self.pos(), |name| name.pos);
        if name.is_none() && is_type_param && self.at_operator(Operator::Tilde) {
            let ty = self.type_element(None);
            return Some(Parameter {
                pos,
                name: None,
                ty: Some(Arc::new(ty)),
            });
        }
        let name = match name {
            None if self.at(Token::Name) => Some(self.name()),
            name => name,
        };
        let (name, ty) = match name {
            Some(name) => self.parameter_behind_name(name, is_type_param),
            None => (None, self.parameter_type(is_type_param)),
        };
        if name.is_none() && ty.is_none() {
            self.syntax_error(format!("expected {}", close.describe()));
            self.advance(&[Token::Comma, close]);
            return None;
        }
        Some(Parameter {
            pos,
            name,
            ty: ty.map(Arc::new),
        })
    }

    /// What follows a name in a parameter: it may turn out to start the type.
    fn parameter_behind_name(
        &mut self,
        name: Ident,
        is_type_param: bool,
    ) -> (Option<Ident>, Option<Expr>) {
        let (name, first) = match self.token() {
            Token::LeftBracket => match self.array_type_or_type_args(name) {
                Bracketed::Type(ty) => (Some(name), ty),
                Bracketed::Instance(ty) => (None, ty),
            },
            Token::Dot => (None, self.qualified_name(Some(name))),
            _ if is_type_param && self.at_operator(Operator::Binary(BinaryOp::Or)) => {
                (None, Expr::from(name))
            }
            _ => return (Some(name), self.parameter_type(is_type_param)),
        };
        (name, Some(self.union_behind(first, is_type_param)))
    }

    /// The rest of a union whose first term was parsed, in type parameter lists.
    fn union_behind(&mut self, first: Expr, is_type_param: bool) -> Expr {
        if is_type_param {
            self.type_element(Some(first))
        } else {
            first
        }
    }

    /// [ "..." ] Type , or TypeConstraint ; none if there is neither.
    fn parameter_type(&mut self, is_type_param: bool) -> Option<Expr> {
        if self.at(Token::DotDotDot) {
            let pos = self.pos();
            self.next();
            return Some(match self.type_or_none() {
                Some(elem) => self.expr_at(pos, ExprKind::DotsType(Box::new(elem))),
                None => {
                    let bad = self.bad_expr();
                    self.syntax_error("... is missing type");
                    bad
                }
            });
        }
        if is_type_param && self.at_operator(Operator::Tilde) {
            return Some(self.type_element(None));
        }
        let ty = self.type_or_none()?;
        Some(self.union_behind(ty, is_type_param))
    }

    /// Decides which lone names are types, and gives names of a list their type.
    fn distribute_types(&mut self, list: &mut [Parameter], end: Pos, require_names: bool) {
        let named = list
            .iter()
            .filter(|p| p.name.is_some() && p.ty.is_some())
            .count();
        let typed = list.iter().filter(|p| p.ty.is_some()).count();
        if named == 0 && !require_names {
            // No name with a type: all lone names are types.
            for parameter in list {
                if let Some(name) = parameter.name.take() {
                    parameter.ty = Some(Arc::new(Expr::from(name)));
                }
            }
            return;
        }
        if named == list.len() {
            return;
        }
        // All must be named; types spread to the names on their left.
        let mut leftmost_error = Pos::NONE;
        let mut current: Option<Arc<Expr>> = None;
        for parameter in list.iter_mut().rev() {
            match (&parameter.ty, &current) {
                (Some(ty), _) => {
                    current = Some(ty.clone());
                    if parameter.name.is_none() {
                        leftmost_error = ty.start_pos();
                        parameter.name = Some(self.ident_at(leftmost_error, Symbol::BLANK));
                    }
                }
                (None, Some(ty)) => parameter.ty = Some(ty.clone()),
                (None, None) => {
                    leftmost_error = parameter.pos;
                    parameter.ty = Some(Arc::new(self.expr_at(leftmost_error, ExprKind::Bad)));
                }
            }
        }
        if leftmost_error.is_known() {
            self.report_mixed_names(
                list.len(),
                named == typed,
                leftmost_error,
                end,
                require_names,
            );
        }
    }

    fn report_mixed_names(
        &mut self,
        count: usize,
        all_types_named: bool,
        leftmost: Pos,
        end: Pos,
        is_type_param: bool,
    ) {
        // If each type has a name, names at the end of the list lack types.
        match (all_types_named, is_type_param) {
            (true, true) => self.syntax_error_at(end, "missing type constraint"),
            (true, false) => self.syntax_error_at(end, "missing parameter type"),
            (false, true) if count == 1 => self.syntax_error_at(
                leftmost,
                "missing type parameter name or invalid array length",
            ),
            (false, true) => self.syntax_error_at(leftmost, "missing type parameter name"),
            (false, false) => self.syntax_error_at(leftmost, "missing parameter name"),
        }
    }

    /// spec (Function types): the final incoming parameter may have a type prefixed with `...`.
    fn check_dots(&mut self, list: &mut [Parameter], dots_allowed: bool) {
        let last = list.len() - 1;
        let mut is_first = true;
        for (index, parameter) in list.iter_mut().enumerate() {
            let Some(ty) = &parameter.ty else { continue };
            let ExprKind::DotsType(elem) = &ty.kind else {
                continue;
            };
            if dots_allowed && index == last {
                continue;
            }
            if is_first {
                let message = if dots_allowed {
                    "can only use ... with final parameter"
                } else {
                    "invalid use of ..."
                };
                self.error_at(ty.pos, message);
                is_first = false;
            }
            parameter.ty = Some(Arc::new((**elem).clone()));
        }
    }
}

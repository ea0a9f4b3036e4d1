//! Interface types, unions and constraints.
//!
//! In: interface type expressions. Out: spelled interface types; duplicates and bad terms are reported
//! once the embedded types are complete.
//! Spec: "Interface types", "General interfaces", "Type constraints".

use std::sync::Arc;

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};
use rustc_hash::FxHashMap;

use super::{Action, Checker};
use crate::info::Mode;
use crate::types::*;

/// More terms than this in a union are refused, as gc does.
const MAX_TERMS: usize = 100;

impl<'a> Checker<'_, 'a> {
    pub(super) fn interface_type(&mut self, decl: &'a ast::InterfaceType, pos: Pos) -> TypeId {
        self.env.interface_depth += 1;
        let ty = self.interface_literal(decl, pos);
        self.env.interface_depth -= 1;
        if self.env.interface_depth == 0 && ty != TypeId::EMPTY_INTERFACE {
            self.interface_literals.push((pos, ty));
        }
        ty
    }

    fn interface_literal(&mut self, decl: &'a ast::InterfaceType, pos: Pos) -> TypeId {
        let mut interface = Interface {
            pos,
            ..Interface::default()
        };
        for elem in &decl.elems {
            match elem {
                ast::InterfaceElem::Embedded(expr) => {
                    let ty = self.union(expr);
                    interface.embedded.push(Embedded {
                        ty,
                        pos: expr.start_pos(),
                    });
                }
                ast::InterfaceElem::Method { name, signature } => {
                    if name.name.is_blank() {
                        let message = "methods must have a unique non-blank name";
                        self.error(name.pos, "BlankIfaceMethod", message);
                        continue;
                    }
                    let ty = self.func_type(None, &[], signature).ty;
                    let package = self.package;
                    interface.methods.push(Method {
                        name: name.name,
                        package,
                        signature: ty,
                        pos: name.pos,
                    });
                }
            }
        }
        if interface.methods.is_empty() && interface.embedded.is_empty() {
            return TypeId::EMPTY_INTERFACE;
        }
        self.finish_interface(interface)
    }

    /// A constraint: type sets may be written without `interface`.
    pub(super) fn constraint(&mut self, expr: &'a ast::Expr) -> TypeId {
        let is_set = matches!(
            expr.kind,
            ast::ExprKind::Unary {
                op: ast::UnaryOp::Tilde,
                ..
            } | ast::ExprKind::Binary {
                op: ast::BinaryOp::Or,
                ..
            }
        );
        if !is_set {
            return self.type_expr(expr);
        }
        let ty = self.union(expr);
        let embedded = vec![Embedded {
            ty,
            pos: expr.start_pos(),
        }];
        let pos = expr.pos;
        self.finish_interface(Interface {
            embedded,
            implicit: true,
            pos,
            ..Interface::default()
        })
    }

    fn finish_interface(&mut self, mut interface: Interface) -> TypeId {
        let path = |package| self.program.types.package_path(package);
        interface
            .methods
            .sort_by(|a, b| method_order((a.name, a.package), (b.name, b.package), &path));
        let ty = self.types().intern(Type::Interface(Arc::new(interface)));
        self.later(Action::InterfaceMethods(ty));
        ty
    }

    /// Reports methods declared twice and embedded types the language version forbids.
    pub(super) fn check_interface_methods(&mut self, ty: TypeId) {
        let Type::Interface(interface) = self.program.types.get(ty).clone() else {
            return;
        };
        let mut seen: Vec<(Method, Pos)> = Vec::new();
        for &method in &interface.methods {
            let other = seen.iter().find(|other| same_method(&other.0, &method));
            match other.map(|other| other.1) {
                Some(pos) => self.duplicate_method(method.pos, pos, method.name),
                None => seen.push((method, method.pos)),
            }
        }
        let mut refused = Vec::new();
        for embedded in &interface.embedded {
            if !self.check_embedded_version(embedded) {
                refused.push(*embedded);
                continue;
            }
            if !self.types().is_plain_interface(embedded.ty) {
                continue;
            }
            let set = self.types().type_set(embedded.ty);
            for &method in &set.methods {
                let other = seen
                    .iter()
                    .find(|other| same_method(&other.0, &method))
                    .copied();
                let Some((other, other_pos)) = other else {
                    seen.push((method, embedded.pos));
                    continue;
                };
                let pos = embedded.pos;
                if !self.allow_version(14) {
                    self.duplicate_method(pos, other_pos, method.name);
                } else {
                    let types = (method.signature, other.signature);
                    let name = method.name;
                    self.later(Action::DuplicateMethod {
                        pos,
                        other: other_pos,
                        name,
                        types,
                    });
                }
            }
        }
        if !refused.is_empty() {
            self.ignore_embedded(ty, &interface, &refused);
        }
    }

    /// Leaves out embedded elements that have been reported, so that nothing follows from them.
    fn ignore_embedded(&mut self, ty: TypeId, interface: &Interface, refused: &[Embedded]) {
        let mut reduced = interface.clone();
        reduced
            .embedded
            .retain(|embedded| !refused.contains(embedded));
        let reduced = self.types().intern(Type::Interface(Arc::new(reduced)));
        let set = self.types().type_set(reduced);
        self.types().type_sets.insert(ty, set);
    }

    fn check_embedded_version(&mut self, embedded: &Embedded) -> bool {
        let ty = embedded.ty;
        let what = match self.under_type(ty) {
            Type::Basic(BasicKind::Invalid) => return false,
            Type::Interface(_) if self.is_imported_constraint(ty) => {
                "embedding constraint interface"
            }
            Type::Interface(_) => return true,
            Type::Union(terms) => {
                if self
                    .types()
                    .union_terms(&terms)
                    .is_some_and(|terms| terms.len() > MAX_TERMS)
                {
                    self.too_many_terms(embedded.pos);
                    return false;
                }
                "embedding interface element"
            }
            _ => "embedding non-interface type",
        };
        self.verify_version(embedded.pos, 18, |checker| {
            format!("{what} {}", checker.type_text(ty))
        })
    }

    /// gc does not allow interface literals whose methods lead back to them without a named type.
    pub(super) fn report_interface_cycles(&mut self) {
        if !self.diagnostics.is_empty() {
            return;
        }
        let mut cyclic: FxHashMap<TypeId, bool> = FxHashMap::default();
        let mut literals = std::mem::take(&mut self.interface_literals);
        literals.sort();
        for (pos, ty) in literals {
            if self.methods_lead_to_cycle(ty, &mut cyclic) {
                let message = "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";
                self.error(pos, "InvalidTypeCycle", message);
                // Every cycle is reported once.
                cyclic.values_mut().for_each(|known| *known = false);
            }
        }
    }

    fn methods_lead_to_cycle(&mut self, ty: TypeId, cyclic: &mut FxHashMap<TypeId, bool>) -> bool {
        let set = self.types().type_set(ty);
        set.methods
            .iter()
            .any(|method| self.leads_to_cycle(method.signature, cyclic))
    }

    fn leads_to_cycle(&mut self, ty: TypeId, cyclic: &mut FxHashMap<TypeId, bool>) -> bool {
        let ty = self.program.types.unalias(ty);
        match self.program.types.get(ty) {
            Type::Named(_) | Type::Basic(_) | Type::TypeParam(_) => false,
            Type::Interface(data) => {
                if data.methods.is_empty() && data.embedded.is_empty() {
                    return false;
                }
                if let Some(&known) = cyclic.get(&ty) {
                    return known;
                }
                cyclic.insert(ty, true);
                let found = self.methods_lead_to_cycle(ty, cyclic);
                cyclic.insert(ty, found);
                found
            }
            _ => self
                .parts(ty)
                .into_iter()
                .any(|part| self.leads_to_cycle(part, cyclic)),
        }
    }

    pub(super) fn duplicate_method(&mut self, pos: Pos, other: Pos, name: Symbol) {
        let message = format!("duplicate method {name}");
        let diagnostic = Diagnostic::error(pos, Code("DuplicateDecl"), message)
            .with_related(other, format!("other declaration of method {name}"));
        self.report(diagnostic);
    }

    /// An embedded element: a type, or a union of terms.
    fn union(&mut self, expr: &'a ast::Expr) -> TypeId {
        let mut exprs = Vec::new();
        let mut unions = Vec::new();
        flatten_union(expr, &mut exprs, &mut unions);
        let mut terms = Vec::new();
        let mut ty = TypeId::INVALID;
        let mut too_many = false;
        for (index, &expr) in exprs.iter().enumerate() {
            let term = self.term(expr);
            if exprs.len() == 1 && !term.tilde {
                return term.ty;
            }
            if terms.len() >= MAX_TERMS {
                if !too_many {
                    self.too_many_terms(expr.start_pos());
                }
                too_many = true;
                ty = TypeId::INVALID;
            } else {
                terms.push(term);
                // Only the outermost union is of interest to later stages.
                if index + 1 == exprs.len() {
                    ty = self.types().intern(Type::Union(Arc::from(terms.clone())));
                }
            }
        }
        if !self.is_valid(ty) {
            return TypeId::INVALID;
        }
        if let Some(outermost) = unions.last() {
            self.record_type_and_value(outermost.id, Mode::TypeExpr, ty, None);
        }
        self.later(Action::UnionTerms(terms, exprs));
        ty
    }

    fn too_many_terms(&mut self, pos: Pos) {
        let message =
            format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)");
        self.error(pos, "InvalidUnion", message);
    }

    /// `T` or `~T`.
    fn term(&mut self, expr: &'a ast::Expr) -> Term {
        let (inner, tilde) = match &expr.kind {
            ast::ExprKind::Unary {
                op: ast::UnaryOp::Tilde,
                operand,
            } => (&**operand, true),
            _ => (expr, false),
        };
        let mut ty = self.type_expr(inner);
        if self.program.types.as_type_param(ty).is_some() {
            let message = if tilde {
                format!(
                    "type in term {} cannot be a type parameter",
                    self.expr_text(expr)
                )
            } else {
                "term cannot be a type parameter".to_string()
            };
            self.error(inner.start_pos(), "MisplacedTypeParam", message);
            ty = TypeId::INVALID;
        }
        Term { tilde, ty }
    }

    /// The rules for terms that need complete types.
    pub(super) fn check_union_terms(&mut self, terms: &[Term], exprs: &[&'a ast::Expr]) {
        for (index, (&term, expr)) in terms.iter().zip(exprs).enumerate() {
            if !self.is_valid(term.ty) {
                continue;
            }
            let pos = expr.start_pos();
            let is_interface = self.types().is_plain_interface(term.ty);
            let name = self.type_text(term.ty);
            if term.tilde {
                let under = self.under(term.ty);
                if is_interface {
                    let message = format!("invalid use of ~ ({name} is an interface)");
                    self.error(pos, "InvalidUnion", message);
                    continue;
                }
                if !self.types().identical(under, term.ty) {
                    let under = self.type_text(under);
                    let message =
                        format!("invalid use of ~ (underlying type of {name} is {under})");
                    self.error(pos, "InvalidUnion", message);
                    continue;
                }
            }
            if is_interface {
                self.check_interface_term(pos, term);
                continue;
            }
            for &other in &terms[..index] {
                if !self.is_valid(other.ty) || self.types().is_plain_interface(other.ty) {
                    continue;
                }
                if !self.types().terms_disjoint(other, term) {
                    let (a, b) = (self.term_text(term), self.term_text(other));
                    let message = format!("overlapping terms {a} and {b}");
                    self.error(pos, "InvalidUnion", message);
                    break;
                }
            }
        }
    }

    /// spec: "the type T in a term of the form T or ~T cannot be ... an interface that specifies
    /// methods or is (or embeds) comparable".
    fn check_interface_term(&mut self, pos: Pos, term: Term) {
        let set = self.types().type_set(term.ty);
        let name = self.term_text(term);
        let message = if !set.methods.is_empty() {
            format!("cannot use {name} in union ({name} contains methods)")
        } else if term.ty == TypeId::COMPARABLE {
            "cannot use comparable in union".to_string()
        } else if set.comparable {
            format!("cannot use {name} in union ({name} embeds comparable)")
        } else {
            return;
        };
        self.error(pos, "InvalidUnion", message);
    }
}

fn same_method(a: &Method, b: &Method) -> bool {
    a.name == b.name && (is_exported(a.name) || a.package == b.package)
}

/// Splits `A | B | C` into its terms and (innermost first) the unions.
fn flatten_union<'a>(
    expr: &'a ast::Expr,
    terms: &mut Vec<&'a ast::Expr>,
    unions: &mut Vec<&'a ast::Expr>,
) {
    if let ast::ExprKind::Binary {
        op: ast::BinaryOp::Or,
        lhs,
        rhs,
    } = &expr.kind
    {
        flatten_union(lhs, terms, unions);
        unions.push(expr);
        terms.push(rhs);
    } else {
        terms.push(expr);
    }
}

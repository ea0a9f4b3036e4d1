//! Conversions, explicit and implicit.
//!
//! In: a value, its type and the wanted type. Out: the MIR operation.
//! Invariants: conversions between identical types vanish; conversions to interface types are recorded
//! for method reachability.
//! Spec: "Conversions", "Assignability".

use grus_mir::*;
use grus_syntax::ast::Expr;
use grus_types::{BasicKind, Type, TypeId};

use crate::function::Builder;
use crate::type_query::{is_slice, is_string};

impl<'ast> Builder<'_, '_, 'ast> {
    /// The conversion that an assignment implies. `site` is that of a conversion to an interface type
    /// which the source shows; see [`Self::interface_site`].
    pub fn implicit_conversion(
        &mut self,
        operand: Operand,
        from: TypeId,
        to: TypeId,
        site: Option<SiteId>,
    ) -> Rvalue {
        if from == to || !to.is_valid() {
            return Rvalue::Use(operand);
        }
        if from == TypeId::UNTYPED_NIL {
            return Rvalue::Use(self.zero(to));
        }
        if self.is_interface(to) {
            return self.interface_conversion(operand, from, to, site);
        }
        let kind = ConversionKind::Representation;
        Rvalue::Convert {
            kind,
            operand,
            to,
            site: None,
        }
    }

    /// An operand implicitly converted.
    pub fn convert_operand(&mut self, operand: Operand, to: TypeId) -> Operand {
        let from = self.type_of_operand(&operand);
        let rvalue = self.implicit_conversion(operand, from, to, None);
        self.value(rvalue, to)
    }

    fn interface_conversion(
        &mut self,
        operand: Operand,
        from: TypeId,
        to: TypeId,
        site: Option<SiteId>,
    ) -> Rvalue {
        if self.is_interface(from) {
            self.lowerer.note_interface(to);
            return Rvalue::ConvertInterface { operand, from, to };
        }
        self.lowerer.note_conversion(from, to);
        let pos = self.pos;
        let site = site.unwrap_or_else(|| self.site(SiteKind::Interface, pos, "", false));
        Rvalue::MakeInterface {
            operand,
            concrete: from,
            interface: to,
            site,
        }
    }

    /// The site of the box that a value of the expression gets in an interface. It is made before the
    /// expression is lowered: sites are numbered from the outside to the inside, as gc reports them.
    pub fn interface_site(&mut self, expr: &Expr, from: TypeId, to: TypeId) -> Option<SiteId> {
        if from == TypeId::UNTYPED_NIL || !self.is_interface(to) || self.is_interface(from) {
            return None;
        }
        let text = self.expression_text(expr);
        let end = text.len() as u32;
        let site = self.site(SiteKind::Interface, expr.pos, text, true);
        let style = self.literal_style(from);
        self.function.sites[site].literal = Some(LiteralSlot {
            start: 0,
            end,
            style,
        });
        Some(site)
    }

    /// `T(x)`.
    pub fn conversion(&mut self, expr: &'ast Expr, operand: &'ast Expr) -> Rvalue {
        let to = self.type_of(expr);
        if self.info().type_of(operand.unparen().id) == TypeId::UNTYPED_NIL {
            return Rvalue::Use(self.zero(to));
        }
        let from = self.type_of(operand);
        if from == to {
            return self.rvalue(operand);
        }
        if self.is_interface(to) {
            return self.rvalue_as(operand, to);
        }
        if let Some(value) = self.info().constant(operand.id).cloned()
            && self.is_constant_conversion(from, to)
        {
            return Rvalue::Use(self.constant_operand(&value, to));
        }
        let kind = self.conversion_kind(from, to);
        let site = kind.allocates().then(|| {
            let text = self.expression_text(expr);
            // gc reports a conversion at its operand.
            self.site(SiteKind::StringConversion, operand.pos, text, true)
        });
        let value = self.operand(operand);
        Rvalue::Convert {
            kind,
            operand: value,
            to,
            site,
        }
    }

    /// Whether a constant operand converts by representation (in generic code: constants convert to
    /// the type argument).
    fn is_constant_conversion(&self, from: TypeId, to: TypeId) -> bool {
        let (Some(a), Some(b)) = (self.types().basic_kind(from), self.types().basic_kind(to))
        else {
            return false;
        };
        (a.is_numeric() && b.is_numeric() && (a.is_integer() || !b.is_integer()))
            || (a.is_string() && b.is_string())
            || (a.is_boolean() && b.is_boolean())
    }

    fn conversion_kind(&self, from: TypeId, to: TypeId) -> ConversionKind {
        let types = self.types();
        let (from_type, to_type) = (types.underlying_type(from), types.underlying_type(to));
        match (from_type, to_type) {
            (Type::Basic(a), Type::Basic(b)) if a.is_numeric() && b.is_numeric() => {
                if types.underlying(from) == types.underlying(to) {
                    ConversionKind::Representation
                } else {
                    ConversionKind::Numeric
                }
            }
            (Type::Basic(a), Type::Basic(b)) if a.is_integer() && b.is_string() => {
                ConversionKind::IntToString
            }
            (Type::Slice(elem), Type::Basic(_)) if is_string(types, to) => {
                match types.basic_kind(*elem) {
                    Some(BasicKind::Uint8) => ConversionKind::BytesToString,
                    _ => ConversionKind::RunesToString,
                }
            }
            (Type::Basic(_), Type::Slice(elem)) if is_string(types, from) => {
                match types.basic_kind(*elem) {
                    Some(BasicKind::Uint8) => ConversionKind::StringToBytes,
                    _ => ConversionKind::StringToRunes,
                }
            }
            (_, Type::Array { .. }) if is_slice(types, from) => ConversionKind::SliceToArray,
            (_, Type::Pointer(_)) if is_slice(types, from) => ConversionKind::SliceToArrayPointer,
            _ => ConversionKind::Representation,
        }
    }
}

//! Index and slice expressions, and index values.
//!
//! Spec: "Index expressions", "Slice expressions".

use grus_syntax::ast;

use super::Checker;
use super::operand::{Operand, Source};
use crate::constant::Value;
use crate::info::Mode;
use crate::types::*;

/// What indexing one specific type gives.
struct Indexed {
    /// For maps.
    key: Option<TypeId>,
    elem: TypeId,
    length: Option<i64>,
    mode: Mode,
}

impl<'a> Checker<'_, 'a> {
    /// An index expression, or the instantiation of a generic type. True if the operand is a generic
    /// function, whose instantiation is left to the caller.
    pub(super) fn index_expr(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        operand: &'a ast::Expr,
        indices: &'a [ast::Expr],
    ) -> bool {
        *x = self.expr_or_type(operand, true);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(indices);
                return false;
            }
            Mode::TypeExpr => {
                // An instantiated generic type.
                x.invalidate();
                x.ty = self.var_type(expr);
                if self.is_valid(x.ty) {
                    x.mode = Mode::TypeExpr;
                }
                x.source = Source::Expr(expr);
                return false;
            }
            Mode::Value if self.is_generic_func(x.ty) => return true,
            _ => {}
        }
        self.non_generic(None, x);
        if !x.is_valid() || !self.index_operand_complete(x) {
            x.invalidate();
            return false;
        }
        self.index_value_of(x, expr, indices);
        false
    }

    fn is_generic_func(&mut self, ty: TypeId) -> bool {
        let signature = self.signature_data(ty);
        signature.is_some_and(|signature| !signature.type_params.is_empty())
    }

    fn index_operand_complete(&mut self, x: &Operand<'a>) -> bool {
        if !self.is_complete(x.ty) {
            return false;
        }
        match self.under_type(x.ty) {
            Type::Pointer(base) => self.is_complete(base),
            Type::Map { elem, .. } => self.is_complete(elem),
            _ => true,
        }
    }

    fn index_value_of(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        indices: &'a [ast::Expr],
    ) {
        let Some(indexed) = self.indexed(x) else {
            let text = self.operand_text(x);
            self.error(
                expr.pos,
                "NonSliceableOperand",
                format!("cannot index {text}"),
            );
            self.use_exprs(indices);
            return x.invalidate();
        };
        let Some(index) = self.single_index(indices) else {
            return x.invalidate();
        };
        if let Some(key) = indexed.key {
            let mut key_operand = self.generic_expr(index, None);
            self.assignment(&mut key_operand, Some(key), "map index");
            x.mode = Mode::MapIndex;
            x.ty = indexed.elem;
            x.source = Source::Expr(expr);
            return;
        }
        x.mode = indexed.mode;
        x.ty = indexed.elem;
        self.index_value(index, indexed.length.unwrap_or(-1));
    }

    /// What indexing an operand gives; `None` if it cannot be indexed.
    fn indexed(&mut self, x: &Operand<'a>) -> Option<Indexed> {
        if !self.is_type_param(x.ty) {
            let under = self.under(x.ty);
            return self.indexed_type(x, under);
        }
        // spec: "For a of type parameter type P: the index expression a[x] must be valid for values
        // of all types in P's type set ... the element types must be identical."
        let mut result: Option<Indexed> = None;
        for specific in self.specific_types(x.ty) {
            let (_, under) = specific?;
            let one = self.indexed_type(x, under)?;
            let Some(all) = &mut result else {
                result = Some(one);
                continue;
            };
            let same_key = match (all.key, one.key) {
                (None, None) => true,
                (Some(a), Some(b)) => self.identical(a, b),
                _ => false,
            };
            if !same_key || !self.identical(all.elem, one.elem) {
                return None;
            }
            if one.length.is_some() && all.length.is_none_or(|length| one.length < Some(length)) {
                all.length = one.length;
            }
            if one.mode == Mode::Value {
                all.mode = Mode::Value;
            }
        }
        result
    }

    fn indexed_type(&mut self, x: &Operand<'a>, under: TypeId) -> Option<Indexed> {
        let variable = Mode::Variable;
        let value = |mode: Mode| {
            if mode == Mode::Variable {
                mode
            } else {
                Mode::Value
            }
        };
        match *self.program.types.get(under) {
            Type::Basic(kind) if kind.is_string() => {
                let length = match &x.value {
                    Value::String(bytes) if x.is_constant() => Some(bytes.len() as i64),
                    _ => None,
                };
                Some(Indexed {
                    key: None,
                    elem: TypeId::BYTE,
                    length,
                    mode: Mode::Value,
                })
            }
            Type::Array { len, elem } => Some(Indexed {
                key: None,
                elem,
                length: Some(len),
                mode: value(x.mode),
            }),
            Type::Pointer(base) => match self.under_type(base) {
                Type::Array { len, elem } => Some(Indexed {
                    key: None,
                    elem,
                    length: Some(len),
                    mode: variable,
                }),
                _ => None,
            },
            Type::Slice(elem) => Some(Indexed {
                key: None,
                elem,
                length: None,
                mode: variable,
            }),
            Type::Map { key, elem } => Some(Indexed {
                key: Some(key),
                elem,
                length: None,
                mode: Mode::MapIndex,
            }),
            _ => None,
        }
    }

    fn single_index(&mut self, indices: &'a [ast::Expr]) -> Option<&'a ast::Expr> {
        if let Some(second) = indices.get(1) {
            let message = "invalid operation: more than one index";
            self.error(second.start_pos(), "InvalidIndex", message);
        }
        indices.first()
    }

    /// An index below `max` (if that is not negative): its type, and its value if constant.
    pub(super) fn index_value(&mut self, expr: &'a ast::Expr, max: i64) -> (TypeId, Option<i64>) {
        let mut x = self.expr(None, expr);
        if !self.is_valid_index(&mut x, "InvalidIndex", "index", false) {
            return (TypeId::INVALID, None);
        }
        if !x.is_constant() {
            return (x.ty, None);
        }
        let Some(value) = x.value.as_i64() else {
            return (TypeId::INVALID, None);
        };
        if max >= 0 && value >= max {
            let message = format!(
                "invalid argument: index {} out of bounds [0:{max}]",
                x.value
            );
            self.error(x.start_pos(), "InvalidIndex", message);
            return (TypeId::INVALID, None);
        }
        (x.ty, Some(value))
    }

    /// spec (Index expressions): "the index x must be an untyped constant or its core type must be
    /// an integer; a constant index must be non-negative and representable by a value of type int".
    pub(super) fn is_valid_index(
        &mut self,
        x: &mut Operand<'a>,
        code: &'static str,
        what: &str,
        allow_negative: bool,
    ) -> bool {
        if !x.is_valid() {
            return false;
        }
        self.convert_untyped(x, TypeId::INT);
        if !x.is_valid() {
            return false;
        }
        let problem = if !self.all_basic(x.ty, BasicKind::is_integer) {
            "must be integer"
        } else if !x.is_constant() {
            return true;
        } else if !allow_negative && x.value != Value::Unknown && x.value.sign() < 0 {
            "must not be negative"
        } else {
            match self.represent(&x.value, TypeId::INT) {
                Some(value) => {
                    x.value = value;
                    return true;
                }
                None => "overflows int",
            }
        };
        let text = self.operand_text(x);
        self.error(
            x.start_pos(),
            code,
            format!("invalid argument: {what} {text} {problem}"),
        );
        false
    }

    pub(super) fn slice_expr(&mut self, x: &mut Operand<'a>, slice: &'a ast::SliceExpr) {
        *x = self.expr(None, &slice.operand);
        let indices = [slice.low.as_ref(), slice.high.as_ref(), slice.max.as_ref()];
        if !x.is_valid() {
            for index in indices.into_iter().flatten() {
                self.use_expr(index);
            }
            return;
        }
        let Some(under) = self.sliced_under(x) else {
            return x.invalidate();
        };
        if let Type::Pointer(base) = self.under_type(x.ty)
            && !self.is_complete(base)
        {
            return x.invalidate();
        }
        let Some(length) = self.sliced_type(x, under, slice) else {
            return x.invalidate();
        };
        x.mode = Mode::Value;
        if slice.three && (slice.high.is_none() || slice.max.is_none()) {
            // The parser has reported it.
            return x.invalidate();
        }
        self.slice_indices(&indices, length);
    }

    /// The common underlying type of what is sliced; strings and byte slices mix.
    fn sliced_under(&mut self, x: &Operand<'a>) -> Option<TypeId> {
        let bytes = self.types().slice_of(TypeId::BYTE);
        let mut common: Option<(TypeId, TypeId)> = None;
        let mut has_string = false;
        for specific in self.specific_types(x.ty) {
            let Some((ty, mut under)) = specific else {
                let (text, name) = (self.operand_text(x), self.type_text(x.ty));
                let message = format!("cannot slice {text}: no specific type in {name}");
                self.error(x.start_pos(), "NonSliceableOperand", message);
                return None;
            };
            if self.is_basic(under, BasicKind::is_string) {
                under = bytes;
                has_string = true;
            }
            match common {
                None => common = Some((ty, under)),
                Some((_, other)) if self.identical(other, under) => {}
                Some((first, _)) => {
                    let text = self.operand_text(x);
                    let (a, b) = (self.type_text(first), self.type_text(ty));
                    let message =
                        format!("cannot slice {text}: {a} and {b} have different underlying types");
                    self.error(x.start_pos(), "NonSliceableOperand", message);
                    common = None;
                    break;
                }
            }
        }
        if has_string {
            return Some(if self.is_type_param(x.ty) {
                TypeId::STRING
            } else {
                self.under(x.ty)
            });
        }
        common.map(|pair| pair.1)
    }

    /// Sets the type of a slice expression; the result is the length of the operand if known.
    fn sliced_type(
        &mut self,
        x: &mut Operand<'a>,
        under: TypeId,
        slice: &'a ast::SliceExpr,
    ) -> Option<Option<i64>> {
        let code = "NonSliceableOperand";
        match *self.program.types.get(under) {
            Type::Basic(kind) if kind.is_string() => {
                if slice.three {
                    let at = slice.max.as_ref().unwrap_or(&slice.operand).start_pos();
                    let message = "invalid operation: 3-index slice of string";
                    self.error(at, "InvalidSliceExpr", message);
                    return None;
                }
                let length = match &x.value {
                    Value::String(bytes) if x.is_constant() => Some(bytes.len() as i64),
                    _ => None,
                };
                if self.is_untyped(x.ty) {
                    x.ty = TypeId::STRING;
                }
                return Some(length);
            }
            Type::Array { len, elem } => {
                if x.mode != Mode::Variable {
                    let text = self.operand_text(x);
                    let message = format!("cannot slice unaddressable value {text}");
                    self.error(x.start_pos(), code, message);
                    return None;
                }
                x.ty = self.types().slice_of(elem);
                return Some(Some(len));
            }
            Type::Pointer(base) => {
                if let Type::Array { len, elem } = self.under_type(base) {
                    x.ty = self.types().slice_of(elem);
                    return Some(Some(len));
                }
            }
            Type::Slice(_) => return Some(None),
            _ => {}
        }
        let text = self.operand_text(x);
        self.error(x.start_pos(), code, format!("cannot slice {text}"));
        None
    }

    /// spec: "If the indices are constant they must satisfy low <= high <= max" and the length.
    fn slice_indices(&mut self, indices: &[Option<&'a ast::Expr>; 3], length: Option<i64>) {
        let mut values = [None; 3];
        for (position, index) in indices.iter().enumerate() {
            values[position] = match index {
                Some(expr) => {
                    let max = length
                        .filter(|&length| length >= 0)
                        .map_or(-1, |length| length + 1);
                    self.index_value(expr, max).1
                }
                None if position == 0 => Some(0),
                None => length.filter(|&length| length >= 0),
            };
        }
        for (position, low) in values[..2].iter().enumerate() {
            let Some(low) = low.filter(|&low| low > 0) else {
                continue;
            };
            for (later, high) in values.iter().enumerate().skip(position + 1) {
                if let (Some(high), Some(expr)) = (high, indices[later])
                    && *high < low
                {
                    let message = format!("invalid slice indices: {high} < {low}");
                    return self.error(expr.start_pos(), "SwappedSliceIndices", message);
                }
            }
        }
    }
}

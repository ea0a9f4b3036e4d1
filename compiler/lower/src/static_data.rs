//! Package variables whose initial value is static data.
//!
//! In: initialisers of package-level variables. Out: `StaticValue`s, with the compiler-made globals
//! they point to.
//! Invariants: an initialiser is evaluated once, so slices and addressed literals in it may point to
//! global memory (which is not read-only: the program may change it).
//! Follows cmd/compile/internal/staticinit.

use grus_mir::{Constant, StaticValue};
use grus_syntax::ast::{CallExpr, CompositeLit, Expr, ExprKind, UnaryOp};
use grus_types::{BasicKind, Mode, ObjectKind, PackageId, Type, TypeId, Value};

use crate::expressions::mir_constant;
use crate::program::Lowerer;

/// Arrays with more elements are left to run-time code if any element is missing.
const LARGEST_ARRAY: u64 = 1 << 22;

impl Lowerer<'_> {
    /// The static value of an expression in a variable of type `to`, if it has one.
    pub fn static_value(
        &mut self,
        package: PackageId,
        expr: &Expr,
        to: TypeId,
    ) -> Option<StaticValue> {
        let expr = expr.unparen();
        let data = self.program.info.type_and_value(expr.id).clone();
        if data.mode == Mode::Nil || data.ty == TypeId::UNTYPED_NIL {
            return Some(StaticValue::Constant(Constant::Zero));
        }
        let ty = crate::type_query::default_type(data.ty);
        if self.program.types.is_interface(to) {
            return self.static_interface(package, expr, ty, to);
        }
        if let Some(value) = &data.value {
            return self.static_constant(value, to).map(StaticValue::Constant);
        }
        match &expr.kind {
            ExprKind::Unary {
                op: UnaryOp::AddressOf,
                operand,
            } => {
                let inner = operand.unparen();
                if !matches!(inner.kind, ExprKind::CompositeLit(_)) {
                    return None;
                }
                let base = self.program.info.type_of(inner.id);
                let value = self.static_value(package, inner, base)?;
                Some(StaticValue::Address(
                    self.static_global(package, base, value, false),
                ))
            }
            ExprKind::CompositeLit(literal) => self.static_composite(package, literal, ty),
            ExprKind::Name(_) => self.static_function(expr),
            ExprKind::Call(call) => self.static_bytes(package, call, ty),
            ExprKind::FuncLit(_) if self.dry_run => Some(StaticValue::Constant(Constant::Zero)),
            ExprKind::FuncLit(_) => {
                let function = self.lower_static_literal(package, expr)?;
                Some(StaticValue::Constant(Constant::Function(function)))
            }
            _ => None,
        }
    }

    /// The conversion of a constant string to a slice of bytes.
    fn static_bytes(
        &mut self,
        package: PackageId,
        call: &CallExpr,
        ty: TypeId,
    ) -> Option<StaticValue> {
        let Type::Slice(element) = *self.program.types.underlying_type(ty) else {
            return None;
        };
        let converts =
            self.program.info.type_and_value(call.fun.unparen().id).mode == Mode::TypeExpr;
        if !converts || self.program.types.basic_kind(element) != Some(BasicKind::Uint8) {
            return None;
        }
        let [argument] = call.args.as_slice() else {
            return None;
        };
        let Some(Value::String(bytes)) = self.program.info.constant(argument.id).cloned() else {
            return None;
        };
        let length = bytes.len();
        let array = self.program.types.array_of(length as i64, element);
        let global = self.static_global(package, array, StaticValue::Bytes(bytes), false);
        Some(StaticValue::Slice(global, length as u64))
    }

    fn static_constant(&self, value: &Value, to: TypeId) -> Option<Constant> {
        Some(mir_constant(value, self.program.types.basic_kind(to)?))
    }

    fn static_interface(
        &mut self,
        package: PackageId,
        expr: &Expr,
        ty: TypeId,
        to: TypeId,
    ) -> Option<StaticValue> {
        if self.program.types.is_interface(ty) {
            return None;
        }
        let value = Box::new(self.static_value(package, expr, ty)?);
        if !self.dry_run {
            self.note_conversion(ty, to);
        }
        Some(StaticValue::Interface {
            concrete: ty,
            interface: to,
            value,
        })
    }

    /// A function that is not generic, named directly.
    fn static_function(&mut self, expr: &Expr) -> Option<StaticValue> {
        let object = self.program.info.object_of(expr.id)?;
        if !matches!(self.program.object(object).kind, ObjectKind::Func(_))
            || self.program.info.instances.contains_key(&expr.id)
        {
            return None;
        }
        if self.dry_run {
            return Some(StaticValue::Constant(Constant::Zero));
        }
        let function = self.declared(object, &[]);
        Some(StaticValue::Constant(Constant::Function(function)))
    }

    fn static_composite(
        &mut self,
        package: PackageId,
        literal: &CompositeLit,
        ty: TypeId,
    ) -> Option<StaticValue> {
        match *self.program.types.underlying_type(ty) {
            Type::Pointer(base) => {
                let value = self.static_composite(package, literal, base)?;
                Some(StaticValue::Address(
                    self.static_global(package, base, value, false),
                ))
            }
            Type::Struct(_) => self.static_struct(package, literal, ty),
            Type::Array { elem, .. } => {
                let (parts, _) = self.static_parts(package, literal, elem)?;
                Some(StaticValue::Aggregate(parts))
            }
            Type::Slice(elem) => {
                let (parts, length) = self.static_parts(package, literal, elem)?;
                let array = self.program.types.array_of(length as i64, elem);
                let value = StaticValue::Aggregate(parts);
                let global = self.static_global(package, array, value, false);
                Some(StaticValue::Slice(global, length))
            }
            _ => None,
        }
    }

    fn static_struct(
        &mut self,
        package: PackageId,
        literal: &CompositeLit,
        ty: TypeId,
    ) -> Option<StaticValue> {
        let zero = StaticValue::Constant(Constant::Zero);
        let mut whole = zero.clone();
        for (position, element) in literal.elements.iter().enumerate() {
            let (path, value) = match &element.kind {
                ExprKind::KeyValue { key, value } => (self.field_path(key, ty), &**value),
                _ => (vec![position as u32], element),
            };
            let mut part = &mut whole;
            let mut part_type = ty;
            let mut blank = false;
            for &index in &path {
                let fields = self.program.types.fields(part_type);
                if matches!(part, StaticValue::Constant(_)) {
                    *part = StaticValue::Aggregate(vec![zero.clone(); fields.len()]);
                }
                let StaticValue::Aggregate(parts) = part else {
                    return None;
                };
                let field = fields.get(index as usize)?;
                blank |= field.name.is_blank();
                (part, part_type) = (parts.get_mut(index as usize)?, field.ty);
            }
            let value = self.static_value(package, value, part_type)?;
            if !blank {
                *part = value;
            }
        }
        Some(match whole {
            StaticValue::Constant(_) => {
                let fields = self.program.types.fields(ty);
                StaticValue::Aggregate(vec![zero; fields.len()])
            }
            whole => whole,
        })
    }

    /// The path to the field that the key of a struct literal names.
    pub fn field_path(&self, key: &Expr, ty: TypeId) -> Vec<u32> {
        if let Some(selection) = self.program.info.selections.get(&key.id) {
            return selection.path.clone();
        }
        let name = key.as_name();
        let fields = self.program.types.fields(ty);
        let number = fields.iter().position(|field| Some(field.name) == name);
        vec![number.unwrap_or(0) as u32]
    }

    /// The elements of an array or slice literal, and their number.
    fn static_parts(
        &mut self,
        package: PackageId,
        literal: &CompositeLit,
        elem: TypeId,
    ) -> Option<(Vec<StaticValue>, u64)> {
        let mut parts = Vec::new();
        let mut next = 0u64;
        for element in &literal.elements {
            let value = match &element.kind {
                ExprKind::KeyValue { key, value } => {
                    match self.program.info.constant(key.id) {
                        Some(Value::Int(index)) => next = u64::try_from(*index).ok()?,
                        _ => return None,
                    }
                    value
                }
                _ => element,
            };
            if next > LARGEST_ARRAY {
                return None;
            }
            let value = self.static_value(package, value, elem)?;
            let index = next as usize;
            if parts.len() <= index {
                parts.resize(index + 1, StaticValue::Constant(Constant::Zero));
            }
            parts[index] = value;
            next += 1;
        }
        let length = parts.len() as u64;
        Some((parts, length))
    }
}

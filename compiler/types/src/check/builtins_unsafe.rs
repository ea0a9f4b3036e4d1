//! Calls of the functions of package unsafe.
//!
//! Spec: "Package unsafe", "Size and alignment guarantees".

use grus_syntax::ast;

use super::Checker;
use super::builtins::BuiltinCall;
use super::operand::Operand;
use crate::constant::Value;
use crate::info::{Mode, Selection, SelectionKind, Target};
use crate::lookup::Lookup;
use crate::objects::BuiltinKind;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    pub(super) fn unsafe_builtin(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        args: &mut [Operand<'a>],
    ) -> bool {
        match cx.kind {
            BuiltinKind::UnsafeAdd => self.unsafe_add(x, cx, &mut args[1]),
            BuiltinKind::UnsafeAlignof | BuiltinKind::UnsafeSizeof => self.unsafe_size(x, cx),
            BuiltinKind::UnsafeOffsetof => self.unsafe_offset(x, cx),
            BuiltinKind::UnsafeSlice => self.unsafe_slice(x, cx, &mut args[1]),
            BuiltinKind::UnsafeSliceData => self.unsafe_slice_data(x, cx),
            BuiltinKind::UnsafeString => self.unsafe_string(x, cx, &mut args[1]),
            BuiltinKind::UnsafeStringData => self.unsafe_string_data(x, cx),
            _ => false,
        }
    }

    fn unsafe_version(&mut self, cx: &BuiltinCall<'a>, minor: u16) {
        let name = cx.kind.name();
        self.verify_version(cx.call.fun.start_pos(), minor, |_| format!("unsafe.{name}"));
    }

    fn unsafe_add(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        y: &mut Operand<'a>,
    ) -> bool {
        self.unsafe_version(cx, 17);
        self.assignment(x, Some(TypeId::UNSAFE_POINTER), "argument to unsafe.Add");
        if !x.is_valid() || !self.is_valid_index(y, "InvalidUnsafeAdd", "length", true) {
            return false;
        }
        let pointer = TypeId::UNSAFE_POINTER;
        x.mode = Mode::Value;
        x.ty = pointer;
        self.record_call(cx, &[pointer, y.ty], Some(pointer));
        true
    }

    /// `unsafe.Sizeof` and `unsafe.Alignof`: constants unless the type depends on type parameters.
    fn unsafe_size(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let name = cx.kind.name();
        self.assignment(x, None, &format!("argument to unsafe.{name}"));
        if !x.is_valid() {
            return false;
        }
        if self.has_variable_size(x.ty) {
            x.mode = Mode::Value;
            self.record_call(cx, &[x.ty], Some(TypeId::UINTPTR));
        } else {
            self.expand_for_layout(x.ty);
            let Some(layout) = self.program.types.layout(x.ty) else {
                let text = self.operand_text(x);
                self.error(
                    x.start_pos(),
                    "TypeTooLarge",
                    format!("{text} is too large"),
                );
                return false;
            };
            let align = cx.kind == BuiltinKind::UnsafeAlignof;
            x.mode = Mode::Constant;
            x.value = Value::from_u64(if align { layout.align } else { layout.size });
        }
        x.ty = TypeId::UINTPTR;
        true
    }

    /// The layout is read through `&TypeTable`, so all named types in it must be expanded first.
    pub(super) fn expand_for_layout(&mut self, ty: TypeId) {
        match self.under_type(ty) {
            Type::Array { elem, .. } => self.expand_for_layout(elem),
            Type::Struct(data) => {
                for field in &data.fields {
                    self.expand_for_layout(field.ty);
                }
            }
            _ => {}
        }
    }

    fn unsafe_offset(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let arg = &cx.call.args[0];
        let selector = arg.unparen();
        let ast::ExprKind::Selector { operand, name } = &selector.kind else {
            let text = self.expr_text(arg);
            let message = format!("invalid argument: {text} is not a selector expression");
            self.error(arg.start_pos(), "BadOffsetofSyntax", message);
            self.use_expr(arg);
            return false;
        };
        *x = self.expr(None, operand);
        if !x.is_valid() {
            return false;
        }
        let base = self.struct_behind_pointer(x.ty);
        let package = self.package;
        let (base_text, selected) = (self.type_text(base), name.name);
        let found = match self.types().search(base, false, package, selected, false) {
            Lookup::Found(found) if found.target == Target::Field => found,
            Lookup::Found(_) => {
                let text = self.expr_text(arg);
                let message = format!("invalid argument: {text} is a method value");
                self.error(arg.start_pos(), "InvalidOffsetof", message);
                return false;
            }
            _ => {
                let message =
                    format!("invalid argument: {base_text} has no single field {selected}");
                self.error(x.start_pos(), "MissingFieldOrMethod", message);
                return false;
            }
        };
        if found.indirect {
            let message = format!(
                "invalid argument: field {selected} is embedded via a pointer in {base_text}"
            );
            self.error(x.start_pos(), "InvalidOffsetof", message);
            return false;
        }
        let mode = if x.mode == Mode::Variable {
            Mode::Variable
        } else {
            Mode::Value
        };
        self.record_type_and_value(selector.id, mode, found.ty, None);
        let selection = Selection {
            kind: SelectionKind::FieldVal,
            receiver: base,
            path: found.path.clone(),
            target: Target::Field,
            indirect: false,
            ty: found.ty,
        };
        self.record_selection(selector, selection);
        if self.has_variable_size(base) {
            x.mode = Mode::Value;
            self.record_call(cx, &[found.ty], Some(TypeId::UINTPTR));
        } else {
            self.expand_for_layout(base);
            let Some(offset) = self.offset_of(base, &found.path) else {
                let text = self.operand_text(x);
                self.error(
                    x.start_pos(),
                    "TypeTooLarge",
                    format!("{text} is too large"),
                );
                return false;
            };
            x.mode = Mode::Constant;
            x.value = Value::from_u64(offset);
        }
        x.ty = TypeId::UINTPTR;
        true
    }

    /// The struct type that `ty` is or points to.
    fn struct_behind_pointer(&mut self, ty: TypeId) -> TypeId {
        if let Type::Pointer(base) = self.under_type(ty)
            && matches!(self.under_type(base), Type::Struct(_))
        {
            return base;
        }
        ty
    }

    fn offset_of(&mut self, mut ty: TypeId, path: &[u32]) -> Option<u64> {
        let mut offset = 0u64;
        for &index in path {
            let offsets = self.program.types.field_offsets(ty)?;
            offset = offset.checked_add(*offsets.get(index as usize)?)?;
            let Type::Struct(data) = self.under_type(ty) else {
                return None;
            };
            ty = data.fields.get(index as usize)?.ty;
        }
        Some(offset)
    }

    fn unsafe_slice(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        y: &mut Operand<'a>,
    ) -> bool {
        self.unsafe_version(cx, 17);
        let under = self.common_under(x.ty).unwrap_or(TypeId::INVALID);
        let Type::Pointer(base) = *self.program.types.get(under) else {
            let text = self.operand_text(x);
            let message = format!("invalid argument: {text} is not a pointer");
            self.error(x.start_pos(), "InvalidUnsafeSlice", message);
            return false;
        };
        if !self.is_valid_index(y, "InvalidUnsafeSlice", "length", false) {
            return false;
        }
        x.mode = Mode::Value;
        x.ty = self.types().slice_of(base);
        self.record_call(cx, &[under, y.ty], Some(x.ty));
        true
    }

    fn unsafe_slice_data(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        self.unsafe_version(cx, 20);
        let under = self.common_under(x.ty).unwrap_or(TypeId::INVALID);
        let Type::Slice(elem) = *self.program.types.get(under) else {
            let text = self.operand_text(x);
            let message = format!("invalid argument: {text} is not a slice");
            self.error(x.start_pos(), "InvalidUnsafeSliceData", message);
            return false;
        };
        x.mode = Mode::Value;
        x.ty = self.types().pointer_to(elem);
        self.record_call(cx, &[under], Some(x.ty));
        true
    }

    fn unsafe_string(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        y: &mut Operand<'a>,
    ) -> bool {
        self.unsafe_version(cx, 20);
        let pointer = self.types().pointer_to(TypeId::BYTE);
        self.assignment(x, Some(pointer), "argument to unsafe.String");
        if !x.is_valid() || !self.is_valid_index(y, "InvalidUnsafeString", "length", false) {
            return false;
        }
        x.mode = Mode::Value;
        x.ty = TypeId::STRING;
        self.record_call(cx, &[pointer, y.ty], Some(TypeId::STRING));
        true
    }

    fn unsafe_string_data(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        self.unsafe_version(cx, 20);
        self.assignment(x, Some(TypeId::STRING), "argument to unsafe.StringData");
        if !x.is_valid() {
            return false;
        }
        x.mode = Mode::Value;
        x.ty = self.types().pointer_to(TypeId::BYTE);
        self.record_call(cx, &[TypeId::STRING], Some(x.ty));
        true
    }
}

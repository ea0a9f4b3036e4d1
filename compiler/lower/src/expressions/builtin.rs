//! Built-in functions.
//!
//! In: calls of builtins, those of package unsafe included. Out: rvalues, or the statement a builtin
//! without value stands for.
//! Invariant: arguments are evaluated from left to right.
//! Spec: "Built-in functions", "Package unsafe", "Bootstrapping".

use grus_mir::*;
use grus_syntax::ast::{CallExpr, Expr, ExprKind};
use grus_types::{BasicKind, BuiltinKind, Type, TypeId};

use crate::function::Builder;
use crate::type_query::{array_length, is_map, is_slice, pointee};

/// What a builtin does, with its operands evaluated.
pub(crate) enum BuiltinEffect {
    Statement(StatementKind),
    Panic(Operand),
    /// A value of this type, which may be of no interest.
    Value(Rvalue, TypeId),
}

/// An argument of a builtin: an expression, or one of the results of the only argument.
#[derive(Clone)]
enum Argument<'ast> {
    Expression(&'ast Expr),
    Value(Operand),
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// The arguments of a builtin; those of `f(g())` are the results of `g`.
    fn builtin_arguments(&mut self, call: &'ast CallExpr) -> Vec<Argument<'ast>> {
        if let [single] = call.args.as_slice() {
            let ty = self.type_of(single);
            if let Type::Tuple(parts) = self.types().get(ty).clone() {
                let tuple = self.operand(single);
                let tuple = self.operand_place(tuple);
                let part = |index| Argument::Value(Operand::Copy(tuple.clone().field(index)));
                return (0..parts.len() as u32).map(part).collect();
            }
        }
        call.args.iter().map(Argument::Expression).collect()
    }

    fn argument_type(&mut self, argument: &Argument<'ast>) -> TypeId {
        match argument {
            Argument::Expression(expr) => self.type_of(expr),
            Argument::Value(operand) => self.type_of_operand(operand),
        }
    }

    fn argument(&mut self, argument: &Argument<'ast>) -> Operand {
        match argument {
            Argument::Expression(expr) => self.operand(expr),
            Argument::Value(operand) => operand.clone(),
        }
    }

    fn argument_as(&mut self, argument: &Argument<'ast>, ty: TypeId) -> Operand {
        match argument {
            Argument::Expression(expr) => self.operand_as(expr, ty),
            Argument::Value(operand) => self.convert_operand(operand.clone(), ty),
        }
    }

    /// The value of a builtin call.
    pub fn builtin_value(
        &mut self,
        expr: &'ast Expr,
        kind: BuiltinKind,
        call: &'ast CallExpr,
    ) -> Rvalue {
        match self.builtin_effect(expr, kind, call) {
            BuiltinEffect::Value(rvalue, _) => rvalue,
            effect => {
                self.perform(effect);
                Rvalue::Use(self.zero(TypeId::EMPTY_TUPLE))
            }
        }
    }

    /// Emits an effect.
    pub fn perform(&mut self, effect: BuiltinEffect) {
        match effect {
            BuiltinEffect::Statement(statement) => self.emit(statement),
            BuiltinEffect::Panic(value) => self.terminate(TerminatorKind::Panic(value)),
            BuiltinEffect::Value(rvalue, ty) => {
                self.value(rvalue, ty);
            }
        }
    }

    /// Evaluates the arguments of a builtin.
    pub fn builtin_effect(
        &mut self,
        expr: &'ast Expr,
        kind: BuiltinKind,
        call: &'ast CallExpr,
    ) -> BuiltinEffect {
        use BuiltinKind::*;
        let args = self.builtin_arguments(call);
        let statement = match kind {
            Clear => {
                let ty = self.argument_type(&args[0]);
                let operand = self.argument(&args[0]);
                match is_map(self.types(), ty) {
                    true => StatementKind::MapClear(operand),
                    false => StatementKind::SliceClear(operand),
                }
            }
            Close => StatementKind::ChannelClose(self.argument(&args[0])),
            Delete => {
                let ty = self.argument_type(&args[0]);
                let key_type = self.types().map_key(ty).unwrap_or(TypeId::INVALID);
                let map = self.argument(&args[0]);
                let key = self.argument_as(&args[1], key_type);
                StatementKind::MapDelete { map, key }
            }
            Panic => {
                return BuiltinEffect::Panic(self.argument_as(&args[0], TypeId::EMPTY_INTERFACE));
            }
            Print | Println => {
                let arguments = args.iter().map(|arg| self.print_operand(arg)).collect();
                StatementKind::Print {
                    arguments,
                    newline: kind == Println,
                }
            }
            _ => {
                let ty = self.call_type(expr);
                let ty = if kind == Copy { TypeId::INT } else { ty };
                return BuiltinEffect::Value(self.builtin_rvalue(expr, kind, call, &args), ty);
            }
        };
        BuiltinEffect::Statement(statement)
    }

    /// Untyped constants print as int64, or with their default type.
    fn print_operand(&mut self, argument: &Argument<'ast>) -> Operand {
        let Argument::Expression(arg) = argument else {
            return self.argument(argument);
        };
        let ty = self.info().type_of(arg.id);
        if let Some(value) = self.info().constant(arg.id).cloned()
            && matches!(ty, TypeId::UNTYPED_INT | TypeId::UNTYPED_RUNE)
        {
            return self.constant_operand(&value, TypeId::INT64);
        }
        if ty == TypeId::UNTYPED_NIL {
            return self.zero(TypeId::UNSAFE_POINTER);
        }
        self.operand(arg)
    }

    fn builtin_rvalue(
        &mut self,
        expr: &'ast Expr,
        kind: BuiltinKind,
        call: &'ast CallExpr,
        args: &[Argument<'ast>],
    ) -> Rvalue {
        use BuiltinKind::*;
        match kind {
            Append => self.append(expr, call, args),
            Len | Cap => self.length(kind, &call.args[0]),
            Copy => {
                let to = self.argument(&args[0]);
                let from = self.argument(&args[1]);
                Rvalue::CopyElements { to, from }
            }
            Make => self.make(expr, &call.args),
            New => self.new_builtin(expr, &call.args[0]),
            Min | Max => {
                let ty = self.type_of(expr);
                let operands = args.iter().map(|arg| self.argument_as(arg, ty)).collect();
                if kind == Min {
                    Rvalue::Min(operands)
                } else {
                    Rvalue::Max(operands)
                }
            }
            Complex => {
                let ty = self.type_of(expr);
                let part = match self.types().basic_kind(ty) {
                    Some(BasicKind::Complex64) => TypeId::FLOAT32,
                    _ => TypeId::FLOAT64,
                };
                let real = self.complex_part(&args[0], part);
                let imaginary = self.complex_part(&args[1], part);
                Rvalue::Complex { real, imaginary }
            }
            Real => Rvalue::Real(self.argument(&args[0])),
            Imag => Rvalue::Imaginary(self.argument(&args[0])),
            Recover => Rvalue::Recover,
            UnsafeAdd | UnsafeSlice | UnsafeSliceData | UnsafeString | UnsafeStringData => {
                self.unsafe_builtin(kind, args)
            }
            UnsafeSizeof | UnsafeAlignof | UnsafeOffsetof => {
                self.size_builtin(expr, kind, &call.args[0])
            }
            _ => {
                self.unsupported(expr.pos, "this builtin function");
                let ty = self.type_of(expr);
                Rvalue::Use(self.zero(ty))
            }
        }
    }

    /// A part of a complex number; a named float type keeps its name.
    fn complex_part(&mut self, argument: &Argument<'ast>, part: TypeId) -> Operand {
        match argument {
            Argument::Expression(expr) if self.info().constant(expr.id).is_some() => {
                self.operand_as(expr, part)
            }
            _ => self.argument(argument),
        }
    }

    fn append(
        &mut self,
        expr: &'ast Expr,
        call: &'ast CallExpr,
        args: &[Argument<'ast>],
    ) -> Rvalue {
        let ty = self.type_of(expr);
        let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
        let Some((first, rest)) = args.split_first() else {
            return Rvalue::Use(self.zero(ty));
        };
        let slice = self.argument_as(first, ty);
        if rest.is_empty() {
            return Rvalue::Use(slice);
        }
        let values = if call.has_dots {
            if self.argument_type(&rest[0]) == TypeId::UNTYPED_NIL {
                return Rvalue::Use(slice);
            }
            AppendValues::Spread(self.argument(&rest[0]))
        } else {
            AppendValues::Elements(rest.iter().map(|arg| self.argument_as(arg, elem)).collect())
        };
        let text = match self.lowerer.inline_text {
            true => self.expression_text(expr),
            false => "append".to_string(),
        };
        let site = self.site(SiteKind::Append, expr.pos, text, true);
        Rvalue::Append {
            slice,
            values,
            site,
        }
    }

    /// `len` and `cap`. Those of arrays are constants, but the operand may have effects.
    fn length(&mut self, kind: BuiltinKind, arg: &'ast Expr) -> Rvalue {
        let ty = self.type_of(arg);
        if let Some(length) = array_length(self.types(), ty) {
            self.discard(arg);
            return Rvalue::Use(self.int(length));
        }
        let operand = self.operand(arg);
        if kind == BuiltinKind::Len {
            Rvalue::Len(operand)
        } else {
            Rvalue::Cap(operand)
        }
    }

    fn make(&mut self, expr: &'ast Expr, args: &'ast [Expr]) -> Rvalue {
        let ty = self.type_of(expr);
        let text = self.expression_text(expr);
        let sizes: Vec<Operand> = args[1..]
            .iter()
            .map(|arg| self.index_operand(arg))
            .collect();
        let mut sizes = sizes.into_iter();
        if is_slice(self.types(), ty) {
            let slot = args[1..].last().map(|last| self.last_argument(&text, last));
            let site = self.site(SiteKind::MakeSlice, expr.pos, text, true);
            self.function.sites[site].literal = slot;
            let length = sizes.next().unwrap_or_else(|| self.int(0));
            return Rvalue::MakeSlice {
                ty,
                length,
                capacity: sizes.next(),
                site,
            };
        }
        if is_map(self.types(), ty) {
            let site = self.site(SiteKind::MakeMap, expr.pos, text, true);
            return Rvalue::MakeMap {
                ty,
                hint: sizes.next(),
                site,
            };
        }
        let site = self.site(SiteKind::MakeChannel, expr.pos, text, false);
        Rvalue::MakeChannel {
            ty,
            size: sizes.next(),
            site,
        }
    }

    /// Where the text of a call has its last argument.
    fn last_argument(&mut self, call: &str, argument: &Expr) -> LiteralSlot {
        let length = self.expression_text(argument).len();
        let ty = self.type_of(argument);
        let end = call.len() - 1;
        LiteralSlot {
            start: end.saturating_sub(length) as u32,
            end: end as u32,
            style: self.literal_style(ty),
        }
    }

    /// `new(T)`, and since Go 1.26 `new(x)`.
    fn new_builtin(&mut self, expr: &'ast Expr, arg: &'ast Expr) -> Rvalue {
        let pointer = self.type_of(expr);
        let ty = pointee(self.types(), pointer).unwrap_or(TypeId::INVALID);
        let text = self.expression_text(expr);
        let is_type = self.info().type_and_value(arg.id).mode == grus_types::Mode::TypeExpr;
        let value = (!is_type).then(|| self.operand_as(arg, ty));
        let site = self.site(SiteKind::New, expr.pos, text, true);
        let Some(value) = value else {
            return Rvalue::New { ty, site };
        };
        let variable = self.value(Rvalue::New { ty, site }, pointer);
        let place = self.operand_place(variable.clone());
        self.assign(
            place.project(Projection::Deref { checked: true }),
            Rvalue::Use(value),
        );
        Rvalue::Use(variable)
    }

    fn unsafe_builtin(&mut self, kind: BuiltinKind, args: &[Argument<'ast>]) -> Rvalue {
        let intrinsic = match kind {
            BuiltinKind::UnsafeAdd => Intrinsic::UnsafeAdd,
            BuiltinKind::UnsafeSlice => Intrinsic::UnsafeSlice,
            BuiltinKind::UnsafeSliceData => Intrinsic::SliceData,
            BuiltinKind::UnsafeString => Intrinsic::UnsafeString,
            _ => Intrinsic::StringData,
        };
        let mut arguments = vec![self.argument(&args[0])];
        arguments.extend(args.get(1).map(|argument| match argument {
            Argument::Expression(expr) => self.index_operand(expr),
            Argument::Value(operand) => self.simple(operand.clone()),
        }));
        Rvalue::Intrinsic {
            intrinsic,
            arguments,
        }
    }

    /// Sizes that are constant only in instances of generic functions.
    fn size_builtin(&mut self, expr: &'ast Expr, kind: BuiltinKind, arg: &'ast Expr) -> Rvalue {
        let ty = self.type_of(arg);
        let layout = self.types().layout(ty);
        let value = match kind {
            BuiltinKind::UnsafeSizeof => layout.map(|layout| layout.size),
            BuiltinKind::UnsafeAlignof => layout.map(|layout| layout.align),
            _ => self.field_offset(arg),
        };
        if value.is_none() {
            self.unsupported(expr.pos, "size of this type");
        }
        let constant = Constant::Int(value.unwrap_or(0) as i64);
        Rvalue::Use(Operand::Constant(constant, TypeId::UINTPTR))
    }

    /// Offset of the selected field from the last pointer on its path.
    fn field_offset(&mut self, arg: &'ast Expr) -> Option<u64> {
        let arg = arg.unparen();
        let ExprKind::Selector { operand, .. } = &arg.kind else {
            return None;
        };
        let path = self.info().selections.get(&arg.id)?.path.clone();
        let mut ty = self.type_of(operand);
        let mut offset = 0;
        for index in path {
            if let Some(base) = pointee(self.types(), ty) {
                ty = base;
                offset = 0;
            }
            offset += *self.types().field_offsets(ty)?.get(index as usize)?;
            ty = self.types().fields(ty).get(index as usize)?.ty;
        }
        Some(offset)
    }
}

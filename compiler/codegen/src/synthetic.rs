//! Functions that code generation makes itself: adapters and the division of complex numbers.
//!
//! In: nothing but signatures.  Out: CLIF.
//! An adapter stands between a func value and a function that has no register left for the closure
//! context: it takes the context and calls the function without it. It is a wrapper, invisible in
//! tracebacks and for `recover`.

use crate::error::Result;
use crate::function::Translated;
use crate::program::Context;
use crate::signature::{GoSignature, ParameterForm, ResultForm};
use crate::sources::Sources;
use crate::symbols::{Reference, References, Unit};
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{
    AbiParam, ExtFuncData, ExternalName, Function as ClifFunction, InstBuilder, Signature,
    UserExternalName, UserFuncName, Value, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use grus_mir::FunctionId;
use grus_syntax::Pos;

/// The adapter of a function.
pub fn adapter(
    context: &Context,
    id: FunctionId,
    builder_context: &mut FunctionBuilderContext,
) -> Result<Translated> {
    let function = &context.program.functions[id];
    let callee = context.signature_of(id)?;
    let types_of = |locals: &[grus_mir::LocalId]| -> Vec<_> {
        locals
            .iter()
            .map(|&local| function.locals[local].ty)
            .collect()
    };
    let parameters = types_of(&function.parameters);
    // Func values have the ordinary convention, whatever the function's own is.
    let own = GoSignature {
        parameters: ordinary_forms(context, &parameters),
        context: true,
        words: false,
        ..callee.clone()
    };
    let name = UserFuncName::user(1, id.as_u32());
    let mut clif = ClifFunction::with_name_signature(name, own.to_clif());
    let mut references = References::default();
    let mut builder = FunctionBuilder::new(&mut clif, builder_context);
    let entry = builder.create_block();
    builder.append_block_params_for_function_params(entry);
    builder.switch_to_block(entry);
    let mut arguments = builder.block_params(entry).to_vec();
    arguments.pop();
    let target = if function.external {
        Reference::External(function.symbol.clone())
    } else {
        Reference::Unit(Unit::Function(id))
    };
    let index = references.intern(target);
    let name = UserExternalName::new(0, index);
    let name = ExternalName::user(builder.func.declare_imported_user_function(name));
    let callee_clif = callee.to_clif();
    let unsigned = unsigned_words(context, &own, &parameters);
    for ((argument, wanted), unsigned) in
        arguments.iter_mut().zip(&callee_clif.params).zip(unsigned)
    {
        let ty = builder.func.dfg.value_type(*argument);
        if ty != wanted.value_type {
            *argument = if unsigned {
                builder.ins().uextend(wanted.value_type, *argument)
            } else {
                builder.ins().sextend(wanted.value_type, *argument)
            };
        }
    }
    let signature = builder.import_signature(callee_clif);
    let data = ExtFuncData {
        name,
        signature,
        colocated: true,
        patchable: false,
    };
    let callee = builder.import_function(data);
    let call = builder.ins().call(callee, &arguments);
    let mut results = builder.inst_results(call).to_vec();
    for (result, leaf) in results.iter_mut().zip(own.result_leaves()) {
        if leaf.ty.is_int() && leaf.ty.bits() < 64 && function.external {
            *result = builder.ins().ireduce(leaf.ty, *result);
        }
    }
    builder.ins().return_(&results);
    builder.seal_all_blocks();
    builder.finalize(context.isa.frontend_config());
    let sources = Sources::new(function.pos);
    Ok(Translated {
        clif,
        references,
        sources,
        signature: own,
        has_loop: false,
    })
}

fn ordinary_forms(context: &Context, parameters: &[grus_types::TypeId]) -> Vec<ParameterForm> {
    GoSignature::new(&context.layouts, parameters, &[], false, false)
        .map(|signature| signature.parameters)
        .unwrap_or_default()
}

/// For each word passed on: whether it is extended with zeros.
fn unsigned_words(
    context: &Context,
    signature: &GoSignature,
    parameters: &[grus_types::TypeId],
) -> Vec<bool> {
    let mut words = Vec::new();
    if let ResultForm::Pointer(_) = signature.result_form {
        words.push(true);
    }
    for (form, &ty) in signature.parameters.iter().zip(parameters) {
        let kind = context.types.basic_kind(ty);
        let unsigned = kind.is_none_or(|kind| !kind.is_integer() || kind.is_unsigned());
        let count = match form {
            ParameterForm::Leaves(layout) => layout.leaves.as_ref().map_or(0, |l| l.len()),
            ParameterForm::Address => 1,
        };
        words.extend(std::iter::repeat_n(unsigned, count));
    }
    words
}

/// (a, b, c, d) -> real and imaginary part of (a + bi) / (c + di)
pub fn complex_divide_signature() -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    signature.params = vec![AbiParam::new(types::F64); 4];
    signature.returns = vec![AbiParam::new(types::F64); 2];
    signature
}

/// Robert L. Smith's algorithm (CACM 5(8), 1962): scale by the larger part of the divisor. If both
/// results are NaN, infinities and zeros are recovered as in C99, G.5.1.
pub fn complex_divide(
    context: &Context,
    builder_context: &mut FunctionBuilderContext,
) -> Translated {
    let name = UserFuncName::user(2, 0);
    let mut clif = ClifFunction::with_name_signature(name, complex_divide_signature());
    let mut builder = FunctionBuilder::new(&mut clif, builder_context);
    let entry = builder.create_block();
    builder.append_block_params_for_function_params(entry);
    builder.switch_to_block(entry);
    let parameters = builder.block_params(entry);
    let (a, b, c, d) = (parameters[0], parameters[1], parameters[2], parameters[3]);
    let mut division = Division { builder };
    let (e, f) = division.quotient(a, b, c, d);
    let undefined = division.both_nan(e, f);
    let (e, f) = division.recover(undefined, (e, f), (a, b), (c, d));
    let mut builder = division.builder;
    builder.ins().return_(&[e, f]);
    builder.seal_all_blocks();
    builder.finalize(context.isa.frontend_config());
    let signature = GoSignature {
        parameters: Vec::new(),
        result_layouts: Vec::new(),
        result_form: ResultForm::Leaves,
        context: false,
        words: false,
    };
    Translated {
        clif,
        references: References::default(),
        sources: Sources::new(Pos::NONE),
        signature,
        has_loop: false,
    }
}

struct Division<'a> {
    builder: FunctionBuilder<'a>,
}

impl Division<'_> {
    fn quotient(&mut self, a: Value, b: Value, c: Value, d: Value) -> (Value, Value) {
        let abs_c = self.builder.ins().fabs(c);
        let abs_d = self.builder.ins().fabs(d);
        let real_is_larger = self
            .builder
            .ins()
            .fcmp(FloatCC::GreaterThanOrEqual, abs_c, abs_d);
        // With the parts of the divisor in order of size, both cases are one formula up to signs.
        let large = self.builder.ins().select(real_is_larger, c, d);
        let small = self.builder.ins().select(real_is_larger, d, c);
        let ratio = self.builder.ins().fdiv(small, large);
        let scaled = self.builder.ins().fmul(ratio, small);
        let denominator = self.builder.ins().fadd(large, scaled);
        let a_ratio = self.builder.ins().fmul(a, ratio);
        let b_ratio = self.builder.ins().fmul(b, ratio);
        let e1 = self.builder.ins().fadd(a, b_ratio);
        let f1 = self.builder.ins().fsub(b, a_ratio);
        let e2 = self.builder.ins().fadd(a_ratio, b);
        let f2 = self.builder.ins().fsub(b_ratio, a);
        let e = self.builder.ins().select(real_is_larger, e1, e2);
        let f = self.builder.ins().select(real_is_larger, f1, f2);
        let e = self.builder.ins().fdiv(e, denominator);
        let f = self.builder.ins().fdiv(f, denominator);
        (e, f)
    }

    fn is_nan(&mut self, x: Value) -> Value {
        self.builder.ins().fcmp(FloatCC::Unordered, x, x)
    }

    fn both_nan(&mut self, x: Value, y: Value) -> Value {
        let x = self.is_nan(x);
        let y = self.is_nan(y);
        self.builder.ins().band(x, y)
    }

    fn infinity(&mut self) -> Value {
        self.builder.ins().f64const(f64::INFINITY)
    }

    fn is_infinite(&mut self, x: Value) -> Value {
        let magnitude = self.builder.ins().fabs(x);
        let infinity = self.infinity();
        self.builder.ins().fcmp(FloatCC::Equal, magnitude, infinity)
    }

    fn either_infinite(&mut self, x: Value, y: Value) -> Value {
        let x = self.is_infinite(x);
        let y = self.is_infinite(y);
        self.builder.ins().bor(x, y)
    }

    fn both_finite(&mut self, x: Value, y: Value) -> Value {
        let infinity = self.infinity();
        let x = self.builder.ins().fabs(x);
        let x = self.builder.ins().fcmp(FloatCC::LessThan, x, infinity);
        let y = self.builder.ins().fabs(y);
        let y = self.builder.ins().fcmp(FloatCC::LessThan, y, infinity);
        self.builder.ins().band(x, y)
    }

    /// 1 for infinities, else 0, with the sign of x.
    fn unit(&mut self, x: Value) -> Value {
        let infinite = self.is_infinite(x);
        let one = self.builder.ins().f64const(1.0);
        let zero = self.builder.ins().f64const(0.0);
        let size = self.builder.ins().select(infinite, one, zero);
        self.builder.ins().fcopysign(size, x)
    }

    /// (k * (a*c + b*d), k * (b*c - a*d))
    fn scaled(
        &mut self,
        k: Value,
        (a, b): (Value, Value),
        (c, d): (Value, Value),
    ) -> (Value, Value) {
        let ac = self.builder.ins().fmul(a, c);
        let bd = self.builder.ins().fmul(b, d);
        let bc = self.builder.ins().fmul(b, c);
        let ad = self.builder.ins().fmul(a, d);
        let real = self.builder.ins().fadd(ac, bd);
        let imaginary = self.builder.ins().fsub(bc, ad);
        (
            self.builder.ins().fmul(k, real),
            self.builder.ins().fmul(k, imaginary),
        )
    }

    fn choose(&mut self, condition: Value, x: (Value, Value), y: (Value, Value)) -> (Value, Value) {
        (
            self.builder.ins().select(condition, x.0, y.0),
            self.builder.ins().select(condition, x.1, y.1),
        )
    }

    fn recover(
        &mut self,
        undefined: Value,
        result: (Value, Value),
        (a, b): (Value, Value),
        (c, d): (Value, Value),
    ) -> (Value, Value) {
        let zero = self.builder.ins().f64const(0.0);
        // An infinite divisor and a finite dividend: zero.
        let infinite = self.either_infinite(c, d);
        let finite = self.both_finite(a, b);
        let vanishes = self.builder.ins().band(infinite, finite);
        let units = (self.unit(c), self.unit(d));
        let vanished = self.scaled(zero, (a, b), units);
        let corrected = self.choose(vanishes, vanished, result);
        // An infinite dividend and a finite divisor: infinity.
        let infinite = self.either_infinite(a, b);
        let finite = self.both_finite(c, d);
        let grows = self.builder.ins().band(infinite, finite);
        let units = (self.unit(a), self.unit(b));
        let infinity = self.infinity();
        let grown = self.scaled(infinity, units, (c, d));
        let corrected = self.choose(grows, grown, corrected);
        // Division of a number by zero: infinity with the sign of the divisor's real part.
        let c_zero = self.builder.ins().fcmp(FloatCC::Equal, c, zero);
        let d_zero = self.builder.ins().fcmp(FloatCC::Equal, d, zero);
        let by_zero = self.builder.ins().band(c_zero, d_zero);
        let nothing = self.both_nan(a, b);
        let something = self.builder.ins().bxor_imm_u(nothing, 1);
        let by_zero = self.builder.ins().band(by_zero, something);
        let infinity = self.builder.ins().fcopysign(infinity, c);
        let quotient = (
            self.builder.ins().fmul(infinity, a),
            self.builder.ins().fmul(infinity, b),
        );
        let corrected = self.choose(by_zero, quotient, corrected);
        self.choose(undefined, corrected, result)
    }
}

//! The Go calling convention: how parameters and results map to registers.
//!
//! In: function types.  Out: Cranelift signatures of convention `Tail`, and how to read them.
//! Rules:
//! - A parameter of at most [`MAX_PARAMETER_LEAVES`] leaves is passed leaf by leaf. Any other goes as
//!   the address of a value that the callee copies before it does anything else.
//! - Results are returned leaf by leaf if all of them together fit 8 integer and 8 float registers.
//!   Otherwise the first parameter is the address of memory for the tuple of the results.
//! - A call through a func value passes the closure object as an extra last parameter. Functions
//!   that are no closures ignore it, which is only sound while it is in a register: with more than
//!   [`MAX_WORDS_BEFORE_CONTEXT`] integer words, a func value points to an adapter instead. Literals
//!   that are only called so have the parameter as closures have.
//! - Functions without body take and return words only: integers are extended to 64 bits.

use crate::values::{Layouts, Leaf, RESULT_REGISTERS, TypeLayout};
use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::CallConv;
use grus_abi::functions::{RuntimeFunction, Word};
use grus_types::TypeId;
use std::sync::Arc;

/// Parameters with more leaves are passed by address.
pub const MAX_PARAMETER_LEAVES: usize = 4;
/// Integer words that leave a register for the closure context.
pub const MAX_WORDS_BEFORE_CONTEXT: usize = 5;
/// Integer and float parameters in registers; the others are on the stack.
const INTEGER_PARAMETERS: usize = 6;
const FLOAT_PARAMETERS: usize = 8;

/// How one parameter is passed.
#[derive(Clone, Debug)]
pub enum ParameterForm {
    /// These leaves.
    Leaves(Arc<TypeLayout>),
    /// The address of a value to be copied.
    Address,
}

/// How the results are returned.
#[derive(Clone, Debug)]
pub enum ResultForm {
    Leaves,
    /// Through a pointer to the tuple.
    Pointer(ResultTuple),
}

/// Size and component offsets of a tuple of results in memory.
#[derive(Clone, Debug)]
pub struct ResultTuple {
    pub size: u64,
    pub offsets: Vec<u64>,
}

/// A Go signature in terms of registers.
#[derive(Clone, Debug)]
pub struct GoSignature {
    pub parameters: Vec<ParameterForm>,
    pub result_layouts: Vec<Arc<TypeLayout>>,
    pub result_form: ResultForm,
    /// Takes a context as last parameter.
    pub context: bool,
    /// Integer leaves are extended to words.
    pub words: bool,
}

impl GoSignature {
    /// The form of a function with these parameter and result types; none if a type has no layout.
    pub fn new(
        layouts: &Layouts,
        parameters: &[TypeId],
        results: &[TypeId],
        context: bool,
        words: bool,
    ) -> Option<GoSignature> {
        let parameters = parameters
            .iter()
            .map(|&ty| {
                let layout = layouts.get(ty)?;
                Some(parameter_form(layout, words))
            })
            .collect::<Option<Vec<_>>>()?;
        let result_layouts = results
            .iter()
            .map(|&ty| layouts.get(ty))
            .collect::<Option<Vec<_>>>()?;
        Some(GoSignature {
            parameters,
            result_form: result_form(&result_layouts),
            result_layouts,
            context,
            words,
        })
    }

    /// The leaves of all results, when they are returned as such.
    pub fn result_leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        self.result_layouts
            .iter()
            .flat_map(|layout| layout.leaves.iter().flatten().copied())
    }

    /// The Cranelift signature.
    pub fn to_clif(&self) -> Signature {
        let mut signature = Signature::new(CallConv::Tail);
        let (parameters, returns) = (&mut signature.params, &mut signature.returns);
        if let ResultForm::Pointer(_) = self.result_form {
            parameters.push(AbiParam::new(types::I64));
        }
        for form in &self.parameters {
            match form {
                ParameterForm::Leaves(layout) => parameters.extend(
                    layout
                        .leaves
                        .iter()
                        .flatten()
                        .map(|leaf| AbiParam::new(self.word(leaf.ty))),
                ),
                ParameterForm::Address => parameters.push(AbiParam::new(types::I64)),
            }
        }
        if self.context {
            parameters.push(AbiParam::new(types::I64));
        }
        if let ResultForm::Leaves = self.result_form {
            returns.extend(
                self.result_leaves()
                    .map(|leaf| AbiParam::new(self.word(leaf.ty))),
            );
        }
        signature
    }

    fn word(&self, ty: Type) -> Type {
        if self.words && ty.is_int() {
            types::I64
        } else {
            ty
        }
    }

    /// Integer words passed before a context.
    pub fn integer_words(&self) -> usize {
        let signature = self.to_clif();
        let integers = signature
            .params
            .iter()
            .filter(|p| p.value_type.is_int())
            .count();
        integers - usize::from(self.context)
    }

    /// Bytes of arguments on the stack.
    pub fn stack_argument_bytes(&self) -> u32 {
        let signature = self.to_clif();
        let integers = signature
            .params
            .iter()
            .filter(|p| p.value_type.is_int())
            .count();
        let floats = signature.params.len() - integers;
        let words =
            integers.saturating_sub(INTEGER_PARAMETERS) + floats.saturating_sub(FLOAT_PARAMETERS);
        (words as u32 * 8).next_multiple_of(16)
    }
}

fn parameter_form(layout: Arc<TypeLayout>, words: bool) -> ParameterForm {
    match &layout.leaves {
        Some(leaves) if words || leaves.len() <= MAX_PARAMETER_LEAVES => {
            ParameterForm::Leaves(layout)
        }
        _ => ParameterForm::Address,
    }
}

fn result_form(layouts: &[Arc<TypeLayout>]) -> ResultForm {
    let (mut integers, mut floats, mut in_registers) = (0, 0, true);
    for layout in layouts {
        match &layout.leaves {
            Some(leaves) => {
                let float_leaves = leaves.iter().filter(|leaf| leaf.ty.is_float()).count();
                floats += float_leaves;
                integers += leaves.len() - float_leaves;
            }
            None => in_registers = false,
        }
    }
    if in_registers && integers <= RESULT_REGISTERS && floats <= RESULT_REGISTERS {
        return ResultForm::Leaves;
    }
    let mut end = 0u64;
    let mut align = 1;
    let offsets = layouts
        .iter()
        .map(|layout| {
            let offset = end.next_multiple_of(layout.align);
            end = offset + layout.size;
            align = align.max(layout.align);
            offset
        })
        .collect();
    ResultForm::Pointer(ResultTuple {
        size: end.next_multiple_of(align),
        offsets,
    })
}

/// The signature of a runtime entry point.
pub fn runtime_signature(function: &RuntimeFunction) -> Signature {
    let parameter = |word: &Word| {
        AbiParam::new(match word {
            Word::Integer => types::I64,
            Word::Float => types::F64,
        })
    };
    let mut signature = Signature::new(CallConv::Tail);
    signature.params = function.parameters.iter().map(parameter).collect();
    signature.returns = function.results.iter().map(parameter).collect();
    signature
}

//! `print` and `println`.
//!
//! In: operands.  Out: one runtime call per value, between lock and unlock.
//! Spec: "Bootstrapping".

use crate::error::Result;
use crate::function::Translator;
use crate::values::Leaves;
use cranelift_codegen::ir::{InstBuilder, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::Operand;
use grus_types::{BasicKind, Type, TypeId};

impl Translator<'_, '_> {
    /// Translates a call of `print` or `println`.
    pub fn print(&mut self, arguments: &[Operand], newline: bool) -> Result<()> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push((self.operand_type(argument)?, self.operand_leaves(argument)?));
        }
        self.call_runtime(Runtime::PrintLock, &[]);
        for (index, (ty, leaves)) in values.iter().enumerate() {
            if newline && index > 0 {
                self.call_runtime(Runtime::PrintSpace, &[]);
            }
            self.print_value(*ty, leaves)?;
        }
        if newline {
            self.call_runtime(Runtime::PrintNewline, &[]);
        }
        self.call_runtime(Runtime::PrintUnlock, &[]);
        Ok(())
    }

    fn print_value(&mut self, ty: TypeId, leaves: &Leaves) -> Result<()> {
        let mut leaves = leaves.clone();
        let function = match self.types.underlying_type(ty) {
            Type::Basic(kind) => match kind {
                BasicKind::Bool | BasicKind::UntypedBool => Runtime::PrintBool,
                BasicKind::Float32 => Runtime::PrintFloat32,
                BasicKind::Float64 | BasicKind::UntypedFloat => Runtime::PrintFloat64,
                BasicKind::Complex64 => Runtime::PrintComplex64,
                BasicKind::Complex128 | BasicKind::UntypedComplex => Runtime::PrintComplex128,
                BasicKind::String | BasicKind::UntypedString => Runtime::PrintString,
                BasicKind::UnsafePointer | BasicKind::UntypedNil => Runtime::PrintPointer,
                kind if kind.is_unsigned() => Runtime::PrintUint,
                _ => Runtime::PrintInt,
            },
            Type::Slice(_) => Runtime::PrintSlice,
            Type::Interface(_) => Runtime::PrintInterface,
            Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => {
                Runtime::PrintPointer
            }
            _ => return Err(self.fail("print of a type that cannot be printed")),
        };
        let unsigned = function != Runtime::PrintInt;
        for leaf in &mut leaves {
            let own = self.builder.func.dfg.value_type(*leaf);
            *leaf = if own == types::F32 {
                self.builder.ins().fpromote(types::F64, *leaf)
            } else if own.is_int() {
                self.extend(*leaf, types::I64, unsigned)
            } else {
                *leaf
            };
        }
        self.call_runtime(function, &leaves);
        Ok(())
    }
}

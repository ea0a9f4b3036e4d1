//! The sizes up to which variables and allocations may live on the stack.
//! Follows cmd/compile/internal/ir/cfg.go and escape/utils.go.

use grus_mir::{Constant, Operand};
use grus_types::{TypeId, TypeTable};

/// Largest declared variable or literal's backing array on the stack, in bytes.
pub const EXPLICIT_LIMIT: u64 = 128 * 1024;
/// Largest object of `new`, `&T{}`, `make` and the like on the stack, in bytes.
pub const IMPLICIT_LIMIT: u64 = 64 * 1024;

/// Whether a declared variable must live on the heap if its address is taken.
pub fn variable_too_large(types: &TypeTable, ty: TypeId) -> bool {
    types.size_of(ty).is_none_or(|size| size > EXPLICIT_LIMIT)
}

/// Whether an object of this type made by `new` or `&T{}` must live on the heap.
pub fn object_too_large(types: &TypeTable, ty: TypeId) -> bool {
    types.size_of(ty).is_none_or(|size| size > IMPLICIT_LIMIT)
}

/// Whether a slice made with this capacity must live on the heap for its size. Capacities that are
/// not constant are no reason: code generation then decides at run time.
pub fn slice_too_large(types: &TypeTable, element: TypeId, capacity: &Operand) -> bool {
    let size = types.size_of(element).unwrap_or(u64::MAX);
    match capacity {
        _ if size == 0 => true,
        Operand::Constant(Constant::Int(count), _) => {
            u64::try_from(*count).is_ok_and(|count| count > IMPLICIT_LIMIT / size)
        }
        _ => false,
    }
}

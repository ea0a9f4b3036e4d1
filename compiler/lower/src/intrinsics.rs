//! Library functions that are machine operations.
//!
//! In: package path and function name. Out: the intrinsic that stands for a call.
//! Invariants: parameters and results of the Go function are those of the intrinsic. Functions not
//! listed here and without a body are provided by the runtime under their own name.

use grus_mir::Intrinsic;

/// The intrinsic for a package-level function.
pub(crate) fn intrinsic(path: &str, name: &str) -> Option<Intrinsic> {
    match path {
        "math" => math(name),
        "math/bits" => bits(name),
        "sync/atomic" | "internal/runtime/atomic" => atomic(name),
        "runtime" | "internal/typeinfo" => runtime(name),
        _ => None,
    }
}

fn math(name: &str) -> Option<Intrinsic> {
    Some(match name {
        "Sqrt" | "sqrt" => Intrinsic::Sqrt,
        "Floor" | "floor" => Intrinsic::Floor,
        "Ceil" | "ceil" => Intrinsic::Ceil,
        "Trunc" | "trunc" => Intrinsic::Trunc,
        "RoundToEven" => Intrinsic::RoundToEven,
        "Abs" => Intrinsic::Abs,
        "Copysign" => Intrinsic::Copysign,
        "Float64bits" => Intrinsic::Float64Bits,
        "Float64frombits" => Intrinsic::Float64FromBits,
        "Float32bits" => Intrinsic::Float32Bits,
        "Float32frombits" => Intrinsic::Float32FromBits,
        _ => return None,
    })
}

fn bits(name: &str) -> Option<Intrinsic> {
    Some(match name {
        "TrailingZeros64" => Intrinsic::TrailingZeros64,
        "LeadingZeros64" => Intrinsic::LeadingZeros64,
        "OnesCount64" => Intrinsic::OnesCount64,
        "ReverseBytes64" => Intrinsic::ReverseBytes64,
        "RotateLeft64" => Intrinsic::RotateLeft64,
        "RotateLeft32" => Intrinsic::RotateLeft32,
        "Mul64" => Intrinsic::Multiply64,
        _ => return None,
    })
}

/// `LoadInt32`, `AddUint64`, ...: the operation is the prefix, the element type that of the pointer.
fn atomic(name: &str) -> Option<Intrinsic> {
    const OPERATIONS: [(&str, Intrinsic); 7] = [
        ("Load", Intrinsic::AtomicLoad),
        ("Store", Intrinsic::AtomicStore),
        ("Add", Intrinsic::AtomicAdd),
        ("Swap", Intrinsic::AtomicSwap),
        ("CompareAndSwap", Intrinsic::AtomicCompareAndSwap),
        ("And", Intrinsic::AtomicAnd),
        ("Or", Intrinsic::AtomicOr),
    ];
    let (operation, rest) = OPERATIONS
        .iter()
        .find_map(|&(prefix, operation)| name.strip_prefix(prefix).map(|rest| (operation, rest)))?;
    let element = matches!(
        rest,
        "Int32" | "Int64" | "Uint32" | "Uint64" | "Uintptr" | "Pointer"
    );
    element.then_some(operation)
}

fn runtime(name: &str) -> Option<Intrinsic> {
    Some(match name {
        "interfaceWords" => Intrinsic::InterfaceWords,
        "makeAny" => Intrinsic::MakeAny,
        "framepointer" => Intrinsic::FramePointer,
        "getg" => Intrinsic::CurrentGoroutine,
        _ => return None,
    })
}

//! The functions that gc replaces by instructions on amd64, which cost nothing more than a node.
//! Follows cmd/compile/internal/ssagen/intrinsics.go.

/// Whether calls of the function with this symbol are instructions.
pub fn is_intrinsic(symbol: &str) -> bool {
    let Some((path, name)) = symbol.rsplit_once('.') else {
        return false;
    };
    match path {
        "math" => matches!(
            name,
            "Sqrt" | "Abs" | "Copysign" | "Floor" | "Ceil" | "Trunc" | "RoundToEven" | "FMA"
        ),
        "math/bits" => {
            let families = [
                "TrailingZeros",
                "Len",
                "OnesCount",
                "RotateLeft",
                "ReverseBytes",
                "Add",
                "Sub",
                "Mul",
                "Div",
            ];
            let width = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            let family = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            families.contains(&family) && is_width(family, width)
        }
        "sync/atomic" => {
            let operations = [
                "Load",
                "Store",
                "Add",
                "Swap",
                "CompareAndSwap",
                "And",
                "Or",
            ];
            let plain = !name.contains(['(', ')']);
            plain
                && operations
                    .iter()
                    .any(|operation| name.starts_with(operation))
        }
        // The last is a check that gc has no call for.
        "runtime" => matches!(name, "KeepAlive" | "panicrangestate" | "panicnil"),
        _ => false,
    }
}

/// The narrow forms that are ordinary functions.
fn is_width(family: &str, width: &str) -> bool {
    match family {
        "ReverseBytes" => matches!(width, "32" | "64"),
        "Add" | "Sub" | "Mul" | "Div" => matches!(width, "" | "64"),
        "OnesCount" => matches!(width, "" | "16" | "32" | "64"),
        _ => true,
    }
}

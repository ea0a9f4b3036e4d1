//! The types of generated programs.
//!
//! In: nothing.  Out: [`Type`]s with their Go spelling. The set is fixed, so that every program
//! declares a variable of every type at package level: expressions always find an operand.

/// A type that generated programs use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Bool,
    Int(Width),
    Uint(Width),
    /// `int32` under another name, with methods.
    Named,
    Float64,
    Float32,
    String,
    /// `[]int`
    Slice,
    /// `[]byte`
    Bytes,
    /// `[5]uint16`
    Array,
    /// `map[int8]string`
    Map,
    /// A struct with a method.
    Struct,
    /// Pointer to it.
    Pointer,
    /// `func(int) int`
    Func,
    /// An interface that `Named` and `Pointer` implement.
    Interface,
}

/// Size of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    W8,
    W16,
    W32,
    W64,
    /// `int` and `uint`
    Word,
}

/// Every type.
pub const ALL: [Type; 22] = [
    Type::Bool,
    Type::Int(Width::W8),
    Type::Int(Width::W16),
    Type::Int(Width::W32),
    Type::Int(Width::W64),
    Type::Int(Width::Word),
    Type::Uint(Width::W8),
    Type::Uint(Width::W16),
    Type::Uint(Width::W32),
    Type::Uint(Width::W64),
    Type::Uint(Width::Word),
    Type::Named,
    Type::Float64,
    Type::Float32,
    Type::String,
    Type::Slice,
    Type::Bytes,
    Type::Array,
    Type::Map,
    Type::Struct,
    Type::Pointer,
    Type::Interface,
];

/// The integer types.
pub const INTEGERS: [Type; 11] = [
    Type::Int(Width::W8),
    Type::Int(Width::W16),
    Type::Int(Width::W32),
    Type::Int(Width::W64),
    Type::Int(Width::Word),
    Type::Uint(Width::W8),
    Type::Uint(Width::W16),
    Type::Uint(Width::W32),
    Type::Uint(Width::W64),
    Type::Uint(Width::Word),
    Type::Named,
];

pub const INT: Type = Type::Int(Width::Word);
pub const BYTE: Type = Type::Uint(Width::W8);

impl Type {
    /// As Go writes it.
    pub fn text(self) -> &'static str {
        match self {
            Type::Bool => "bool",
            Type::Int(Width::W8) => "int8",
            Type::Int(Width::W16) => "int16",
            Type::Int(Width::W32) => "int32",
            Type::Int(Width::W64) => "int64",
            Type::Int(Width::Word) => "int",
            Type::Uint(Width::W8) => "uint8",
            Type::Uint(Width::W16) => "uint16",
            Type::Uint(Width::W32) => "uint32",
            Type::Uint(Width::W64) => "uint64",
            Type::Uint(Width::Word) => "uint",
            Type::Named => "Number",
            Type::Float64 => "float64",
            Type::Float32 => "float32",
            Type::String => "string",
            Type::Slice => "[]int",
            Type::Bytes => "[]byte",
            Type::Array => "[5]uint16",
            Type::Map => "map[int8]string",
            Type::Struct => "Record",
            Type::Pointer => "*Record",
            Type::Func => "func(int) int",
            Type::Interface => "Shape",
        }
    }

    /// The package-level variable of the type.
    pub fn global(self) -> String {
        let prefix = match self {
            Type::Pointer => "pointer_",
            Type::Slice | Type::Bytes => "slice_",
            Type::Array => "array_",
            _ => "",
        };
        let name: String = self
            .text()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        format!("global_{prefix}{name}")
    }

    pub fn is_integer(self) -> bool {
        INTEGERS.contains(&self)
    }

    /// Integers, floating-point numbers.
    pub fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Type::Float64 | Type::Float32)
    }

    /// Number of bits of an integer type.
    pub fn bits(self) -> u32 {
        match self {
            Type::Int(width) | Type::Uint(width) => match width {
                Width::W8 => 8,
                Width::W16 => 16,
                Width::W32 => 32,
                Width::W64 | Width::Word => 64,
            },
            _ => 32,
        }
    }

    pub fn is_signed(self) -> bool {
        matches!(self, Type::Int(_) | Type::Named)
    }
}

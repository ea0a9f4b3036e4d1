//! Expressions and types.
//! In: built by the parser.  Out: data.
//! Invariants: types are expressions; positions as given at each kind.
//! spec (Expressions, Types).

use super::{BinaryOp, Block, Field, Ident, NodeId, UnaryOp};
use crate::source::Pos;
use crate::symbol::Symbol;
use std::sync::Arc;

/// An expression or type.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Identity.
    pub id: NodeId,
    /// Position by gc's convention, given at each kind.
    pub pos: Pos,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of expressions and types.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Stands where parsing failed; an error was reported.
    Bad,
    /// OperandName or TypeName: identifier . Position: the name.
    Name(Symbol),
    /// BasicLit = int_lit | float_lit | imaginary_lit | rune_lit | string_lit . Position: the
    ///     literal.
    BasicLit(BasicLit),
    /// CompositeLit = LiteralType LiteralValue . Position: `{`.
    CompositeLit(Box<CompositeLit>),
    /// KeyedElement = Key ":" Element . Only inside composite literals. Position: `:`.
    KeyValue {
        /// Key
        key: Box<Expr>,
        /// Element
        value: Box<Expr>,
    },
    /// FunctionLit = "func" Signature FunctionBody . Position: `func`.
    FuncLit(Arc<FuncLit>),
    /// "(" Expression ")" ; not kept around types and under `&`. Position: `(`.
    Paren(Box<Expr>),
    /// PrimaryExpr Selector, or a qualified identifier: X "." identifier . Position: `.`.
    Selector {
        /// X
        operand: Box<Expr>,
        /// The selected name
        name: Ident,
    },
    /// Index = "[" Expression "]" , and instantiation TypeArgs = "[" TypeList "]" . Position: `[`.
    Index {
        /// X
        operand: Box<Expr>,
        /// At least one
        indices: Vec<Expr>,
    },
    /// Slice = "[" [ Expression ] ":" [ Expression ] [ ":" Expression ] "]" . Position: `[`.
    Slice(Box<SliceExpr>),
    /// TypeAssertion = "." "(" Type ")" . Position: `.`.
    TypeAssert {
        /// X
        operand: Box<Expr>,
        /// The asserted type
        ty: Box<Expr>,
    },
    /// X.(type) outside of a type switch; the checker reports it. Position: `.`.
    TypeSwitchGuard(Box<TypeSwitchGuard>),
    /// Arguments = "(" [ ExpressionList [ "..." ] [ "," ] ] ")" : calls and conversions.
    ///     Position: `(`.
    Call(Box<CallExpr>),
    /// UnaryExpr = unary_op UnaryExpr , except `*`; also `~T` in constraints. Position: the
    ///     operator.
    Unary {
        /// Operator
        op: UnaryOp,
        /// Operand
        operand: Box<Expr>,
    },
    /// Expression binary_op Expression ; also the union `A | B` in constraints. Position: the
    /// operator.
    Binary {
        /// Operator
        op: BinaryOp,
        /// Left operand
        lhs: Box<Expr>,
        /// Right operand
        rhs: Box<Expr>,
    },
    /// "*" UnaryExpr : dereference, or PointerType = "*" BaseType . Position: `*`.
    Star(Box<Expr>),
    /// ArrayType = "[" ArrayLength "]" ElementType , or "[" "..." "]" ElementType . Position: `[`.
    ArrayType {
        /// Length; none for `[...]`
        len: Option<Box<Expr>>,
        /// Element type
        elem: Box<Expr>,
    },
    /// SliceType = "[" "]" ElementType . Position: `[`.
    SliceType(Box<Expr>),
    /// "..." Type , the last parameter of a signature. Position: `...`.
    DotsType(Box<Expr>),
    /// StructType = "struct" "{" { FieldDecl ";" } "}" . Position: `struct`.
    StructType(Arc<StructType>),
    /// FunctionType = "func" Signature . Position: as of [`FuncType::pos`].
    FuncType(Arc<FuncType>),
    /// InterfaceType = "interface" "{" { InterfaceElem ";" } "}" . Position: `interface`.
    InterfaceType(Arc<InterfaceType>),
    /// MapType = "map" "[" KeyType "]" ElementType . Position: `map`.
    MapType {
        /// Key type
        key: Box<Expr>,
        /// Element type
        value: Box<Expr>,
    },
    /// ChannelType = ( "chan" | "chan" "<-" | "<-" "chan" ) ElementType . Position: its first
    ///     token.
    ChanType {
        /// Direction
        dir: ChanDir,
        /// Element type
        elem: Box<Expr>,
    },
}

/// A literal of a basic type.
#[derive(Clone, Copy, Debug)]
pub struct BasicLit {
    /// Kind of literal.
    pub kind: LiteralKind,
    /// The literal as written, quotes and prefixes included.
    pub text: Symbol,
    /// Whether the scanner reported an error in it.
    pub is_bad: bool,
}

/// The kinds of basic literals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LiteralKind {
    /// int_lit
    Int,
    /// float_lit
    Float,
    /// imaginary_lit
    Imaginary,
    /// rune_lit
    Rune,
    /// string_lit
    String,
}

/// LiteralValue = "{" [ ElementList [ "," ] ] "}" .
#[derive(Clone, Debug)]
pub struct CompositeLit {
    /// LiteralType; none for an element whose type is elided.
    pub ty: Option<Expr>,
    /// Elements; `KeyValue` expressions where keys are given.
    pub elements: Vec<Expr>,
    /// Number of elements with keys.
    pub key_count: u32,
    /// Position of `}`.
    pub rbrace: Pos,
}

/// FunctionLit = "func" Signature FunctionBody .
#[derive(Clone, Debug)]
pub struct FuncLit {
    /// Signature.
    pub signature: FuncType,
    /// Body.
    pub body: Block,
}

/// Slice expression `X[low:high:max]`.
#[derive(Clone, Debug)]
pub struct SliceExpr {
    /// X
    pub operand: Expr,
    /// First index
    pub low: Option<Expr>,
    /// Second index
    pub high: Option<Expr>,
    /// Third index
    pub max: Option<Expr>,
    /// Whether it is a full slice expression (two colons)
    pub three: bool,
}

/// Call or conversion.
#[derive(Clone, Debug)]
pub struct CallExpr {
    /// Function or type.
    pub fun: Expr,
    /// Arguments.
    pub args: Vec<Expr>,
    /// Whether the last argument is followed by `...`.
    pub has_dots: bool,
}

/// TypeSwitchGuard = [ identifier ":=" ] PrimaryExpr "." "(" "type" ")" .
#[derive(Clone, Debug)]
pub struct TypeSwitchGuard {
    /// Identity (equal to that of the enclosing expression, if there is one).
    pub id: NodeId,
    /// Position of `.`.
    pub pos: Pos,
    /// The symbolic variable.
    pub name: Option<Ident>,
    /// The switched-on expression.
    pub operand: Expr,
}

/// StructType = "struct" "{" { FieldDecl ";" } "}" .
#[derive(Clone, Debug)]
pub struct StructType {
    /// Fields in order, one per name.
    pub fields: Vec<Field>,
}

/// Signature = Parameters [ Result ] .
#[derive(Clone, Debug)]
pub struct FuncType {
    /// Identity (equal to that of the enclosing expression, if there is one).
    pub id: NodeId,
    /// Position after `func` (and the name): of the `(` of the parameters, or of the `[` of
    /// type parameters.
    pub pos: Pos,
    /// Parameters, one per name; the last may have a `DotsType`.
    pub params: Vec<Field>,
    /// Results.
    pub results: Vec<Field>,
}

/// InterfaceType = "interface" "{" { InterfaceElem ";" } "}" .
#[derive(Clone, Debug)]
pub struct InterfaceType {
    /// Methods and embedded elements in order.
    pub elems: Vec<InterfaceElem>,
}

/// InterfaceElem = MethodElem | TypeElem .
#[derive(Clone, Debug)]
pub enum InterfaceElem {
    /// MethodElem = MethodName Signature .
    Method {
        /// MethodName
        name: Ident,
        /// Signature
        signature: Arc<FuncType>,
    },
    /// TypeElem = TypeTerm { "|" TypeTerm } : `Binary(Or)` of terms; TypeTerm = Type | "~" Type .
    Embedded(Expr),
}

/// Direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChanDir {
    /// `chan`
    Both,
    /// `chan<-`
    Send,
    /// `<-chan`
    Receive,
}

impl Expr {
    /// The name, if the expression is one.
    pub fn as_name(&self) -> Option<Symbol> {
        match self.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The name as an identifier with this node's identity, if the expression is a name.
    pub fn as_ident(&self) -> Option<Ident> {
        self.as_name().map(|name| Ident {
            id: self.id,
            pos: self.pos,
            name,
        })
    }

    /// The expression without enclosing parentheses.
    pub fn unparen(&self) -> &Expr {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }
}

impl From<Ident> for Expr {
    fn from(ident: Ident) -> Expr {
        Expr {
            id: ident.id,
            pos: ident.pos,
            kind: ExprKind::Name(ident.name),
        }
    }
}

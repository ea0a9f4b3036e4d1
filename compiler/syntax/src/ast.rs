//! The syntax tree of Go 1.27, data only.
//! In: built by the parser.  Out: read by the checker and by lowering.
//! Invariants: every node that a side table may be keyed by has a program-unique `NodeId`; ids grow in
//! the order the parser builds nodes, so the same sources get the same ids.
//! Positions follow gc: a node has the position of the token most typical of it, which is not always
//! its first (`Expr::start_pos` finds that): a binary operation stands at its operator, a call at its
//! `(`, an index at its `[`, a selector at its `.`, an assignment at its operator.
//! As in gc, parentheses around expressions are kept as nodes, those around types are not.
//! Not done: comments are not kept (directives are), no parent links.
//! Follows: the Go spec's EBNF and cmd/compile/internal/syntax/nodes.go.

use crate::pragma::{DebugDirective, LinknameDirective, Pragmas};
use crate::source::{FileId, Pos};
use crate::symbol::Symbol;
use std::sync::Arc;

/// Program-unique identity of a node, the key of side tables. 0 is never used by the parser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct NodeId(pub u32);

/// A name at a place where it is not an expression by itself: declared names, fields, selectors, labels.
#[derive(Clone, Copy, Debug)]
pub struct Ident {
    /// Identity.
    pub id: NodeId,
    /// Position of the name.
    pub pos: Pos,
    /// The name.
    pub name: Symbol,
}

// ---------------------------------------------------------------------------------------- files

/// SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } .
#[derive(Clone, Debug)]
pub struct File {
    /// The file it was parsed from.
    pub file: FileId,
    /// Position of the `package` keyword.
    pub pos: Pos,
    /// PackageName of the package clause.
    pub package: Ident,
    /// All declarations in source order, imports included.
    pub decls: Vec<Decl>,
    /// The import declarations among `decls`.
    pub imports: Vec<Arc<ImportDecl>>,
    /// Language version demanded by a `//go:build` line, such as `go1.21`.
    pub go_version: Option<Symbol>,
    /// Text of the expression of the `//go:build` line.
    pub build_constraint: Option<String>,
    /// Directives before the package clause.
    pub pragmas: Pragmas,
    /// `//go:linkname` directives of the whole file.
    pub linknames: Vec<LinknameDirective>,
    /// `//go:debug` directives.
    pub debug_settings: Vec<DebugDirective>,
    /// Position of the end of the file.
    pub eof: Pos,
}

// --------------------------------------------------------------------------------- declarations

/// Declaration = ConstDecl | TypeDecl | VarDecl . TopLevelDecl = Declaration | FunctionDecl | MethodDecl .
///
/// One value per *spec*: `var ( a int; b int )` gives two, with equal `group`.
#[derive(Clone, Debug)]
pub enum Decl {
    /// ImportSpec
    Import(Arc<ImportDecl>),
    /// ConstSpec
    Const(Arc<ConstDecl>),
    /// TypeSpec
    Type(Arc<TypeDecl>),
    /// VarSpec
    Var(Arc<VarDecl>),
    /// FunctionDecl or MethodDecl
    Func(Arc<FuncDecl>),
}

/// ImportSpec = [ "." | PackageName ] ImportPath .
#[derive(Clone, Debug)]
pub struct ImportDecl {
    /// Identity (key of the implicit package name object).
    pub id: NodeId,
    /// Position of the spec (local name or path).
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Local name, `.` included.
    pub local_name: Option<Ident>,
    /// Path literal; none after a syntax error.
    pub path: Option<ImportPath>,
}

/// ImportPath = string_lit .
#[derive(Clone, Copy, Debug)]
pub struct ImportPath {
    /// Position of the literal.
    pub pos: Pos,
    /// The literal as written, quotes included.
    pub literal: Symbol,
    /// Its value; empty if the literal was bad.
    pub value: Symbol,
}

/// ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] .
#[derive(Clone, Debug)]
pub struct ConstDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the first name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Index of the spec in its group: the value of `iota`.
    pub iota: u32,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared names, at least one.
    pub names: Vec<Ident>,
    /// Type as written here.
    pub ty: Option<Expr>,
    /// Values as written here.
    pub values: Vec<Expr>,
    /// For a spec without type and values: the preceding spec whose type and values are repeated.
    pub inherited: Option<Arc<ConstDecl>>,
}

/// TypeSpec = identifier [ TypeParameters ] [ "=" ] Type .
#[derive(Clone, Debug)]
pub struct TypeDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared name.
    pub name: Ident,
    /// Type parameters; empty if there are none.
    pub type_params: Vec<Field>,
    /// Whether this is an alias declaration (`=`).
    pub is_alias: bool,
    /// The type.
    pub ty: Expr,
}

/// VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList ) .
#[derive(Clone, Debug)]
pub struct VarDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the first name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared names, at least one.
    pub names: Vec<Ident>,
    /// Type, if given.
    pub ty: Option<Expr>,
    /// Values; empty if none are given.
    pub values: Vec<Expr>,
}

/// FunctionDecl = "func" FunctionName [ TypeParameters ] Signature [ FunctionBody ] .
/// MethodDecl   = "func" Receiver MethodName [ TypeParameters ] Signature [ FunctionBody ] .
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Identity.
    pub id: NodeId,
    /// Position after `func`: of the name or of the receiver's `(`.
    pub pos: Pos,
    /// Directives.
    pub pragmas: Pragmas,
    /// Receiver of a method.
    pub receiver: Option<Field>,
    /// Name.
    pub name: Ident,
    /// Type parameters; methods may have them since Go 1.27.
    pub type_params: Vec<Field>,
    /// Signature.
    pub signature: FuncType,
    /// Body; none for a function implemented elsewhere.
    pub body: Option<Block>,
}

/// ParameterDecl, TypeParamDecl or FieldDecl, one value per name.
/// FieldDecl = ( IdentifierList Type | EmbeddedField ) [ Tag ] .
/// ParameterDecl = [ IdentifierList ] [ "..." ] Type .
/// TypeParamDecl = IdentifierList TypeConstraint .
#[derive(Clone, Debug)]
pub struct Field {
    /// Identity (key of the implicit object of an unnamed parameter).
    pub id: NodeId,
    /// Position of the name, or of the type if there is none.
    pub pos: Pos,
    /// Name; none for an embedded field or an unnamed parameter.
    pub name: Option<Ident>,
    /// Type or constraint; names of one list share it (`Arc::ptr_eq`).
    pub ty: Arc<Expr>,
    /// Tag of a struct field.
    pub tag: Option<Tag>,
}

/// Tag = string_lit .
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// Position of the literal.
    pub pos: Pos,
    /// Kind of the literal; anything but a string is an error the checker reports.
    pub kind: LiteralKind,
    /// The literal as written.
    pub literal: Symbol,
    /// Whether the scanner reported an error in it.
    pub is_bad: bool,
}

// ---------------------------------------------------------------------------------- expressions

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
    /// BasicLit = int_lit | float_lit | imaginary_lit | rune_lit | string_lit . Position: the literal.
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
    /// Arguments = "(" [ ExpressionList [ "..." ] [ "," ] ] ")" : calls and conversions. Position: `(`.
    Call(Box<CallExpr>),
    /// UnaryExpr = unary_op UnaryExpr , except `*`; also `~T` in constraints. Position: the operator.
    Unary {
        /// Operator
        op: UnaryOp,
        /// Operand
        operand: Box<Expr>,
    },
    /// Expression binary_op Expression ; also the union `A | B` in constraints. Position: the operator.
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
    /// ChannelType = ( "chan" | "chan" "<-" | "<-" "chan" ) ElementType . Position: its first token.
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
    /// Position after `func` (and the name): of the `(` of the parameters, or of the `[` of type parameters.
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

/// unary_op = "+" | "-" | "!" | "^" | "*" | "&" | "<-" . (`*` is `ExprKind::Star`; `~` is added.)
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Negate,
    /// `!`
    Not,
    /// `^`
    Complement,
    /// `&`
    AddressOf,
    /// `<-`
    Receive,
    /// `~`, in type constraints
    Tilde,
}

/// binary_op = "||" | "&&" | rel_op | add_op | mul_op .
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    /// `||`
    OrOr,
    /// `&&`
    AndAnd,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
}

// ----------------------------------------------------------------------------------- statements

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Identity.
    pub id: NodeId,
    /// Position by gc's convention, given at each kind.
    pub pos: Pos,
    /// What it is.
    pub kind: StmtKind,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// EmptyStmt = . Position: the token that follows.
    Empty,
    /// ExpressionStmt = Expression . Position: that of the expression.
    Expr(Expr),
    /// SendStmt = Channel "<-" Expression . Position: `<-`.
    Send {
        /// Channel
        channel: Expr,
        /// Value sent
        value: Expr,
    },
    /// Declaration in a function; one entry per spec. Position: the keyword.
    Decl(Vec<Decl>),
    /// Assignment, ShortVarDecl or IncDecStmt. Position: the operator.
    Assign {
        /// Which
        op: AssignOp,
        /// Left side, at least one
        lhs: Vec<Expr>,
        /// Right side; empty for `++` and `--`
        rhs: Vec<Expr>,
    },
    /// Block = "{" StatementList "}" . Position: `{`.
    Block(Block),
    /// LabeledStmt = Label ":" Statement . Position: `:`.
    Labeled {
        /// Label
        label: Ident,
        /// The labeled statement
        body: Box<Stmt>,
    },
    /// BreakStmt, ContinueStmt, GotoStmt, FallthroughStmt. Position: the keyword.
    Branch(BranchStmt),
    /// GoStmt = "go" Expression . DeferStmt = "defer" Expression . Position: the keyword.
    Call {
        /// `go` or `defer`
        keyword: CallKeyword,
        /// Should be a call; the checker reports if it is not
        call: Expr,
    },
    /// ReturnStmt = "return" [ ExpressionList ] . Position: the keyword.
    Return(Vec<Expr>),
    /// IfStmt. Position: `if`.
    If(Box<IfStmt>),
    /// ForStmt. Position: `for`.
    For(Box<ForStmt>),
    /// ExprSwitchStmt. Position: `switch`.
    Switch(Box<SwitchStmt>),
    /// TypeSwitchStmt. Position: `switch`.
    TypeSwitch(Box<TypeSwitchStmt>),
    /// SelectStmt = "select" "{" { CommClause } "}" . Position: `select`.
    Select(SelectStmt),
}

/// Operator of an assignment-like statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AssignOp {
    /// `=`
    Assign,
    /// `:=`
    Define,
    /// `op=`
    Op(BinaryOp),
    /// `++`
    Increment,
    /// `--`
    Decrement,
}

/// Block = "{" StatementList "}" .
#[derive(Clone, Debug)]
pub struct Block {
    /// Identity.
    pub id: NodeId,
    /// Position of `{`.
    pub pos: Pos,
    /// Statements.
    pub stmts: Vec<Stmt>,
    /// Position of `}`.
    pub rbrace: Pos,
}

/// A jump.
#[derive(Clone, Copy, Debug)]
pub struct BranchStmt {
    /// Which
    pub keyword: BranchKeyword,
    /// Label, required for `goto`
    pub label: Option<Ident>,
    /// The statement jumped to (for `goto`: a `Labeled`; `break`: `For`, `Switch`, `TypeSwitch`,
    /// `Select`; `continue`: `For`); set unless there are errors; never for `fallthrough`.
    pub target: Option<NodeId>,
}

/// Keyword of a jump.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BranchKeyword {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `goto`
    Goto,
    /// `fallthrough`
    Fallthrough,
}

/// Keyword of a deferred or concurrent call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CallKeyword {
    /// `go`
    Go,
    /// `defer`
    Defer,
}

/// IfStmt = "if" [ SimpleStmt ";" ] Expression Block [ "else" ( IfStmt | Block ) ] .
#[derive(Clone, Debug)]
pub struct IfStmt {
    /// Statement before the condition
    pub init: Option<Stmt>,
    /// Condition
    pub cond: Expr,
    /// Block run if true
    pub then: Block,
    /// `If` or `Block` statement run if false
    pub else_: Option<Stmt>,
}

/// ForStmt = "for" [ Condition | ForClause | RangeClause ] Block .
#[derive(Clone, Debug)]
pub struct ForStmt {
    /// What controls the loop
    pub header: ForHeader,
    /// Body
    pub body: Block,
}

/// What controls a `for` statement.
#[derive(Clone, Debug)]
pub enum ForHeader {
    /// ForClause = [ InitStmt ] ";" [ Condition ] ";" [ PostStmt ] ; a lone condition, or nothing.
    Clause {
        /// InitStmt
        init: Option<Stmt>,
        /// Condition
        cond: Option<Expr>,
        /// PostStmt
        post: Option<Stmt>,
    },
    /// RangeClause
    Range(RangeClause),
}

/// RangeClause = [ ExpressionList "=" | IdentifierList ":=" ] "range" Expression .
#[derive(Clone, Debug)]
pub struct RangeClause {
    /// Identity.
    pub id: NodeId,
    /// Position of `range`.
    pub pos: Pos,
    /// Iteration variables as written: any number (the checker complains beyond two).
    pub lhs: Vec<Expr>,
    /// Whether they are declared (`:=`).
    pub define: bool,
    /// What is ranged over.
    pub operand: Expr,
}

/// ExprSwitchStmt = "switch" [ SimpleStmt ";" ] [ Expression ] "{" { ExprCaseClause } "}" .
#[derive(Clone, Debug)]
pub struct SwitchStmt {
    /// Statement before the tag
    pub init: Option<Stmt>,
    /// Tag
    pub tag: Option<Expr>,
    /// Clauses
    pub clauses: Vec<CaseClause>,
    /// Position of `}`
    pub rbrace: Pos,
}

/// TypeSwitchStmt = "switch" [ SimpleStmt ";" ] TypeSwitchGuard "{" { TypeCaseClause } "}" .
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    /// Statement before the guard
    pub init: Option<Stmt>,
    /// Guard
    pub guard: TypeSwitchGuard,
    /// Clauses
    pub clauses: Vec<CaseClause>,
    /// Position of `}`
    pub rbrace: Pos,
}

/// ExprCaseClause = ( "case" ExpressionList | "default" ) ":" StatementList .
/// TypeCaseClause = ( "case" TypeList | "default" ) ":" StatementList .
#[derive(Clone, Debug)]
pub struct CaseClause {
    /// Identity (key of the implicit variable of a type switch clause).
    pub id: NodeId,
    /// Position of `case` or `default`.
    pub pos: Pos,
    /// Expressions or types; none for `default`.
    pub cases: Option<Vec<Expr>>,
    /// Statements.
    pub body: Vec<Stmt>,
    /// Position of `:`.
    pub colon: Pos,
}

/// SelectStmt = "select" "{" { CommClause } "}" .
#[derive(Clone, Debug)]
pub struct SelectStmt {
    /// Clauses
    pub clauses: Vec<CommClause>,
    /// Position of `}`
    pub rbrace: Pos,
}

/// CommClause = ( "case" ( SendStmt | RecvStmt ) | "default" ) ":" StatementList .
#[derive(Clone, Debug)]
pub struct CommClause {
    /// Identity.
    pub id: NodeId,
    /// Position of `case` or `default`.
    pub pos: Pos,
    /// Send or receive statement (the checker reports others); none for `default`.
    pub comm: Option<Box<Stmt>>,
    /// Statements.
    pub body: Vec<Stmt>,
    /// Position of `:`.
    pub colon: Pos,
}

// -------------------------------------------------------------------------------------- helpers

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

impl BinaryOp {
    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            BinaryOp::OrOr => "||",
            BinaryOp::AndAnd => "&&",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
            BinaryOp::And => "&",
            BinaryOp::AndNot => "&^",
            BinaryOp::Shl => "<<",
            BinaryOp::Shr => ">>",
        }
    }

    /// spec (Operator precedence): 5 binds strongest, 1 weakest.
    pub fn precedence(self) -> u8 {
        match self {
            BinaryOp::OrOr => 1,
            BinaryOp::AndAnd => 2,
            BinaryOp::Eq
            | BinaryOp::Ne
            | BinaryOp::Lt
            | BinaryOp::Le
            | BinaryOp::Gt
            | BinaryOp::Ge => 3,
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 4,
            BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Rem
            | BinaryOp::And
            | BinaryOp::AndNot
            | BinaryOp::Shl
            | BinaryOp::Shr => 5,
        }
    }

    /// Whether the result is boolean and the operator compares: `==`, `!=`, `<`, `<=`, `>`, `>=`.
    pub fn is_comparison(self) -> bool {
        self.precedence() == 3
    }

    /// Whether the operator is `<<` or `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, BinaryOp::Shl | BinaryOp::Shr)
    }
}

impl UnaryOp {
    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Negate => "-",
            UnaryOp::Not => "!",
            UnaryOp::Complement => "^",
            UnaryOp::AddressOf => "&",
            UnaryOp::Receive => "<-",
            UnaryOp::Tilde => "~",
        }
    }
}

impl BranchKeyword {
    /// The keyword as written.
    pub fn as_str(self) -> &'static str {
        match self {
            BranchKeyword::Break => "break",
            BranchKeyword::Continue => "continue",
            BranchKeyword::Goto => "goto",
            BranchKeyword::Fallthrough => "fallthrough",
        }
    }
}

impl CallKeyword {
    /// The keyword as written.
    pub fn as_str(self) -> &'static str {
        match self {
            CallKeyword::Go => "go",
            CallKeyword::Defer => "defer",
        }
    }
}

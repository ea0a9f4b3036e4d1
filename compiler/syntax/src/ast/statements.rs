//! Statements.
//! In: built by the parser.  Out: data.
//! Invariants: every statement, block and clause has an identity; positions as given at each kind.
//! spec (Statements).

use super::{BinaryOp, Decl, Expr, Ident, NodeId, TypeSwitchGuard};
use crate::source::Pos;

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

//! The data of an explanation: what `-json` prints.
//!
//! Invariants: places refer to [`Explanation::files`]; lists are in the order of the source, functions
//! in that of the executable. A change of meaning or the loss of a field changes [`SCHEMA`].

use serde::Serialize;

/// Version of the data's form.
pub const SCHEMA: u32 = 1;

/// Everything about a program.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Explanation {
    pub schema: u32,
    /// Import path of the explained package.
    pub package: String,
    /// Language version, such as `go1.27`.
    pub language: String,
    pub files: Vec<SourceText>,
    pub functions: Vec<FunctionReport>,
    pub literals: Vec<LiteralReport>,
    pub variables: Vec<VariableReport>,
    pub allocations: Vec<AllocationReport>,
    pub starts: Vec<StartReport>,
    pub globals: Vec<GlobalReport>,
    /// Present if the program was also compiled and run under the other rule for loop variables.
    pub loops: Option<LoopReport>,
}

/// A source file.
#[derive(Clone, Debug, Serialize)]
pub struct SourceText {
    pub name: String,
    pub text: String,
}

/// A position in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Index into [`Explanation::files`].
    pub file: usize,
    /// From 1.
    pub line: u32,
    /// In bytes, from 1.
    pub column: u32,
}

/// A compiled function of the package.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionReport {
    pub symbol: String,
    pub place: Option<Place>,
    /// Made by the compiler: wrappers of `go`, `defer` and methods.
    pub wrapper: bool,
    /// Bytes of machine code.
    pub code_size: usize,
    /// Bytes between stack pointer and frame pointer.
    pub frame_size: u32,
    /// Named parts of the frame.
    pub slots: Vec<SlotReport>,
    /// As compiled.
    pub mir: Vec<MirLine>,
    pub code: Vec<CodeLine>,
}

/// A variable in a frame.
#[derive(Clone, Debug, Serialize)]
pub struct SlotReport {
    pub name: String,
    /// Bytes above the stack pointer.
    pub offset: u32,
    /// In bytes.
    pub size: u32,
}

/// A line of MIR.
#[derive(Clone, Debug, Serialize)]
pub struct MirLine {
    pub place: Option<Place>,
    pub text: String,
}

/// An instruction.
#[derive(Clone, Debug, Serialize)]
pub struct CodeLine {
    /// Bytes from the start of the function.
    pub offset: u32,
    pub place: Option<Place>,
    /// In Go's assembler syntax.
    pub text: String,
}

/// A function literal, or another func value that carries variables.
#[derive(Clone, Debug, Serialize)]
pub struct LiteralReport {
    pub symbol: String,
    pub place: Place,
    /// The function it stands in.
    pub parent: String,
    pub kind: LiteralKind,
    pub home: ClosureHome,
    /// Bytes of the closure object: the code pointer and what is captured.
    pub object_size: u64,
    pub captures: Vec<CaptureReport>,
}

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LiteralKind {
    Literal,
    /// `x.f` as a value (`-fm`).
    MethodValue,
    /// Carries the arguments of a `go` statement.
    GoWrapper,
    /// Carries the arguments of a `defer` statement.
    DeferWrapper,
    /// The body of a loop over a function.
    RangeBody,
}

/// Where a closure object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosureHome {
    /// Nothing is captured: one object in read-only data.
    Static,
    Stack,
    Heap,
    /// Called where it stands, or inlined: there is no object.
    None,
}

/// A captured variable.
#[derive(Clone, Debug, Serialize)]
pub struct CaptureReport {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    /// Where the variable is declared.
    pub declared: Option<Place>,
    /// Bytes from the start of the closure object.
    pub offset: u64,
    /// Bytes it takes there.
    pub size: u64,
    pub by_reference: bool,
    /// The facts that decide.
    pub address_taken: bool,
    pub reassigned: bool,
    /// Size of the variable itself.
    pub width: u64,
    /// The condition that decided, in words.
    pub because: String,
}

/// A variable of the source.
#[derive(Clone, Debug, Serialize)]
pub struct VariableReport {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    /// In bytes.
    pub size: u64,
    pub place: Place,
    pub kind: VariableKind,
    /// Where it lives in each function that holds it.
    pub homes: Vec<HomeReport>,
    /// Until when it lives, in words.
    pub lifetime: String,
    /// What sent it to the heap; empty if it is not there.
    pub why: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VariableKind {
    Parameter,
    Result,
    Local,
}

/// Where a variable lives in one function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeReport {
    pub function: String,
    pub home: Home,
    /// Bytes above the stack pointer, for variables in the frame.
    pub offset: Option<u32>,
}

/// A kind of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Home {
    /// Registers, or a part of the frame without a name when there are too few.
    Registers,
    Stack,
    Heap,
    /// Data of the executable that is never changed.
    Data,
    /// Never needed when the program runs: constant, unused, or part of another value.
    Gone,
}

/// An expression that may allocate.
#[derive(Clone, Debug, Serialize)]
pub struct AllocationReport {
    pub function: String,
    pub place: Place,
    /// As `-m` spells it.
    pub text: String,
    pub home: Home,
    /// Why it is there, in words, where escape analysis does not decide it; else empty.
    pub because: String,
    /// What sent it to the heap; empty if it is not there, or there in any case.
    pub why: Vec<Step>,
}

/// A step of the way to the heap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    pub place: Option<Place>,
    pub text: String,
}

/// A `go` or `defer` statement.
#[derive(Clone, Debug, Serialize)]
pub struct StartReport {
    pub place: Place,
    pub function: String,
    /// `go` or `defer`.
    pub statement: &'static str,
    /// The function that the runtime is given.
    pub callee: String,
    /// What of the runtime takes it.
    pub runtime: &'static str,
    /// Where the object that it is given is.
    pub home: ClosureHome,
    /// Bytes of that object.
    pub object_size: u64,
}

/// A package-level variable.
#[derive(Clone, Debug, Serialize)]
pub struct GlobalReport {
    pub symbol: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub size: u64,
    pub place: Option<Place>,
    /// `rodata`, `data` or `bss`.
    pub section: &'static str,
}

/// The program under both rules for the variables of loops.
#[derive(Clone, Debug, Serialize)]
pub struct LoopReport {
    /// One variable for the whole loop (go1.21).
    pub shared: RunReport,
    /// One variable an iteration (go1.22).
    pub per_iteration: RunReport,
    /// Loop variables that live elsewhere under the other rule.
    pub differences: Vec<String>,
}

/// A run of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunReport {
    pub language: &'static str,
    /// Standard output and standard error, at most some kilobytes.
    pub output: String,
    /// How it ended: `exit status 0`.
    pub status: String,
}

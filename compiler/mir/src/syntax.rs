//! The mid-level intermediate representation: data only.
//!
//! A [`Program`] is monomorphic: every [`Function`] is an instance with concrete types. A function
//! is a control-flow graph of basic blocks over typed locals. Statements assign [`Rvalue`]s to
//! [`Place`]s; a place is a local or global variable with a path of projections. The operations
//! are Go's (append, map access, channel send, interface conversion, closure creation), so that
//! inlining, escape analysis and the optimiser see what the program means; `grus-codegen` lowers
//! them to machine operations and runtime calls, one Go feature a file.
//!
//! Evaluation order is explicit: a statement evaluates its operands from left to right, and the
//! lowerer uses temporaries wherever the language orders more than that.
//!
//! Phases, each keeping what the former established:
//! - `Built`: as `grus-lower` makes it. Captured variables appear in closure bodies as locals of
//!   kind [`LocalKind::Capture`]; variables may have their address taken whatever their storage.
//! - `Inlined`: after `grus-opt`'s inliner; source infos may name inline frames.
//! - `EscapeKnown`: every [`Site`] and every addressed local has its [`Storage`]; captured variables
//!   are accessed as their capture mode says; codegen accepts only this phase.

use cranelift_entity::{PrimaryMap, entity_impl};
use grus_syntax::Pos;
use grus_types::{PackageId, TypeId};
use std::sync::Arc;

/// Index of a [`Function`] in its [`Program`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(u32);
entity_impl!(FunctionId, "fn");

/// Index of a [`Global`] variable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobalId(u32);
entity_impl!(GlobalId, "global");

/// Index of a [`Local`] in its function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(u32);
entity_impl!(LocalId, "_");

/// Index of a [`Block`] in its function; block 0 is the entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);
entity_impl!(BlockId, "bb");

/// Index of an allocation [`Site`] in its function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(u32);
entity_impl!(SiteId, "site");

/// Index of an [`InlineFrame`] in its function; frame 0 is the function itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InlineId(u32);
entity_impl!(InlineId, "inline");

/// How far the passes have brought a function; see the module's header.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Phase {
    Built,
    Inlined,
    EscapeKnown,
}

/// Everything reachable from `main`, ready for the passes. Types are in the `TypeTable` that
/// travels beside it.
#[derive(Default)]
pub struct Program {
    pub functions: PrimaryMap<FunctionId, Function>,
    pub globals: PrimaryMap<GlobalId, Global>,
    /// Types whose descriptors must carry methods, because values of them become interface values:
    /// concrete type -> the methods that reachable interfaces can call, sorted by name.
    pub method_tables: Vec<MethodTable>,
    /// Itabs known statically: (concrete type, interface type), without duplicates.
    pub itabs: Vec<(TypeId, TypeId)>,
    /// What package reflect may ask for.
    pub reflection: Reflection,
    /// `runtime.main`, and the other functions codegen and the runtime refer to by symbol.
    pub entry: Option<FunctionId>,
}

/// What data the program needs for reflection.
#[derive(Clone, Copy, Default, Debug)]
pub struct Reflection {
    /// Descriptors of pointers to the types with methods.
    pub types: bool,
    /// The table of all descriptors.
    pub type_table: bool,
    /// Adapters for calling functions of every function type.
    pub calls: bool,
    /// Adapters for functions made at run time.
    pub made_functions: bool,
}

/// The reachable methods of a concrete type.
pub struct MethodTable {
    pub ty: TypeId,
    /// The type in `-m`: in the package that declares it, and elsewhere.
    pub local_name: Arc<str>,
    pub qualified_name: Arc<str>,
    pub package: Option<PackageId>,
    pub methods: Vec<MethodEntry>,
}

/// A method in a [`MethodTable`].
pub struct MethodEntry {
    pub name: Arc<str>,
    /// Import path of the declaring package when the name is not exported.
    pub package_path: Option<Arc<str>>,
    /// Function type without receiver.
    pub signature: TypeId,
    /// Takes the interface data word as first parameter (a wrapper where the method itself does
    /// not); none when no reachable interface calls it.
    pub function: Option<FunctionId>,
    /// The method itself, where it is declared for the table's type or, if that is a pointer, for what it
    /// points to.
    pub direct: Option<FunctionId>,
}

/// A package-level variable, or one the compiler made.
pub struct Global {
    /// Linker symbol: `main.counter`.
    pub symbol: Arc<str>,
    pub ty: TypeId,
    pub pos: Pos,
    /// Initial value when it is static data; else the zero value (an initialiser function assigns).
    pub initial: Option<StaticValue>,
    /// Never assigned after static initialisation: may be placed in read-only memory.
    pub read_only: bool,
}

/// A value known at compile time, for static data.
#[derive(Clone, Debug, PartialEq)]
pub enum StaticValue {
    Constant(Constant),
    /// Fields or elements in order (missing trailing ones are zero).
    Aggregate(Vec<StaticValue>),
    /// The elements of an array of bytes.
    Bytes(Arc<[u8]>),
    /// A slice over a compiler-made global array: (array, length).
    Slice(GlobalId, u64),
    /// Address of a global.
    Address(GlobalId),
    /// An interface value: dynamic type and the value (boxed in read-only data when need be).
    Interface {
        concrete: TypeId,
        interface: TypeId,
        value: Box<StaticValue>,
    },
}

/// A function, method, closure body or wrapper instance.
pub struct Function {
    /// gc's linker name: `main.f`, `main.(*T).m`, `main.f.func1`, `main.T.m-fm`,
    /// `main.Map[int,string]`.
    pub symbol: Arc<str>,
    /// What `-m` prints for it: `f`, `(*T).m`, `f.func1`.
    pub display_name: Arc<str>,
    pub package: PackageId,
    /// Of the `func` keyword (declarations: of the name).
    pub pos: Pos,
    pub end: Pos,
    /// The receiver first, then the parameters, in order.
    pub parameters: Vec<LocalId>,
    /// One per result, named or not (`~r0`).
    pub results: Vec<LocalId>,
    /// The signature as a func type, receiver included as first parameter.
    pub signature: TypeId,
    /// For closures: the captured variables, in the order they have in the closure object.
    pub captures: Vec<Capture>,
    /// For function literals: the function that contains the literal.
    pub parent: Option<FunctionId>,
    pub locals: PrimaryMap<LocalId, Local>,
    pub blocks: PrimaryMap<BlockId, Block>,
    pub sites: PrimaryMap<SiteId, Site>,
    /// Index 0 stands for the function itself.
    pub inline_frames: PrimaryMap<InlineId, InlineFrame>,
    pub flags: FunctionFlags,
    pub phase: Phase,
    /// Provided by the runtime under `symbol`, or by another function through `//go:linkname`: no body.
    pub external: bool,
    /// What inlining it costs by gc's measure.
    pub inline: InlineFacts,
}

impl Function {
    /// The position in the function itself that a source comes from: of the call if it is in an
    /// inlined body.
    pub fn outermost_position(&self, source: SourceInfo) -> Pos {
        let mut pos = source.pos;
        let mut frame = source.inline;
        while let Some(parent) = self.inline_frames[frame].parent {
            pos = self.inline_frames[frame].call_pos;
            frame = parent;
        }
        pos
    }
}

/// What gc's inliner looks at, counted on the checked tree.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct InlineFacts {
    /// The weight of the body without what its calls add.
    pub cost: i32,
    /// The number of nodes, by which functions are big.
    pub nodes: u32,
    /// Why the body is never inlined, whatever it costs.
    pub refused: Option<Arc<str>>,
    /// Signature and body as `-m=2` prints them, if asked for.
    pub text: Option<Arc<str>>,
}

/// Facts about a function that passes ask for.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct FunctionFlags {
    /// `//go:noinline`
    pub no_inline: bool,
    /// Compiler-made: left out of tracebacks, transparent for `recover`.
    pub wrapper: bool,
    /// What it calls keeps a frame of its own: nothing is inlined into it.
    pub keeps_calls: bool,
    /// Takes the closure object as extra last argument (function literals with captures, `-fm`).
    pub needs_context: bool,
    /// Contains a `defer` statement.
    pub has_defer: bool,
    /// Calls `recover`.
    pub has_recover: bool,
    /// `//grus:noheap`
    pub no_heap: bool,
    /// `//go:noescape` on a function without body.
    pub no_escape: bool,
    /// `//go:nosplit`
    pub no_split: bool,
    /// `//go:uintptrescapes`
    pub uintptr_escapes: bool,
    /// `//go:uintptrkeepalive`, and again `//go:uintptrescapes`.
    pub uintptr_keep_alive: bool,
    /// The same function may be emitted for several packages (`DUPOK` in listings).
    pub duplicate_ok: bool,
    /// Function literal (anonymous), as opposed to a declared function.
    pub is_literal: bool,
}

/// A variable captured by a closure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The variable inside the closure's body, of kind [`LocalKind::Capture`].
    pub local: LocalId,
    pub mode: CaptureMode,
    /// Where the body first mentions it, if that was looked for (`-m=2`).
    pub mentioned: Pos,
    /// Why: the terms of gc's rule, for `-m=2` and `explain`.
    pub reason: CaptureFacts,
}

/// How a closure holds a captured variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CaptureMode {
    ByValue,
    ByReference,
}

/// The facts that decide a capture mode (cmd/compile/internal/escape, flowClosure).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaptureFacts {
    pub address_taken: bool,
    /// Reassigned after its declaration in a way that forbids capture by value.
    pub reassigned: bool,
    /// Size of the variable in bytes.
    pub width: u64,
}

/// A variable or temporary of a function.
#[derive(Clone, Debug)]
pub struct Local {
    pub name: Option<Arc<str>>,
    /// The name of the package whose inlined body declares it, if that is another.
    pub package: Option<Arc<str>>,
    pub ty: TypeId,
    /// Of the declaration.
    pub pos: Pos,
    pub kind: LocalKind,
    /// Its address is taken (`&x`, method call with pointer receiver, slicing an array, capture by
    /// reference): it lives in memory.
    pub addressed: bool,
    /// Number of loops of its function that enclose the declaration.
    pub loop_depth: u32,
    /// Decided by escape analysis; `Stack` until then. A local that is not `addressed` is always
    /// `Stack` (in registers, if codegen can).
    pub storage: Storage,
}

/// What a local is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// The i-th parameter (receiver first).
    Parameter(u32),
    /// The i-th result.
    Result(u32),
    /// A declared variable.
    Variable,
    /// A compiler-made value.
    Temporary,
    /// The i-th captured variable of a closure body. With [`CaptureMode::ByReference`] the local
    /// stands for the variable itself: reads and writes go through the reference.
    Capture(u32),
}

/// Where a variable or an allocation lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Storage {
    #[default]
    Stack,
    Heap,
}

/// Where an allocation happens. Every operation that may allocate names its site, so that escape
/// analysis can decide its storage and `-m` can speak about it in the words of the source.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where `-m` reports it: in an inlined body, the outermost call.
    pub pos: Pos,
    /// Where the expression stands.
    pub written_at: Pos,
    /// The expression as `-m` spells it: `&T{...}`, `make([]int, n)`, `func literal`, `... argument`.
    pub text: Arc<str>,
    pub kind: SiteKind,
    pub loop_depth: u32,
    /// Decided by escape analysis; `Heap` until then.
    pub storage: Storage,
    /// Whether `-m` reports it when it does not escape / escapes (compiler-made sites are silent).
    pub reported: bool,
    /// Which part of the text an operand is whose value may turn out to be constant.
    pub literal: Option<LiteralSlot>,
}

/// The part of a site's text that spells an operand, and how a constant in its place is spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiteralSlot {
    /// Byte offsets into the text.
    pub start: u32,
    pub end: u32,
    pub style: LiteralStyle,
}

/// How `-m` spells constants of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiteralStyle {
    /// `5`, `"text"`
    Plain,
    /// `'x'`
    Rune,
    /// `T(5)`
    Named(Arc<str>),
}

/// What a site allocates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SiteKind {
    /// `new(T)`, `&T{}`: a variable of type T.
    New,
    MakeSlice,
    SliceLiteral,
    MakeMap,
    MapLiteral,
    MakeChannel,
    Closure,
    MethodValue,
    /// Boxing of a value in an interface.
    Interface,
    /// The slice of the variadic arguments of a call.
    Variadic,
    Append,
    StringConcat,
    StringConversion,
    /// The record and closure of a `defer` statement.
    Defer,
    /// The closure of a `go` statement.
    Go,
    /// No allocation: a statement that assigns a part of an object to the same object.
    SelfAssignment,
}

/// An inlined call. Frame 0 describes the function itself and has no call position.
#[derive(Clone, Debug)]
pub struct InlineFrame {
    /// The inlined function.
    pub symbol: Arc<str>,
    /// Position of the inlined function.
    pub pos: Pos,
    /// The frame that contains the call, and the position of the call.
    pub parent: Option<InlineId>,
    pub call_pos: Pos,
}

/// Where a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    pub pos: Pos,
    pub inline: InlineId,
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    pub statements: Vec<Statement>,
    pub terminator: Terminator,
}

#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Statement {
    pub kind: StatementKind,
    pub source: SourceInfo,
    /// Only for `-m=2`.
    pub notes: Option<Box<FlowNotes>>,
}

/// What `-m=2` says of the flows of a statement, in the words of the source.
#[derive(Clone, Debug, Default)]
pub struct FlowNotes {
    /// Of a call's arguments, or of an address that is taken.
    pub operation: Option<FlowNote>,
    /// Of the statement of the source that stores the value.
    pub store: Option<FlowNote>,
    /// The arguments of a call, the receiver first.
    pub arguments: Vec<Arc<str>>,
}

/// A step of a flow: an expression or statement, what it does, and where it is.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct FlowNote {
    pub pos: Pos,
    pub text: Arc<str>,
    /// The text in other packages, where names have that of their package in front.
    pub foreign: Arc<str>,
    pub why: Arc<str>,
    /// The frame the position is in, if it is not the statement's.
    pub frame: Option<InlineId>,
}

impl Statement {
    /// A statement without notes.
    pub fn new(kind: StatementKind, source: SourceInfo) -> Statement {
        Statement {
            kind,
            source,
            notes: None,
        }
    }
}

#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Terminator {
    pub kind: TerminatorKind,
    pub source: SourceInfo,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// Nothing; left by passes that delete statements.
    Nop,
    /// The variable comes to life with its zero value: at its declaration, once per iteration for
    /// per-iteration loop variables. A heap variable gets its memory here.
    Declare(LocalId),
    /// Evaluates the operands of the rvalue, then its operation, then stores.
    Assign(Place, Rvalue),
    /// A call; the result goes to the place: the value of a single result, a tuple of several.
    Call {
        result: Option<Place>,
        call: Call,
    },
    /// `go`: the operand is a func value without parameters and results.
    Go(Operand),
    /// `defer`: likewise; the site is that of the record.
    Defer {
        function: Operand,
        site: SiteId,
    },
    /// `m[k] = v` where `v` is evaluated before the map operation.
    MapAssign {
        map: Operand,
        key: Operand,
        value: Operand,
    },
    MapDelete {
        map: Operand,
        key: Operand,
    },
    /// `clear(m)` of a map.
    MapClear(Operand),
    /// `clear(s)` of a slice.
    SliceClear(Operand),
    ChannelSend {
        channel: Operand,
        value: Operand,
    },
    ChannelClose(Operand),
    /// `for range m`: sets up the iterator (a local of the opaque iterator type of codegen's choice,
    /// see [`Rvalue::MapIteratorKey`]).
    MapIterateInit {
        iterator: LocalId,
        map: Operand,
    },
    MapIterateNext {
        iterator: LocalId,
    },
    /// `print`, `println`.
    Print {
        arguments: Vec<Operand>,
        newline: bool,
    },
    /// Evaluates an address or operand for its nil or bounds check only.
    Check(Place),
    /// Runs the deferred calls of the function; at every return of a function with `defer`, after
    /// the results are assigned.
    RunDefers,
    /// Keeps the operand alive up to here (`runtime.KeepAlive`).
    KeepAlive(Operand),
}

/// How a block ends.
#[derive(Clone, Debug)]
pub enum TerminatorKind {
    Goto(BlockId),
    /// A boolean operand.
    Branch {
        condition: Operand,
        then: BlockId,
        otherwise: BlockId,
    },
    /// Dense or sparse dispatch on an integer; values are the 64-bit patterns.
    Switch {
        value: Operand,
        cases: Vec<(i64, BlockId)>,
        default: BlockId,
    },
    /// Returns the current values of the result locals.
    Return,
    /// `panic(v)`: an operand of type `any`.
    Panic(Operand),
    Unreachable,
}

/// A call of any form but `go` and `defer`.
#[derive(Clone, Debug)]
pub struct Call {
    pub callee: Callee,
    /// Receiver first. For [`Callee::Interface`] without the receiver.
    pub arguments: Vec<Operand>,
    /// What `-m` calls it, and where (position of the statement's source).
    pub text: Arc<str>,
}

/// What is called.
#[derive(Clone, Debug)]
pub enum Callee {
    Function(FunctionId),
    /// A func value; calling nil panics.
    Value(Operand),
    /// The method of this index (order of the interface type's sorted method set).
    Interface {
        receiver: Operand,
        interface: TypeId,
        method: u32,
    },
}

/// A variable or part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub base: PlaceBase,
    pub projections: Vec<Projection>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum PlaceBase {
    Local(LocalId),
    Global(GlobalId),
}

/// A step from a place to a part of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Projection {
    /// What a pointer points to; a nil check unless `checked` is already true.
    Deref { checked: bool },
    /// Struct field or tuple component.
    Field(u32),
    /// Array, slice or string element. The bounds check is omitted when `checked` is already true.
    /// The index has any integer type; its signedness decides the panic's text.
    Index { index: Operand, checked: bool },
}

/// A value without side effects of its own, apart from the checks of its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Copy(Place),
    Constant(Constant, TypeId),
}

/// Constants. Numbers are already converted to their type.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// The zero value of any type: nil, 0, "", false, empty structs and arrays of zeros.
    Zero,
    Bool(bool),
    /// Two's complement pattern, sign-extended or zero-extended to 64 bits by the type's signedness.
    Int(i64),
    /// For float32 types already rounded to float32.
    Float(f64),
    Complex(f64, f64),
    String(Arc<[u8]>),
    /// A func value of a function that needs no context.
    Function(FunctionId),
    /// Address of a global, for `&global` and static closures.
    GlobalAddress(GlobalId),
    /// Address of the type's descriptor, as an unsafe pointer.
    TypeDescriptor(TypeId),
}

/// How a value is computed.
#[derive(Clone, Debug)]
pub enum Rvalue {
    Use(Operand),
    /// Like `Use`, where the value comes from the object it is stored into, so that nothing new is
    /// reachable from there. The site holds the statement's text.
    SelfAssign {
        operand: Operand,
        site: SiteId,
    },
    Unary(UnaryOp, Operand),
    /// Both operands have the same type, except for shifts. Comparisons work on every comparable
    /// type and give a boolean. Integer division checks for zero; shifts with signed counts check
    /// for negative counts.
    Binary(BinaryOp, Operand, Operand),
    /// `&place`.
    AddressOf(Place),
    /// Numeric, pointer-unsafe, and representation-keeping conversions, strings from and to bytes and
    /// runes, slices to arrays and array pointers. The site is present for those that allocate.
    Convert {
        kind: ConversionKind,
        operand: Operand,
        to: TypeId,
        site: Option<SiteId>,
    },
    /// Concrete value to interface.
    MakeInterface {
        operand: Operand,
        concrete: TypeId,
        interface: TypeId,
        site: SiteId,
    },
    /// Interface to interface whose methods it is known to have.
    ConvertInterface {
        operand: Operand,
        from: TypeId,
        to: TypeId,
    },
    /// `x.(T)`: T, or with `comma_ok` the tuple (T, bool).
    TypeAssert {
        operand: Operand,
        from: TypeId,
        to: TypeId,
        comma_ok: bool,
    },
    /// Whether the dynamic type is exactly this concrete type (type switches).
    TypeIs {
        operand: Operand,
        interface: TypeId,
        concrete: TypeId,
    },
    /// The value inside an interface known to hold this concrete type; with `may_be_nil` it may
    /// also be nil, and a nil check fails then.
    UnpackInterface {
        operand: Operand,
        interface: TypeId,
        concrete: TypeId,
        may_be_nil: bool,
    },
    /// Length of string, slice, array pointer, map, channel.
    Len(Operand),
    Cap(Operand),
    /// `x[low:high:max]` of a string or slice operand, or of a pointer to an array.
    Slice {
        operand: Operand,
        low: Option<Operand>,
        high: Option<Operand>,
        max: Option<Operand>,
    },
    /// A new zero variable: its address.
    New {
        ty: TypeId,
        site: SiteId,
    },
    MakeSlice {
        ty: TypeId,
        length: Operand,
        capacity: Option<Operand>,
        site: SiteId,
    },
    /// A slice literal's backing array holding the elements, variadic arguments likewise.
    SliceLiteral {
        ty: TypeId,
        elements: Vec<Operand>,
        site: SiteId,
    },
    MakeMap {
        ty: TypeId,
        hint: Option<Operand>,
        site: SiteId,
    },
    MakeChannel {
        ty: TypeId,
        size: Option<Operand>,
        site: SiteId,
    },
    /// A func value for a closure: the captured variables of this function in capture order.
    Closure {
        function: FunctionId,
        captures: Vec<LocalId>,
        ty: TypeId,
        site: SiteId,
    },
    /// Struct or array value from all its fields or elements, tuples.
    Aggregate {
        ty: TypeId,
        fields: Vec<Operand>,
    },
    Append {
        slice: Operand,
        values: AppendValues,
        site: SiteId,
    },
    /// `copy`: the number of elements copied; the source may be a string.
    CopyElements {
        to: Operand,
        from: Operand,
    },
    StringConcat {
        operands: Vec<Operand>,
        site: SiteId,
    },
    /// `m[k]`: the element, or with `comma_ok` the tuple (element, bool).
    MapGet {
        map: Operand,
        key: Operand,
        comma_ok: bool,
    },
    /// Address of the element for `k`, inserted if missing: for `m[k] op= v`, `m[k]++`.
    MapSlot {
        map: Operand,
        key: Operand,
    },
    /// Whether the iterator stands at an entry, and that entry.
    MapIteratorValid(LocalId),
    MapIteratorKey(LocalId),
    MapIteratorElement(LocalId),
    /// `<-ch`: the element, or with `comma_ok` the tuple (element, bool).
    ChannelReceive {
        channel: Operand,
        comma_ok: bool,
    },
    /// `select`: the tuple (case index or -1 for default, received). Received values are stored into
    /// the cases' places. Sends and receives keep their source order in `cases`.
    Select {
        cases: Vec<SelectCase>,
        blocking: bool,
    },
    /// (rune, index behind it) of the rune at a byte index of a string.
    DecodeRune {
        string: Operand,
        index: Operand,
    },
    Min(Vec<Operand>),
    Max(Vec<Operand>),
    Complex {
        real: Operand,
        imaginary: Operand,
    },
    Real(Operand),
    Imaginary(Operand),
    /// `recover()`.
    Recover,
    /// Machine operations behind library functions.
    Intrinsic {
        intrinsic: Intrinsic,
        arguments: Vec<Operand>,
    },
}

/// What `append` adds.
#[derive(Clone, Debug)]
pub enum AppendValues {
    Elements(Vec<Operand>),
    /// `append(s, t...)`: a slice, or a string for byte slices.
    Spread(Operand),
    /// So many zeros, an integer that may be negative: `append(s, make([]T, n)...)`.
    Zeros(Operand),
}

/// One communication of a `select` statement.
#[derive(Clone, Debug)]
pub enum SelectCase {
    Send { channel: Operand, value: Operand },
    Receive { channel: Operand, to: Option<Place> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    /// `!`
    Not,
    /// `-`
    Negate,
    /// `^`
    Complement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
    Xor,
    AndNot,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

/// Conversions between non-interface types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ConversionKind {
    /// Integers, floats and complex numbers among each other.
    Numeric,
    /// Same representation: named types, pointers, unsafe.Pointer, uintptr, channel directions.
    Representation,
    StringToBytes,
    StringToRunes,
    BytesToString,
    RunesToString,
    IntToString,
    SliceToArray,
    SliceToArrayPointer,
    /// As `BytesToString`, without copying the bytes.
    BorrowBytes,
    /// As `StringToBytes`, likewise.
    BorrowString,
}

impl ConversionKind {
    /// Whether the conversion makes a new string or slice.
    pub fn allocates(self) -> bool {
        matches!(
            self,
            ConversionKind::StringToBytes
                | ConversionKind::StringToRunes
                | ConversionKind::BytesToString
                | ConversionKind::RunesToString
                | ConversionKind::IntToString
        )
    }
}

/// Operations that codegen knows by itself. Names are those of the Go functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Intrinsic {
    /// math
    Sqrt,
    Floor,
    Ceil,
    Trunc,
    RoundToEven,
    Abs,
    Copysign,
    Float64Bits,
    Float64FromBits,
    Float32Bits,
    Float32FromBits,
    /// math/bits, 64-bit; tuples for the double-width ones
    TrailingZeros64,
    LeadingZeros64,
    OnesCount64,
    ReverseBytes64,
    RotateLeft64,
    RotateLeft32,
    Multiply64,
    /// sync/atomic: the first argument is the address; the element type is that of the pointer
    AtomicLoad,
    AtomicStore,
    AtomicAdd,
    AtomicSwap,
    AtomicCompareAndSwap,
    AtomicAnd,
    AtomicOr,
    /// unsafe
    StringData,
    SliceData,
    /// (pointer, length) -> string or slice of the result type
    UnsafeString,
    UnsafeSlice,
    UnsafeAdd,
    /// The words of an `any`: (type word, data word), for the runtime package and fmt
    InterfaceWords,
    /// An `any` of (type word, data word)
    MakeAny,
    /// The calling function's frame pointer
    FramePointer,
    /// The current goroutine (r15)
    CurrentGoroutine,
}

impl Place {
    /// The whole local.
    pub fn local(local: LocalId) -> Place {
        Place {
            base: PlaceBase::Local(local),
            projections: Vec::new(),
        }
    }

    /// The whole global.
    pub fn global(global: GlobalId) -> Place {
        Place {
            base: PlaceBase::Global(global),
            projections: Vec::new(),
        }
    }

    /// This place with one more step.
    pub fn project(mut self, projection: Projection) -> Place {
        self.projections.push(projection);
        self
    }

    /// The field of this place.
    pub fn field(self, index: u32) -> Place {
        self.project(Projection::Field(index))
    }

    /// What the pointer in this place points to, with a nil check.
    pub fn deref(self) -> Place {
        self.project(Projection::Deref { checked: false })
    }

    /// The local, if the place is a whole local.
    pub fn as_local(&self) -> Option<LocalId> {
        match self.base {
            PlaceBase::Local(local) if self.projections.is_empty() => Some(local),
            _ => None,
        }
    }
}

impl Operand {
    /// The value of a whole local.
    pub fn local(local: LocalId) -> Operand {
        Operand::Copy(Place::local(local))
    }
}

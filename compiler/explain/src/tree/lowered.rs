//! MIR as gc's nodes: what a function was lowered to.
//!
//! In: MIR.  Out: lines. Blocks are labels, branches are `IF` with a `GOTO`, operations have the name of
//! the node that gc has for them.

use super::Tree;
use grus_mir::{
    AppendValues, BinaryOp, Block, Call, Callee, Constant, ConversionKind, FunctionId, Intrinsic,
    LocalId, LocalKind, Operand, Place, PlaceBase, Projection, Rvalue, SelectCase, SiteId,
    StatementKind, Storage, TerminatorKind, UnaryOp,
};
use grus_mir::{operand_type, place_type};
use grus_syntax::Pos;
use grus_types::TypeId;

impl Tree<'_> {
    pub(super) fn lowered(&mut self, id: FunctionId) {
        let function = &self.mir.functions[id];
        for (block_id, block) in function.blocks.iter() {
            let is_entry = block_id.as_u32() == 0;
            if !is_entry {
                self.line(&format!("LABEL {block_id}"), None, Pos::NONE);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            self.mir_statement(&statement.kind, statement.source.pos);
        }
        let pos = block.terminator.source.pos;
        match &block.terminator.kind {
            TerminatorKind::Goto(target) => self.line(&format!("GOTO {target}"), None, pos),
            TerminatorKind::Branch {
                condition,
                then,
                otherwise,
            } => {
                self.line("IF", None, pos);
                self.group("IF-Cond", false, |tree| tree.operand(condition, pos));
                self.group("IF-Body", false, |tree| {
                    tree.line(&format!("GOTO {then}"), None, pos);
                });
                self.group("IF-Else", false, |tree| {
                    tree.line(&format!("GOTO {otherwise}"), None, pos);
                });
            }
            TerminatorKind::Switch {
                value,
                cases,
                default,
            } => {
                self.line("SWITCH", None, pos);
                self.group("SWITCH-Tag", false, |tree| tree.operand(value, pos));
                self.group("SWITCH-Cases", false, |tree| {
                    for (case, target) in cases {
                        tree.line(&format!("CASE {case} GOTO {target}"), None, pos);
                    }
                    tree.line(&format!("CASE GOTO {default}"), None, pos);
                });
            }
            TerminatorKind::Return => self.line("RETURN", None, pos),
            TerminatorKind::Panic(value) => self.runtime("gopanic", &[value], pos),
            TerminatorKind::Unreachable => self.line("UNREACHABLE", None, pos),
        }
    }

    /// A call of the runtime.
    fn runtime(&mut self, name: &str, arguments: &[&Operand], pos: Pos) {
        self.line("CALLFUNC Walked", None, pos);
        self.group("CALLFUNC-Fun", false, |tree| {
            let node = format!("NAME-runtime.{name} Class:PFUNC Offset:0 Used");
            tree.line(&node, None, Pos::NONE);
        });
        self.group("CALLFUNC-Args", arguments.is_empty(), |tree| {
            arguments
                .iter()
                .for_each(|argument| tree.operand(argument, pos));
        });
    }

    fn mir_statement(&mut self, statement: &StatementKind, pos: Pos) {
        match statement {
            StatementKind::Nop => {}
            StatementKind::Declare(local) => {
                self.line("DCL", None, pos);
                self.below(|tree| tree.local(*local));
            }
            StatementKind::Assign(place, value) => {
                self.line("AS", None, pos);
                self.below(|tree| {
                    tree.place(place, pos);
                    tree.value(value, tree.place_type(place), pos);
                });
            }
            StatementKind::Call { result, call } => match result {
                Some(place) => {
                    self.line("AS", None, pos);
                    self.below(|tree| {
                        tree.place(place, pos);
                        tree.mir_call(call, tree.place_type(place), pos);
                    });
                }
                None => self.mir_call(call, None, pos),
            },
            StatementKind::Go(operand) => self.runtime("newproc", &[operand], pos),
            StatementKind::Defer { function, site } => {
                let storage = self.storage(*site);
                self.line(&format!("DEFER{storage}"), None, pos);
                self.below(|tree| tree.operand(function, pos));
            }
            StatementKind::MapAssign { map, key, value } => {
                self.runtime("mapassign", &[map, key, value], pos);
            }
            StatementKind::MapDelete { map, key } => self.runtime("mapdelete", &[map, key], pos),
            StatementKind::MapClear(map) => self.runtime("mapclear", &[map], pos),
            StatementKind::SliceClear(slice) => self.runtime("memclr", &[slice], pos),
            StatementKind::ChannelSend { channel, value } => {
                self.runtime("chansend1", &[channel, value], pos);
            }
            StatementKind::ChannelClose(channel) => self.runtime("closechan", &[channel], pos),
            StatementKind::MapIterateInit { map, .. } => self.runtime("mapIterStart", &[map], pos),
            StatementKind::MapIterateNext { .. } => self.runtime("mapIterNext", &[], pos),
            StatementKind::Print { arguments, newline } => {
                self.line(if *newline { "PRINTLN" } else { "PRINT" }, None, pos);
                let heading = if *newline {
                    "PRINTLN-Args"
                } else {
                    "PRINT-Args"
                };
                self.group(heading, arguments.is_empty(), |tree| {
                    arguments
                        .iter()
                        .for_each(|argument| tree.operand(argument, pos));
                });
            }
            StatementKind::Check(place) => {
                self.line("CHECKNIL", None, pos);
                self.below(|tree| tree.place(place, pos));
            }
            StatementKind::RunDefers => self.runtime("deferreturn", &[], pos),
            StatementKind::KeepAlive(operand) => {
                self.line("KEEPALIVE", None, pos);
                self.below(|tree| tree.operand(operand, pos));
            }
        }
    }

    fn mir_call(&mut self, call: &Call, ty: Option<TypeId>, pos: Pos) {
        let node = match &call.callee {
            Callee::Interface { .. } => "CALLINTER",
            _ => "CALLFUNC",
        };
        self.line(&format!("{node} Walked"), ty, pos);
        self.group(&format!("{node}-Fun"), false, |tree| match &call.callee {
            Callee::Function(id) => tree.function_name(*id),
            Callee::Value(operand) => tree.operand(operand, pos),
            Callee::Interface { receiver, .. } => {
                tree.line(&format!("DOTINTER {}", call.text), None, pos);
                tree.below(|tree| tree.operand(receiver, pos));
            }
        });
        self.group(&format!("{node}-Args"), call.arguments.is_empty(), |tree| {
            call.arguments
                .iter()
                .for_each(|argument| tree.operand(argument, pos));
        });
    }

    fn function_name(&mut self, id: FunctionId) {
        let function = &self.mir.functions[id];
        let node = format!("NAME-{} Class:PFUNC Offset:0 Used", function.symbol);
        self.line(&node, Some(function.signature), function.pos);
    }

    // ------------------------------------------------------------------------ places and operands

    fn place_type(&self, place: &Place) -> Option<TypeId> {
        place_type(self.mir, self.function, &self.types.types, place)
    }

    fn local(&mut self, id: LocalId) {
        let local = &self.function.locals[id];
        let (class, storage) = match (local.kind, local.storage) {
            (LocalKind::Parameter(_), Storage::Stack) => ("PPARAM", "no"),
            (LocalKind::Result(_), Storage::Stack) => ("PPARAMOUT", "no"),
            (LocalKind::Capture(_), _) => ("PAUTOHEAP IsClosureVar", "no"),
            (_, Storage::Heap) => ("PAUTOHEAP", "h"),
            _ => ("PAUTO", "no"),
        };
        let name = match &local.name {
            Some(name) => name.to_string(),
            None => format!(".autotmp_{}", id.as_u32()),
        };
        let taken = if local.addressed { " Addrtaken" } else { "" };
        let temporary = match local.kind {
            LocalKind::Temporary => " AutoTemp",
            _ => "",
        };
        let package = self.package_name();
        let node = format!(
            "NAME-{package}.{name} esc({storage}) Class:{class} Offset:0{taken}{temporary} Used"
        );
        self.line(&node, Some(local.ty), local.pos);
    }

    /// The steps from the last to the base, each a node around the next.
    fn place(&mut self, place: &Place, pos: Pos) {
        let Some((last, _)) = place.projections.split_last() else {
            return match place.base {
                PlaceBase::Local(local) => self.local(local),
                PlaceBase::Global(global) => {
                    let global = &self.mir.globals[global];
                    let node = format!("NAME-{} Class:PEXTERN Offset:0 Used", global.symbol);
                    self.line(&node, Some(global.ty), global.pos);
                }
            };
        };
        let mut inner = place.clone();
        inner.projections.pop();
        let ty = self.place_type(place);
        match last {
            Projection::Deref { checked } => {
                let node = if *checked { "DEREF NonNil" } else { "DEREF" };
                self.line(node, ty, pos);
                self.below(|tree| tree.place(&inner, pos));
            }
            Projection::Field(index) => {
                let of = self.place_type(&inner);
                let fields = of.map_or(&[][..], |of| self.types.types.fields(of));
                let name = fields.get(*index as usize).map(|field| field.name.as_str());
                let package = self.package_name();
                let node = match name {
                    Some(name) => format!("DOT {package}.{name}"),
                    None => format!("DOT {index}"),
                };
                self.line(&node, ty, pos);
                self.below(|tree| tree.place(&inner, pos));
            }
            Projection::Index { index, checked } => {
                let node = if *checked { "INDEX Bounded" } else { "INDEX" };
                self.line(node, ty, pos);
                self.below(|tree| {
                    tree.place(&inner, pos);
                    tree.operand(index, pos);
                });
            }
        }
    }

    fn operand(&mut self, operand: &Operand, pos: Pos) {
        let Operand::Constant(constant, ty) = operand else {
            if let Operand::Copy(place) = operand {
                self.place(place, pos);
            }
            return;
        };
        let text = match constant {
            Constant::Zero => "NIL".to_string(),
            Constant::Bool(value) => format!("LITERAL-{value}"),
            Constant::Int(value) => format!("LITERAL-{value}"),
            Constant::Float(value) => format!("LITERAL-{value}"),
            Constant::Complex(real, imaginary) => format!("LITERAL-({real} + {imaginary}i)"),
            Constant::String(bytes) => format!("LITERAL-{:?}", String::from_utf8_lossy(bytes)),
            Constant::Function(id) => return self.function_name(*id),
            Constant::GlobalAddress(global) => {
                format!("ADDR NAME-{}", self.mir.globals[*global].symbol)
            }
            Constant::TypeDescriptor(ty) => {
                format!("LINKSYMOFFSET-type:{} Offset:0", self.type_text(*ty))
            }
        };
        let is_number = self.types.types.basic_kind(*ty).is_some();
        let text = match constant {
            Constant::Zero if is_number => "LITERAL-0".to_string(),
            _ => text,
        };
        self.line(&text, Some(*ty), pos);
    }

    fn storage(&self, site: SiteId) -> &'static str {
        match self.function.sites[site].storage {
            Storage::Heap => " esc(h)",
            Storage::Stack => " esc(no)",
        }
    }

    // ------------------------------------------------------------------------------------- values

    fn value(&mut self, value: &Rvalue, ty: Option<TypeId>, pos: Pos) {
        if let Rvalue::Use(operand) | Rvalue::SelfAssign { operand, .. } = value {
            return self.operand(operand, pos);
        }
        let node = match site_of(value) {
            Some(site) => format!("{}{}", self.node(value), self.storage(site)),
            None => self.node(value),
        };
        self.line(&node, ty, pos);
        if let Rvalue::AddressOf(place) = value {
            return self.below(|tree| tree.place(place, pos));
        }
        if let Rvalue::Closure { captures, .. } = value {
            return self.below(|tree| captures.iter().for_each(|local| tree.local(*local)));
        }
        // Visiting for change is the walk there is; nothing is changed.
        let mut operands = Vec::new();
        value
            .clone()
            .for_each_operand_mut(&mut |operand| operands.push(operand.clone()));
        self.below(|tree| {
            for operand in &operands {
                tree.operand(operand, pos);
            }
        });
    }

    fn node(&self, value: &Rvalue) -> String {
        let is_string = |operand: &Operand| {
            let ty = operand_type(self.mir, self.function, &self.types.types, operand);
            ty.is_some_and(|ty| {
                let kind = self.types.types.basic_kind(ty);
                kind.is_some_and(|kind| kind.is_string())
            })
        };
        let name = match value {
            Rvalue::Use(_) | Rvalue::SelfAssign { .. } => "AS",
            Rvalue::Unary(UnaryOp::Not, _) => "NOT",
            Rvalue::Unary(UnaryOp::Negate, _) => "NEG",
            Rvalue::Unary(UnaryOp::Complement, _) => "BITNOT",
            Rvalue::Binary(op, ..) => binary(*op),
            Rvalue::AddressOf(_) => "ADDR",
            Rvalue::Convert { kind, .. } => conversion(*kind),
            Rvalue::MakeInterface { .. } | Rvalue::ConvertInterface { .. } => "CONVIFACE",
            Rvalue::TypeAssert { comma_ok: true, .. } => "DOTTYPE2",
            Rvalue::TypeAssert { .. } => "DOTTYPE",
            Rvalue::TypeIs { .. } => "EQ",
            Rvalue::UnpackInterface { .. } => "IDATA",
            Rvalue::Len(_) => "LEN",
            Rvalue::Cap(_) => "CAP",
            Rvalue::Slice { operand, max, .. } => match max {
                Some(_) => "SLICE3",
                None if is_string(operand) => "SLICESTR",
                None => "SLICE",
            },
            Rvalue::New { .. } => "NEW",
            Rvalue::MakeSlice { .. } => "MAKESLICE",
            Rvalue::SliceLiteral { .. } => "SLICELIT",
            Rvalue::MakeMap { .. } => "MAKEMAP",
            Rvalue::MakeChannel { .. } => "MAKECHAN",
            Rvalue::Closure { function, .. } => {
                return format!("CLOSURE fnName({})", self.mir.functions[*function].symbol);
            }
            Rvalue::Aggregate { .. } => "STRUCTLIT",
            Rvalue::Append { values, .. } => match values {
                AppendValues::Elements(_) => "APPEND",
                AppendValues::Spread(_) | AppendValues::Zeros(_) => "APPEND IsDDD",
            },
            Rvalue::CopyElements { .. } => "COPY",
            Rvalue::StringConcat { .. } => "ADDSTR",
            Rvalue::MapGet { .. } => "INDEXMAP",
            Rvalue::MapSlot { .. } => "INDEXMAP Assigned",
            Rvalue::MapIteratorValid(_) => "CALLFUNC runtime.mapIterValid",
            Rvalue::MapIteratorKey(_) => "CALLFUNC runtime.mapIterKey",
            Rvalue::MapIteratorElement(_) => "CALLFUNC runtime.mapIterElem",
            Rvalue::ChannelReceive { .. } => "RECV",
            Rvalue::Select { cases, .. } => return select(cases),
            Rvalue::DecodeRune { .. } => "CALLFUNC runtime.decoderune",
            Rvalue::Min(_) => "MIN",
            Rvalue::Max(_) => "MAX",
            Rvalue::Complex { .. } => "COMPLEX",
            Rvalue::Real(_) => "REAL",
            Rvalue::Imaginary(_) => "IMAG",
            Rvalue::Recover => "RECOVERFP",
            Rvalue::Intrinsic { intrinsic, .. } => return intrinsic_node(*intrinsic),
        };
        name.to_string()
    }
}

fn site_of(value: &Rvalue) -> Option<SiteId> {
    match value {
        Rvalue::Convert { site, .. } => *site,
        Rvalue::MakeInterface { site, .. }
        | Rvalue::New { site, .. }
        | Rvalue::MakeSlice { site, .. }
        | Rvalue::SliceLiteral { site, .. }
        | Rvalue::MakeMap { site, .. }
        | Rvalue::MakeChannel { site, .. }
        | Rvalue::Closure { site, .. }
        | Rvalue::Append { site, .. }
        | Rvalue::StringConcat { site, .. } => Some(*site),
        _ => None,
    }
}

fn select(cases: &[SelectCase]) -> String {
    let sends = cases
        .iter()
        .filter(|case| matches!(case, SelectCase::Send { .. }));
    format!(
        "SELECT {} cases, {} of them SEND",
        cases.len(),
        sends.count()
    )
}

fn intrinsic_node(intrinsic: Intrinsic) -> String {
    format!("CALLFUNC Intrinsic {intrinsic:?}")
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "ADD",
        BinaryOp::Subtract => "SUB",
        BinaryOp::Multiply => "MUL",
        BinaryOp::Divide => "DIV",
        BinaryOp::Remainder => "MOD",
        BinaryOp::And => "AND",
        BinaryOp::Or => "OR",
        BinaryOp::Xor => "XOR",
        BinaryOp::AndNot => "ANDNOT",
        BinaryOp::ShiftLeft => "LSH",
        BinaryOp::ShiftRight => "RSH",
        BinaryOp::Equal => "EQ",
        BinaryOp::NotEqual => "NE",
        BinaryOp::Less => "LT",
        BinaryOp::LessEqual => "LE",
        BinaryOp::Greater => "GT",
        BinaryOp::GreaterEqual => "GE",
    }
}

fn conversion(kind: ConversionKind) -> &'static str {
    match kind {
        ConversionKind::Numeric => "CONV",
        ConversionKind::Representation => "CONVNOP",
        ConversionKind::StringToBytes => "STR2BYTES",
        ConversionKind::StringToRunes => "STR2RUNES",
        ConversionKind::BytesToString => "BYTES2STR",
        ConversionKind::BorrowBytes => "BYTES2STRTMP",
        ConversionKind::BorrowString => "STR2BYTESTMP",
        ConversionKind::RunesToString => "RUNES2STR",
        ConversionKind::IntToString => "RUNESTR",
        ConversionKind::SliceToArray => "SLICE2ARR",
        ConversionKind::SliceToArrayPointer => "SLICE2ARRPTR",
    }
}

//! MIR as text.
//!
//! In: a program or function, and the types it uses. Out: the form that `--emit=mir` shows and golden
//! tests compare.
//! Invariants: deterministic; every datum a pass may change is visible. Locals print as `name_index`,
//! or `_index` without a name; a checked dereference or index (one that needs no check) has a `!`.
//! Not done: parsing.

use std::fmt::Write;

use cranelift_entity::EntityRef;
use grus_types::{PackageId, Type, TypeId, type_string};

use crate::syntax::*;

/// The whole program: globals, functions, method tables.
pub fn print_program(program: &Program, types: &grus_types::Program) -> String {
    let printer = Printer { program, types };
    let mut out = String::new();
    for (id, global) in &program.globals {
        printer.global(&mut out, id, global);
    }
    for table in &program.method_tables {
        printer.method_table(&mut out, table);
    }
    for &(concrete, interface) in &program.itabs {
        let (concrete, interface) = (printer.ty(concrete), printer.ty(interface));
        let _ = writeln!(out, "itab {concrete}: {interface}");
    }
    for id in program.functions.keys() {
        out.push('\n');
        printer.function(&mut out, id);
    }
    out
}

/// One function.
pub fn print_function(program: &Program, types: &grus_types::Program, id: FunctionId) -> String {
    let mut out = String::new();
    Printer { program, types }.function(&mut out, id);
    out
}

/// One statement of a function, as messages quote it.
pub fn print_statement(
    program: &Program,
    types: &grus_types::Program,
    function: &Function,
    statement: &StatementKind,
) -> String {
    Printer { program, types }.statement(function, statement)
}

struct Printer<'a> {
    program: &'a Program,
    types: &'a grus_types::Program,
}

impl Printer<'_> {
    fn ty(&self, ty: TypeId) -> String {
        let qualify = |package: PackageId| self.types.package(package).name.to_string();
        type_string(&self.types.types, ty, &qualify)
    }

    fn global(&self, out: &mut String, id: GlobalId, global: &Global) {
        let _ = write!(out, "{id} {} {}", global.symbol, self.ty(global.ty));
        if global.read_only {
            out.push_str(" readonly");
        }
        if let Some(initial) = &global.initial {
            let _ = write!(out, " = {}", self.static_value(initial));
        }
        out.push('\n');
    }

    fn static_value(&self, value: &StaticValue) -> String {
        match value {
            StaticValue::Constant(constant) => self.constant(constant),
            StaticValue::Aggregate(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.static_value(part)).collect();
                format!("{{{}}}", parts.join(", "))
            }
            StaticValue::Bytes(bytes) => format!("{} bytes", bytes.len()),
            StaticValue::Slice(global, length) => format!("{global}[:{length}]"),
            StaticValue::Address(global) => format!("&{global}"),
            StaticValue::Interface {
                concrete, value, ..
            } => {
                format!("{}({})", self.ty(*concrete), self.static_value(value))
            }
        }
    }

    fn method_table(&self, out: &mut String, table: &MethodTable) {
        let _ = writeln!(out, "methods {}", self.ty(table.ty));
        for method in &table.methods {
            let signature = self.ty(method.signature);
            let _ = write!(out, "    {}{}", method.name, &signature["func".len()..]);
            match method.function {
                Some(function) => {
                    let _ = writeln!(out, " = {}", self.function_name(function));
                }
                None => out.push('\n'),
            }
        }
    }

    fn function_name(&self, id: FunctionId) -> String {
        match self.program.functions.get(id) {
            Some(function) => function.symbol.to_string(),
            None => id.to_string(),
        }
    }

    fn function(&self, out: &mut String, id: FunctionId) {
        let function = &self.program.functions[id];
        let typed = |local: &LocalId| {
            format!(
                "{} {}",
                local_name(function, *local),
                self.ty(function.locals[*local].ty)
            )
        };
        let parameters: Vec<String> = function.parameters.iter().map(typed).collect();
        let results: Vec<String> = function.results.iter().map(typed).collect();
        let _ = write!(out, "func {}({})", function.symbol, parameters.join(", "));
        if !results.is_empty() {
            let _ = write!(out, " ({})", results.join(", "));
        }
        for flag in flag_names(function) {
            let _ = write!(out, " {flag}");
        }
        if function.external {
            out.push('\n');
            return;
        }
        out.push_str(" {\n");
        for capture in &function.captures {
            let mode = match capture.mode {
                CaptureMode::ByValue => "value",
                CaptureMode::ByReference => "reference",
            };
            let local = &function.locals[capture.local];
            let name = local_name(function, capture.local);
            let _ = writeln!(out, "    capture {name} {} by {mode}", self.ty(local.ty));
        }
        self.locals(out, function);
        for (site, data) in &function.sites {
            let _ = write!(out, "    {site}: {:?} {:?}", data.kind, data.text);
            let _ = write!(out, " depth {}", data.loop_depth);
            let stack = data.storage == Storage::Stack;
            out.push_str(if stack { " stack" } else { "" });
            out.push_str(if data.reported { "\n" } else { " silent\n" });
        }
        for (block, data) in &function.blocks {
            let _ = writeln!(out, "{block}:");
            for statement in &data.statements {
                let text = self.statement(function, &statement.kind);
                let _ = writeln!(out, "    {text}");
            }
            let text = self.terminator(function, &data.terminator.kind);
            let _ = writeln!(out, "    {text}");
        }
        out.push_str("}\n");
    }

    fn locals(&self, out: &mut String, function: &Function) {
        for (id, local) in &function.locals {
            let declared = matches!(local.kind, LocalKind::Variable | LocalKind::Temporary);
            if !declared && !local.addressed {
                continue;
            }
            let name = local_name(function, id);
            let _ = write!(out, "    let {name} {}", self.ty(local.ty));
            if local.addressed {
                out.push_str(" addressed");
            }
            if local.storage == Storage::Heap {
                out.push_str(" heap");
            }
            if local.loop_depth > 0 && local.kind != LocalKind::Temporary {
                let _ = write!(out, " depth {}", local.loop_depth);
            }
            out.push('\n');
        }
    }

    fn place(&self, function: &Function, place: &Place) -> String {
        let (mut text, mut ty) = match place.base {
            PlaceBase::Local(local) => {
                let ty = function.locals.get(local).map(|local| local.ty);
                (local_name(function, local), ty)
            }
            PlaceBase::Global(global) => match self.program.globals.get(global) {
                Some(data) => (data.symbol.to_string(), Some(data.ty)),
                None => (global.to_string(), None),
            },
        };
        for projection in &place.projections {
            match projection {
                Projection::Deref { checked } => {
                    text.push_str(if *checked { ".*!" } else { ".*" });
                }
                Projection::Field(index) => {
                    let _ = write!(text, ".{}", self.field_name(ty, *index));
                }
                Projection::Index { index, checked } => {
                    let mark = if *checked { "!" } else { "" };
                    let _ = write!(text, "[{}]{mark}", self.operand(function, index));
                }
            }
            ty = ty.and_then(|ty| crate::projected_type(&self.types.types, ty, projection));
        }
        text
    }

    fn field_name(&self, ty: Option<TypeId>, index: u32) -> String {
        if let Some(Type::Struct(data)) = ty.map(|ty| self.types.types.underlying_type(ty))
            && let Some(field) = data.fields.get(index as usize)
            && !field.name.is_blank()
        {
            return field.name.to_string();
        }
        index.to_string()
    }

    fn operand(&self, function: &Function, operand: &Operand) -> String {
        match operand {
            Operand::Copy(place) => self.place(function, place),
            Operand::Constant(Constant::Zero, ty) => format!("zero({})", self.ty(*ty)),
            Operand::Constant(constant @ (Constant::Int(_) | Constant::Float(_)), ty)
                if !matches!(*ty, TypeId::INT | TypeId::FLOAT64) =>
            {
                format!("{}({})", self.ty(*ty), self.constant(constant))
            }
            Operand::Constant(constant, _) => self.constant(constant),
        }
    }

    fn operands(&self, function: &Function, operands: &[Operand]) -> String {
        let texts: Vec<String> = operands
            .iter()
            .map(|operand| self.operand(function, operand))
            .collect();
        texts.join(", ")
    }

    fn constant(&self, constant: &Constant) -> String {
        match constant {
            Constant::Zero => "zero".to_string(),
            Constant::Bool(value) => value.to_string(),
            Constant::Int(value) => value.to_string(),
            Constant::Float(value) => format!("{value:?}"),
            Constant::Complex(real, imaginary) => format!("({real:?}+{imaginary:?}i)"),
            Constant::String(bytes) => grus_types::constant::quote(bytes),
            Constant::Function(function) => self.function_name(*function),
            Constant::GlobalAddress(global) => match self.program.globals.get(*global) {
                Some(data) => format!("&{}", data.symbol),
                None => format!("&{global}"),
            },
            Constant::TypeDescriptor(ty) => format!("type({})", self.ty(*ty)),
        }
    }

    fn call(&self, function: &Function, call: &Call) -> String {
        let arguments = self.operands(function, &call.arguments);
        match &call.callee {
            Callee::Function(callee) => {
                format!("call {}({arguments})", self.function_name(*callee))
            }
            Callee::Value(callee) => {
                format!("call value {}({arguments})", self.operand(function, callee))
            }
            Callee::Interface {
                receiver,
                interface,
                method,
            } => {
                let methods = self.types.types.interface_methods(*interface);
                let name = methods
                    .get(*method as usize)
                    .map_or("?", |method| method.name.as_str());
                format!(
                    "call method {}.{name}({arguments})",
                    self.operand(function, receiver)
                )
            }
        }
    }

    fn statement(&self, function: &Function, statement: &StatementKind) -> String {
        let op = |operand: &Operand| self.operand(function, operand);
        match statement {
            StatementKind::Nop => "nop".to_string(),
            StatementKind::Declare(local) => format!("declare {}", local_name(function, *local)),
            StatementKind::Assign(place, rvalue) => {
                format!(
                    "{} = {}",
                    self.place(function, place),
                    self.rvalue(function, rvalue)
                )
            }
            StatementKind::Call {
                result: Some(place),
                call,
            } => {
                format!(
                    "{} = {}",
                    self.place(function, place),
                    self.call(function, call)
                )
            }
            StatementKind::Call { result: None, call } => self.call(function, call),
            StatementKind::Go(operand) => format!("go {}", op(operand)),
            StatementKind::Defer { function, site } => format!("defer {} at {site}", op(function)),
            StatementKind::MapAssign { map, key, value } => {
                format!("map_assign {}[{}] = {}", op(map), op(key), op(value))
            }
            StatementKind::MapDelete { map, key } => format!("map_delete {}[{}]", op(map), op(key)),
            StatementKind::MapClear(map) => format!("map_clear {}", op(map)),
            StatementKind::SliceClear(slice) => format!("slice_clear {}", op(slice)),
            StatementKind::ChannelSend { channel, value } => {
                format!("send {} <- {}", op(channel), op(value))
            }
            StatementKind::ChannelClose(channel) => format!("close {}", op(channel)),
            StatementKind::MapIterateInit { iterator, map } => {
                format!(
                    "map_iterate {} over {}",
                    local_name(function, *iterator),
                    op(map)
                )
            }
            StatementKind::MapIterateNext { iterator } => {
                format!("map_next {}", local_name(function, *iterator))
            }
            StatementKind::Print { arguments, newline } => {
                let name = if *newline { "println" } else { "print" };
                format!("{name}({})", self.operands(function, arguments))
            }
            StatementKind::Check(place) => format!("check {}", self.place(function, place)),
            StatementKind::RunDefers => "run_defers".to_string(),
            StatementKind::KeepAlive(operand) => format!("keep_alive {}", op(operand)),
        }
    }

    fn terminator(&self, function: &Function, terminator: &TerminatorKind) -> String {
        match terminator {
            TerminatorKind::Goto(block) => format!("goto {block}"),
            TerminatorKind::Branch {
                condition,
                then,
                otherwise,
            } => {
                format!(
                    "if {} then {then} else {otherwise}",
                    self.operand(function, condition)
                )
            }
            TerminatorKind::Switch {
                value,
                cases,
                default,
            } => {
                let cases: Vec<String> = cases
                    .iter()
                    .map(|(value, block)| format!("{value}: {block}"))
                    .collect();
                let value = self.operand(function, value);
                format!("switch {value} [{}, default: {default}]", cases.join(", "))
            }
            TerminatorKind::Return => "return".to_string(),
            TerminatorKind::Panic(value) => format!("panic {}", self.operand(function, value)),
            TerminatorKind::Unreachable => "unreachable".to_string(),
        }
    }

    // tidy: long because it is one flat match, an arm an operation
    fn rvalue(&self, function: &Function, rvalue: &Rvalue) -> String {
        let op = |operand: &Operand| self.operand(function, operand);
        let all = |operands: &[Operand]| self.operands(function, operands);
        let optional = |operand: &Option<Operand>| operand.as_ref().map_or(String::new(), op);
        let local = |id: &LocalId| local_name(function, *id);
        match rvalue {
            Rvalue::Use(operand) => op(operand),
            Rvalue::SelfAssign { operand, .. } => format!("self {}", op(operand)),
            Rvalue::Unary(operator, operand) => format!("{operator:?}({})", op(operand)),
            Rvalue::Binary(operator, left, right) => {
                format!("{operator:?}({}, {})", op(left), op(right))
            }
            Rvalue::AddressOf(place) => format!("&{}", self.place(function, place)),
            Rvalue::Convert {
                kind,
                operand,
                to,
                site,
            } => {
                let site = site.map_or(String::new(), |site| format!(" at {site}"));
                format!("convert {kind:?} {} to {}{site}", op(operand), self.ty(*to))
            }
            Rvalue::MakeInterface {
                operand,
                concrete,
                interface,
                site,
            } => {
                let (concrete, interface) = (self.ty(*concrete), self.ty(*interface));
                format!(
                    "make_interface {} {concrete} to {interface} at {site}",
                    op(operand)
                )
            }
            Rvalue::ConvertInterface { operand, from, to } => {
                let (from, to) = (self.ty(*from), self.ty(*to));
                format!("convert_interface {} {from} to {to}", op(operand))
            }
            Rvalue::TypeAssert {
                operand,
                to,
                comma_ok,
                ..
            } => {
                let name = if *comma_ok {
                    "type_assert_ok"
                } else {
                    "type_assert"
                };
                format!("{name} {}.({})", op(operand), self.ty(*to))
            }
            Rvalue::TypeIs {
                operand, concrete, ..
            } => {
                format!("type_is {}.({})", op(operand), self.ty(*concrete))
            }
            Rvalue::UnpackInterface {
                operand, concrete, ..
            } => {
                format!("unpack {}.({})", op(operand), self.ty(*concrete))
            }
            Rvalue::Len(operand) => format!("len({})", op(operand)),
            Rvalue::Cap(operand) => format!("cap({})", op(operand)),
            Rvalue::Slice {
                operand,
                low,
                high,
                max,
            } => {
                let max = max
                    .as_ref()
                    .map_or(String::new(), |max| format!(":{}", op(max)));
                format!(
                    "slice {}[{}:{}{max}]",
                    op(operand),
                    optional(low),
                    optional(high)
                )
            }
            Rvalue::New { ty, site } => format!("new {} at {site}", self.ty(*ty)),
            Rvalue::MakeSlice {
                ty,
                length,
                capacity,
                site,
            } => {
                let capacity = capacity
                    .as_ref()
                    .map_or(String::new(), |c| format!(", {}", op(c)));
                format!("make {}({}{capacity}) at {site}", self.ty(*ty), op(length))
            }
            Rvalue::SliceLiteral { ty, elements, site } => {
                format!(
                    "slice_literal {}{{{}}} at {site}",
                    self.ty(*ty),
                    all(elements)
                )
            }
            Rvalue::MakeMap { ty, hint, site } => {
                format!("make {}({}) at {site}", self.ty(*ty), optional(hint))
            }
            Rvalue::MakeChannel { ty, size, site } => {
                format!("make {}({}) at {site}", self.ty(*ty), optional(size))
            }
            Rvalue::Closure {
                function: id,
                captures,
                site,
                ..
            } => {
                let captures: Vec<String> = captures.iter().map(local).collect();
                format!(
                    "closure {}({}) at {site}",
                    self.function_name(*id),
                    captures.join(", ")
                )
            }
            Rvalue::Aggregate { ty, fields } => format!("{}{{{}}}", self.ty(*ty), all(fields)),
            Rvalue::Append {
                slice,
                values,
                site,
            } => match values {
                AppendValues::Elements(elements) => {
                    format!("append({}, {}) at {site}", op(slice), all(elements))
                }
                AppendValues::Spread(operand) => {
                    format!("append({}, {}...) at {site}", op(slice), op(operand))
                }
                AppendValues::Zeros(count) => {
                    format!("append({}, zeros {}) at {site}", op(slice), op(count))
                }
            },
            Rvalue::CopyElements { to, from } => format!("copy({}, {})", op(to), op(from)),
            Rvalue::StringConcat { operands, site } => {
                format!("concat({}) at {site}", all(operands))
            }
            Rvalue::MapGet { map, key, comma_ok } => {
                let name = if *comma_ok { "map_get_ok" } else { "map_get" };
                format!("{name} {}[{}]", op(map), op(key))
            }
            Rvalue::MapSlot { map, key } => format!("map_slot {}[{}]", op(map), op(key)),
            Rvalue::MapIteratorValid(iterator) => format!("map_valid {}", local(iterator)),
            Rvalue::MapIteratorKey(iterator) => format!("map_key {}", local(iterator)),
            Rvalue::MapIteratorElement(iterator) => format!("map_element {}", local(iterator)),
            Rvalue::ChannelReceive { channel, comma_ok } => {
                let name = if *comma_ok { "receive_ok" } else { "receive" };
                format!("{name} {}", op(channel))
            }
            Rvalue::Select { cases, blocking } => self.select(function, cases, *blocking),
            Rvalue::DecodeRune { string, index } => {
                format!("decode_rune({}, {})", op(string), op(index))
            }
            Rvalue::Min(operands) => format!("min({})", all(operands)),
            Rvalue::Max(operands) => format!("max({})", all(operands)),
            Rvalue::Complex { real, imaginary } => {
                format!("complex({}, {})", op(real), op(imaginary))
            }
            Rvalue::Real(operand) => format!("real({})", op(operand)),
            Rvalue::Imaginary(operand) => format!("imag({})", op(operand)),
            Rvalue::Recover => "recover".to_string(),
            Rvalue::Intrinsic {
                intrinsic,
                arguments,
            } => {
                format!("{intrinsic:?}({})", all(arguments))
            }
        }
    }

    fn select(&self, function: &Function, cases: &[SelectCase], blocking: bool) -> String {
        let op = |operand: &Operand| self.operand(function, operand);
        let cases: Vec<String> = cases
            .iter()
            .map(|case| match case {
                SelectCase::Send { channel, value } => format!("{} <- {}", op(channel), op(value)),
                SelectCase::Receive {
                    channel,
                    to: Some(place),
                } => {
                    format!("{} = <-{}", self.place(function, place), op(channel))
                }
                SelectCase::Receive { channel, to: None } => format!("<-{}", op(channel)),
            })
            .collect();
        let name = if blocking { "select" } else { "select_default" };
        format!("{name} {{{}}}", cases.join("; "))
    }
}

fn local_name(function: &Function, id: LocalId) -> String {
    let index = id.index();
    match function
        .locals
        .get(id)
        .and_then(|local| local.name.as_deref())
    {
        Some(name) => format!("{name}_{index}"),
        None => format!("_{index}"),
    }
}

fn flag_names(function: &Function) -> Vec<&'static str> {
    let flags = &function.flags;
    let names = [
        (function.external, "external"),
        (flags.no_inline, "noinline"),
        (flags.wrapper, "wrapper"),
        (flags.needs_context, "context"),
        (flags.has_defer, "defer"),
        (flags.has_recover, "recover"),
        (flags.no_heap, "noheap"),
        (flags.no_escape, "noescape"),
        (flags.no_split, "nosplit"),
        (flags.duplicate_ok, "dupok"),
        (flags.is_literal, "literal"),
    ];
    names
        .into_iter()
        .filter(|(set, _)| *set)
        .map(|(_, name)| name)
        .collect()
}

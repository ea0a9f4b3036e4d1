//! The rules that every phase of MIR keeps.
//!
//! In: a program after a pass. Out: what is wrong, naming the pass, the function, the block and the
//! statement.
//! Invariants checked: ids refer to what exists; every place has a type; assignments, calls and
//! operations agree in their types; branches test booleans; literals are made with the captures their
//! function declares; a local whose address is taken is marked; in phase `EscapeKnown`, locals on the
//! heap are addressed.
//! Types agree when they are equal. (Conversions are explicit, also those that change nothing.)

use std::fmt::Write;

use cranelift_entity::EntityRef;
use grus_types::{BasicKind, PackageId, Type, TypeId, TypeTable, type_string};

use crate::print::print_statement;
use crate::syntax::*;
use crate::{operand_type, place_type};

/// Checks all functions; `pass` is the name of the pass that just ran.
pub fn verify_program(
    program: &Program,
    types: &grus_types::Program,
    pass: &str,
) -> Result<(), String> {
    for id in program.functions.keys() {
        verify_function(program, types, id, pass)?;
    }
    Ok(())
}

/// Checks one function.
pub fn verify_function(
    program: &Program,
    types: &grus_types::Program,
    id: FunctionId,
    pass: &str,
) -> Result<(), String> {
    let function = &program.functions[id];
    if function.external {
        return Ok(());
    }
    let mut verifier = Verifier {
        program,
        types: &types.types,
        function,
        problem: String::new(),
    };
    verifier.header();
    verifier.report(types, pass, None, None)?;
    for (block, data) in &function.blocks {
        for statement in &data.statements {
            verifier.statement(&statement.kind);
            verifier.report(types, pass, Some(block), Some(&statement.kind))?;
        }
        verifier.terminator(&data.terminator.kind);
        verifier.report(types, pass, Some(block), None)?;
    }
    Ok(())
}

struct Verifier<'a> {
    program: &'a Program,
    types: &'a TypeTable,
    function: &'a Function,
    /// The first thing wrong with what is being checked; empty if nothing is.
    problem: String,
}

impl Verifier<'_> {
    fn report(
        &self,
        types: &grus_types::Program,
        pass: &str,
        block: Option<BlockId>,
        statement: Option<&StatementKind>,
    ) -> Result<(), String> {
        if self.problem.is_empty() {
            return Ok(());
        }
        let mut text = format!("after pass {pass}: function {}", self.function.symbol);
        if let Some(block) = block {
            let _ = write!(text, ", {block}");
        }
        let _ = write!(text, ": {}", self.problem);
        if let Some(statement) = statement {
            let statement = print_statement(self.program, types, self.function, statement);
            let _ = write!(text, "\n    {statement}");
        }
        Err(text)
    }

    fn fail(&mut self, problem: impl Into<String>) {
        if self.problem.is_empty() {
            self.problem = problem.into();
        }
    }

    fn name(&self, ty: TypeId) -> String {
        let qualify = |package: PackageId| format!("p{}", package.0);
        format!("{} (#{})", type_string(self.types, ty, &qualify), ty.0)
    }

    fn same(&mut self, what: &str, got: TypeId, wanted: TypeId) {
        if got != wanted {
            let (got, wanted) = (self.name(got), self.name(wanted));
            self.fail(format!("{what} has type {got}, not {wanted}"));
        }
    }

    fn header(&mut self) {
        let function = self.function;
        let Some(signature) = self.types.signature(function.signature).cloned() else {
            return self.fail("the signature is no func type");
        };
        let lists = [
            ("parameter", &function.parameters, &signature.params),
            ("result", &function.results, &signature.results),
        ];
        for (what, locals, declared) in lists {
            if locals.len() != declared.len() {
                self.fail(format!("{} {what}s for {}", locals.len(), declared.len()));
            }
            for (&local, declared) in locals.iter().zip(declared.iter()) {
                match function.locals.get(local) {
                    Some(data) => self.same(what, data.ty, declared.ty),
                    None => self.fail(format!("{what} {local} does not exist")),
                }
            }
        }
        if function.blocks.is_empty() {
            self.fail("no blocks");
        }
        for capture in &function.captures {
            let data = function.locals.get(capture.local);
            if !data.is_some_and(|data| matches!(data.kind, LocalKind::Capture(_))) {
                self.fail(format!("capture {} is no capture local", capture.local));
            }
        }
        if function.phase < Phase::EscapeKnown {
            return;
        }
        for (id, local) in &function.locals {
            if local.storage == Storage::Heap && !local.addressed {
                self.fail(format!("{id} is on the heap but not addressed"));
            }
        }
    }

    fn local(&mut self, local: LocalId) -> TypeId {
        match self.function.locals.get(local) {
            Some(data) => data.ty,
            None => {
                self.fail(format!("local {local} does not exist"));
                TypeId::INVALID
            }
        }
    }

    fn site(&mut self, site: SiteId) {
        if self.function.sites.get(site).is_none() {
            self.fail(format!("{site} does not exist"));
        }
    }

    fn place(&mut self, place: &Place) -> TypeId {
        for projection in &place.projections {
            if let Projection::Index { index, .. } = projection {
                let ty = self.operand(index);
                if !self.is_integer(ty) {
                    let name = self.name(ty);
                    self.fail(format!("an index has type {name}"));
                }
            }
        }
        match place_type(self.program, self.function, self.types, place) {
            Some(ty) => ty,
            None => {
                self.fail("a place has no type");
                TypeId::INVALID
            }
        }
    }

    fn operand(&mut self, operand: &Operand) -> TypeId {
        if let Operand::Copy(place) = operand {
            return self.place(place);
        }
        if let Operand::Constant(constant, ty) = operand {
            let kind = self.types.basic_kind(*ty);
            let fits = match constant {
                Constant::Bool(_) => kind.is_some_and(BasicKind::is_boolean),
                Constant::Int(_) => kind.is_some_and(BasicKind::is_integer),
                Constant::Float(_) => kind.is_some_and(BasicKind::is_float),
                Constant::Complex(..) => kind.is_some_and(BasicKind::is_complex),
                Constant::String(_) => kind.is_some_and(BasicKind::is_string),
                Constant::Function(id) => {
                    self.program.functions.get(*id).is_some() && self.types.signature(*ty).is_some()
                }
                Constant::GlobalAddress(id) => self.program.globals.get(*id).is_some(),
                Constant::Zero | Constant::TypeDescriptor(_) => ty.is_valid(),
            };
            if !fits {
                let name = self.name(*ty);
                self.fail(format!("constant {constant:?} has type {name}"));
            }
        }
        operand_type(self.program, self.function, self.types, operand).unwrap_or(TypeId::INVALID)
    }

    fn is_integer(&self, ty: TypeId) -> bool {
        self.types.basic_kind(ty).is_some_and(BasicKind::is_integer)
    }

    fn boolean(&mut self, what: &str, ty: TypeId) {
        if !self.types.basic_kind(ty).is_some_and(BasicKind::is_boolean) {
            let name = self.name(ty);
            self.fail(format!("{what} has type {name}, which is not boolean"));
        }
    }

    fn integer(&mut self, what: &str, operand: &Operand) {
        let ty = self.operand(operand);
        if !self.is_integer(ty) {
            let name = self.name(ty);
            self.fail(format!("{what} has type {name}, which is no integer"));
        }
    }

    fn statement(&mut self, statement: &StatementKind) {
        match statement {
            StatementKind::Nop | StatementKind::RunDefers => {}
            StatementKind::Declare(local) | StatementKind::MapIterateNext { iterator: local } => {
                self.local(*local);
            }
            StatementKind::Assign(place, rvalue) => {
                let ty = self.place(place);
                self.rvalue(rvalue, ty);
            }
            StatementKind::Call { result, call } => self.call(result.as_ref(), call),
            StatementKind::Go(operand) => self.plain_function(operand),
            StatementKind::Defer { function, site } => {
                self.site(*site);
                self.plain_function(function);
                if !self.function.flags.has_defer {
                    self.fail("defer in a function not marked so");
                }
            }
            StatementKind::MapAssign { map, key, value } => {
                let elem = self.map_key(map, key);
                let ty = self.operand(value);
                self.same("the value", ty, elem);
            }
            StatementKind::MapDelete { map, key } => {
                self.map_key(map, key);
            }
            StatementKind::ChannelSend { channel, value } => {
                let ty = self.operand(channel);
                let elem = self.element(ty);
                let value = self.operand(value);
                self.same("the value", value, elem);
            }
            StatementKind::MapIterateInit { iterator, map } => {
                self.local(*iterator);
                self.operand(map);
            }
            StatementKind::Print { arguments, .. } => {
                arguments.iter().for_each(|argument| {
                    self.operand(argument);
                });
            }
            StatementKind::Check(place) => {
                self.place(place);
            }
            StatementKind::MapClear(operand)
            | StatementKind::SliceClear(operand)
            | StatementKind::ChannelClose(operand)
            | StatementKind::KeepAlive(operand) => {
                self.operand(operand);
            }
        }
    }

    fn terminator(&mut self, terminator: &TerminatorKind) {
        for block in terminator.successors() {
            if self.function.blocks.get(block).is_none() {
                self.fail(format!("jump to {block}, which does not exist"));
            }
        }
        match terminator {
            TerminatorKind::Branch { condition, .. } => {
                let ty = self.operand(condition);
                self.boolean("the condition", ty);
            }
            TerminatorKind::Switch { value, .. } => self.integer("the switch value", value),
            TerminatorKind::Panic(value) => {
                let ty = self.operand(value);
                self.same("the panic value", ty, TypeId::EMPTY_INTERFACE);
            }
            TerminatorKind::Goto(_) | TerminatorKind::Return | TerminatorKind::Unreachable => {}
        }
    }

    /// A func value without parameters and results.
    fn plain_function(&mut self, operand: &Operand) {
        let ty = self.operand(operand);
        let plain = self
            .types
            .signature(ty)
            .is_some_and(|signature| signature.params.is_empty() && signature.results.is_empty());
        if !plain {
            let name = self.name(ty);
            self.fail(format!("the function has type {name}"));
        }
    }

    fn element(&mut self, ty: TypeId) -> TypeId {
        match self.types.elem(ty) {
            Some(elem) => elem,
            None => {
                let name = self.name(ty);
                self.fail(format!("{name} has no element type"));
                TypeId::INVALID
            }
        }
    }

    /// Checks a map's key; gives its element type.
    fn map_key(&mut self, map: &Operand, key: &Operand) -> TypeId {
        let ty = self.operand(map);
        let key = self.operand(key);
        match self.types.map_key(ty) {
            Some(wanted) => self.same("the key", key, wanted),
            None => self.fail("not a map"),
        }
        self.element(ty)
    }

    fn call(&mut self, result: Option<&Place>, call: &Call) {
        let signature = match &call.callee {
            Callee::Function(id) => match self.program.functions.get(*id) {
                Some(function) => self.types.signature(function.signature).cloned(),
                None => return self.fail(format!("{id} does not exist")),
            },
            Callee::Value(operand) => {
                let ty = self.operand(operand);
                self.types.signature(ty).cloned()
            }
            Callee::Interface {
                receiver,
                interface,
                method,
            } => {
                let ty = self.operand(receiver);
                self.same("the receiver", ty, *interface);
                let methods = self.types.interface_methods(*interface);
                let method = methods.get(*method as usize);
                method.and_then(|method| self.types.signature(method.signature).cloned())
            }
        };
        let Some(signature) = signature else {
            return self.fail("the callee is no function");
        };
        if signature.params.len() != call.arguments.len() {
            let (got, wanted) = (call.arguments.len(), signature.params.len());
            return self.fail(format!("{got} arguments for {wanted} parameters"));
        }
        for (argument, parameter) in call.arguments.iter().zip(&signature.params) {
            let ty = self.operand(argument);
            self.same("an argument", ty, parameter.ty);
        }
        let Some(place) = result else { return };
        let ty = self.place(place);
        match signature.results.as_slice() {
            [single] => self.same("the result's place", ty, single.ty),
            results => {
                let wanted: Vec<TypeId> = results.iter().map(|result| result.ty).collect();
                let fits = matches!(self.types.get(ty), Type::Tuple(parts) if **parts == *wanted);
                if !fits {
                    let name = self.name(ty);
                    self.fail(format!("the result's place has type {name}"));
                }
            }
        }
    }

    /// Checks an rvalue whose value goes to a place of type `to`.
    fn rvalue(&mut self, rvalue: &Rvalue, to: TypeId) {
        match rvalue {
            Rvalue::Use(operand)
            | Rvalue::SelfAssign { operand, .. }
            | Rvalue::Unary(_, operand) => {
                let ty = self.operand(operand);
                self.same("the value", ty, to);
            }
            Rvalue::Binary(op, left, right) => self.binary(*op, left, right, to),
            Rvalue::AddressOf(place) => self.address(place, to),
            Rvalue::Convert {
                operand,
                to: wanted,
                site,
                ..
            } => {
                self.operand(operand);
                if let Some(site) = site {
                    self.site(*site);
                }
                self.same("the conversion's place", to, *wanted);
            }
            Rvalue::MakeInterface {
                operand,
                concrete,
                interface,
                site,
            } => {
                self.site(*site);
                let ty = self.operand(operand);
                self.same("the value", ty, *concrete);
                self.same("the place", to, *interface);
                if self.types.is_interface(*concrete) || !self.types.is_interface(*interface) {
                    self.fail("not a conversion of a concrete value to an interface");
                }
            }
            Rvalue::ConvertInterface {
                operand,
                from,
                to: wanted,
            } => {
                let ty = self.operand(operand);
                self.same("the value", ty, *from);
                self.same("the place", to, *wanted);
            }
            Rvalue::TypeAssert {
                operand,
                from,
                to: wanted,
                comma_ok,
            } => {
                let ty = self.operand(operand);
                self.same("the value", ty, *from);
                self.comma_ok(to, *wanted, *comma_ok);
            }
            Rvalue::TypeIs {
                operand, interface, ..
            } => {
                let ty = self.operand(operand);
                self.same("the value", ty, *interface);
                self.boolean("the place", to);
            }
            Rvalue::UnpackInterface {
                operand,
                interface,
                concrete,
                ..
            } => {
                let ty = self.operand(operand);
                self.same("the value", ty, *interface);
                self.same("the place", to, *concrete);
            }
            Rvalue::Len(operand) | Rvalue::Cap(operand) => {
                self.operand(operand);
                self.same("the place", to, TypeId::INT);
            }
            Rvalue::Closure {
                function,
                captures,
                ty,
                site,
            } => {
                self.site(*site);
                self.same("the place", to, *ty);
                self.closure(*function, captures);
            }
            _ => self.composite_rvalue(rvalue, to),
        }
    }

    fn composite_rvalue(&mut self, rvalue: &Rvalue, to: TypeId) {
        match rvalue {
            Rvalue::Slice {
                operand,
                low,
                high,
                max,
            } => {
                self.operand(operand);
                for bound in [low, high, max].into_iter().flatten() {
                    self.integer("a bound", bound);
                }
            }
            Rvalue::New { ty, site } => {
                self.site(*site);
                let elem = self.element(to);
                self.same("what the place points to", elem, *ty);
            }
            Rvalue::MakeSlice {
                ty,
                length,
                capacity,
                site,
            } => {
                self.site(*site);
                self.same("the place", to, *ty);
                self.integer("the length", length);
                if let Some(capacity) = capacity {
                    self.integer("the capacity", capacity);
                }
            }
            Rvalue::MakeMap { ty, site, .. } | Rvalue::MakeChannel { ty, site, .. } => {
                self.site(*site);
                self.same("the place", to, *ty);
            }
            Rvalue::SliceLiteral { ty, elements, site } => {
                self.site(*site);
                self.same("the place", to, *ty);
                let elem = self.element(*ty);
                for element in elements {
                    let ty = self.operand(element);
                    self.same("an element", ty, elem);
                }
            }
            Rvalue::Aggregate { ty, fields } => {
                self.same("the place", to, *ty);
                self.aggregate(*ty, fields);
            }
            Rvalue::Append {
                slice,
                values,
                site,
            } => {
                self.site(*site);
                let ty = self.operand(slice);
                self.same("the slice", ty, to);
                let elem = self.element(ty);
                match values {
                    AppendValues::Elements(elements) => {
                        for element in elements {
                            let ty = self.operand(element);
                            self.same("an element", ty, elem);
                        }
                    }
                    AppendValues::Spread(operand) | AppendValues::Zeros(operand) => {
                        self.operand(operand);
                    }
                }
            }
            Rvalue::StringConcat { operands, site } => {
                self.site(*site);
                self.all_of(operands, to);
            }
            Rvalue::Min(operands) | Rvalue::Max(operands) => self.all_of(operands, to),
            Rvalue::MapGet { map, key, comma_ok } => {
                let elem = self.map_key(map, key);
                self.comma_ok(to, elem, *comma_ok);
            }
            Rvalue::MapSlot { map, key } => {
                let elem = self.map_key(map, key);
                let pointee = self.element(to);
                self.same("what the place points to", pointee, elem);
            }
            Rvalue::ChannelReceive { channel, comma_ok } => {
                let ty = self.operand(channel);
                let elem = self.element(ty);
                self.comma_ok(to, elem, *comma_ok);
            }
            Rvalue::MapIteratorValid(local)
            | Rvalue::MapIteratorKey(local)
            | Rvalue::MapIteratorElement(local) => {
                self.local(*local);
            }
            other => {
                other.clone().for_each_operand_mut(&mut |operand| {
                    self.operand(operand);
                });
            }
        }
    }

    fn all_of(&mut self, operands: &[Operand], ty: TypeId) {
        for operand in operands {
            let own = self.operand(operand);
            self.same("an operand", own, ty);
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &Operand, right: &Operand, to: TypeId) {
        let (a, b) = (self.operand(left), self.operand(right));
        match op {
            BinaryOp::ShiftLeft | BinaryOp::ShiftRight => {
                self.same("the value", a, to);
                self.integer("the shift count", right);
            }
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual => {
                self.same("the right operand", b, a);
                self.boolean("the place", to);
            }
            _ => {
                self.same("the right operand", b, a);
                self.same("the value", a, to);
            }
        }
    }

    fn address(&mut self, place: &Place, to: TypeId) {
        let ty = self.place(place);
        let pointee = self.element(to);
        self.same("what the place points to", pointee, ty);
        let through_pointer = place.projections.iter().any(|projection| match projection {
            Projection::Deref { .. } => true,
            Projection::Index { .. } | Projection::Field(_) => false,
        });
        let direct = !through_pointer && !self.indexes_slice(place);
        if let (PlaceBase::Local(local), true) = (place.base, direct) {
            let addressed = self
                .function
                .locals
                .get(local)
                .is_some_and(|data| data.addressed);
            if !addressed {
                self.fail(format!("{local} is not marked as addressed"));
            }
        }
    }

    fn indexes_slice(&self, place: &Place) -> bool {
        (0..place.projections.len()).any(|count| {
            let prefix = Place {
                base: place.base,
                projections: place.projections[..count].into(),
            };
            let ty = place_type(self.program, self.function, self.types, &prefix);
            matches!(place.projections[count], Projection::Index { .. })
                && ty.is_some_and(|ty| matches!(self.types.underlying_type(ty), Type::Slice(_)))
        })
    }

    fn aggregate(&mut self, ty: TypeId, fields: &[Operand]) {
        let wanted: Vec<TypeId> = match self.types.underlying_type(ty) {
            Type::Struct(data) => data.fields.iter().map(|field| field.ty).collect(),
            Type::Array { len, elem } => vec![*elem; usize::try_from(*len).unwrap_or(0)],
            Type::Tuple(parts) => parts.to_vec(),
            _ => return self.fail("not a struct, array or tuple"),
        };
        if wanted.len() != fields.len() {
            return self.fail(format!("{} parts for {}", fields.len(), wanted.len()));
        }
        for (field, wanted) in fields.iter().zip(wanted) {
            let own = self.operand(field);
            self.same("a part", own, wanted);
        }
    }

    fn comma_ok(&mut self, to: TypeId, value: TypeId, comma_ok: bool) {
        if !comma_ok {
            return self.same("the place", to, value);
        }
        match self.types.get(to) {
            Type::Tuple(parts) if **parts == [value, TypeId::BOOL] => {}
            _ => {
                let name = self.name(to);
                self.fail(format!("the place has type {name}"));
            }
        }
    }

    fn closure(&mut self, id: FunctionId, captures: &[LocalId]) {
        let Some(function) = self.program.functions.get(id) else {
            return self.fail(format!("{id} does not exist"));
        };
        if function.captures.len() != captures.len() {
            let (got, wanted) = (captures.len(), function.captures.len());
            return self.fail(format!("{got} captures for {wanted}"));
        }
        for (&local, capture) in captures.iter().zip(&function.captures) {
            let ty = self.local(local);
            let wanted = function.locals[capture.local].ty;
            self.same("a captured variable", ty, wanted);
            let by_reference = capture.mode == CaptureMode::ByReference;
            let addressed = self
                .function
                .locals
                .get(local)
                .is_some_and(|data| data.addressed);
            if by_reference && !addressed {
                let index = local.index();
                self.fail(format!(
                    "_{index} is captured by reference but not addressed"
                ));
            }
        }
    }
}

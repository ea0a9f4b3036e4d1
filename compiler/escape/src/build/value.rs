//! Rvalues: what flows into the place they are assigned to.

use super::place::{Source, is_address_integer};
use super::{Builder, HEAP, size};
use crate::Report;
use crate::graph::{Event, Hole, LocationId, LocationKind};
use crate::leaks::Leaks;
use grus_mir::{
    AppendValues, CaptureMode, ConversionKind, FunctionId, Intrinsic, LocalId, LocalKind, Operand,
    Place, Rvalue, SelectCase, SiteId,
};
use grus_syntax::Pos;
use grus_types::{BasicKind, Type, TypeId};

/// A closure whose captured variables have yet to flow into it.
pub(super) struct MadeClosure<'a> {
    function: FunctionId,
    location: LocationId,
    literal: FunctionId,
    captures: &'a [LocalId],
    place: (Pos, bool),
}

impl<'a> Builder<'a> {
    /// The operand's value flows into the hole.
    pub(super) fn operand(&mut self, hole: Hole, operand: &Operand) {
        self.operand_dereferenced(hole, operand, 0);
    }

    /// What the operand points to after some dereferences flows into the hole.
    fn operand_dereferenced(&mut self, hole: Hole, operand: &Operand, times: i32) {
        let Operand::Copy(place) = operand else {
            return;
        };
        let ty = self.type_of_place(place);
        if !self.loses_address(ty, hole) {
            self.address(hole, operand, times);
        }
    }

    /// The same where integers stay the addresses they are made from.
    pub(super) fn address(&mut self, hole: Hole, operand: &Operand, times: i32) {
        let Operand::Copy(place) = operand else {
            return;
        };
        let ty = self.type_of_place(place);
        if !self.tracks(ty) {
            return;
        }
        if let Some(local) = place.as_local()
            && self.body().locals[local].kind == LocalKind::Temporary
            && let Some((statement, of)) = self.definitions[&self.function].address(local)
            && let Source::Location(location, count) = self.resolve(of)
        {
            // To gc the address is part of the expression.
            let before = self.flow_from_address(statement);
            self.graph.flow(hole, location, count - 1 + times);
            return self.flow_on(before);
        }
        if let Some(site) = self.allocated_site(place) {
            let location = self.site(site);
            let before = self.flow_through_site(site, "spill");
            self.graph.flow(hole, location, times - 1);
            return self.flow_on(before);
        }
        if let Source::Location(location, count) = self.resolve(place) {
            let before = self.flow_from_place(place);
            self.graph.flow(hole, location, count + times);
            self.flow_on(before);
        }
    }

    /// The site of the allocation whose address a temporary holds.
    fn allocated_site(&self, place: &Place) -> Option<SiteId> {
        let local = place.as_local()?;
        let data = &self.body().locals[local];
        if data.kind != LocalKind::Temporary || data.name.is_some() {
            return None;
        }
        match self.definitions[&self.function].get(local)? {
            Rvalue::New { site, .. }
            | Rvalue::Closure { site, .. }
            | Rvalue::SliceLiteral { site, .. } => Some(*site),
            _ => None,
        }
    }

    /// Whether a value of this type is an address as an integer that leaves the expression it was
    /// made in: then it keeps nothing alive. spec (Package unsafe): a uintptr is no reference.
    fn loses_address(&self, ty: TypeId, hole: Hole) -> bool {
        if !is_address_integer(self.types, ty) {
            return false;
        }
        match self.graph.get(hole.location).kind {
            LocationKind::Local(function, local) => {
                self.program.functions[function].locals[local].kind != LocalKind::Temporary
            }
            _ => true,
        }
    }

    fn address_of(&mut self, hole: Hole, place: &Place) {
        if let Source::Location(location, count) = self.resolve(place) {
            self.graph.flow(hole, location, count - 1);
        }
    }

    /// A flat dispatch: one arm an operation.
    pub(super) fn rvalue(&mut self, hole: Hole, rvalue: &'a Rvalue, ty: TypeId) {
        match rvalue {
            Rvalue::Use(operand) | Rvalue::ConvertInterface { operand, .. } => {
                self.operand(hole, operand);
            }
            Rvalue::SelfAssign { site, .. } => self.note_self_assignment(*site),
            Rvalue::AddressOf(place) => self.address_of(hole, place),
            Rvalue::Convert {
                kind,
                operand,
                site,
                to,
            } => {
                if !self.loses_address(*to, hole) {
                    self.convert(hole, *kind, operand, *site);
                }
            }
            Rvalue::MakeInterface {
                operand,
                concrete,
                site,
                ..
            } => {
                self.make_interface(hole, operand, *concrete, *site);
            }
            Rvalue::TypeAssert { operand, to, .. } => self.unpack(hole, operand, *to),
            Rvalue::UnpackInterface {
                operand, concrete, ..
            } => {
                self.unpack(hole, operand, *concrete);
            }
            Rvalue::Slice { operand, .. } => self.operand(hole, operand),
            Rvalue::New { ty, site } => {
                let location = self.allocate(*site, hole);
                self.require_heap_if(location, size::object_too_large(self.types, *ty));
            }
            Rvalue::MakeSlice {
                ty,
                length,
                capacity,
                site,
            } => {
                let location = self.allocate(*site, hole);
                let capacity = capacity.as_ref().unwrap_or(length);
                let element = self.types.elem(*ty).unwrap_or(*ty);
                let too_large = size::slice_too_large(self.types, element, capacity);
                self.require_heap_if(location, too_large);
            }
            Rvalue::SliceLiteral { ty, elements, site } => {
                let location = self.allocate(*site, hole);
                let element = self.types.elem(*ty).and_then(|ty| self.types.size_of(ty));
                let size = element.unwrap_or(0).saturating_mul(elements.len() as u64);
                self.require_heap_if(location, size > size::EXPLICIT_LIMIT);
                let before = self.flow_to_site(*site, "slice-literal-element");
                self.operands(Hole::to(location), elements);
                self.flow_on(before);
            }
            Rvalue::MakeMap { site, .. } | Rvalue::MakeChannel { site, .. } => {
                self.allocate(*site, hole);
            }
            Rvalue::StringConcat { operands, site } => {
                self.allocate(*site, hole);
                // To gc `s += t` assigns t.
                if !self.body().sites[*site].reported {
                    self.operands(hole, operands);
                }
            }
            Rvalue::Closure {
                function,
                captures,
                site,
                ..
            } => {
                self.closure(hole, *function, captures, *site);
            }
            Rvalue::Aggregate { fields, .. } => self.operands(hole, fields),
            Rvalue::Append {
                slice,
                values,
                site,
            } => self.append(hole, slice, values, *site),
            // As gc: the elements count as what the map points to, keys as kept elsewhere.
            Rvalue::MapIteratorElement(iterator) if self.tracks(ty) => {
                let iterator = self.local(*iterator);
                self.graph.flow(hole, iterator, 1);
            }
            Rvalue::CopyElements { from, .. } => self.copied_elements(from),
            Rvalue::MapSlot { key, .. } => self.operand(HEAP, key),
            Rvalue::Select { cases, .. } => self.select(cases),
            Rvalue::Min(operands) | Rvalue::Max(operands) => self.operands(hole, operands),
            Rvalue::Intrinsic {
                intrinsic,
                arguments,
            } => {
                self.intrinsic(hole, *intrinsic, arguments);
            }
            Rvalue::Unary(_, operand) => self.address_arithmetic(hole, &[operand], ty),
            Rvalue::Binary(_, left, right) => self.address_arithmetic(hole, &[left, right], ty),
            // Their values are on the heap already, or no pointers at all.
            Rvalue::TypeIs { .. }
            | Rvalue::Len(_)
            | Rvalue::Cap(_)
            | Rvalue::MapGet { .. }
            | Rvalue::MapIteratorValid(_)
            | Rvalue::MapIteratorKey(_)
            | Rvalue::MapIteratorElement(_)
            | Rvalue::ChannelReceive { .. }
            | Rvalue::DecodeRune { .. }
            | Rvalue::Complex { .. }
            | Rvalue::Real(_)
            | Rvalue::Imaginary(_)
            | Rvalue::Recover => {}
        }
    }

    fn note_self_assignment(&mut self, site: SiteId) {
        let (function, site) = (self.body(), &self.body().sites[site]);
        let name = &function.display_name;
        self.graph.events.push(Event::Told(Report {
            pos: site.pos,
            message: format!("{name} ignoring self-assignment in {}", site.text),
            at: None,
            function: self.function,
        }));
    }

    fn operands(&mut self, hole: Hole, operands: &[Operand]) {
        for operand in operands {
            self.operand(hole, operand);
        }
    }

    fn require_heap_if(&mut self, location: LocationId, condition: bool) {
        if condition {
            let location = self.graph.get_mut(location);
            location.escapes = true;
            location.called = true;
        }
    }

    /// Arithmetic on addresses in integers keeps them addresses.
    fn address_arithmetic(&mut self, hole: Hole, operands: &[&Operand], result: TypeId) {
        if self.types.basic_kind(result) == Some(BasicKind::Uintptr) {
            for operand in operands {
                self.operand(hole, operand);
            }
        }
    }

    fn convert(
        &mut self,
        hole: Hole,
        kind: ConversionKind,
        operand: &Operand,
        site: Option<SiteId>,
    ) {
        match kind {
            ConversionKind::Numeric
            | ConversionKind::Representation
            | ConversionKind::BorrowBytes
            | ConversionKind::BorrowString
            | ConversionKind::SliceToArrayPointer => self.address(hole, operand, 0),
            ConversionKind::SliceToArray => self.operand_dereferenced(hole, operand, 1),
            ConversionKind::StringToBytes
            | ConversionKind::StringToRunes
            | ConversionKind::BytesToString
            | ConversionKind::RunesToString
            | ConversionKind::IntToString => {
                if let Some(site) = site {
                    self.allocate(site, hole);
                }
            }
        }
    }

    fn make_interface(&mut self, hole: Hole, operand: &Operand, concrete: TypeId, site: SiteId) {
        if self.is_pointer_shaped(concrete) {
            let before = self.flow_through_site(site, "interface-converted");
            self.operand(hole, operand);
            self.flow_on(before);
            return;
        }
        let location = self.allocate(site, hole);
        let before = self.flow_to_site(site, "interface-converted");
        self.operand(Hole::to(location), operand);
        self.flow_on(before);
    }

    /// The concrete value in an interface: behind a pointer, unless it is one.
    fn unpack(&mut self, hole: Hole, operand: &Operand, to: TypeId) {
        if !self.tracks(to) {
            return;
        }
        let boxed = !self.types.is_interface(to) && !self.is_pointer_shaped(to);
        self.operand_dereferenced(hole, operand, i32::from(boxed));
    }

    /// Whether an interface holds values of the type directly in its data word.
    fn is_pointer_shaped(&self, ty: TypeId) -> bool {
        match self.types.underlying_type(ty) {
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => true,
            Type::Basic(kind) => *kind == BasicKind::UnsafePointer,
            Type::Struct(fields) => {
                fields.fields.len() == 1 && self.is_pointer_shaped(fields.fields[0].ty)
            }
            Type::Array { len: 1, elem } => self.is_pointer_shaped(*elem),
            _ => false,
        }
    }

    fn closure(&mut self, hole: Hole, literal: FunctionId, captures: &'a [LocalId], site: SiteId) {
        let location = self.allocate(site, hole);
        self.built.literals.insert((self.function, site), literal);
        let function = &self.program.functions[literal].captures;
        let sizes = captures.iter().zip(function).map(|(&local, capture)| {
            let ty = self.body().locals[local].ty;
            match capture.mode {
                CaptureMode::ByReference => 8,
                CaptureMode::ByValue => self.types.size_of(ty).unwrap_or(u64::MAX / 2),
            }
        });
        let size = 8 + sizes.sum::<u64>();
        self.require_heap_if(location, size > size::IMPLICIT_LIMIT);
        self.made_closures.push(MadeClosure {
            function: self.function,
            location,
            literal,
            captures,
            place: self.notes.place(),
        });
    }

    /// The captured variables flow into their closures. As in gc that comes behind everything else.
    pub(super) fn flow_closures(&mut self) {
        for closure in std::mem::take(&mut self.made_closures) {
            self.function = closure.function;
            self.notes.forget(closure.place);
            if self.verbose {
                self.note_captures(closure.literal, closure.captures);
            }
            for index in 0..closure.captures.len() {
                self.flow_capture(&closure, index);
            }
        }
    }

    fn flow_capture(&mut self, closure: &MadeClosure, index: usize) {
        let (literal, local) = (closure.literal, closure.captures[index]);
        let shared = !self.members.contains(&literal);
        let wrapper_in_batch = !shared && self.program.functions[literal].parent.is_none();
        let ty = self.body().locals[local].ty;
        let by_reference = self.capture_mode(literal, index) == CaptureMode::ByReference;
        let source = self.local(local);
        self.flow_to_capture(literal, index);
        if by_reference {
            self.graph.flow(Hole::to(closure.location), source, -1);
        } else if self.tracks(ty) || self.verbose {
            // gc tells of numbers too, though nothing can follow from them.
            self.graph.flow(Hole::to(closure.location), source, 0);
        }
        self.flow_to_store();
        if wrapper_in_batch {
            let capture = self.program.functions[literal].captures[index].local;
            let capture = self.local_of(literal, capture);
            let dereferences = -i32::from(by_reference);
            self.graph.flow(Hole::to(capture), source, dereferences);
        }
        if shared {
            let leaks = self
                .summaries
                .get(literal)
                .and_then(|summary| summary.captures.get(index).cloned())
                .unwrap_or_else(Leaks::everything);
            self.lose(&Operand::local(local), &leaks);
        }
    }

    /// How each variable is captured, and why.
    fn note_captures(&mut self, literal: FunctionId, captures: &[LocalId]) {
        for (index, &local) in captures.iter().enumerate() {
            let capture = &self.program.functions[literal].captures[index];
            let Some((owner, variable)) = self.variable_behind(self.function, local) else {
                continue;
            };
            let owner_body = &self.program.functions[owner];
            let data = &owner_body.locals[variable];
            let Some(name) = data.name.as_deref() else {
                continue;
            };
            let by_reference = capture.mode == CaptureMode::ByReference;
            let facts = capture.reason;
            let again = by_reference && !self.captured.insert((owner, variable));
            let message = format!(
                "{} capturing by {}: {name} (addr={} assign={} width={})",
                owner_body.display_name,
                if by_reference { "ref" } else { "value" },
                facts.address_taken || again,
                facts.reassigned,
                facts.width
            );
            self.graph.events.push(Event::Told(Report {
                pos: data.pos,
                message,
                at: None,
                function: owner,
            }));
        }
    }

    /// A value whose leaks are known goes to a callee whose results nobody follows.
    pub(super) fn lose(&mut self, operand: &Operand, leaks: &Leaks) {
        let results = leaks.results.iter().copied().flatten();
        for dereferences in leaks.heap.into_iter().chain(results) {
            self.operand(HEAP.dereferenced(dereferences as i32), operand);
        }
    }

    fn append(&mut self, hole: Hole, slice: &Operand, values: &AppendValues, site: SiteId) {
        let element = self.types.elem(self.type_of(slice));
        let has_pointers = element.is_some_and(|element| self.types.has_pointers(element));
        let before = self.flow_through_site(site, "call parameter");
        self.operand(hole, slice);
        self.flow_to_site(site, "call parameter");
        if has_pointers {
            self.operand(HEAP.dereferenced(1), slice);
        }
        match values {
            AppendValues::Elements(elements) => {
                for element in elements {
                    self.operand(HEAP, element);
                }
            }
            AppendValues::Spread(spread) if has_pointers => {
                self.operand(HEAP.dereferenced(1), spread);
            }
            AppendValues::Spread(_) | AppendValues::Zeros(_) => {}
        }
        self.flow_on(before);
        let backing = self.allocate(site, hole);
        // A backing array is never used for two executions, so loops do not matter.
        self.graph.get_mut(backing).loop_depth = 0;
    }

    fn copied_elements(&mut self, from: &Operand) {
        let element = self.types.elem(self.type_of(from));
        if element.is_some_and(|element| self.types.has_pointers(element)) {
            self.operand(HEAP.dereferenced(1), from);
        }
    }

    fn select(&mut self, cases: &[SelectCase]) {
        for case in cases {
            if let SelectCase::Send { value, .. } = case {
                self.operand(HEAP, value);
            }
        }
    }

    fn intrinsic(&mut self, hole: Hole, intrinsic: Intrinsic, arguments: &[Operand]) {
        match intrinsic {
            Intrinsic::AtomicStore | Intrinsic::AtomicSwap | Intrinsic::AtomicCompareAndSwap => {
                for stored in arguments.iter().skip(1) {
                    self.operand(HEAP, stored);
                }
                self.operand_dereferenced(hole, &arguments[0], 1);
            }
            // gc's function for pointers is not known to keep its argument to itself.
            Intrinsic::AtomicLoad => self.operand(HEAP, &arguments[0]),
            Intrinsic::StringData
            | Intrinsic::SliceData
            | Intrinsic::UnsafeString
            | Intrinsic::UnsafeSlice
            | Intrinsic::UnsafeAdd
            | Intrinsic::InterfaceWords
            | Intrinsic::MakeAny => self.operands(hole, arguments),
            _ => {}
        }
    }

    /// The variable that a captured variable is where it was declared; others are themselves.
    pub(super) fn variable_behind(
        &self,
        mut function: FunctionId,
        mut local: LocalId,
    ) -> Option<(FunctionId, LocalId)> {
        while let LocalKind::Capture(index) = self.program.functions[function].locals[local].kind {
            let (maker, captures) = (*self.makers.get(&function)?)?;
            (function, local) = (maker, *captures.get(index as usize)?);
        }
        Some((function, local))
    }
}

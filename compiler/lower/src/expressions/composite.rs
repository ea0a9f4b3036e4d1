//! Composite literals.
//!
//! In: `T{...}`, also with elided types and behind `&`. Out: aggregates for small literals; larger ones
//! are built in their memory; constant tables are copied from static data.
//! Invariants: elements are evaluated in source order; elements that are not given are zero.
//! Spec: "Composite literals".

use grus_mir::*;
use grus_syntax::Pos;
use grus_syntax::ast::{CompositeLit, Expr, ExprKind};
use grus_types::{Type, TypeId, Value};

use crate::function::Builder;
use crate::type_query::pointee;

/// Literals with more parts than this are built in memory, part by part.
const AGGREGATE_LIMIT: u64 = 16;
/// Constant literals with more parts than this are copied from static data.
const STATIC_LIMIT: u64 = 8;
/// Constant map literals with more entries than this are filled by a loop over static tables.
const MAP_TABLE_LIMIT: usize = 25;

/// Whether so few elements of a literal are given that storing them one by one is less work than
/// copying all of them.
fn is_sparse(length: u64, given: usize) -> bool {
    length > 64 + 16 * given as u64
}

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn composite_literal(&mut self, expr: &'ast Expr, literal: &'ast CompositeLit) -> Rvalue {
        let ty = self.type_of(expr);
        match *self.types().underlying_type(ty) {
            Type::Pointer(_) => {
                let text = format!("&{}", self.expression_text(expr));
                let pointer = self.new_composite(expr, expr.pos, text);
                Rvalue::Use(pointer)
            }
            Type::Slice(elem) => self.slice_literal(expr, literal, ty, elem),
            Type::Map { key, elem } => self.map_literal(expr, literal, ty, key, elem),
            _ => self.struct_or_array(expr, literal, ty),
        }
    }

    fn struct_or_array(
        &mut self,
        expr: &'ast Expr,
        literal: &'ast CompositeLit,
        ty: TypeId,
    ) -> Rvalue {
        if self.parts(ty) > STATIC_LIMIT
            && let Some(value) = self.static_literal(expr)
        {
            let package = self.group.package;
            let global = self.lowerer.static_global(package, ty, value, true);
            return Rvalue::Use(Operand::Copy(Place::global(global)));
        }
        if self.parts(ty) <= AGGREGATE_LIMIT {
            let fields = self.aggregate_fields(literal, ty);
            return Rvalue::Aggregate { ty, fields };
        }
        let local = self.temporary(ty);
        self.emit(StatementKind::Declare(local));
        self.fill(Place::local(local), literal, ty);
        Rvalue::Use(Operand::local(local))
    }

    /// Number of scalar parts of a value, up to some bound.
    fn parts(&self, ty: TypeId) -> u64 {
        match self.types().underlying_type(ty) {
            Type::Array { len, elem } => (*len as u64)
                .min(1 << 20)
                .saturating_mul(self.parts(*elem).max(1)),
            Type::Struct(data) => data.fields.iter().map(|field| self.parts(field.ty)).sum(),
            _ => 1,
        }
    }

    /// Elements of an array or slice literal with their indices.
    fn indexed_elements(&mut self, literal: &'ast CompositeLit) -> Vec<(u64, &'ast Expr)> {
        let mut next = 0;
        let mut elements = Vec::with_capacity(literal.elements.len());
        for element in &literal.elements {
            let value = match &element.kind {
                ExprKind::KeyValue { key, value } => {
                    next = self.index_key(key);
                    value
                }
                _ => element,
            };
            elements.push((next, value));
            next += 1;
        }
        elements
    }

    /// Elements of a struct literal with the paths to their fields, which are longer than one for promoted
    /// fields.
    fn field_elements(
        &mut self,
        literal: &'ast CompositeLit,
        ty: TypeId,
    ) -> Vec<(Vec<u32>, &'ast Expr)> {
        let elements = literal.elements.iter().enumerate();
        let elements = elements.map(|(number, element)| match &element.kind {
            ExprKind::KeyValue { key, value } => (self.lowerer.field_path(key, ty), &**value),
            _ => (vec![number as u32], element),
        });
        elements.collect()
    }

    fn index_key(&self, key: &Expr) -> u64 {
        match self.info().constant(key.id) {
            Some(Value::Int(value)) => u64::try_from(*value).unwrap_or(0),
            _ => 0,
        }
    }

    /// Type of a field or element.
    fn part_type(&self, ty: TypeId, index: u64) -> TypeId {
        match self.types().underlying_type(ty) {
            Type::Struct(data) => data
                .fields
                .get(index as usize)
                .map_or(TypeId::INVALID, |field| field.ty),
            Type::Array { elem, .. } | Type::Slice(elem) => *elem,
            _ => TypeId::INVALID,
        }
    }

    /// Whether this is a field `_`, which stays zero whatever a literal says, as in gc.
    fn is_blank_field(&self, ty: TypeId, path: &[u32]) -> bool {
        let Type::Struct(data) = self.types().underlying_type(ty) else {
            return false;
        };
        let field = path
            .first()
            .and_then(|&index| data.fields.get(index as usize));
        field.is_some_and(|field| field.name.is_blank())
    }

    fn aggregate_fields(&mut self, literal: &'ast CompositeLit, ty: TypeId) -> Vec<Operand> {
        if matches!(self.types().underlying_type(ty), Type::Struct(_)) {
            let mut given = Vec::new();
            for (path, value) in self.field_elements(literal, ty) {
                let part = path
                    .iter()
                    .fold(ty, |ty, &index| self.part_type(ty, index.into()));
                let operand = self.operand_as(value, part);
                if !self.is_blank_field(ty, &path) {
                    given.push((path, operand));
                }
            }
            return self.struct_fields(ty, &given, 0);
        }
        let count = match self.types().underlying_type(ty) {
            Type::Array { len, .. } => *len as u64,
            _ => 0,
        };
        let mut elements: Vec<Operand> = (0..count)
            .map(|index| self.zero(self.part_type(ty, index)))
            .collect();
        for (index, value) in self.indexed_elements(literal) {
            let part = self.part_type(ty, index);
            let operand = self.operand_as(value, part);
            if let Some(element) = elements.get_mut(index as usize) {
                *element = operand;
            }
        }
        elements
    }

    /// The fields of a struct of which some, or parts of some, are given, by paths from `depth` on.
    fn struct_fields(
        &mut self,
        ty: TypeId,
        given: &[(Vec<u32>, Operand)],
        depth: usize,
    ) -> Vec<Operand> {
        let count = self.types().fields(ty).len() as u32;
        let mut fields = Vec::with_capacity(count as usize);
        for number in 0..count {
            let part = self.part_type(ty, number.into());
            let inside: Vec<_> = given
                .iter()
                .filter(|(path, _)| path.get(depth) == Some(&number))
                .cloned()
                .collect();
            let field = match inside.first() {
                None => self.zero(part),
                Some((path, operand)) if path.len() == depth + 1 => operand.clone(),
                Some(_) => {
                    let fields = self.struct_fields(part, &inside, depth + 1);
                    self.value(Rvalue::Aggregate { ty: part, fields }, part)
                }
            };
            fields.push(field);
        }
        fields
    }

    /// Stores the elements of a literal into zeroed memory that nothing else refers to.
    fn fill(&mut self, place: Place, literal: &'ast CompositeLit, ty: TypeId) {
        if matches!(self.types().underlying_type(ty), Type::Struct(_)) {
            for (path, value) in self.field_elements(literal, ty) {
                if self.is_blank_field(ty, &path) {
                    let part = self.part_type(ty, path[0].into());
                    self.operand_as(value, part);
                    continue;
                }
                let part = path
                    .iter()
                    .fold(place.clone(), |place, &index| place.field(index));
                self.at(value.pos, |b| b.initialise(part, value));
            }
            return;
        }
        for (index, value) in self.indexed_elements(literal) {
            let index = self.int(index as i64);
            let part = place.clone().project(Projection::Index {
                index,
                checked: true,
            });
            self.at(value.pos, |b| b.initialise(part, value));
        }
    }

    /// Evaluates an expression into zeroed memory that nothing else refers to.
    pub fn initialise(&mut self, place: Place, expr: &'ast Expr) {
        let inner = expr.unparen();
        let ty = self.type_of_place(&place);
        if let ExprKind::CompositeLit(literal) = &inner.kind
            && !self.hoisted.contains_key(&inner.id)
            && self.type_of(inner) == ty
            && matches!(
                self.types().underlying_type(ty),
                Type::Struct(_) | Type::Array { .. }
            )
            && self.parts(ty) > AGGREGATE_LIMIT
            && (self.static_literal(inner).is_none() || literal.elements.is_empty())
        {
            self.fill(place, literal, ty);
            return;
        }
        self.assign_expression(place, expr);
    }

    /// `&T{...}`: a new variable.
    pub fn new_composite(&mut self, literal: &'ast Expr, pos: Pos, text: String) -> Operand {
        let ty = self.type_of(literal);
        // With an elided `&T` the literal itself has the pointer type.
        let (pointer, base) = match pointee(self.types(), ty) {
            Some(base) => (ty, base),
            None => (self.types_mut().pointer_to(ty), ty),
        };
        let site = self.site(SiteKind::New, pos, text, true);
        let operand = self.value(Rvalue::New { ty: base, site }, pointer);
        let ExprKind::CompositeLit(data) = &literal.kind else {
            return operand;
        };
        let place = self.operand_place(operand.clone());
        let place = place.project(Projection::Deref { checked: true });
        match self.types().underlying_type(base) {
            Type::Struct(_) | Type::Array { .. } if data.elements.is_empty() => {}
            Type::Struct(_) | Type::Array { .. } if self.parts(base) > AGGREGATE_LIMIT => {
                self.fill(place, data, base);
            }
            Type::Struct(_) | Type::Array { .. } => {
                let fields = self.aggregate_fields(data, base);
                self.assign(place, Rvalue::Aggregate { ty: base, fields });
            }
            _ => {
                let value = match *self.types().underlying_type(base) {
                    Type::Slice(elem) => self.slice_literal(literal, data, base, elem),
                    Type::Map { key, elem } => self.map_literal(literal, data, base, key, elem),
                    _ => Rvalue::Use(self.zero(base)),
                };
                self.assign(place, value);
            }
        }
        operand
    }

    fn slice_literal(
        &mut self,
        expr: &'ast Expr,
        literal: &'ast CompositeLit,
        ty: TypeId,
        elem: TypeId,
    ) -> Rvalue {
        let elements = self.indexed_elements(literal);
        let length = elements
            .iter()
            .map(|element| element.0 + 1)
            .max()
            .unwrap_or(0);
        let text = self.expression_text(expr);
        let site = self.site(SiteKind::SliceLiteral, expr.pos, text, true);
        let constant = match length > STATIC_LIMIT {
            true => self.static_elements(&elements, elem, length),
            false => None,
        };
        if constant.is_none() && length <= AGGREGATE_LIMIT {
            let mut operands = vec![self.zero(elem); length as usize];
            for (index, value) in elements {
                operands[index as usize] = self.operand_as(value, elem);
            }
            return Rvalue::SliceLiteral {
                ty,
                elements: operands,
                site,
            };
        }
        let array = self.types_mut().array_of(length as i64, elem);
        let pointer = self.types_mut().pointer_to(array);
        let operand = self.value(Rvalue::New { ty: array, site }, pointer);
        let place = self.operand_place(operand.clone());
        let place = place.project(Projection::Deref { checked: true });
        match constant {
            Some(value) => {
                let package = self.group.package;
                let global = self.lowerer.static_global(package, array, value, true);
                self.assign(place, Rvalue::Use(Operand::Copy(Place::global(global))));
            }
            None => self.fill(place, literal, array),
        }
        let slice = self.types_mut().slice_of(elem);
        let rvalue = Rvalue::Slice {
            operand,
            low: None,
            high: None,
            max: None,
        };
        if slice == ty {
            return rvalue;
        }
        let value = self.value(rvalue, slice);
        let kind = ConversionKind::Representation;
        Rvalue::Convert {
            kind,
            operand: value,
            to: ty,
            site: None,
        }
    }

    fn map_literal(
        &mut self,
        expr: &'ast Expr,
        literal: &'ast CompositeLit,
        ty: TypeId,
        key_type: TypeId,
        elem_type: TypeId,
    ) -> Rvalue {
        let text = self.expression_text(expr);
        let site = self.site(SiteKind::MapLiteral, expr.pos, text, true);
        let hint = Some(self.int(literal.elements.len() as i64));
        let map = self.temporary(ty);
        self.assign(Place::local(map), Rvalue::MakeMap { ty, hint, site });
        let entries: Vec<(&Expr, &Expr)> = literal
            .elements
            .iter()
            .filter_map(|element| match &element.kind {
                ExprKind::KeyValue { key, value } => Some((&**key, &**value)),
                _ => None,
            })
            .collect();
        if entries.len() > MAP_TABLE_LIMIT
            && self.map_from_tables(map, &entries, key_type, elem_type)
        {
            return Rvalue::Use(Operand::local(map));
        }
        for (key, value) in entries {
            self.prepare(&[key, value]);
            let key_operand = self.operand_as(key, key_type);
            let value_operand = self.operand_as(value, elem_type);
            let statement = StatementKind::MapAssign {
                map: Operand::local(map),
                key: key_operand,
                value: value_operand,
            };
            self.at(key.pos, |b| b.emit(statement));
        }
        Rvalue::Use(Operand::local(map))
    }

    /// A loop that enters static keys and elements into a map.
    fn map_from_tables(
        &mut self,
        map: LocalId,
        entries: &[(&'ast Expr, &'ast Expr)],
        key_type: TypeId,
        elem_type: TypeId,
    ) -> bool {
        let keys: Option<Vec<_>> = entries
            .iter()
            .map(|entry| self.static_value_as(entry.0, key_type))
            .collect();
        let values: Option<Vec<_>> = entries
            .iter()
            .map(|entry| self.static_value_as(entry.1, elem_type))
            .collect();
        let (Some(keys), Some(values)) = (keys, values) else {
            return false;
        };
        let length = entries.len() as i64;
        let package = self.group.package;
        let mut table = |elem: TypeId, parts: Vec<StaticValue>| {
            let array = self.lowerer.program.types.array_of(length, elem);
            self.lowerer
                .static_global(package, array, StaticValue::Aggregate(parts), true)
        };
        let (keys, values) = (table(key_type, keys), table(elem_type, values));
        let index = self.temporary(TypeId::INT);
        let zero = self.int(0);
        self.assign(Place::local(index), Rvalue::Use(zero));
        let (head, body, end) = (self.new_block(), self.new_block(), self.new_block());
        self.goto(head);
        self.switch_to(head);
        let limit = self.int(length);
        let more = self.binary(BinaryOp::Less, Operand::local(index), limit, TypeId::BOOL);
        self.branch(more, body, end);
        self.switch_to(body);
        let element = |global: GlobalId| {
            let projection = Projection::Index {
                index: Operand::local(index),
                checked: true,
            };
            Operand::Copy(Place::global(global).project(projection))
        };
        self.emit(StatementKind::MapAssign {
            map: Operand::local(map),
            key: element(keys),
            value: element(values),
        });
        let one = self.int(1);
        let next = Rvalue::Binary(BinaryOp::Add, Operand::local(index), one);
        self.assign(Place::local(index), next);
        self.goto(head);
        self.switch_to(end);
        true
    }

    /// The array of static elements, if all are static.
    fn static_elements(
        &mut self,
        elements: &[(u64, &'ast Expr)],
        elem: TypeId,
        length: u64,
    ) -> Option<StaticValue> {
        if is_sparse(length, elements.len()) {
            return None;
        }
        let mut parts = vec![StaticValue::Constant(Constant::Zero); length as usize];
        for &(index, value) in elements {
            parts[index as usize] = self.static_value_as(value, elem)?;
        }
        Some(StaticValue::Aggregate(parts))
    }

    /// The value of a struct or array literal, if it is static.
    fn static_literal(&mut self, expr: &'ast Expr) -> Option<StaticValue> {
        let ty = self.type_of(expr);
        self.static_value_as(expr, ty)
    }

    /// The static value of an expression that refers to no memory made at compile time: such
    /// literals may be evaluated many times, and each evaluation must give a new slice or variable.
    fn static_value_as(&mut self, expr: &'ast Expr, to: TypeId) -> Option<StaticValue> {
        let expr = expr.unparen();
        if self.hoisted.contains_key(&expr.id) {
            return None;
        }
        let ty = self.type_of(expr);
        if ty == TypeId::UNTYPED_NIL {
            return Some(StaticValue::Constant(Constant::Zero));
        }
        if let Some(value) = self.info().constant(expr.id).cloned() {
            if self.is_interface(to) {
                return None;
            }
            let Operand::Constant(constant, _) = self.constant_operand(&value, to) else {
                return None;
            };
            return Some(StaticValue::Constant(constant));
        }
        if ty != to {
            return None;
        }
        let ExprKind::CompositeLit(literal) = &expr.kind else {
            return None;
        };
        let count = match *self.types().underlying_type(ty) {
            Type::Struct(ref data) => data.fields.len() as u64,
            Type::Array { len, .. } => len as u64,
            _ => return None,
        };
        let elements = match self.types().underlying_type(ty) {
            Type::Struct(_) => {
                let fields = self.field_elements(literal, ty).into_iter();
                // None if there are promoted fields.
                fields
                    .map(|(path, value)| match path[..] {
                        [index] => Some((u64::from(index), value)),
                        _ => None,
                    })
                    .collect::<Option<_>>()?
            }
            _ => self.indexed_elements(literal),
        };
        let used = elements
            .iter()
            .map(|element| element.0 + 1)
            .max()
            .unwrap_or(0)
            .min(count);
        if is_sparse(used, elements.len()) {
            return None;
        }
        let mut parts = vec![StaticValue::Constant(Constant::Zero); used as usize];
        for (index, value) in elements {
            let part = self.part_type(ty, index);
            parts[index as usize] = self.static_value_as(value, part)?;
        }
        Some(StaticValue::Aggregate(parts))
    }
}

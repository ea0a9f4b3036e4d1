//! Which methods interfaces can reach (rapid type analysis).
//!
//! In: conversions to interfaces, method calls through interfaces and interfaces asserted to, as the
//! bodies mention them. Out: the functions of those methods, `Program::method_tables`,
//! `Program::itabs`.
//! Invariants: a method counts as reachable when a value of its type, or of a type that contains it,
//! becomes an interface value and some reachable code calls a method of that name and signature
//! through an interface. Method table entries take the interface's data word as first argument.
//! Follows: Bacon and Sweeney, "Fast static analysis of C++ virtual function calls" (1996), and
//! cmd/link's deadcode for the propagation to component types.

use std::sync::Arc;

use grus_mir::{FunctionId, MethodEntry, MethodTable};
use grus_syntax::Symbol;
use grus_types::lookup::MethodSetEntry;
use grus_types::{ObjectId, PackageId, Target, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::names::{self, Qualify};
use crate::program::{InstanceKey, Lowerer, MethodKey};
use crate::type_query::is_pointer_shaped;

/// A method name as interfaces know it; the package only for names that are not exported.
type MethodName = (Symbol, PackageId);

/// A concrete type whose values become interface values.
struct Converted {
    ty: TypeId,
    methods: Vec<ConvertedMethod>,
}

struct ConvertedMethod {
    entry: MethodSetEntry,
    signature: TypeId,
    function: Option<FunctionId>,
}

/// State of the analysis.
#[derive(Default)]
pub(crate) struct Reachability {
    converted: Vec<Converted>,
    seen: FxHashSet<TypeId>,
    /// What `seen` has, in order.
    seen_in_order: Vec<TypeId>,
    /// Signatures under which a method name is called through interfaces.
    called: FxHashMap<MethodName, Vec<TypeId>>,
    /// Method names of interfaces that values are converted or asserted to.
    wanted: FxHashSet<MethodName>,
    wanted_interfaces: FxHashSet<TypeId>,
    itabs: Vec<(TypeId, TypeId)>,
    known_itabs: FxHashSet<(TypeId, TypeId)>,
    /// Method tables list all methods, for reflection.
    pub all_names: bool,
    /// Reflection may call any exported method.
    all_exported: bool,
    /// Something changed since the last look at all methods.
    changed: bool,
}

impl Reachability {
    /// Reflection may call methods by their names.
    pub fn reach_all_exported(&mut self) {
        self.changed |= !self.all_exported;
        self.all_exported = true;
    }
}

impl Lowerer<'_> {
    /// A value of a concrete type becomes an interface value.
    pub fn note_conversion(&mut self, concrete: TypeId, interface: TypeId) {
        self.note_converted_type(concrete);
        if !self.program.types.interface_methods(interface).is_empty()
            && self.reachability.known_itabs.insert((concrete, interface))
        {
            self.reachability.itabs.push((concrete, interface));
            self.note_interface(interface);
        }
    }

    /// A value may be asserted or converted to this interface type: its method names must be in the
    /// method tables.
    pub fn note_interface(&mut self, interface: TypeId) {
        if !self.reachability.wanted_interfaces.insert(interface) {
            return;
        }
        for method in self.program.types.interface_methods(interface) {
            self.reachability
                .wanted
                .insert((method.name, method.package));
        }
    }

    /// The method at this index of an interface type is called.
    pub fn note_interface_call(&mut self, interface: TypeId, method: u32) {
        let methods = self.program.types.interface_methods(interface);
        let Some(method) = methods.get(method as usize) else {
            return;
        };
        let signatures = self
            .reachability
            .called
            .entry((method.name, method.package))
            .or_default();
        if !signatures.contains(&method.signature) {
            signatures.push(method.signature);
            self.reachability.changed = true;
        }
    }

    /// Values of the type can be inside an interface; so, through reflection, can those of its parts.
    fn note_converted_type(&mut self, ty: TypeId) {
        let mut stack = vec![ty];
        while let Some(ty) = stack.pop() {
            if !self.reachability.seen.insert(ty) {
                continue;
            }
            self.reachability.seen_in_order.push(ty);
            if self.mir.reflection.types {
                stack.extend(self.types_beside(ty));
            }
            let types = &self.program.types;
            match types.underlying_type(ty) {
                Type::Pointer(elem)
                | Type::Slice(elem)
                | Type::Array { elem, .. }
                | Type::Chan { elem, .. } => stack.push(*elem),
                Type::Map { key, elem } => stack.extend([*key, *elem]),
                Type::Struct(data) => {
                    stack.extend(data.fields.iter().map(|field| field.ty));
                }
                Type::Interface(_) => continue,
                _ => {}
            }
            let entries = self.program.types.method_set(ty);
            let mut methods = Vec::new();
            for entry in entries {
                let signature = self.entry_signature(&entry);
                // A generic method implements nothing and is hidden from reflection.
                let data = self.program.types.signature(signature);
                if data.is_some_and(|data| !data.type_params.is_empty()) {
                    continue;
                }
                methods.push(ConvertedMethod {
                    entry,
                    signature,
                    function: None,
                });
            }
            if methods.is_empty() {
                continue;
            }
            self.reachability.converted.push(Converted { ty, methods });
            self.reachability.changed = true;
        }
    }

    /// From now on, reflection can get at more than the parts of values.
    pub fn reflect_on_converted_types(&mut self) {
        for ty in self.reachability.seen_in_order.clone() {
            for beside in self.types_beside(ty) {
                self.note_converted_type(beside);
            }
        }
    }

    /// A method's type without receiver.
    pub fn entry_signature(&mut self, entry: &MethodSetEntry) -> TypeId {
        match entry.found.target {
            Target::Method(object) => self.program.method_signature(entry.found.holder, object),
            _ => entry.found.ty,
        }
    }

    /// Makes the functions of newly reachable methods; says whether there were any.
    pub fn reach_methods(&mut self) -> bool {
        if !std::mem::take(&mut self.reachability.changed) {
            return false;
        }
        let all_exported = self.reachability.all_exported;
        let mut found = Vec::new();
        for (index, converted) in self.reachability.converted.iter().enumerate() {
            for (number, method) in converted.methods.iter().enumerate() {
                let name = method_name(&method.entry);
                let called = self.reachability.called.get(&name);
                let reached = called.is_some_and(|list| list.contains(&method.signature))
                    || all_exported && method.entry.name.is_exported();
                if reached && method.function.is_none() {
                    found.push((index, number));
                }
            }
        }
        for &(index, number) in &found {
            let converted = &self.reachability.converted[index];
            let (ty, entry) = (converted.ty, converted.methods[number].entry.clone());
            let signature = converted.methods[number].signature;
            if all_exported {
                self.note_converted_type(signature);
            }
            let function = self.interface_method_function(ty, &entry);
            self.reachability.converted[index].methods[number].function = Some(function);
        }
        !found.is_empty()
    }

    /// The function that runs a method of a concrete type with an interface's data word.
    fn interface_method_function(&mut self, ty: TypeId, entry: &MethodSetEntry) -> FunctionId {
        let receiver = if is_pointer_shaped(&self.program.types, ty) {
            ty
        } else {
            self.program.types.pointer_to(ty)
        };
        self.method_function(receiver, entry, &[])
    }

    /// The function whose first parameter is `receiver` and which runs the method of that name.
    pub fn method_function(
        &mut self,
        receiver: TypeId,
        entry: &MethodSetEntry,
        type_args: &[TypeId],
    ) -> FunctionId {
        if let (Target::Method(object), true) = (entry.found.target, entry.found.path.is_empty()) {
            let pointer = matches!(self.program.types.get(receiver), Type::Pointer(_));
            if pointer == entry.found.pointer_receiver {
                return self.declared_method(entry.found.holder, object, type_args);
            }
        }
        let key = self.method_key(receiver, entry, type_args);
        self.instance(InstanceKey::Wrapper(key.clone()), |lowerer| {
            lowerer.wrapper_header(&key, entry)
        })
    }

    /// The identity of a method, whichever package asks for it.
    pub fn method_key(
        &self,
        receiver: TypeId,
        entry: &MethodSetEntry,
        type_args: &[TypeId],
    ) -> MethodKey {
        let package = match entry.found.target {
            Target::Method(object) => self.program.object(object).package,
            _ if entry.name.is_exported() => self.main,
            _ => entry.package,
        };
        let (name, type_args) = (entry.name, type_args.to_vec());
        MethodKey {
            receiver,
            name,
            package,
            type_args,
        }
    }

    /// The instance of a declared method for the named type `holder`; `own` are the arguments of the
    /// method's own type parameters.
    pub fn declared_method(
        &mut self,
        holder: TypeId,
        object: ObjectId,
        own: &[TypeId],
    ) -> FunctionId {
        let types = &self.program.types;
        let mut type_args = match types.as_named(holder) {
            Some(id) => types.named(id).type_args.clone(),
            None => Vec::new(),
        };
        type_args.extend(own);
        self.declared(object, &type_args)
    }

    /// The declared method, if it takes receivers of this type or what this type points to. It is known to
    /// be reachable.
    fn direct_method(&mut self, ty: TypeId, entry: &MethodSetEntry) -> Option<FunctionId> {
        let Target::Method(object) = entry.found.target else {
            return None;
        };
        let pointer = matches!(self.program.types.get(ty), Type::Pointer(_));
        let own = entry.found.path.is_empty() && (pointer || !entry.found.pointer_receiver);
        own.then(|| self.declared_method(entry.found.holder, object, &[]))
    }

    /// The package that declares a type or what it points to.
    fn package_of(&self, ty: TypeId) -> Option<PackageId> {
        let types = &self.program.types;
        let base = match *types.get(ty) {
            Type::Pointer(base) => base,
            _ => ty,
        };
        let named = types.named(types.as_named(base)?);
        Some(self.program.object(named.object).package)
    }

    /// Writes the method tables and itabs into the program.
    pub fn finish_methods(&mut self) {
        let reachability = std::mem::take(&mut self.reachability);
        for converted in reachability.converted {
            let mut methods = Vec::new();
            for method in converted.methods {
                let name = method_name(&method.entry);
                let listed = reachability.all_names || reachability.wanted.contains(&name);
                if method.function.is_none() && !listed {
                    continue;
                }
                methods.push(MethodEntry {
                    name: Arc::from(name.0.as_str()),
                    package_path: (name.1 != PackageId::NONE)
                        .then(|| Arc::from(self.program.package(name.1).path.as_str())),
                    signature: method.signature,
                    function: method.function,
                    direct: method
                        .function
                        .and_then(|_| self.direct_method(converted.ty, &method.entry)),
                });
            }
            if !methods.is_empty() {
                let package = self.package_of(converted.ty);
                let text = |package| {
                    let qualify = Qualify::Relative(package);
                    Arc::from(names::type_text(self.program, converted.ty, qualify))
                };
                let local_name = text(package.unwrap_or(PackageId::NONE));
                let qualified_name = text(PackageId::NONE);
                self.mir.method_tables.push(MethodTable {
                    ty: converted.ty,
                    local_name,
                    qualified_name,
                    package,
                    methods,
                });
            }
        }
        self.mir.itabs = reachability.itabs;
    }
}

fn method_name(entry: &MethodSetEntry) -> MethodName {
    let package = if entry.name.is_exported() {
        PackageId::NONE
    } else {
        entry.package
    };
    (entry.name, package)
}

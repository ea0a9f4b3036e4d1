//! How much reflection a program can do: what must be kept for package reflect to find.
//!
//! In: functions of package reflect as they become reachable. Out: what method tables and data must
//! hold (`grus_mir::Reflection`, and switches of the method analysis).
//! Invariant: programs that do not reach these functions carry none of it. The names in [`uses`] are
//! those of functions in library/reflect whose comments say so.

use grus_types::{ObjectId, Type, TypeId};

use crate::program::Lowerer;

/// A capability of package reflect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Types are looked at: method sets of pointers, types of parameters.
    Types,
    /// Names and types of methods.
    MethodNames,
    /// Methods are called by their names.
    MethodCode,
    /// Functions are called.
    Calls,
    /// Functions are made.
    MadeFunctions,
    /// Types are composed.
    TypeTable,
}

fn uses(function: &str) -> Option<Use> {
    Some(match function {
        "toType" => Use::Types,
        "exportedMethods" => Use::MethodNames,
        "methodCode" => Use::MethodCode,
        "callAdapter" => Use::Calls,
        "makeAdapter" => Use::MadeFunctions,
        "typeTable" => Use::TypeTable,
        _ => return None,
    })
}

impl Lowerer<'_> {
    /// A function has become reachable.
    pub fn note_reflection(&mut self, object: ObjectId) {
        let data = self.program.object(object);
        if self.program.package(data.package).path.as_str() != "reflect" {
            return;
        }
        let is_method = data.as_func().is_none_or(|func| func.receiver.is_some());
        let Some(use_) = uses(data.name.as_str()).filter(|_| !is_method) else {
            return;
        };
        let reflection = &mut self.mir.reflection;
        match use_ {
            Use::Types => {
                if !std::mem::replace(&mut reflection.types, true) {
                    self.reflect_on_converted_types();
                }
            }
            Use::MethodNames => self.reachability.all_names = true,
            Use::MethodCode => self.reachability.reach_all_exported(),
            Use::Calls => reflection.calls = true,
            Use::MadeFunctions => reflection.made_functions = true,
            Use::TypeTable => reflection.type_table = true,
        }
    }

    /// Whether a function is between a call and the function that is called by reflection, and
    /// must be transparent for `recover`.
    pub fn is_reflection_wrapper(&self, object: ObjectId) -> bool {
        let data = self.program.object(object);
        matches!(data.name.as_str(), "runMade" | "forward" | "invoke")
            && self.program.package(data.package).path.as_str() == "reflect"
    }

    /// The types that reflection can get at from a type, besides the parts of its values.
    pub fn types_beside(&mut self, ty: TypeId) -> Vec<TypeId> {
        let types = &mut self.program.types;
        let mut beside = Vec::new();
        match types.underlying_type(ty) {
            Type::Signature(signature) => {
                let all = signature.params.iter().chain(&signature.results);
                beside.extend(all.map(|param| param.ty));
            }
            Type::Interface(interface) => {
                beside.extend(interface.methods.iter().map(|method| method.signature));
            }
            _ => {}
        }
        let has_methods = matches!(types.get(ty), Type::Named(_))
            || matches!(types.get(ty), Type::Struct(_)) && !types.method_set(ty).is_empty();
        if has_methods && !types.is_interface(ty) {
            beside.push(types.pointer_to(ty));
        }
        beside
    }
}

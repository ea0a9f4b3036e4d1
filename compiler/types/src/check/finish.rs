//! Closing a package: canonical types everywhere later stages look.
//!
//! In: a checked package. Out: `Object::ty` and the side tables hold canonical, complete types.
//! Invariants: packages with errors are left as they are (they are not compiled), except that no
//! object is without a type.

use super::{Checker, NO_TYPE};
use crate::objects::*;
use crate::types::*;

impl Checker<'_, '_> {
    pub(super) fn finish(&mut self) {
        let failed = !self.diagnostics.is_empty();
        // Local scopes have served their purpose.
        let local = self.first_local_scope.min(self.program.scopes.len());
        self.program.scopes.truncate(local);
        for index in self.first_object..self.program.objects.len() {
            let object = ObjectId(index as u32);
            let data = self.object_mut(object);
            if data.spelled == NO_TYPE {
                data.spelled = TypeId::INVALID;
            }
            if data.parent.is_some_and(|scope| scope.index() >= local) {
                data.parent = None;
            }
        }
        self.program.packages[self.package.index()].complete = true;
        if failed {
            return;
        }
        self.canonical_objects();
        let program = &mut *self.program;
        program.info.canonicalize(&mut program.types);
        program.types.complete();
        self.oversized_types();
    }

    fn canonical_objects(&mut self) {
        for index in self.first_object..self.program.objects.len() {
            let object = ObjectId(index as u32);
            let spelled = self.object(object).spelled;
            let ty = self.types().canonical(spelled);
            self.object_mut(object).ty = ty;
            let receiver = self
                .object(object)
                .as_func()
                .and_then(|func| func.receiver.clone());
            if let Some(mut receiver) = receiver {
                receiver.ty = self.types().canonical(receiver.ty);
                if let ObjectKind::Func(func) = &mut self.object_mut(object).kind {
                    func.receiver = Some(receiver);
                }
            }
        }
        let package = self.package.index();
        let named = std::mem::take(&mut self.program.packages[package].named_types);
        self.program.packages[package].named_types = self.types().canonical_list(&named);
    }
}

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
        for index in self.first_object..self.program.objects.len() {
            let object = ObjectId(index as u32);
            if self.object(object).spelled == NO_TYPE {
                self.set_object_type(object, TypeId::INVALID);
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
    }

    fn canonical_objects(&mut self) {
        for index in self.first_object..self.program.objects.len() {
            let object = ObjectId(index as u32);
            let spelled = self.object(object).spelled;
            let ty = self.types().canonical(spelled);
            self.object_mut(object).ty = ty;
            let receiver = self.object(object).as_func().and_then(|func| func.receiver.clone());
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

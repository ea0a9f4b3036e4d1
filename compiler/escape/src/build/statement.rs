//! Statements and terminators.

use super::{Builder, HEAP};
use crate::graph::Hole;
use grus_mir::{Statement, StatementKind, Terminator, TerminatorKind};

impl Builder<'_> {
    pub(super) fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Assign(place, rvalue) => {
                let hole = self.hole(place);
                let ty = self.type_of_place(place);
                self.rvalue(hole, rvalue, ty);
            }
            StatementKind::Call { result, call } => {
                let hole = result.as_ref().map(|place| self.hole(place));
                self.call(hole, call);
            }
            StatementKind::Go(function) => self.operand(HEAP, function),
            StatementKind::Defer { function, site } => self.defer(function, *site),
            StatementKind::MapAssign { key, value, .. } => {
                self.operand(HEAP, key);
                self.operand(HEAP, value);
            }
            StatementKind::ChannelSend { value, .. } => self.operand(HEAP, value),
            // Nothing of these keeps a value.
            StatementKind::Nop
            | StatementKind::Declare(_)
            | StatementKind::MapDelete { .. }
            | StatementKind::MapClear(_)
            | StatementKind::SliceClear(_)
            | StatementKind::ChannelClose(_)
            | StatementKind::MapIterateInit { .. }
            | StatementKind::MapIterateNext { .. }
            | StatementKind::Print { .. }
            | StatementKind::Check(_)
            | StatementKind::RunDefers
            | StatementKind::KeepAlive(_) => {}
        }
    }

    /// A deferred call that is executed once lives in the frame; one in a loop needs the heap.
    fn defer(&mut self, function: &grus_mir::Operand, site: grus_mir::SiteId) {
        let record = self.site(site);
        if self.graph.get(record).loop_depth == 0 {
            self.operand(Hole::to(record), function);
            return;
        }
        self.graph.get_mut(record).escapes = true;
        self.operand(HEAP, function);
    }

    pub(super) fn terminator(&mut self, terminator: &Terminator) {
        if let TerminatorKind::Panic(value) = &terminator.kind {
            self.operand(HEAP, value);
        }
    }
}

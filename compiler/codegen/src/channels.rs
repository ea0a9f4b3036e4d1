//! Channels: make, send, receive, close.
//!
//! In: operands.  Out: runtime calls; elements travel by address.
//! Spec: "Send statements", "Receive operator", "Making slices, maps and channels".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::Val;
use cranelift_codegen::ir::{InstBuilder, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::Operand;
use grus_types::TypeId;

impl Translator<'_, '_> {
    /// `make(chan T, size)`
    pub fn make_channel(&mut self, ty: TypeId, size: Option<&Operand>) -> Result<Val> {
        let size = match size {
            Some(size) => self.index_value(size)?.0,
            None => self.integer(0),
        };
        let descriptor = self.descriptor(ty);
        Ok(Val::Leaves(
            self.call_runtime(Runtime::MakeChannel, &[descriptor, size]),
        ))
    }

    /// `channel <- value`
    pub fn channel_send(&mut self, channel: &Operand, value: &Operand) -> Result<()> {
        let channel = self.scalar(channel)?;
        // The element type of the channel decides; the operand has that type.
        let value = self.operand_address(value)?;
        self.call_runtime(Runtime::ChannelSend, &[channel, value]);
        Ok(())
    }

    /// `<-channel`, with `comma_ok` the tuple (element, open).
    pub fn channel_receive(&mut self, channel: &Operand, comma_ok: bool) -> Result<Val> {
        let element = self.element(self.operand_type(channel)?)?;
        let channel = self.scalar(channel)?;
        let layout = self.layout(element)?;
        let memory: Address = self.scratch_memory(layout.size)?;
        let address = self.address_value(memory);
        if !comma_ok {
            self.call_runtime(Runtime::ChannelReceive, &[channel, address]);
            return Ok(self.load_value(memory, &layout));
        }
        let received = self.call_runtime(Runtime::ChannelReceiveOk, &[channel, address]);
        let open = self.builder.ins().ireduce(types::I8, received[0]);
        let value = self.load_value(memory, &layout);
        self.pair_with_bool(element, &value, open)
    }

    /// `close(channel)`
    pub fn channel_close(&mut self, channel: &Operand) -> Result<()> {
        let channel = self.scalar(channel)?;
        self.call_runtime(Runtime::ChannelClose, &[channel]);
        Ok(())
    }
}

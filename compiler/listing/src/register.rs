//! Go's names of registers.

use iced_x86::Register;

/// The name Go's assembler uses: `AX` for rax, eax and ax, `AL` and `R8B` for byte registers.
pub fn name(register: Register) -> String {
    let full = register.full_register();
    if register.is_xmm() || register.is_ymm() || register.is_zmm() {
        let prefix = if register.is_xmm() { "X" } else { "Y" };
        return format!("{prefix}{}", register.number());
    }
    if !register.is_gpr() {
        return format!("{register:?}").to_uppercase();
    }
    let number = full.number();
    const OLD: [&str; 8] = ["AX", "CX", "DX", "BX", "SP", "BP", "SI", "DI"];
    const OLD_BYTES: [&str; 8] = ["AL", "CL", "DL", "BL", "SPB", "BPB", "SIB", "DIB"];
    if register.is_gpr8() {
        return match register {
            Register::AH => "AH".to_string(),
            Register::CH => "CH".to_string(),
            Register::DH => "DH".to_string(),
            Register::BH => "BH".to_string(),
            _ if number < 8 => OLD_BYTES[number].to_string(),
            _ => format!("R{number}B"),
        };
    }
    match OLD.get(number) {
        Some(name) => (*name).to_string(),
        None => format!("R{number}"),
    }
}

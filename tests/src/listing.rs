//! Reads listings of `-S`, ours and those of real Go.
//!
//! In: the text.  Out: its functions, each with instructions and bytes.
//! Lines that belong to no function (data symbols, headers of packages) are passed over.

/// A function of a listing.
#[derive(Clone, Debug, Default)]
pub struct ListedFunction {
    pub symbol: String,
    pub instructions: Vec<ListedInstruction>,
    pub code: Vec<u8>,
}

/// An instruction line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedInstruction {
    /// Bytes from the start of the function.
    pub offset: usize,
    pub operation: String,
    pub operands: String,
}

impl ListedFunction {
    /// The instructions that have bytes, each with its bytes. A prefix that is listed as an
    /// instruction of its own belongs to the next one.
    pub fn encoded(&self) -> Vec<(String, &[u8])> {
        let mut list = Vec::new();
        let mut start = None;
        let mut text = String::new();
        for (index, instruction) in self.instructions.iter().enumerate() {
            let next = self.instructions.get(index + 1);
            let end = next.map_or(self.code.len(), |next| next.offset);
            text.push_str(&instruction.operation);
            if !instruction.operands.is_empty() {
                text.push(' ');
                text.push_str(&instruction.operands);
            }
            let from = start.take().unwrap_or(instruction.offset);
            if instruction.operation == "LOCK" {
                text.push(' ');
                start = Some(from);
                continue;
            }
            if end > from {
                list.push((std::mem::take(&mut text), &self.code[from..end]));
            }
            text.clear();
        }
        list
    }
}

/// Reads the functions of a listing.
pub fn functions(text: &str) -> Vec<ListedFunction> {
    let mut functions: Vec<ListedFunction> = Vec::new();
    let mut in_function = false;
    for line in text.lines() {
        if !line.starts_with('\t') {
            in_function = line.contains(" STEXT ");
            if in_function {
                let symbol = line.split(" STEXT ").next().unwrap_or_default().to_string();
                functions.push(ListedFunction {
                    symbol,
                    ..ListedFunction::default()
                });
            }
            continue;
        }
        let Some(function) = functions.last_mut().filter(|_| in_function) else {
            continue;
        };
        let Some(rest) = line.strip_prefix("\t0x") else {
            continue;
        };
        match instruction(rest) {
            Some(instruction) => function.instructions.push(instruction),
            None => function.code.extend(row(rest)),
        }
    }
    functions
}

/// `0035 00053 (FILE:LINE)\tOP\tOPERANDS`
fn instruction(rest: &str) -> Option<ListedInstruction> {
    let (_, rest) = rest.split_once(' ')?;
    let (offset, rest) = rest.split_once(" (")?;
    let offset = offset.parse().ok().filter(|_| offset.len() >= 5)?;
    let (_, code) = rest.split_once(")\t")?;
    let (operation, operands) = code.split_once('\t').unwrap_or((code, ""));
    let pseudo = ["TEXT", "PCDATA", "FUNCDATA"];
    let operation = match pseudo.contains(&operation) {
        true => String::new(),
        false => operation.to_string(),
    };
    Some(ListedInstruction {
        offset,
        operation,
        operands: operands.to_string(),
    })
}

/// `0010 48 89 e5 ...  text`: the bytes.
fn row(rest: &str) -> Vec<u8> {
    let columns = rest.split_once(' ').map_or("", |(_, columns)| columns);
    let bytes = columns.get(..47).unwrap_or(columns);
    bytes
        .split_whitespace()
        .map_while(|byte| u8::from_str_radix(byte, 16).ok())
        .collect()
}

//! Random expressions.
//!
//! In: a type and how deep to go.  Out: Go text of that type.
//! Invariants: no expression is constant as a whole, so that nothing overflows at compile time;
//! literals fit their type; only what is deterministic is used (no addresses, no map order). Some
//! expressions panic: generated functions are called where that is recovered and printed.

use super::Writer;
use super::types::{ALL, BYTE, INT, INTEGERS, Type, Width};

impl Writer {
    /// An expression that is not constant.
    pub fn expression(&mut self, ty: Type, depth: usize) -> String {
        if depth == 0 || self.random.chance(1, 6) {
            return self.variable(ty);
        }
        match ty {
            Type::Bool => self.boolean(depth),
            Type::Int(_) | Type::Uint(_) | Type::Named => self.integer(ty, depth),
            Type::Float64 | Type::Float32 => self.float(ty, depth),
            Type::String => self.string(depth),
            Type::Slice => self.slice(depth),
            Type::Bytes => self.bytes(depth),
            Type::Array => self.array(depth),
            Type::Map => self.variable(ty),
            Type::Struct => self.record(depth),
            Type::Pointer => self.pointer(depth),
            Type::Func => self.function(depth),
            Type::Interface => self.interface(depth),
        }
    }

    /// An operand: an expression or, as often as not, a literal.
    fn operand(&mut self, ty: Type, depth: usize) -> String {
        match self.random.chance(1, 3) {
            true => self.literal(ty),
            false => self.expression(ty, depth),
        }
    }

    /// A variable of the type that is in scope.
    pub fn variable(&mut self, ty: Type) -> String {
        let known: Vec<&String> = self
            .variables
            .iter()
            .filter(|(_, of)| *of == ty)
            .map(|(name, _)| name)
            .collect();
        match known.len() {
            0 if ty == Type::Func => "double".to_string(),
            0 => ty.global(),
            count => known[self.random.below(count)].clone(),
        }
    }

    /// A constant that fits the type.
    pub fn literal(&mut self, ty: Type) -> String {
        match ty {
            Type::Bool => self.random.pick(&["true", "false"]).to_string(),
            Type::Float64 | Type::Float32 => {
                let texts = ["0.5", "3", "-1.25", "1e10", "0.1", "-7", "1e-3", "2.5e9"];
                self.random.pick(&texts).to_string()
            }
            Type::String => {
                let texts = [
                    "\"\"",
                    "\"a\"",
                    "\"héllo\"",
                    "\"xyz\"",
                    "\"\\x00\\xff\"",
                    "\"日本\"",
                ];
                self.random.pick(&texts).to_string()
            }
            ty if ty.is_integer() => self.integer_literal(ty),
            ty => self.variable(ty),
        }
    }

    fn integer_literal(&mut self, ty: Type) -> String {
        let bits = ty.bits();
        let any = self.random.bits();
        let value = match self.random.below(4) {
            0 => any % 4,
            1 => any % 100,
            2 => 1 << (any % u64::from(bits)),
            _ => any,
        };
        if ty.is_signed() {
            let shift = 64 - bits;
            return (((value << shift) as i64) >> shift).to_string();
        }
        (value & (u64::MAX >> (64 - bits))).to_string()
    }

    fn boolean(&mut self, depth: usize) -> String {
        match self.random.below(6) {
            0 => format!("!{}", self.grouped(Type::Bool, depth - 1)),
            1 | 2 => {
                let operator = self.random.pick(&["&&", "||", "==", "!="]).to_string();
                let left = self.grouped(Type::Bool, depth - 1);
                let right = self.grouped(Type::Bool, depth - 1);
                format!("{left} {operator} {right}")
            }
            3 => format!("{} {} nil", self.variable(Type::Pointer), self.equality()),
            _ => {
                let mut ty = *self.random.pick(&ALL);
                if !ty.is_number() && ty != Type::String && ty != Type::Array {
                    ty = INT;
                }
                let operators = ["<", "<=", ">", ">=", "==", "!="];
                let operator = match ty {
                    Type::Array => self.equality(),
                    _ => self.random.pick(&operators),
                };
                let operator = operator.to_string();
                let left = self.grouped(ty, depth - 1);
                let right = self.operand(ty, depth - 1);
                format!("{left} {operator} ({right})")
            }
        }
    }

    fn equality(&mut self) -> &'static str {
        ["==", "!="][self.random.below(2)]
    }

    fn grouped(&mut self, ty: Type, depth: usize) -> String {
        format!("({})", self.expression(ty, depth))
    }

    fn integer(&mut self, ty: Type, depth: usize) -> String {
        match self.random.below(14) {
            0..=3 => {
                let operator = self
                    .random
                    .pick(&["+", "-", "*", "&", "|", "^", "&^"])
                    .to_string();
                let left = self.grouped(ty, depth - 1);
                let right = self.operand(ty, depth - 1);
                match self.random.chance(1, 4) {
                    true => format!("({right}) {operator} {left}"),
                    false => format!("{left} {operator} ({right})"),
                }
            }
            4 | 5 => self.division(ty, depth),
            6 | 7 => self.shift(ty, depth),
            8 => {
                let operator = self.random.pick(&["-", "^", "+"]).to_string();
                format!("{operator}{}", self.grouped(ty, depth - 1))
            }
            9 => {
                let from = match self.random.below(3) {
                    0 => *self.random.pick(&[Type::Float64, Type::Float32]),
                    _ => *self.random.pick(&INTEGERS),
                };
                format!("{}({})", ty.text(), self.expression(from, depth - 1))
            }
            10 => {
                let (left, right) = (self.grouped(ty, depth - 1), self.operand(ty, depth - 1));
                let which = self.random.pick(&["min", "max"]).to_string();
                format!("{which}({left}, {right})")
            }
            11 => {
                let condition = self.expression(Type::Bool, depth - 1);
                let (left, right) = (self.grouped(ty, depth - 1), self.grouped(ty, depth - 1));
                format!("choose({condition}, {left}, {right})")
            }
            _ => self.part(ty, depth),
        }
    }

    /// A part of another value: an element, a field, a length, a result.
    fn part(&mut self, ty: Type, depth: usize) -> String {
        let value = match ty {
            Type::Uint(Width::W8) => match self.random.below(2) {
                0 => format!(
                    "byteAt({}, {})",
                    self.expression(Type::String, depth - 1),
                    self.variable(INT)
                ),
                _ => format!(
                    "byteAt(string({}), {})",
                    self.variable(Type::Bytes),
                    self.variable(INT)
                ),
            },
            Type::Int(Width::W8) => return format!("{}.a", self.grouped(Type::Struct, depth - 1)),
            Type::Uint(Width::W32) => return format!("{}.b", self.variable(Type::Struct)),
            Type::Uint(Width::W16) => {
                let index = self.index(5, depth);
                return format!("{}[{index}]", self.variable(Type::Array));
            }
            Type::Int(Width::W16) => {
                let index = self.index(3, depth);
                return format!("{}.arr[{index}]", self.variable(Type::Struct));
            }
            Type::Int(Width::W32) => {
                format!("runeOf({})", self.expression(Type::String, depth - 1))
            }
            Type::Uint(Width::W64) => {
                format!("bits({})", self.expression(Type::Float64, depth - 1))
            }
            Type::Named => {
                return format!(
                    "clamp({}, -9, {})",
                    self.variable(ty),
                    self.operand(ty, depth - 1)
                );
            }
            _ => match self.random.below(8) {
                0 => format!("len({})", self.expression(Type::String, depth - 1)),
                1 => format!("cap({}[:0])", self.variable(Type::Array)),
                2 => format!("sumMap({})", self.variable(Type::Map)),
                3 => format!("{}.Sum()", self.grouped(Type::Struct, depth - 1)),
                4 => format!("{}.Area()", self.grouped(Type::Interface, depth - 1)),
                5 => format!(
                    "fold({}, {}, func(x, y int) int {{ return x*3 + y }})",
                    self.expression(Type::Slice, depth - 1),
                    self.variable(INT)
                ),
                6 => format!(
                    "{}({})",
                    self.grouped(Type::Func, depth - 1),
                    self.operand(INT, depth - 1)
                ),
                _ => {
                    let index = self.random.below(6);
                    format!("at({}, {index})", self.expression(Type::Slice, depth - 1))
                }
            },
        };
        match matches!(ty, BYTE | INT)
            || matches!(ty, Type::Int(Width::W32) | Type::Uint(Width::W64))
        {
            true => value,
            false => format!("{}({value})", ty.text()),
        }
    }

    /// An index that is mostly below the length.
    fn index(&mut self, length: usize, depth: usize) -> String {
        match self.random.below(40) {
            0 => format!("({})&7", self.expression(INT, depth.saturating_sub(1))),
            1..=9 => format!(
                "uint({})%{length}",
                self.expression(INT, depth.saturating_sub(1))
            ),
            _ => self.random.below(length).to_string(),
        }
    }

    fn division(&mut self, ty: Type, depth: usize) -> String {
        let operator = self.random.pick(&["/", "%"]).to_string();
        let left = self.grouped(ty, depth - 1);
        let right = match self.random.below(40) {
            0 => self.grouped(ty, depth - 1),
            1..=9 => format!("({} | 1)", self.expression(ty, depth - 1)),
            _ => match self.integer_literal(ty) {
                zero if zero == "0" => "3".to_string(),
                other => format!("({other})"),
            },
        };
        format!("{left} {operator} {right}")
    }

    fn shift(&mut self, ty: Type, depth: usize) -> String {
        let operator = self.random.pick(&["<<", ">>"]).to_string();
        let left = match self.random.chance(1, 6) && operator == "<<" {
            true => format!("{}(1)", ty.text()),
            false => self.grouped(ty, depth - 1),
        };
        let count_type = *self.random.pick(&INTEGERS);
        let variable_left = !left.ends_with("(1)");
        let right = match self.random.below(5) {
            0 if variable_left => self.random.below(70).to_string(),
            1 => format!("({} & 31)", self.expression(count_type, depth - 1)),
            2 => format!(
                "({} & 127)",
                self.expression(Type::Uint(Width::W8), depth - 1)
            ),
            3 => format!("uint8({})", self.expression(INT, depth - 1)),
            _ => self.variable(count_type),
        };
        format!("{left} {operator} {right}")
    }

    fn float(&mut self, ty: Type, depth: usize) -> String {
        match self.random.below(6) {
            0..=2 => {
                let operator = self.random.pick(&["+", "-", "*", "/"]).to_string();
                let left = self.grouped(ty, depth - 1);
                let right = self.grouped(ty, depth - 1);
                format!("{left} {operator} {right}")
            }
            3 => {
                let from = *self.random.pick(&INTEGERS);
                format!("{}({})", ty.text(), self.expression(from, depth - 1))
            }
            4 => {
                let other = match ty {
                    Type::Float64 => Type::Float32,
                    _ => Type::Float64,
                };
                format!("{}({})", ty.text(), self.expression(other, depth - 1))
            }
            _ => format!("-{}", self.grouped(ty, depth - 1)),
        }
    }

    fn string(&mut self, depth: usize) -> String {
        match self.random.below(7) {
            0 | 1 => {
                let left = self.grouped(Type::String, depth - 1);
                format!("cut({left} + {})", self.operand(Type::String, depth - 1))
            }
            2 => format!("string({})", self.expression(Type::Bytes, depth - 1)),
            3 => format!(
                "{}[int8({})]",
                self.variable(Type::Map),
                self.expression(INT, depth - 1)
            ),
            4 => format!("{}.s", self.variable(Type::Struct)),
            5 => format!(
                "part({}, {}, {})",
                self.expression(Type::String, depth - 1),
                self.variable(INT),
                self.operand(INT, depth - 1)
            ),
            _ => format!(
                "string(rune({}))",
                self.expression(Type::Uint(Width::W16), depth - 1)
            ),
        }
    }

    fn slice(&mut self, depth: usize) -> String {
        match self.random.below(5) {
            0 => {
                let (a, b) = (
                    self.expression(INT, depth - 1),
                    self.operand(INT, depth - 1),
                );
                format!("[]int{{{a}, {b}, {}}}", self.variable(INT))
            }
            1 => format!(
                "append(short({}), {})",
                self.variable(Type::Slice),
                self.expression(INT, depth - 1)
            ),
            2 => format!("{}.list", self.variable(Type::Struct)),
            3 => {
                let name = self.variable(Type::Slice);
                format!("{name}[len({name})/2:]")
            }
            _ => format!(
                "mapped({}, {})",
                self.variable(Type::Slice),
                self.expression(Type::Func, depth - 1)
            ),
        }
    }

    fn bytes(&mut self, depth: usize) -> String {
        match self.random.below(3) {
            0 => format!("[]byte({})", self.expression(Type::String, depth - 1)),
            1 => format!(
                "[]byte{{{}, {}}}",
                self.expression(BYTE, depth - 1),
                self.operand(BYTE, depth - 1)
            ),
            _ => {
                let name = self.variable(Type::Bytes);
                format!(
                    "append(half({name}), {}...)",
                    self.expression(Type::String, depth - 1)
                )
            }
        }
    }

    fn array(&mut self, depth: usize) -> String {
        let element = Type::Uint(Width::W16);
        let (a, b) = (
            self.expression(element, depth - 1),
            self.operand(element, depth - 1),
        );
        match self.random.chance(1, 2) {
            true => format!("[5]uint16{{{a}, {b}}}"),
            false => format!("[5]uint16{{4: {a}, 1: {b}}}"),
        }
    }

    fn record(&mut self, depth: usize) -> String {
        match self.random.below(3) {
            0 => format!(
                "Record{{a: {}, s: {}, list: {}}}",
                self.expression(Type::Int(Width::W8), depth - 1),
                self.operand(Type::String, depth - 1),
                self.variable(Type::Slice)
            ),
            1 => format!(
                "{}.with({})",
                self.grouped(Type::Struct, depth - 1),
                self.operand(INT, depth - 1)
            ),
            _ => format!("value({})", self.expression(Type::Pointer, depth - 1)),
        }
    }

    fn pointer(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            0 => format!(
                "&Record{{b: {}, f: {}}}",
                self.expression(Type::Uint(Width::W32), depth - 1),
                self.expression(Type::Float64, depth - 1)
            ),
            1 => format!("address({})", self.expression(Type::Struct, depth - 1)),
            2 => format!("{}.next", self.variable(Type::Struct)),
            _ => self.variable(Type::Pointer),
        }
    }

    fn function(&mut self, depth: usize) -> String {
        match self.random.below(3) {
            0 => format!("adder({})", self.expression(INT, depth - 1)),
            1 => {
                let captured = self.expression(INT, depth.saturating_sub(2));
                format!("func(x int) int {{ return x - ({captured}) }}")
            }
            _ => self.variable(Type::Func),
        }
    }

    fn interface(&mut self, depth: usize) -> String {
        match self.random.below(3) {
            0 => format!("Shape({})", self.expression(Type::Named, depth - 1)),
            1 => format!("Shape({})", self.expression(Type::Pointer, depth - 1)),
            _ => self.variable(Type::Interface),
        }
    }
}

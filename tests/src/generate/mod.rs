//! Random Go programs, to compare what two compilers make of them.
//!
//! In: a seed.  Out: the text of a program that compiles, ends, and prints the same wherever it is
//! compiled correctly.
//! The program has a variable of every type, functions that call those before them, and a main
//! function that calls each of them several times and prints results, panics and variables. It uses
//! integers of all sizes, shifts, conversions, floating point, strings, slices, arrays, maps, structs,
//! pointers, interfaces, closures, generics, defer and recover, range over functions, channels.
//! Not generated: select, labels, goto, unsafe code, anything whose order is not specified (two calls
//! with effects in an expression).

mod expressions;
mod random;
mod statements;
mod types;

pub use random::Random;
use std::fmt::Write as _;
use types::{ALL, INTEGERS, Type};

/// The types and functions that all programs share.
const PRELUDE: &str = include_str!("prelude.go.txt");

/// A generated function.
#[derive(Clone, Debug)]
struct Signature {
    name: String,
    parameters: Vec<Type>,
    results: Vec<Type>,
    /// Statements that a call executes, at most.
    work: u64,
}

/// State of the generator.
struct Writer {
    random: Random,
    text: String,
    indent: usize,
    /// Variables in scope, outermost first.
    variables: Vec<(String, Type)>,
    functions: Vec<Signature>,
    names: usize,
    /// How many times the current statement is executed in a call of its function, at most.
    repeats: u64,
    work: u64,
}

/// The program of a seed.
pub fn program(seed: u64) -> String {
    let mut writer = Writer {
        random: Random::new(seed),
        text: PRELUDE.to_string(),
        indent: 0,
        variables: Vec::new(),
        functions: Vec::new(),
        names: 0,
        repeats: 1,
        work: 0,
    };
    writer.globals();
    for _ in 0..8 {
        writer.declared_function();
    }
    writer.main();
    writer.text
}

impl Writer {
    fn line(&mut self, text: &str) {
        let indent = "\t".repeat(self.indent);
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{indent}{text}");
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn globals(&mut self) {
        for ty in ALL {
            let value = match ty {
                Type::Slice => "[]int{3, 1, 2}".into(),
                Type::Bytes => "[]byte(\"bytes\")".into(),
                Type::Array => "[5]uint16{1, 2, 3, 4, 65535}".into(),
                Type::Map => "map[int8]string{1: \"one\", -3: \"\"}".into(),
                Type::Struct => "Record{a: 5, s: \"rec\", list: []int{9}}".into(),
                Type::Pointer => "&Record{b: 77, next: &Record{}}".into(),
                Type::Interface => "Shape(Number(4))".into(),
                ty => self.literal(ty),
            };
            self.line(&format!("var {} {} = {value}", ty.global(), ty.text()));
        }
    }

    fn declared_function(&mut self) {
        let name = self.fresh("function");
        let count = 1 + self.random.below(5);
        let parameters: Vec<Type> = (0..count).map(|_| *self.random.pick(&ALL)).collect();
        let count = self.random.below(4);
        let results: Vec<Type> = (0..count).map(|_| *self.random.pick(&ALL)).collect();
        let named = self.random.chance(1, 2);
        let mut list = Vec::new();
        for &ty in &parameters {
            let name = self.fresh("p");
            list.push(format!("{name} {}", ty.text()));
            self.variables.push((name, ty));
        }
        let mut result_list = Vec::new();
        for &ty in &results {
            if named {
                let name = self.fresh("r");
                result_list.push(format!("{name} {}", ty.text()));
                if ty != Type::Map {
                    self.variables.push((name, ty));
                }
            } else {
                result_list.push(ty.text().to_string());
            }
        }
        let (list, result_list) = (list.join(", "), result_list.join(", "));
        if self.random.chance(1, 4) {
            self.line("\n//go:noinline");
        }
        self.line(&format!("func {name}({list}) ({result_list}) {{"));
        (self.work, self.repeats) = (1, 1);
        // Small functions can be inlined.
        let count = match self.random.chance(1, 3) {
            true => 1 + self.random.below(3),
            false => 4 + self.random.below(14),
        };
        self.indent += 1;
        for _ in 0..count {
            self.statement(3);
        }
        if !results.is_empty() {
            let values: Vec<String> = results.iter().map(|&ty| self.expression(ty, 3)).collect();
            self.line(&format!("return {}", values.join(", ")));
        }
        self.indent -= 1;
        self.line("}\n");
        self.variables.clear();
        self.functions.push(Signature {
            name,
            parameters,
            results,
            work: self.work,
        });
    }

    fn main(&mut self) {
        self.line("func main() {");
        self.indent += 1;
        for signature in self.functions.clone() {
            for _ in 0..3 {
                let arguments: Vec<String> = signature
                    .parameters
                    .iter()
                    .map(|&ty| match INTEGERS.contains(&ty) {
                        true => self.literal(ty),
                        false => self.expression(ty, 2),
                    })
                    .collect();
                let call = format!("{}({})", signature.name, arguments.join(", "));
                let call = match signature.results.is_empty() {
                    true => call,
                    false => format!("show({call})"),
                };
                self.line(&format!(
                    "guard(\"{}\", func() {{ {call} }})",
                    signature.name
                ));
            }
        }
        let globals: Vec<String> = ALL.iter().map(|ty| ty.global()).collect();
        self.line(&format!("show({})", globals.join(", ")));
        self.indent -= 1;
        self.line("}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_program() {
        assert_eq!(program(3), program(3));
        assert_ne!(program(3), program(4));
    }
}

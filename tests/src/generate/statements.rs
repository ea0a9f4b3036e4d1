//! Random statements.
//!
//! In: how many and how deep.  Out: lines of Go, appended to the writer's text.
//! Invariants: every variable is used; loops end; a function's work, with all it calls, stays below a
//! bound.

use super::types::{ALL, INT, INTEGERS, Type};
use super::{Signature, Writer};

/// Bound on the work of one function, in statements.
const MOST_WORK: u64 = 30_000;

impl Writer {
    /// A block's statements, in a scope of their own.
    pub fn block(&mut self, count: usize, depth: usize) {
        let known = self.variables.len();
        self.indent += 1;
        for _ in 0..count {
            self.statement(depth);
        }
        self.indent -= 1;
        self.variables.truncate(known);
    }

    /// One statement; compound ones only if `depth` allows.
    pub fn statement(&mut self, depth: usize) {
        self.work += self.repeats;
        let simple = depth == 0;
        match self.random.below(if simple { 12 } else { 24 }) {
            0..=2 => self.declare(),
            3..=5 => self.assign(),
            6 => self.operate(),
            7 => self.swap(),
            8 => self.append(),
            9 => self.call(),
            10 => self.show_variable(),
            11 => self.store_part(),
            12..=14 => self.branch(depth),
            15 | 16 => self.counted_loop(depth),
            17 => self.range_loop(depth),
            18 => self.switch(depth),
            19 => self.closure(depth),
            20 => self.defer(),
            21 => self.range_function(depth),
            22 => self.channel(),
            _ => self.type_switch(depth),
        }
    }

    fn any_type(&mut self) -> Type {
        match self.random.chance(1, 2) {
            true => *self.random.pick(&INTEGERS),
            false => *self.random.pick(&ALL),
        }
    }

    fn declare(&mut self) {
        let ty = match self.random.chance(1, 12) {
            true => Type::Func,
            false => self.any_type(),
        };
        let name = self.fresh("v");
        match self.random.below(6) {
            0 if !matches!(ty, Type::Func | Type::Map | Type::Interface) => {
                self.line(&format!("var {name} {}", ty.text()));
            }
            1 => {
                let value = self.expression(ty, 2);
                self.line(&format!("var {name} {} = {value}", ty.text()));
            }
            _ => {
                let value = self.expression(ty, 3);
                self.line(&format!("{name} := {value}"));
            }
        }
        self.line(&format!("_ = {name}"));
        self.variables.push((name, ty));
    }

    fn assign(&mut self) {
        let ty = self.any_type();
        let name = self.variable(ty);
        let value = self.expression(ty, 4);
        self.line(&format!("{name} = {value}"));
    }

    fn operate(&mut self) {
        let ty = *self.random.pick(&INTEGERS);
        let name = self.variable(ty);
        match self.random.below(4) {
            0 => {
                let step = self.random.pick(&["++", "--"]).to_string();
                self.line(&format!("{name}{step}"));
            }
            1 => {
                let count = self.variable(Type::Uint(super::types::Width::W8));
                let operator = self.random.pick(&["<<", ">>"]).to_string();
                self.line(&format!("{name} {operator}= {count}"));
            }
            _ => {
                let operators = ["+", "-", "*", "&", "|", "^", "&^"];
                let operator = self.random.pick(&operators).to_string();
                let value = self.expression(ty, 3);
                self.line(&format!("{name} {operator}= {value}"));
            }
        }
    }

    fn swap(&mut self) {
        let ty = self.any_type();
        let (a, b) = (self.variable(ty), self.variable(ty));
        if a == b {
            let value = self.expression(ty, 2);
            self.line(&format!("{a} = {value}"));
        } else {
            self.line(&format!("{a}, {b} = {b}, {a}"));
        }
    }

    fn append(&mut self) {
        if self.random.chance(1, 3) {
            let name = self.variable(Type::Bytes);
            let value = self.expression(Type::String, 2);
            self.line(&format!("{name} = append(short({name}), {value}...)"));
            return;
        }
        let name = self.variable(Type::Slice);
        let value = self.expression(INT, 3);
        match self.random.below(4) {
            0 => {
                let other = self.variable(Type::Slice);
                self.line(&format!("copy({name}, {other})"));
            }
            1 => self.line(&format!("{name} = {name}[:len({name})/2:len({name})]")),
            _ => self.line(&format!("{name} = append(short({name}), {value})")),
        }
    }

    /// A call of a function that was written before.
    fn call(&mut self) {
        let affordable: Vec<usize> = (0..self.functions.len())
            .filter(|&index| {
                let work = self.functions[index].work.saturating_mul(self.repeats);
                self.work.saturating_add(work) < MOST_WORK
            })
            .collect();
        if affordable.is_empty() {
            return self.assign();
        }
        let callee: Signature = self.functions[*self.random.pick(&affordable)].clone();
        self.work += callee.work * self.repeats;
        let arguments: Vec<String> = callee
            .parameters
            .iter()
            .map(|&ty| self.expression(ty, 2))
            .collect();
        let names: Vec<String> = callee.results.iter().map(|_| self.fresh("r")).collect();
        let call = format!("{}({})", callee.name, arguments.join(", "));
        if names.is_empty() {
            return self.line(&call);
        }
        let list = names.join(", ");
        self.line(&format!("{list} := {call}"));
        let blanks = vec!["_"; names.len()].join(", ");
        self.line(&format!("{blanks} = {list}"));
        for (name, &ty) in names.into_iter().zip(&callee.results) {
            self.variables.push((name, ty));
        }
    }

    fn show_variable(&mut self) {
        if self.repeats > 40 {
            return self.assign();
        }
        let (a, b) = (self.any_type(), self.any_type());
        let (a, b) = (self.variable(a), self.variable(b));
        self.line(&format!("show({a}, {b})"));
    }

    fn store_part(&mut self) {
        let line = match self.random.below(8) {
            0 => {
                let value = self.expression(Type::Uint(super::types::Width::W16), 3);
                let index = self.random.below(5);
                format!("{}[{index}] = {value}", self.variable(Type::Array))
            }
            1 => {
                let index = self.expression(INT, 1);
                let array = self.variable(Type::Array);
                format!("{array}[({index})&3] += 7")
            }
            2 => {
                let (name, value) = (self.variable(Type::Slice), self.expression(INT, 3));
                format!("if len({name}) > 1 {{ {name}[1] = {value} }}")
            }
            3 => {
                let name = self.variable(Type::Map);
                let key = self.expression(Type::Int(super::types::Width::W8), 2);
                let value = self.expression(Type::String, 2);
                format!("{name}[({key})&7] = {value}")
            }
            4 => {
                let key = self.expression(Type::Int(super::types::Width::W8), 2);
                format!("delete({}, {key})", self.variable(Type::Map))
            }
            5 => {
                let value = self.expression(Type::Int(super::types::Width::W8), 3);
                format!("{}.a = {value}", self.variable(Type::Struct))
            }
            6 => {
                let (name, value) = (
                    self.variable(Type::Pointer),
                    self.expression(Type::Float64, 3),
                );
                match self.random.chance(1, 20) {
                    true => format!("{name}.f = {value}"),
                    false => format!("if {name} != nil {{ {name}.f = {value} }}"),
                }
            }
            _ => {
                let (name, value) = (self.variable(Type::Named), self.expression(INT, 2));
                format!("{name}.Add({value})")
            }
        };
        self.line(&line);
    }

    fn branch(&mut self, depth: usize) {
        let condition = self.expression(Type::Bool, 3);
        self.line(&format!("if {condition} {{"));
        self.some_statements(depth);
        if self.random.chance(1, 2) {
            self.line("} else {");
            self.some_statements(depth);
        }
        self.line("}");
    }

    fn some_statements(&mut self, depth: usize) {
        let count = 1 + self.random.below(4);
        self.block(count, depth - 1);
    }

    /// The body of a loop that runs so many times.
    fn loop_body(&mut self, times: u64, depth: usize) {
        let before = self.repeats;
        self.repeats *= times;
        if self.random.chance(1, 4) {
            let condition = self.expression(Type::Bool, 2);
            let exit = self.random.pick(&["break", "continue"]).to_string();
            self.line(&format!("\tif {condition} {{ {exit} }}"));
        }
        self.some_statements(depth);
        self.repeats = before;
    }

    fn counted_loop(&mut self, depth: usize) {
        let name = self.fresh("i");
        let times = 1 + self.random.below(7) as u64;
        let known = self.variables.len();
        let ty = *self.random.pick(&INTEGERS);
        let text = ty.text();
        match self.random.below(4) {
            0 => self.line(&format!("for {name} := range {text}({times}) {{")),
            1 => self.line(&format!(
                "for {name} := {text}({times}); {name} > 0; {name}-- {{"
            )),
            2 => self.line(&format!(
                "for {name} := {text}(0); {name} < {}; {name} += 3 {{",
                times * 3
            )),
            _ => self.line(&format!(
                "for {name} := {text}(0); {name} < {times}; {name}++ {{"
            )),
        }
        // The variable is only read: it is called otherwise in the body.
        let copy = self.fresh("c");
        self.line(&format!("\t{copy} := {name}"));
        self.line(&format!("\t_ = {copy}"));
        self.variables.push((copy, ty));
        self.loop_body(times, depth);
        self.line("}");
        self.variables.truncate(known);
    }

    fn range_loop(&mut self, depth: usize) {
        let (index, value) = (self.fresh("i"), self.fresh("x"));
        let known = self.variables.len();
        let (over, index_type, value_type) = match self.random.below(4) {
            0 => {
                let list = self.expression(Type::Slice, 2);
                (format!("short({list})"), INT, INT)
            }
            1 => {
                let array = self.variable(Type::Array);
                (array, INT, Type::Uint(super::types::Width::W16))
            }
            2 => {
                let text = self.expression(Type::String, 2);
                let rune = Type::Int(super::types::Width::W32);
                (format!("part({text}, 0, 9)"), INT, rune)
            }
            _ => {
                let list = self.expression(Type::Bytes, 2);
                let byte = Type::Uint(super::types::Width::W8);
                (format!("short({list})"), INT, byte)
            }
        };
        self.line(&format!("for {index}, {value} := range {over} {{"));
        self.line(&format!("\t_, _ = {index}, {value}"));
        self.variables.push((index, index_type));
        self.variables.push((value, value_type));
        self.loop_body(12, depth);
        self.line("}");
        self.variables.truncate(known);
    }

    fn range_function(&mut self, depth: usize) {
        let (index, value) = (self.fresh("i"), self.fresh("x"));
        let known = self.variables.len();
        let count = self.random.below(6);
        self.line(&format!(
            "for {index}, {value} := range iterate({count}) {{"
        ));
        self.line(&format!("\t_, _ = {index}, {value}"));
        self.variables.push((index, INT));
        self.variables.push((value, Type::String));
        self.loop_body(6, depth);
        self.line("}");
        self.variables.truncate(known);
    }

    fn switch(&mut self, depth: usize) {
        if self.random.chance(1, 4) {
            self.line("switch {");
            for _ in 0..1 + self.random.below(3) {
                let condition = self.expression(Type::Bool, 2);
                self.line(&format!("case {condition}:"));
                self.some_statements(depth);
            }
        } else if self.random.chance(1, 4) {
            let tag = self.expression(Type::String, 2);
            self.line(&format!("switch {tag} {{"));
            for case in ["\"\", \"a\"", "\"xyz\"", "\"b\", \"nil\", \"héllo\""] {
                self.line(&format!("case {case}:"));
                self.some_statements(depth);
            }
        } else {
            let ty = *self.random.pick(&INTEGERS);
            let tag = self.expression(ty, 2);
            self.line(&format!("switch {tag} {{"));
            let first = self.random.below(4);
            for index in 0..1 + self.random.below(9) {
                self.line(&format!(
                    "case {}, {}:",
                    first + 2 * index,
                    first + 2 * index + 41
                ));
                self.some_statements(depth);
                if self.random.chance(1, 8) {
                    self.line("\tfallthrough");
                }
            }
        }
        self.line("default:");
        self.some_statements(depth);
        self.line("}");
    }

    fn type_switch(&mut self, depth: usize) {
        let name = self.fresh("t");
        let known = self.variables.len();
        let value = self.expression(Type::Interface, 2);
        self.line(&format!("switch {name} := {value}.(type) {{"));
        for ty in [Type::Named, Type::Pointer] {
            self.line(&format!("case {}:", ty.text()));
            self.line(&format!("\t_ = {name}"));
            self.variables.push((name.clone(), ty));
            self.some_statements(depth);
            self.variables.truncate(known);
        }
        self.line("}");
    }

    fn closure(&mut self, depth: usize) {
        let (name, parameter) = (self.fresh("f"), self.fresh("p"));
        let (from, to) = (self.any_type(), self.any_type());
        self.line(&format!(
            "{name} := func({parameter} {}) {} {{",
            from.text(),
            to.text()
        ));
        let known = self.variables.len();
        self.variables.push((parameter, from));
        let before = self.repeats;
        self.repeats *= 2;
        self.some_statements(depth);
        self.repeats = before;
        let result = self.expression(to, 3);
        self.line(&format!("\treturn {result}"));
        self.line("}");
        self.variables.truncate(known);
        let argument = self.expression(from, 2);
        let result = self.fresh("v");
        self.line(&format!("{result} := {name}({argument})"));
        if self.random.chance(1, 3) {
            let argument = self.expression(from, 1);
            self.line(&format!("{result} = {name}({argument})"));
        }
        self.line(&format!("_ = {result}"));
        self.variables.push((result, to));
    }

    fn defer(&mut self) {
        if self.repeats > 50 {
            return self.assign();
        }
        let ty = self.any_type();
        let (argument, value) = (self.expression(ty, 2), self.fresh("d"));
        let target = *self.random.pick(&INTEGERS);
        let (assigned, other) = (self.variable(target), self.expression(target, 2));
        self.line(&format!("defer func({value} {}) {{", ty.text()));
        self.line(&format!("\t{assigned} = {other}"));
        if self.random.chance(1, 3) {
            self.line("\tshow(recover() != nil)");
        }
        self.line(&format!("\tshow({value}, {assigned})"));
        self.line(&format!("}}({argument})"));
    }

    fn channel(&mut self) {
        let (channel, value) = (self.fresh("ch"), self.fresh("x"));
        let ty = self.any_type();
        let (first, second) = (self.expression(ty, 2), self.expression(ty, 2));
        let size = self.random.below(3);
        self.line(&format!("{channel} := make(chan {}, {size})", ty.text()));
        // Evaluated here: nothing is shared with the goroutine.
        self.line(&format!("go func(a, b {}) {{", ty.text()));
        self.line(&format!("\t{channel} <- a"));
        self.line(&format!("\t{channel} <- b"));
        self.line(&format!("\tclose({channel})"));
        self.line(&format!("}}({first}, {second})"));
        self.line(&format!("{value} := <-{channel}"));
        self.line(&format!("for {value} = range {channel} {{"));
        self.line("}");
        self.line(&format!("_ = {value}"));
        self.variables.push((value, ty));
    }
}

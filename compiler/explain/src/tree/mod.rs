//! `-W`: the typed tree of every function before it is lowered, and what it was lowered to, in the
//! vocabulary of gc's nodes.
//!
//! In: checked trees, and MIR after escape analysis.  Out: text in the form of gc's `-W`: a node a line
//! with its attributes, type and place, its children below it, indented by `.   `.
//! Invariants: `before walk` shows the source as the checker typed it, with the conversions that it
//! implies; `after walk` shows the MIR, whose blocks are labels and whose branches are jumps.
//! Not done: the temporaries that gc has made by then; ours are made by lowering.

mod expressions;
mod lowered;
mod statements;

use crate::closures::type_text;
use grus_mir::{CaptureMode, Function, FunctionId, LocalKind, Program as Mir, Storage};
use grus_syntax::ast::{Block, Expr, ExprKind};
use grus_syntax::visit::{Node, inspect_file};
use grus_syntax::{Pos, SourceMap};
use grus_types::{BasicKind, ObjectId, PackageId, Program, Type, TypeId, VarKind};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The trees of the functions of a package, or of one of them.
pub fn typed_trees(
    mir: &Mir,
    types: &Program,
    sources: &SourceMap,
    package: PackageId,
    only: Option<&str>,
) -> String {
    let bodies = bodies(types, package);
    let variables = variables(mir, package);
    let mut out = String::new();
    for (id, function) in mir.functions.iter() {
        let wanted = only.is_none_or(|only| *function.symbol == *only);
        if function.package != package || function.external || !wanted {
            continue;
        }
        let mut tree = Tree {
            mir,
            types,
            sources,
            function,
            variables: &variables,
            out: &mut out,
            depth: 1,
        };
        tree.function(id, &bodies);
    }
    out
}

/// The bodies of declared functions and literals, by the positions that MIR knows them by.
fn bodies(types: &Program, package: PackageId) -> FxHashMap<Pos, &Block> {
    let mut bodies = FxHashMap::default();
    for file in &types.package(package).files {
        inspect_file(file, &mut |node| {
            match node {
                Node::Decl(grus_syntax::ast::Decl::Func(decl)) => {
                    if let Some(body) = &decl.body {
                        bodies.insert(decl.name.pos, body);
                    }
                }
                Node::Expr(Expr {
                    pos,
                    kind: ExprKind::FuncLit(literal),
                    ..
                }) => {
                    bodies.insert(*pos, &literal.body);
                }
                _ => {}
            }
            true
        });
    }
    bodies
}

/// What escape analysis decided about the variables of the source, by where they are declared.
type Variables = FxHashMap<Pos, Decided>;

#[derive(Clone, Copy, Default)]
struct Decided {
    heap: bool,
    addressed: bool,
    /// A literal holds a copy of it.
    copied: bool,
}

fn variables(mir: &Mir, package: PackageId) -> Variables {
    let mut variables = Variables::default();
    let functions = mir.functions.values().filter(|f| f.package == package);
    for local in functions.flat_map(|function| function.locals.values()) {
        let is_own = !matches!(local.kind, LocalKind::Capture(_) | LocalKind::Temporary);
        if is_own && local.name.is_some() && local.pos.is_known() {
            let known = variables.entry(local.pos).or_default();
            known.heap |= local.storage == Storage::Heap;
            known.addressed |= local.addressed;
        }
    }
    for function in mir.functions.values().filter(|f| f.package == package) {
        for capture in &function.captures {
            let pos = function.locals[capture.local].pos;
            if let Some(known) = variables.get_mut(&pos) {
                known.copied |= capture.mode == CaptureMode::ByValue;
            }
        }
    }
    variables
}

/// Nodes that gc's checker does not mark as checked.
const UNTYPED: [&str; 6] = ["BLOCK", "DCL", "KEY", "STRUCTKEY", "CASE", "TYPESW"];

/// Writes the tree of one function.
struct Tree<'a> {
    mir: &'a Mir,
    types: &'a Program,
    sources: &'a SourceMap,
    function: &'a Function,
    variables: &'a Variables,
    out: &'a mut String,
    depth: usize,
}

impl Tree<'_> {
    fn function(&mut self, id: FunctionId, bodies: &FxHashMap<Pos, &Block>) {
        let name = &self.function.display_name;
        let body = match self.function.flags.wrapper {
            true => None,
            false => bodies.get(&self.function.pos),
        };
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(self.out, "\nbefore walk {name}");
        match body {
            Some(body) => self.statements(&body.stmts),
            // Wrappers have no source of their own.
            None => self.lowered(id),
        }
        let _ = writeln!(self.out, "after walk {name}");
        self.lowered(id);
    }

    // ------------------------------------------------------------------------------------- lines

    /// A line: the node with its attributes, its type, and its place.
    fn line(&mut self, node: &str, ty: Option<TypeId>, pos: Pos) {
        self.out.extend(std::iter::repeat_n(".   ", self.depth));
        self.out.push_str(node);
        let is_empty =
            |ty: TypeId| matches!(self.types.types.get(ty), Type::Tuple(parts) if parts.is_empty());
        if let Some(ty) = ty.filter(|&ty| ty != TypeId::INVALID && !is_empty(ty)) {
            self.out.push(' ');
            let text = self.type_text(ty);
            self.out.push_str(&text);
        }
        if !UNTYPED.contains(&node.split(' ').next().unwrap_or_default()) {
            self.out.push_str(" tc(1)");
        }
        if pos.is_known() {
            let position = self.sources.position(pos);
            let name = position.filename.rsplit('/').next().unwrap_or_default();
            let _ = write!(self.out, " # {name}:{}:{}", position.line, position.column);
        }
        self.out.push('\n');
    }

    /// The heading of a group of children, as `IF-Body`; nothing for an empty group.
    fn group(&mut self, heading: &str, is_empty: bool, content: impl FnOnce(&mut Self)) {
        if is_empty {
            return;
        }
        self.out.extend(std::iter::repeat_n(".   ", self.depth));
        let _ = writeln!(self.out, "{heading}");
        self.below(content);
    }

    fn below(&mut self, content: impl FnOnce(&mut Self)) {
        self.depth += 1;
        content(self);
        self.depth -= 1;
    }

    /// A type, with its kind unless it has a name.
    fn type_text(&self, ty: TypeId) -> String {
        if self.types.types.basic_kind(ty) == Some(BasicKind::UntypedBool) {
            return "bool".to_string();
        }
        let text = type_text(self.types, self.function.package, ty);
        let kind = match self.types.types.get(ty) {
            Type::Pointer(_) => "PTR",
            Type::Slice(_) => "SLICE",
            Type::Array { .. } => "ARRAY",
            Type::Map { .. } => "MAP",
            Type::Chan { .. } => "CHAN",
            Type::Struct(_) => "STRUCT",
            Type::Tuple(_) => "FUNCARGS",
            Type::Signature(_) => "FUNC",
            Type::Interface(_) if text != "any" && text != "interface {}" => "INTER",
            Type::Named(_) if !text.contains('.') && text != "error" => {
                return format!("{}.{text}", self.package_name());
            }
            _ => return text,
        };
        format!("{kind}-{text}")
    }

    fn package_name(&self) -> &str {
        self.types.package(self.function.package).name.as_str()
    }

    /// A variable, function or other named entity.
    fn object(&mut self, object: ObjectId, pos: Pos) {
        let data = self.types.object(object);
        let package = match data.package {
            PackageId::NONE => String::new(),
            package => format!("{}.", self.types.package(package).path),
        };
        let attributes = match data.as_var() {
            Some(variable) => self.variable(variable.kind, data.pos),
            None if data.as_func().is_some() => " Class:PFUNC Offset:0 Used".to_string(),
            None => String::new(),
        };
        let node = format!("NAME-{package}{}{attributes}", data.name.as_str());
        let place = match attributes.is_empty() {
            true => pos,
            false => data.pos,
        };
        self.line(&node, Some(data.ty), place);
    }

    /// The attributes of a variable.
    fn variable(&self, kind: VarKind, declared: Pos) -> String {
        let decided = self.variables.get(&declared).copied().unwrap_or_default();
        let is_outer = declared < self.function.pos || declared > self.function.end;
        let by_value = if decided.copied { " Byval" } else { "" };
        if kind == VarKind::Package {
            return " Class:PEXTERN Offset:0 Used".to_string();
        }
        if self.function.flags.is_literal && is_outer {
            return format!(" Class:PAUTOHEAP Offset:0{by_value} IsClosureVar Used");
        }
        let class = match kind {
            VarKind::Param | VarKind::Receiver => "PPARAM",
            VarKind::Result => "PPARAMOUT",
            _ => "PAUTO",
        };
        let escapes = if decided.heap { "h" } else { "no" };
        let taken = if decided.addressed { " Addrtaken" } else { "" };
        let on_stack = if decided.heap { "" } else { " OnStack" };
        format!(" esc({escapes}) Class:{class} Offset:0{taken}{by_value}{on_stack} Used")
    }
}

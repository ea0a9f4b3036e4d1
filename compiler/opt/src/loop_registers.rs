//! Variables in memory that are registers during a loop: what a closure captures by reference, or has its
//! address taken, must be in memory only where somebody may follow the pointer.
//!
//! In: a function in phase `EscapeKnown`.  Out: the same, where such variables are read before a loop into
//! a new local, which the loop uses, and written back on the ways out.
//! Invariant kept: whoever can see the variable sees what it did. That holds where nothing has made a
//! pointer to it before the loop and in it, whatever the loop does; and where the loop neither calls
//! nor follows pointers. A panic in the loop ends the frame, which alone holds the variable: variables on
//! the heap, and functions with `defer`, are left as they are.
//! Not done: variables with more than one word.

use crate::promote::pointed_to_by;
use grus_mir::loops::{Loop, natural_loops};
use grus_mir::rename::{self, Renaming};
use grus_mir::{
    Block, BlockId, Function, FunctionId, Local, LocalId, LocalKind, Operand, Place, PlaceBase,
    Program, Projection, Rvalue, SourceInfo, Statement, StatementKind, Storage, Terminator,
    TerminatorKind,
};
use grus_types::TypeTable;
use rustc_hash::{FxHashMap, FxHashSet};

/// Variables of one loop: each needs a register.
const LIMIT: usize = 4;
/// Loops of one function that are changed: a bound on compile time.
const LOOP_LIMIT: usize = 32;
/// Functions with more blocks are left as they are: a bound on compile time.
const BLOCK_LIMIT: usize = 400;

/// Moves the variables of a function's loops.
pub fn move_to_registers(program: &mut Program, types: &TypeTable, id: FunctionId) {
    for _ in 0..LOOP_LIMIT {
        let function = &program.functions[id];
        if function.flags.has_defer || function.blocks.len() > BLOCK_LIMIT {
            return;
        }
        let Some((each, variables)) = find(program, types, function) else {
            return;
        };
        rewrite(&mut program.functions[id], &each, &variables);
    }
}

/// A loop, from the outside to the inside, with variables that can be in registers there.
fn find(program: &Program, types: &TypeTable, function: &Function) -> Option<(Loop, Vec<LocalId>)> {
    let candidates: Vec<LocalId> = function
        .locals
        .iter()
        .filter(|(_, local)| is_candidate(types, local))
        .map(|(id, _)| id)
        .collect();
    if candidates.is_empty() {
        return None;
    }
    let pointers = Pointers::of(program, types, function);
    natural_loops(function).into_iter().find_map(|each| {
        let follows_nothing = || {
            let blocks = each.body.iter().map(|&block| &function.blocks[block]);
            let mut statements = blocks.flat_map(|block| &block.statements);
            statements.all(|statement| follows_no_pointer(types, function, &statement.kind))
        };
        let mut mentioned = Mentions::default();
        for &block in &each.body {
            mentioned.block(&mut function.blocks[block].clone());
        }
        let is_entry = each.header.as_u32() == 0;
        let found: Vec<LocalId> = candidates
            .iter()
            .copied()
            .filter(|local| mentioned.used.contains(local) && !mentioned.declared.contains(local))
            .filter(|&local| {
                !is_entry
                    && !pointers.makes_in(&each, local)
                    && (!pointers.may_exist_at(each.header, local) || follows_nothing())
            })
            .take(LIMIT)
            .collect();
        (!found.is_empty()).then_some((each, found))
    })
}

fn is_candidate(types: &TypeTable, local: &Local) -> bool {
    let kind = types.basic_kind(local.ty);
    let is_word =
        kind.is_some_and(|kind| kind.is_boolean() || kind.is_integer() || kind.is_float());
    let own = !matches!(local.kind, LocalKind::Capture(_));
    local.addressed && local.storage == Storage::Stack && is_word && own
}

/// Which blocks make pointers to which variables.
struct Pointers {
    made_in: FxHashMap<LocalId, Vec<BlockId>>,
    /// By block, which blocks control may get to from it, itself only through a cycle.
    reachable: FxHashMap<BlockId, FxHashSet<BlockId>>,
}

impl Pointers {
    fn of(program: &Program, types: &TypeTable, function: &Function) -> Pointers {
        let mut made_in: FxHashMap<LocalId, Vec<BlockId>> = FxHashMap::default();
        for (block, data) in &function.blocks {
            for statement in &data.statements {
                for local in pointed_to_by(program, types, function, &statement.kind) {
                    made_in.entry(local).or_default().push(block);
                }
            }
        }
        let mut reachable = FxHashMap::default();
        for &block in made_in.values().flatten() {
            reachable
                .entry(block)
                .or_insert_with(|| reachable_from(function, block));
        }
        Pointers { made_in, reachable }
    }

    fn blocks(&self, local: LocalId) -> &[BlockId] {
        self.made_in.get(&local).map_or(&[], Vec::as_slice)
    }

    fn makes_in(&self, each: &Loop, local: LocalId) -> bool {
        let mut blocks = self.blocks(local).iter();
        blocks.any(|block| each.body.contains(block))
    }

    /// Whether a pointer to the variable may have been made when control is at a block.
    fn may_exist_at(&self, block: BlockId, local: LocalId) -> bool {
        let mut blocks = self.blocks(local).iter();
        blocks.any(|from| self.reachable[from].contains(&block))
    }
}

fn reachable_from(function: &Function, start: BlockId) -> FxHashSet<BlockId> {
    let mut found = FxHashSet::default();
    let mut work = vec![start];
    while let Some(block) = work.pop() {
        for next in function.blocks[block].terminator.kind.successors() {
            if found.insert(next) {
                work.push(next);
            }
        }
    }
    found
}

/// Whether a statement only reads and writes variables of the frame by their names.
fn follows_no_pointer(types: &TypeTable, function: &Function, statement: &StatementKind) -> bool {
    let is_direct = |place: &Place| {
        let local = matches!(place.base, PlaceBase::Local(local)
            if !matches!(function.locals[local].kind, LocalKind::Capture(_))
                && types.basic_kind(function.locals[local].ty).is_some());
        let step = |step: &Projection| matches!(step, Projection::Field(_));
        local && place.projections.iter().all(step)
    };
    match statement {
        StatementKind::Nop => true,
        StatementKind::Declare(local) => !function.locals[*local].addressed,
        StatementKind::Assign(place, value) => {
            let mut direct = is_direct(place)
                && matches!(
                    value,
                    Rvalue::Use(_)
                        | Rvalue::Unary(..)
                        | Rvalue::Binary(..)
                        | Rvalue::Convert { site: None, .. }
                );
            let mut value = value.clone();
            value.for_each_operand_mut(&mut |operand| {
                if let Operand::Copy(place) = operand {
                    direct &= is_direct(place);
                }
            });
            direct
        }
        _ => false,
    }
}

/// The variables that blocks mention.
#[derive(Default)]
struct Mentions {
    used: FxHashSet<LocalId>,
    declared: FxHashSet<LocalId>,
}

impl Mentions {
    fn block(&mut self, block: &mut Block) {
        for statement in &mut block.statements {
            if let StatementKind::Declare(local) = statement.kind {
                self.declared.insert(local);
            }
            rename::statement(&mut statement.kind, self);
        }
        rename::terminator(&mut block.terminator.kind, self);
    }
}

impl Renaming for Mentions {
    fn local(&mut self, local: LocalId) -> LocalId {
        self.used.insert(local);
        local
    }
}

/// Gives a loop its registers.
fn rewrite(function: &mut Function, each: &Loop, variables: &[LocalId]) {
    let source = function.blocks[each.header].terminator.source;
    let mut registers = Registers::default();
    for &variable in variables {
        let data = &function.locals[variable];
        let register = Local {
            name: None,
            kind: LocalKind::Temporary,
            addressed: false,
            ..data.clone()
        };
        registers.0.insert(variable, function.locals.push(register));
    }
    let before = variables
        .iter()
        .map(|&variable| (registers.0[&variable], variable));
    let entry = new_block(function, before, each.header, source);
    let inside: FxHashSet<BlockId> = each.body.iter().copied().chain([entry]).collect();
    for (id, block) in function.blocks.iter_mut() {
        if !inside.contains(&id) {
            block.terminator.kind.for_each_successor_mut(&mut |next| {
                if *next == each.header {
                    *next = entry;
                }
            });
        }
    }
    for &id in &each.body {
        let mut block = function.blocks[id].clone();
        for statement in &mut block.statements {
            rename::statement(&mut statement.kind, &mut registers);
        }
        rename::terminator(&mut block.terminator.kind, &mut registers);
        let source = block.terminator.source;
        block.terminator.kind.for_each_successor_mut(&mut |next| {
            if !inside.contains(next) {
                let after = variables
                    .iter()
                    .map(|&variable| (variable, registers.0[&variable]));
                *next = new_block(function, after, *next, source);
            }
        });
        function.blocks[id] = block;
    }
}

/// A block that copies variables and goes on.
fn new_block(
    function: &mut Function,
    copies: impl Iterator<Item = (LocalId, LocalId)>,
    next: BlockId,
    source: SourceInfo,
) -> BlockId {
    let statements = copies.map(|(to, from)| {
        let value = Rvalue::Use(Operand::local(from));
        Statement::new(StatementKind::Assign(Place::local(to), value), source)
    });
    let statements = statements.collect();
    function.blocks.push(Block {
        statements,
        terminator: Terminator {
            kind: TerminatorKind::Goto(next),
            source,
        },
    })
}

/// Registers for variables.
#[derive(Default)]
struct Registers(FxHashMap<LocalId, LocalId>);

impl Renaming for Registers {
    fn local(&mut self, local: LocalId) -> LocalId {
        self.0.get(&local).copied().unwrap_or(local)
    }
}

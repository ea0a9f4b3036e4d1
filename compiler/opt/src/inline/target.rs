//! Which function a call calls, where that is known.

use grus_mir::{
    Call, Callee, Constant, ConversionKind, Function, FunctionId, LocalId, LocalKind, Operand,
    Phase, PlaceBase, Program, Rvalue, SiteKind, StatementKind,
};

/// A call whose callee is known.
pub struct Target {
    pub function: FunctionId,
    /// For literals: the caller's variables they capture.
    pub captures: Vec<LocalId>,
}

/// The callee of a call, if there can only be one.
pub fn known_target(program: &Program, caller: FunctionId, call: &Call) -> Option<Target> {
    match &call.callee {
        Callee::Function(function) => Some(plain(*function)),
        Callee::Value(Operand::Constant(Constant::Function(function), _)) => Some(plain(*function)),
        Callee::Value(Operand::Copy(place)) => literal_in(program, caller, place.as_local()?, 0),
        _ => None,
    }
}

fn plain(function: FunctionId) -> Target {
    Target {
        function,
        captures: Vec::new(),
    }
}

/// Longer chains of assignments are not followed.
const CHAIN_LIMIT: u32 = 32;

/// The literal a local of the caller holds: assigned once, right where the local comes to life, so
/// that the captured variables are those in scope.
fn literal_in(program: &Program, caller: FunctionId, local: LocalId, depth: u32) -> Option<Target> {
    let body = &program.functions[caller];
    let data = &body.locals[local];
    let plain_local = matches!(data.kind, LocalKind::Variable | LocalKind::Temporary);
    if !plain_local || data.addressed || depth > CHAIN_LIMIT {
        return None;
    }
    // The results of inlined calls that have no name are assigned by the only `return`.
    let is_result = data
        .name
        .as_deref()
        .is_some_and(|name| name.starts_with("~r"));
    let lives_from_the_start = data.kind == LocalKind::Temporary || is_result;
    let mut found = None;
    for block in body.blocks.values() {
        let mut fresh = lives_from_the_start;
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Declare(declared) if *declared == local => fresh = true,
                StatementKind::Assign(place, rvalue) if place.as_local() == Some(local) => {
                    if found.is_some() || !fresh {
                        return None;
                    }
                    found = Some(target_of(program, caller, rvalue, depth)?);
                }
                StatementKind::Call {
                    result: Some(place),
                    ..
                } if place.base == PlaceBase::Local(local) => return None,
                _ => {}
            }
        }
    }
    found
}

fn target_of(program: &Program, caller: FunctionId, rvalue: &Rvalue, depth: u32) -> Option<Target> {
    match rvalue {
        Rvalue::Closure {
            function,
            captures,
            site,
            ..
        } => {
            let body = &program.functions[caller];
            let method_value = body.sites[*site].kind == SiteKind::MethodValue;
            // gc follows no method values.
            (!method_value || body.phase == Phase::EscapeKnown).then(|| Target {
                function: *function,
                captures: captures.clone(),
            })
        }
        // A conversion to a named func type, such as `iter.Seq`, changes nothing.
        Rvalue::Use(operand)
        | Rvalue::Convert {
            kind: ConversionKind::Representation,
            operand,
            ..
        } => match operand {
            Operand::Constant(Constant::Function(function), _) => Some(plain(*function)),
            Operand::Copy(source) => literal_in(program, caller, source.as_local()?, depth + 1),
            Operand::Constant(..) => None,
        },
        _ => None,
    }
}

/// The variable whose value a temporary is, if it is one's; else the local itself.
pub fn copied_from(function: &Function, local: LocalId) -> LocalId {
    let mut current = local;
    for _ in 0..CHAIN_LIMIT {
        if function.locals[current].kind != LocalKind::Temporary {
            return current;
        }
        let statements = function.blocks.values().flat_map(|block| &block.statements);
        let mut sources = statements.filter_map(|statement| match &statement.kind {
            StatementKind::Assign(place, rvalue) if place.as_local() == Some(current) => {
                Some(rvalue)
            }
            _ => None,
        });
        match (sources.next(), sources.next()) {
            (Some(Rvalue::Use(Operand::Copy(place))), None) => match place.as_local() {
                Some(source) => current = source,
                None => return local,
            },
            _ => return current,
        }
    }
    local
}

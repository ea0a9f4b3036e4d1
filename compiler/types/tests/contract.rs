//! What later stages rely on: canonical types, method sets, substitution, side tables, constants.

mod support;

use grus_syntax::{SourceMap, Symbol};
use grus_types::constant::{self, Value};
use grus_types::{
    GoVersion, Lookup, Mode, PackageId, PackageSources, Program, Target, Type, TypeId,
    check_package,
};
use support::parse_text;

/// Checks a text as package `main`; there must be no diagnostics.
fn checked(text: &str) -> (Program, PackageId) {
    let mut map = SourceMap::new();
    let parsed = parse_text(&mut map, "a.go", text.as_bytes(), false);
    assert!(parsed.diagnostics.is_empty());
    let files = [parsed.tree.expect("a tree")];
    let mut program = Program::new();
    let sources = PackageSources {
        path: "main",
        files: &files,
        go_version: GoVersion::CURRENT,
        resolve_import: None,
        source_map: &map,
        ignore_func_bodies: false,
        test_builtins: false,
    };
    let (package, diagnostics) = check_package(&mut program, &sources);
    let rendered: Vec<String> = diagnostics.iter().map(|one| one.render(&map)).collect();
    assert!(rendered.is_empty(), "{rendered:?}");
    (program, package)
}

fn type_of(program: &Program, name: &str) -> TypeId {
    let object = program.lookup("main", name).expect("a declared name");
    program.object(object).ty
}

#[test]
fn a_program_can_be_read_from_several_threads() {
    fn assert_shared<T: Send + Sync>() {}
    assert_shared::<Program>();
}

#[test]
fn identical_types_have_equal_ids_however_they_are_spelled() {
    let text = "package main\n\
        type A = map[string]func(x int) byte\n\
        var a A\n\
        var b map[string]func(int) uint8\n\
        var c interface{ M(); N() }\n\
        var d interface{ N(); interface{ M() } }\n\
        var e, f struct{ X any }\n";
    let (program, _) = checked(text);
    for (x, y) in [("a", "b"), ("c", "d"), ("e", "f")] {
        assert_eq!(type_of(&program, x), type_of(&program, y), "{x} and {y}");
    }
}

#[test]
fn instances_are_complete_and_shared() {
    let text = "package main\n\
        type List[T any] struct { head T; next *List[T] }\n\
        func (l *List[T]) Head() T { return l.head }\n\
        var ints List[int]\n\
        var generic struct{ l List[string] }\n";
    let (mut program, package) = checked(text);
    let ints = type_of(&program, "ints");
    let list = program
        .types
        .as_named(ints)
        .and_then(|id| program.types.named(id).origin);
    let again = program
        .types
        .instantiate(list.expect("an origin"), &[TypeId::INT]);
    assert_eq!(ints, again);
    assert_eq!(program.types.fields(ints)[0].ty, TypeId::INT);
    let pointer = program.types.pointer_to(ints);
    let methods = program.types.method_set(pointer);
    assert_eq!(methods.len(), 1);
    assert!(
        program.types.method_set(ints).is_empty(),
        "the receiver is a pointer"
    );
    let Target::Method(method) = methods[0].found.target else {
        panic!("a declared method")
    };
    let signature = program.method_signature(pointer, method);
    let expected = program.types.signature_of(&[], &[TypeId::INT], false);
    assert_eq!(signature, expected);
    let name = Symbol::intern("head");
    let found = program
        .types
        .lookup_field_or_method(ints, true, package, name);
    assert!(matches!(found, Lookup::Found(found) if found.path == [0]));
}

#[test]
fn local_types_of_generic_functions_differ_by_instance() {
    let text = "package main\n\
        func F[T any]() any { type local struct{ x T }; return local{} }\n\
        var _ = F[int]()\n";
    let (mut program, package) = checked(text);
    let local = program.package(package).named_types[0];
    let id = program.types.as_named(local).expect("a named type");
    let param = program.types.named(id).enclosing_type_params[0];
    let of_int = program.types.substitute(local, &[(param, TypeId::INT)]);
    let of_string = program.types.substitute(local, &[(param, TypeId::STRING)]);
    assert_ne!(of_int, of_string);
    assert_eq!(program.types.fields(of_int)[0].ty, TypeId::INT);
    assert_eq!(
        program.types.substitute(local, &[(param, TypeId::INT)]),
        of_int
    );
}

#[test]
fn initialisation_follows_dependencies_through_functions() {
    let text = "package main\n\
        var a = f()\n\
        var b = 1\n\
        func f() int { return b }\n";
    let (program, package) = checked(text);
    let order: Vec<&str> = program
        .package(package)
        .init_order
        .iter()
        .map(|init| program.object(init.lhs[0]).name.as_str())
        .collect();
    assert_eq!(order, ["b", "a"]);
}

#[test]
fn untyped_operands_get_their_final_types() {
    let text = "package main\nvar s uint\nvar x = int64(1) << s\nvar y float64 = 2\n";
    let (program, package) = checked(text);
    let package = program.package(package);
    let last = &package
        .init_order
        .last()
        .expect("an initialiser")
        .decl
        .values[0];
    let data = program.info.type_and_value(last.id);
    assert_eq!((data.mode, data.ty), (Mode::Constant, TypeId::FLOAT64));
    assert_eq!(data.value.map(|value| value.as_f64()), Some(2.0));
}

#[test]
fn layouts_are_those_of_gc() {
    let text = "package main\n\
        var a struct { b bool; i int64; s string; t [3]byte }\n\
        var z struct { i int32; e struct{} }\n";
    let (program, _) = checked(text);
    let a = type_of(&program, "a");
    let layout = program.types.layout(a).expect("a layout");
    assert_eq!((layout.size, layout.align), (40, 8));
    assert_eq!(program.types.field_offsets(a), Some(vec![0, 8, 16, 32]));
    let mut pointers = Vec::new();
    program
        .types
        .for_each_pointer(a, 0, &mut |offset| pointers.push(offset));
    assert_eq!(pointers, [16]);
    // A pointer to a final field of size zero must stay inside.
    let z = type_of(&program, "z");
    assert_eq!(program.types.size_of(z), Some(8));
    assert!(matches!(program.types.get(z), Type::Struct(_)));
}

#[test]
fn constants_are_exact_and_round_once() {
    use grus_syntax::ast::{BinaryOp, LiteralKind};
    let float = |text: &str| constant::from_literal(LiteralKind::Float, text).expect("a number");
    let third = constant::binary_op(&Value::Int(1), BinaryOp::Div, &Value::Int(3), false);
    let one = constant::binary_op(&third, BinaryOp::Mul, &Value::Int(3), false);
    assert_eq!(one.as_i64(), Some(1));
    for text in [
        "0.1",
        "1e23",
        "4.9e-324",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
    ] {
        assert_eq!(
            float(text).as_f64(),
            text.parse::<f64>().expect("a float"),
            "{text}"
        );
    }
    assert_eq!(float("0.1").as_f32(), 0.1f32);
    assert_eq!(float("1e400").to_string(), "1e+400");
    let huge = float("1e100000");
    let same = constant::binary_op(&huge, BinaryOp::Div, &huge, false);
    assert_eq!(same.as_i64(), Some(1));
    assert_eq!(float("0x1p-2").as_f64(), 0.25);
    assert_eq!(
        constant::unquote(r#""\xff\u00e9\n""#),
        Some(vec![0xff, 0xc3, 0xa9, b'\n'])
    );
}

//! Generated code does what the MIR says: hand-made programs, run over a stand-in for the runtime.

mod support;

use grus_mir::*;
use grus_syntax::{Pos, Symbol};
use grus_types::{PackageId, TypeId};
use support::*;

#[test]
fn calls_and_arithmetic() {
    let mut b = Builder::new();
    // func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }
    let mut f = b.function("fib", &[TypeId::INT], &[TypeId::INT]);
    let (n, r) = (f.function.parameters[0], f.function.results[0]);
    let (small, m, x, y) = (
        f.local(TypeId::BOOL),
        f.local(TypeId::INT),
        f.local(TypeId::INT),
        f.local(TypeId::INT),
    );
    let fib = FunctionId::from_u32(0);
    f.binary(small, BinaryOp::Less, get(n), int(2));
    let (then, otherwise) = (f.next_block(1), f.next_block(2));
    f.end(TerminatorKind::Branch {
        condition: get(small),
        then,
        otherwise,
    });
    f.set(r, get(n));
    f.end(TerminatorKind::Return);
    f.binary(m, BinaryOp::Subtract, get(n), int(1));
    f.call(Some(x), Callee::Function(fib), vec![get(m)]);
    f.binary(m, BinaryOp::Subtract, get(n), int(2));
    f.call(Some(y), Callee::Function(fib), vec![get(m)]);
    f.binary(r, BinaryOp::Add, get(x), get(y));
    f.end(TerminatorKind::Return);
    b.add(f);
    let mut f = b.function("main", &[], &[]);
    let (x, y, z) = (
        f.local(TypeId::INT),
        f.local(TypeId::INT),
        f.local(TypeId::INT),
    );
    f.call(Some(x), Callee::Function(fib), vec![int(20)]);
    f.println(vec![string("fib"), get(x)]);
    f.set(x, int(i64::MIN));
    f.set(y, int(-1));
    f.binary(z, BinaryOp::Divide, get(x), get(y));
    f.println(vec![get(z)]);
    f.binary(z, BinaryOp::Remainder, get(x), get(y));
    f.println(vec![get(z)]);
    f.set(y, int(70));
    f.binary(z, BinaryOp::ShiftRight, get(x), get(y));
    f.println(vec![get(z)]);
    f.binary(z, BinaryOp::ShiftLeft, get(x), get(y));
    f.println(vec![get(z)]);
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("fib 6765\n-9223372036854775808\n0\n-1\n0\n");
}

/// A function that indexes a slice of three ints with its parameter, at line 7.
fn index_program(at: i64, ty: TypeId) -> Builder {
    let mut b = Builder::new();
    let slice = b.checked.types.slice_of(TypeId::INT);
    let mut f = b.function("at", &[slice, ty], &[TypeId::INT]);
    let (s, i, r) = (
        f.function.parameters[0],
        f.function.parameters[1],
        f.function.results[0],
    );
    f.line(7);
    f.set(r, Operand::Copy(index(Place::local(s), get(i))));
    f.end(TerminatorKind::Return);
    let callee = b.add(f);
    let mut f = b.function("main", &[], &[]);
    let site = f.site(SiteKind::SliceLiteral, Storage::Heap);
    let (s, x) = (f.local(slice), f.local(TypeId::INT));
    let elements = vec![int(10), int(20), int(30)];
    f.assign(
        s,
        Rvalue::SliceLiteral {
            ty: slice,
            elements,
            site,
        },
    );
    let position = Operand::Constant(Constant::Int(at), ty);
    f.call(Some(x), Callee::Function(callee), vec![get(s), position]);
    f.println(vec![get(x)]);
    f.end(TerminatorKind::Return);
    b.add(f);
    b
}

#[test]
fn bounds_checks_know_their_operands() {
    index_program(2, TypeId::INT).expect("30\n");
    index_program(3, TypeId::INT).expect("trap 2 x=3 y=3 unsigned=0 line=7\n");
    index_program(-5, TypeId::INT).expect("trap 2 x=-5 y=3 unsigned=0 line=7\n");
    index_program(200, TypeId::UINT8).expect("trap 2 x=200 y=3 unsigned=1 line=7\n");
    index_program(-2, TypeId::INT32).expect("trap 2 x=-2 y=3 unsigned=0 line=7\n");
    index_program(0xffff_fff0, TypeId::UINT32)
        .expect("trap 2 x=4294967280 y=3 unsigned=1 line=7\n");
}

#[test]
fn slices_grow_and_are_cut() {
    let mut b = Builder::new();
    let slice = b.checked.types.slice_of(TypeId::INT);
    let mut f = b.function("main", &[], &[]);
    let (s, t, n) = (f.local(slice), f.local(slice), f.local(TypeId::INT));
    let site = f.site(SiteKind::Append, Storage::Heap);
    f.push(StatementKind::Declare(s));
    for i in 0..5 {
        let values = AppendValues::Elements(vec![int(i * i)]);
        f.assign(
            s,
            Rvalue::Append {
                slice: get(s),
                values,
                site,
            },
        );
    }
    f.assign(n, Rvalue::Len(get(s)));
    f.println(vec![get(n), Operand::Copy(index(Place::local(s), int(4)))]);
    f.assign(
        t,
        Rvalue::Slice {
            operand: get(s),
            low: Some(int(1)),
            high: Some(int(3)),
            max: None,
        },
    );
    f.assign(
        t,
        Rvalue::Append {
            slice: get(t),
            values: AppendValues::Spread(get(t)),
            site,
        },
    );
    f.assign(n, Rvalue::Len(get(t)));
    f.println(vec![get(n), Operand::Copy(index(Place::local(t), int(3)))]);
    f.line(9);
    f.set(n, int(9));
    f.assign(
        t,
        Rvalue::Slice {
            operand: get(s),
            low: None,
            high: Some(get(n)),
            max: None,
        },
    );
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("5 16\n4 4\ntrap 4 x=9 y=8 unsigned=0 line=9\n");
}

#[test]
fn structs_strings_and_pointers() {
    let mut b = Builder::new();
    let fields = [
        ("A", TypeId::INT),
        ("S", TypeId::STRING),
        ("X", TypeId::FLOAT64),
        ("B", TypeId::UINT8),
    ];
    let fields = fields.map(|(name, ty)| (Symbol::intern(name), ty));
    let t = b.checked.types.struct_of(PackageId::NONE, &fields);
    let p = b.checked.types.pointer_to(t);
    // func make(s string, p *T) T: five leaves come back in registers.
    let mut f = b.function("make", &[TypeId::STRING, p], &[t]);
    let (s, q, r) = (
        f.function.parameters[0],
        f.function.parameters[1],
        f.function.results[0],
    );
    let (u, site) = (
        f.local(TypeId::STRING),
        f.site(SiteKind::StringConcat, Storage::Heap),
    );
    let old = Place::local(q).deref().field(1);
    f.line(3);
    f.assign(
        u,
        Rvalue::StringConcat {
            operands: vec![get(s), string("-"), Operand::Copy(old)],
            site,
        },
    );
    f.assign(
        r,
        Rvalue::Aggregate {
            ty: t,
            fields: vec![
                int(7),
                get(u),
                float(2.5),
                Operand::Constant(Constant::Int(255), TypeId::UINT8),
            ],
        },
    );
    f.end(TerminatorKind::Return);
    let make = b.add(f);
    let mut f = b.function("main", &[], &[]);
    let (v, w) = (f.local(t), f.addressed(t, Storage::Heap));
    let (pw, same) = (f.local(p), f.local(TypeId::BOOL));
    f.push(StatementKind::Declare(w));
    f.set(Place::local(w).field(1), string("old"));
    f.assign(pw, Rvalue::AddressOf(Place::local(w)));
    f.call(
        Some(v),
        Callee::Function(make),
        vec![string("new"), get(pw)],
    );
    f.println(
        [0, 1, 2, 3]
            .map(|i| Operand::Copy(Place::local(v).field(i)))
            .to_vec(),
    );
    f.set(Place::local(pw).deref(), get(v));
    f.binary(same, BinaryOp::Equal, get(v), get(w));
    f.println(vec![get(same), Operand::Copy(Place::local(w).field(1))]);
    f.set(
        Place::local(w).field(3),
        Operand::Constant(Constant::Int(1), TypeId::UINT8),
    );
    f.binary(same, BinaryOp::NotEqual, get(v), get(w));
    f.println(vec![get(same)]);
    f.set(pw, zero(p));
    f.call(
        Some(v),
        Callee::Function(make),
        vec![string("new"), get(pw)],
    );
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("7 new-old 2.5 255\ntrue new-old\ntrue\ntrap 1 x=0 y=0 unsigned=0 line=3\n");
}

#[test]
fn large_values_travel_by_address() {
    let mut b = Builder::new();
    let array = b.checked.types.array_of(40, TypeId::INT);
    // func set(a [40]int, i int) [40]int { a[i] = i; return a }
    let mut f = b.function("set", &[array, TypeId::INT], &[array]);
    let (a, i, r) = (
        f.function.parameters[0],
        f.function.parameters[1],
        f.function.results[0],
    );
    f.set(index(Place::local(a), get(i)), get(i));
    f.set(r, get(a));
    f.end(TerminatorKind::Return);
    let set = b.add(f);
    let signature = b.program.functions[set].signature;
    let mut f = b.function("main", &[], &[]);
    let (x, y, same) = (f.local(array), f.local(array), f.local(TypeId::BOOL));
    let value = f.local(signature);
    f.push(StatementKind::Declare(x));
    f.call(Some(y), Callee::Function(set), vec![get(x), int(39)]);
    f.println(
        [(x, 39), (y, 39), (y, 38)]
            .map(|(a, i)| Operand::Copy(index(Place::local(a), int(i))))
            .to_vec(),
    );
    f.set(value, Operand::Constant(Constant::Function(set), signature));
    f.call(Some(y), Callee::Value(get(value)), vec![get(y), int(5)]);
    f.println(
        [5, 39, 38]
            .map(|i| Operand::Copy(index(Place::local(y), int(i))))
            .to_vec(),
    );
    f.binary(same, BinaryOp::Equal, get(x), get(y));
    f.println(vec![get(same)]);
    f.line(4);
    f.set(value, zero(signature));
    f.call(Some(y), Callee::Value(get(value)), vec![get(y), int(5)]);
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("0 39 0\n5 39 0\nfalse\ntrap 1 x=0 y=0 unsigned=0 line=4\n");
}

#[test]
fn closures_capture_and_adapters_drop_the_context() {
    let mut b = Builder::new();
    let signature = b
        .checked
        .types
        .signature_of(&[TypeId::INT], &[TypeId::INT], false);
    // func(d int) int { n += d; return n + k }, n by reference, k by value
    let mut f = b.function("main.func1", &[TypeId::INT], &[TypeId::INT]);
    f.function.flags.needs_context = true;
    let (d, r) = (f.function.parameters[0], f.function.results[0]);
    let (n, k) = (
        f.addressed(TypeId::INT, Storage::Stack),
        f.local(TypeId::INT),
    );
    f.function.locals[n].kind = LocalKind::Capture(0);
    f.function.locals[k].kind = LocalKind::Capture(1);
    let facts = CaptureFacts::default();
    f.function.captures = vec![
        Capture {
            local: n,
            mode: CaptureMode::ByReference,
            mentioned: grus_syntax::Pos::NONE,
            reason: facts,
        },
        Capture {
            local: k,
            mode: CaptureMode::ByValue,
            mentioned: grus_syntax::Pos::NONE,
            reason: facts,
        },
    ];
    f.binary(n, BinaryOp::Add, get(n), get(d));
    f.binary(r, BinaryOp::Add, get(n), get(k));
    f.end(TerminatorKind::Return);
    let literal = b.add(f);
    // Seven integer parameters: a func value of it needs an adapter.
    let seven = [TypeId::INT; 7];
    let mut f = b.function("sum", &seven, &[TypeId::INT]);
    let r = f.function.results[0];
    for parameter in f.function.parameters.clone() {
        f.binary(r, BinaryOp::Add, get(r), get(parameter));
    }
    f.end(TerminatorKind::Return);
    let sum = b.add(f);
    let sum_type = b.program.functions[sum].signature;
    let mut f = b.function("main", &[], &[]);
    let (n, k) = (
        f.addressed(TypeId::INT, Storage::Stack),
        f.local(TypeId::INT),
    );
    let (c, x, s) = (f.local(signature), f.local(TypeId::INT), f.local(sum_type));
    let site = f.site(SiteKind::Closure, Storage::Heap);
    f.set(n, int(1));
    f.set(k, int(100));
    f.assign(
        c,
        Rvalue::Closure {
            function: literal,
            captures: vec![n, k],
            ty: signature,
            site,
        },
    );
    f.call(Some(x), Callee::Value(get(c)), vec![int(5)]);
    f.println(vec![get(x), get(n)]);
    f.set(s, Operand::Constant(Constant::Function(sum), sum_type));
    f.call(Some(x), Callee::Value(get(s)), (1..8).map(int).collect());
    f.println(vec![get(x)]);
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("106 6\n28\n");
}

#[test]
fn interfaces_box_assert_and_dispatch() {
    let mut b = Builder::new();
    let any = TypeId::EMPTY_INTERFACE;
    let mut f = b.function("main", &[], &[]);
    let (x, y, n, same) = (
        f.local(any),
        f.local(any),
        f.local(TypeId::INT),
        f.local(TypeId::BOOL),
    );
    let site = f.site(SiteKind::Interface, Storage::Heap);
    let boxed = |operand| Rvalue::MakeInterface {
        operand,
        concrete: TypeId::INT,
        interface: any,
        site,
    };
    f.assign(x, boxed(int(1234)));
    f.set(n, int(1234));
    f.assign(y, boxed(get(n)));
    f.binary(same, BinaryOp::Equal, get(x), get(y));
    f.println(vec![get(same)]);
    f.assign(
        n,
        Rvalue::TypeAssert {
            operand: get(y),
            from: any,
            to: TypeId::INT,
            comma_ok: false,
        },
    );
    f.println(vec![get(n)]);
    let pair = b.checked.types.tuple_of(&[TypeId::STRING, TypeId::BOOL]);
    let t = f.local(pair);
    f.assign(
        t,
        Rvalue::TypeAssert {
            operand: get(y),
            from: any,
            to: TypeId::STRING,
            comma_ok: true,
        },
    );
    f.println(vec![
        Operand::Copy(Place::local(t).field(0)),
        Operand::Copy(Place::local(t).field(1)),
    ]);
    f.assign(
        same,
        Rvalue::TypeIs {
            operand: get(y),
            interface: any,
            concrete: TypeId::INT,
        },
    );
    f.println(vec![get(same)]);
    f.binary(same, BinaryOp::Equal, get(y), zero(any));
    f.println(vec![get(same)]);
    let s = f.local(TypeId::STRING);
    f.assign(
        s,
        Rvalue::TypeAssert {
            operand: get(y),
            from: any,
            to: TypeId::STRING,
            comma_ok: false,
        },
    );
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("true\n1234\n false\ntrue\nfalse\npanic: type assertion\n");
}

#[test]
fn recovered_panics_return_named_results() {
    let mut b = Builder::new();
    let any = TypeId::EMPTY_INTERFACE;
    let thunk = b.checked.types.signature_of(&[], &[], false);
    // func() { if recover() != nil { r = r + 1 } }, r by reference
    let mut f = b.function("f.func1", &[], &[]);
    f.function.flags.needs_context = true;
    let r = f.addressed(TypeId::INT, Storage::Stack);
    f.function.locals[r].kind = LocalKind::Capture(0);
    f.function.captures = vec![Capture {
        local: r,
        mode: CaptureMode::ByReference,
        mentioned: grus_syntax::Pos::NONE,
        reason: CaptureFacts::default(),
    }];
    let (v, some) = (f.local(any), f.local(TypeId::BOOL));
    f.assign(v, Rvalue::Recover);
    f.binary(some, BinaryOp::NotEqual, get(v), zero(any));
    let (then, otherwise) = (f.next_block(1), f.next_block(2));
    f.end(TerminatorKind::Branch {
        condition: get(some),
        then,
        otherwise,
    });
    f.binary(r, BinaryOp::Add, get(r), int(1));
    f.end(TerminatorKind::Goto(otherwise));
    f.end(TerminatorKind::Return);
    let literal = b.add(f);
    // func f(n int) (r int, s string) { defer func...(); r = 41; s = "kept"; if n > 0 { panic(n) }; r = 7; return }
    let mut f = b.function("f", &[TypeId::INT], &[TypeId::INT, TypeId::STRING]);
    f.function.flags.has_defer = true;
    let (n, r, s) = (
        f.function.parameters[0],
        f.function.results[0],
        f.function.results[1],
    );
    f.function.locals[r].addressed = true;
    let (c, big, v) = (f.local(thunk), f.local(TypeId::BOOL), f.local(any));
    let closure_site = f.site(SiteKind::Closure, Storage::Stack);
    let defer_site = f.site(SiteKind::Defer, Storage::Stack);
    let box_site = f.site(SiteKind::Interface, Storage::Heap);
    f.assign(
        c,
        Rvalue::Closure {
            function: literal,
            captures: vec![r],
            ty: thunk,
            site: closure_site,
        },
    );
    f.push(StatementKind::Defer {
        function: get(c),
        site: defer_site,
    });
    f.set(r, int(41));
    f.set(s, string("kept"));
    f.binary(big, BinaryOp::Greater, get(n), int(0));
    let (then, otherwise) = (f.next_block(1), f.next_block(2));
    f.end(TerminatorKind::Branch {
        condition: get(big),
        then,
        otherwise,
    });
    f.assign(
        v,
        Rvalue::MakeInterface {
            operand: get(n),
            concrete: TypeId::INT,
            interface: any,
            site: box_site,
        },
    );
    f.end(TerminatorKind::Panic(get(v)));
    f.set(r, int(7));
    f.push(StatementKind::RunDefers);
    f.end(TerminatorKind::Return);
    let callee = b.add(f);
    let pair = b.checked.types.tuple_of(&[TypeId::INT, TypeId::STRING]);
    let mut f = b.function("main", &[], &[]);
    let t = f.local(pair);
    for n in [0, 1] {
        f.call(Some(t), Callee::Function(callee), vec![int(n)]);
        f.println(vec![
            Operand::Copy(Place::local(t).field(0)),
            Operand::Copy(Place::local(t).field(1)),
        ]);
    }
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("7 kept\n42 kept\n");
}

#[test]
fn conversions_floats_and_complex_numbers() {
    let mut b = Builder::new();
    let mut f = b.function("main", &[], &[]);
    let x = f.local(TypeId::FLOAT64);
    for value in [3.99, -1.5, 1e30, f64::NAN, 5e9, 1.8e19] {
        f.set(x, float(value));
        let mut converted = Vec::new();
        for ty in [
            TypeId::INT64,
            TypeId::INT32,
            TypeId::INT8,
            TypeId::UINT64,
            TypeId::UINT32,
            TypeId::UINT8,
        ] {
            let to = f.local(ty);
            f.assign(
                to,
                Rvalue::Convert {
                    kind: ConversionKind::Numeric,
                    operand: get(x),
                    to: ty,
                    site: None,
                },
            );
            converted.push(get(to));
        }
        f.println(converted);
    }
    let (c, d) = (f.local(TypeId::COMPLEX128), f.local(TypeId::COMPLEX128));
    f.set(
        c,
        Operand::Constant(Constant::Complex(3.0, 4.0), TypeId::COMPLEX128),
    );
    f.set(
        d,
        Operand::Constant(Constant::Complex(1.0, -2.0), TypeId::COMPLEX128),
    );
    for op in [BinaryOp::Add, BinaryOp::Multiply, BinaryOp::Divide] {
        let e = f.local(TypeId::COMPLEX128);
        f.binary(e, op, get(c), get(d));
        f.println(vec![get(e)]);
    }
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect(concat!(
        "3 3 3 3 3 3\n",
        "-1 -1 -1 18446744073709551615 4294967295 255\n",
        "-9223372036854775808 -2147483648 0 9223372036854775808 0 0\n",
        "-9223372036854775808 -2147483648 0 9223372036854775808 0 0\n",
        "5000000000 -2147483648 0 5000000000 705032704 0\n",
        "-9223372036854775808 -2147483648 0 18000000000000000000 0 0\n",
        "(4+2i)\n(11-2i)\n(-1+2i)\n",
    ));
}

#[test]
fn globals_hold_static_values() {
    let mut b = Builder::new();
    let array = b.checked.types.array_of(3, TypeId::STRING);
    let slice = b.checked.types.slice_of(TypeId::STRING);
    let text = |s: &str| StaticValue::Constant(Constant::String(s.as_bytes().into()));
    let elements = vec![text("a"), text("bc"), text("d")];
    let backing = b.global(
        "words.array",
        array,
        Some(StaticValue::Aggregate(elements)),
        true,
    );
    let words = b.global("words", slice, Some(StaticValue::Slice(backing, 3)), false);
    let counter = b.global("counter", TypeId::INT, None, false);
    let mut f = b.function("main", &[], &[]);
    let i = f.local(TypeId::INT);
    f.push(StatementKind::Declare(i));
    let (head, body, done) = (f.next_block(1), f.next_block(2), f.next_block(3));
    f.end(TerminatorKind::Goto(head));
    let more = f.local(TypeId::BOOL);
    f.binary(more, BinaryOp::Less, get(i), int(3));
    f.end(TerminatorKind::Branch {
        condition: get(more),
        then: body,
        otherwise: done,
    });
    f.println(vec![Operand::Copy(index(Place::global(words), get(i)))]);
    f.assign(
        Place::global(counter),
        Rvalue::Binary(BinaryOp::Add, Operand::Copy(Place::global(counter)), get(i)),
    );
    f.binary(i, BinaryOp::Add, get(i), int(1));
    f.end(TerminatorKind::Goto(head));
    f.println(vec![Operand::Copy(Place::global(counter))]);
    f.end(TerminatorKind::Return);
    b.add(f);
    b.expect("a\nbc\nd\n3\n");
}

#[test]
fn output_does_not_depend_on_threads() {
    let b = index_program(1, TypeId::INT);
    assert!(b.generate().object == b.generate().object);
}

#[test]
fn errors_name_function_and_position() {
    let mut b = Builder::new();
    let mut f = b.function("main", &[], &[]);
    f.line(12);
    f.assign(LocalId::from_u32(0), Rvalue::Len(int(1)));
    f.local(TypeId::INT);
    f.end(TerminatorKind::Return);
    b.add(f);
    let options = grus_codegen::Options::default();
    let error = grus_codegen::generate(&b.program, &b.checked, &b.sources, &options)
        .err()
        .unwrap();
    assert_eq!(error.function, "main.main");
    assert_eq!(b.sources.position(error.pos).line, 12);
    assert_ne!(error.pos, Pos::NONE);
}

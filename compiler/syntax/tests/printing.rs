//! Texts of trees: printed source, expressions in error messages, dumps, positions.
//! In: small programs.  Out: nothing.

mod common;

use grus_syntax::ast::{Decl, Expr};
use grus_syntax::expr_string::expr_string;
use grus_syntax::printer;

/// Parses an expression, as the value of a variable.
fn expr(text: &str) -> Expr {
    let (sources, parsed) =
        common::parse("e.go", format!("package p\nvar _ = {text}\n").as_bytes());
    assert_eq!(common::render(&sources, &parsed), "", "{text}");
    let file = parsed.file.expect("program parses");
    let Some(Decl::Var(spec)) = file.decls.into_iter().next() else {
        panic!("no variable")
    };
    spec.values[0].clone()
}

#[test]
fn a_file_is_printed_like_gofmt() {
    let source = "package p\n\nimport \"fmt\"\n\nconst (\n\ta = iota\n\tb\n)\n\n\
        type T[P *int,] struct {\n\tx, y int `tag`\n\t*fmt.Stringer\n}\n\n\
        func (t *T[P]) m(a, b int, c ...string) (n int, err error) {\n\
        \tfor i, v := range (T{}) {\n\t\tif v > 0 {\n\t\t\tx[i]++\n\t\t} else if a == b {\n\
        \t\t\treturn\n\t\t} else {\n\t\t\tbreak\n\t\t}\n\t}\n\
        \tswitch x := a.(type) {\n\tcase int, string:\n\t\tc <- 1\n\tdefault:\n\t}\n}\n";
    let (sources, parsed) = common::parse("a.go", source.as_bytes());
    assert_eq!(common::render(&sources, &parsed), "");
    assert_eq!(
        printer::print_file(&parsed.file.expect("program parses")),
        source
    );
}

#[test]
fn expressions_are_shortened_in_messages() {
    let cases = [
        (
            "func(a, b int, c ...string) (x, y error) { return }",
            "func(a, b int, c ...string) (x, y error) {…}",
        ),
        ("[]T{1, 2}", "[]T{…}"),
        (
            "struct{a, b int; c string \"t\"}{}",
            "struct{a, b int; c string \"t\"}{}",
        ),
        (
            "interface{m(int) string; ~int | E}(nil)",
            "interface{m(int) string; ~int | E}(nil)",
        ),
        ("(a+b)*c - -d", "(a + b) * c - -d"),
        ("&(T{x: 1})", "&T{…}"),
        (
            "f(a, b...)[1:2:3].x.(map[string]chan (<-chan int))",
            "f(a, b...)[1:2:3].x.(map[string]chan (<-chan int))",
        ),
        ("<-c", "<-c"),
        ("G[int, [...]T]", "G[int, [...]T]"),
    ];
    for (text, expected) in cases {
        assert_eq!(expr_string(&expr(text)), expected);
    }
}

#[test]
fn printing_keeps_the_meaning_of_types_and_signs() {
    for text in [
        "[](func())(x)",
        "chan (<-chan int)(nil)",
        "(<-chan int)(nil)",
        "- -x",
        "& ^x",
        "<-(-x)",
        "*(*int)(p)",
        "(func())(f)",
        "map[string]func() int(x)",
    ] {
        let first = expr(text);
        let printed = printer::print_expr(&first);
        assert_eq!(
            expr_string(&expr(&printed)),
            expr_string(&first),
            "{printed}"
        );
    }
}

#[test]
fn positions_are_those_gc_reports() {
    let text = "package p\nvar _ = aa.b(c)[d] + -e.(T)\n";
    let (sources, parsed) = common::parse("a.go", text.as_bytes());
    let file = parsed.file.expect("program parses");
    let Some(Decl::Var(spec)) = file.decls.into_iter().next() else {
        panic!("no variable")
    };
    let mut found = Vec::new();
    grus_syntax::visit::inspect(
        grus_syntax::visit::Node::Expr(&spec.values[0]),
        &mut |node| {
            if let grus_syntax::visit::Node::Expr(expr) = node {
                let column = |pos| sources.position(pos).column;
                let columns = [expr.start_pos(), expr.pos, expr.end_pos()].map(column);
                found.push((expr_string(expr), columns));
            }
            true
        },
    );
    let expected = [
        ("aa.b(c)[d] + -e.(T)", [9, 20, 27]),
        ("aa.b(c)[d]", [9, 16, 18]),
        ("aa.b(c)", [9, 13, 15]),
        ("aa.b", [9, 11, 13]),
        ("aa", [9, 9, 11]),
        ("c", [14, 14, 15]),
        ("d", [17, 17, 18]),
        ("-e.(T)", [22, 22, 27]),
        ("e.(T)", [23, 24, 27]),
        ("e", [23, 23, 24]),
        ("T", [26, 26, 27]),
    ];
    assert_eq!(
        found,
        expected.map(|(text, columns)| (text.to_string(), columns))
    );
}

#[test]
fn constants_know_what_they_repeat() {
    let text = "package p\nconst (\n\ta, b int = iota, 1\n\tc, d\n\te = 2\n\tf\n)\n";
    let (_, parsed) = common::parse("a.go", text.as_bytes());
    let decls = parsed.file.expect("program parses").decls;
    let inherited: Vec<_> = decls
        .iter()
        .map(|decl| match decl {
            Decl::Const(spec) => (spec.iota, spec.inherited.as_ref().map(|from| from.iota)),
            _ => panic!("not a constant"),
        })
        .collect();
    assert_eq!(
        inherited,
        [(0, None), (1, Some(0)), (2, None), (3, Some(2))]
    );
}

//! What the compiler shows of its work: `-W`, `--emit` for every stage, and what `//grus:noheap` forbids.
//!
//! In: small programs.  Out: a failure that says what is missing.
//! Where real Go is installed, the trees of `-W` before lowering must be its trees, line for line, for
//! a function of which gc has nothing but the source by then.

use grus_tests::toolchain::{self, Toolchain};
use std::path::{Path, PathBuf};
use std::process::Output;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stages");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Runs a toolchain on a program in this test's folder.
fn run(toolchain: &Toolchain, name: &str, source: &str, arguments: &[&str]) -> Output {
    std::fs::write(folder().join(name), source).expect("writable");
    let mut command = toolchain.command(&folder());
    let output = command.args(arguments).arg(name).output();
    output.expect("the toolchain can be started")
}

fn grus(name: &str, source: &str, arguments: &[&str]) -> Output {
    run(
        &toolchain::grus().expect("grus is built"),
        name,
        source,
        arguments,
    )
}

/// What `grus` prints of a program that compiles.
fn shown(name: &str, source: &str, arguments: &[&str]) -> String {
    let output = grus(name, source, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

const PROGRAM: &str = "package main

type pair struct{ a, b int }

func walk(n int, s []int, p *pair) int {
	total := n * 2
	for i := 0; i < n; i++ {
		if s[i] > 2 {
			total += s[i] - p.a
		} else {
			p.b = -total
		}
	}
	for j := n; j < 10; j++ {
		total++
		if total == 7 {
			break
		}
	}
	f := func(x int) int { return x + total }
	return f(total) & 3
}

func main() { println(walk(2, []int{1, 4}, &pair{1, 2})) }
";

/// The lines of one part of `-W`.
fn tree<'a>(text: &'a str, heading: &str) -> Vec<&'a str> {
    let lines = text.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| line.starts_with(".   ")).collect()
}

#[test]
fn trees_before_lowering_have_the_nodes_of_gc() {
    let text = shown("tree.go", PROGRAM, &["tool", "compile", "-W", "-l"]);
    let ours = tree(&text, "before walk walk");
    for node in [
        "FOR tc(1)",
        "ASOP-ADD AsOp:ADD IncDec",
        "DOTPTR main.a int",
        "CLOSURE esc(no)",
    ] {
        assert!(
            ours.iter().any(|line| line.contains(node)),
            "no {node}: {ours:#?}"
        );
    }
    let lowered = tree(&text, "after walk walk");
    assert!(
        lowered.iter().any(|line| line.contains("GOTO bb")),
        "{lowered:#?}"
    );
    let Ok(go) = Toolchain::real_go() else {
        println!("skipped: no real Go");
        return;
    };
    let output = run(
        &go,
        "tree.go",
        PROGRAM,
        &["tool", "compile", "-W", "-l", "-p", "main", "-o", "tree.o"],
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // The body of the literal follows in a function of its own.
    let below = |line: &&&str| !line.contains("CLOSURE-Func");
    let theirs = tree(&text, "before walk walk");
    let until_literal = |tree: &[&str]| -> Vec<String> {
        let lines = tree.iter().take_while(below);
        lines.map(|line| (*line).to_string()).collect()
    };
    let theirs = until_literal(&theirs);
    assert!(theirs.len() > 60, "only {} lines", theirs.len());
    let ours: Vec<String> = ours
        .iter()
        .take(theirs.len())
        .map(|line| (*line).to_string())
        .collect();
    let differing: Vec<_> = ours.iter().zip(&theirs).filter(|(a, b)| a != b).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn every_stage_can_be_shown() {
    let emit = |stage: &str| {
        let stage = format!("--emit={stage}");
        shown(
            "emit.go",
            PROGRAM,
            &["tool", "compile", "-l", &stage, "--only=main.walk"],
        )
    };
    let expected = [
        ("tokens", "emit.go:5:6: name walk"),
        ("ast", "(func { } walk"),
        ("types", "emit.go:6:15: 2: int = 2"),
        ("mir", "main.walk"),
        ("mir:lower", "main.walk"),
        ("mir:inline", "main.walk"),
        ("mir:escape", "main.walk"),
        ("mir:bounds", "main.walk"),
        ("mir-final", "main.walk"),
        ("clif", "main.walk"),
        ("asm", "main.walk STEXT"),
    ];
    for (stage, part) in expected {
        let text = emit(stage);
        assert!(text.contains(part), "{stage}: no {part} in\n{text}");
        assert!(
            !text.contains("func main.main("),
            "{stage} shows another function:\n{text}"
        );
    }
    assert_ne!(
        emit("mir:bounds"),
        emit("mir:invert_loops"),
        "a pass shows its work"
    );
    let output = grus(
        "emit.go",
        PROGRAM,
        &["tool", "compile", "--emit=mir:nothing"],
    );
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && text.contains("mir:invert_loops"),
        "{text}"
    );
}

const NO_HEAP: &str = "package main

type point struct{ x, y int }

var kept *point

func keep(x int) {
	p := &point{x, 1}
	kept = p
}

//grus:noheap
func sum(list []int) int {
	total := 0
	for _, x := range list {
		total += x
	}
	var box any = total
	return box.(int)
}

func main() { println(sum([]int{1, 2})) }
";

#[test]
fn functions_marked_noheap_may_not_allocate() {
    let output = grus("good.go", NO_HEAP, &["build", "-o", "good"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let marked = "\n//grus:noheap\nfunc bad(list []int, n int) []int {\n\tkeep(n)\n\tx := 3\n\tf := func() { x++ }\n\tgo f()\n\tm := map[int]int{}\n\tm[1] = n\n\treturn append(list, n)\n}\n";
    let output = grus(
        "bad.go",
        &format!("{NO_HEAP}{marked}"),
        &["build", "-o", "bad"],
    );
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "allocations pass");
    let expected = [
        "./bad.go:26:6: &point{...} escapes to heap in bad, which is marked grus:noheap\n\t./bad.go:8:7: in main.keep, inlined",
        "./bad.go:27:2: x is on the heap in bad",
        "./bad.go:28:7: func literal escapes to heap in bad",
        "./bad.go:29:2: go allocates a goroutine in bad",
        "./bad.go:30:18: map[int]int{} is always on the heap in bad",
        "./bad.go:31:7: adding to a map may allocate in bad",
        "./bad.go:32:15: append may allocate in bad",
    ];
    for line in expected {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
}

const DEBUGGED: &str = "package main

type point struct {
	x, y int
	name string
}

//go:noinline
func area(p *point, scale int) int {
	total := p.x * p.y
	for i := 0; i < scale; i++ {
		total += i
	}
	return total
}

func main() {
	p := point{3, 4, \"here\"}
	list := []int{1, 2, 3}
	n := area(&p, len(list))
	println(n, p.name)
}
";

/// What gdb says at the first stop at a line of the program; none without gdb.
fn debugged(name: &str, build: &[&str], commands: &[&str]) -> Option<String> {
    let source = format!("{name}.go");
    let arguments = [&["build"], build, &["-o", name]].concat();
    let output = grus(&source, DEBUGGED, &arguments);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut gdb = std::process::Command::new("gdb");
    gdb.args([
        "-batch",
        "-nx",
        "-ex",
        &format!("break {source}:12"),
        "-ex",
        "run",
    ]);
    for command in commands {
        gdb.args(["-ex", command]);
    }
    let Ok(output) = gdb.arg(format!("./{name}")).current_dir(folder()).output() else {
        println!("skipped: no gdb");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn debuggers_stop_at_lines_and_show_frames_and_variables() {
    let commands = ["bt", "info locals", "print *p", "up", "info locals"];
    let Some(text) = debugged("debugged", &["-gcflags=-N -l"], &commands) else {
        return;
    };
    let expected = [
        "debugged.go:12\n",
        "main.area (p=0x",
        ", scale=3) at ",
        "in main.main () at ",
        "debugged.go:20\n",
        "total = 12\n",
        "i = 0\n",
        "x = 3, y = 4, name = ",
        "\"here\"}",
        ", len = 3, cap = 3}",
    ];
    for part in expected {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

#[test]
fn optimised_programs_have_lines_and_frames() {
    let commands = ["bt", "info args"];
    let Some(text) = debugged("optimised", &[], &commands) else {
        return;
    };
    let expected = [
        "optimised.go:12\n",
        "main.area (p=",
        "in main.main () at ",
        "scale = <optimized out>",
    ];
    for part in expected {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

#[test]
fn main_is_a_name_like_others_where_there_is_no_command() {
    for declaration in [
        "type main struct{}",
        "func main(x int, s string) (int, error) { return x + len(s), nil }",
        "var main = map[string]int{\"\": len(\"main\")}",
    ] {
        let source = format!("package p\n\n{declaration}\n");
        shown("main_of_package.go", &source, &["build"]);
    }
}

#[test]
fn cgo_and_assembly_are_refused_by_name() {
    let cgo = "package main\n\nimport \"C\"\n\nfunc main() { C.puts(nil) }\n";
    let output = grus("cgo.go", cgo, &["build"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        errors,
        "cgo.go:3:8: unsupported: import \"C\": grus has no cgo\n"
    );
    assert_eq!(output.status.code(), Some(1));
    let module = folder().join("assembly");
    std::fs::create_dir_all(&module).expect("a folder can be made");
    for (name, text) in [
        ("go.mod", "module example.com/assembly\n\ngo 1.27\n"),
        (
            "main.go",
            "package main\n\nfunc add(a, b int) int\n\nfunc main() { println(add(1, 2)) }\n",
        ),
        ("add_amd64.s", "TEXT ·add(SB), 4, $0-24\n\tRET\n"),
    ] {
        std::fs::write(module.join(name), text).expect("writable");
    }
    let mut command = toolchain::grus().expect("grus is built").command(&module);
    let output = command.args(["build", "-o", "x", "."]).output();
    let errors = output.expect("grus can be started").stderr;
    assert_eq!(
        String::from_utf8_lossy(&errors),
        "# example.com/assembly\n./main.go:3:6: unsupported: missing function body, and grus does not \
         assemble add_amd64.s\n"
    );
}

/// The recorded lines are real Go's.
#[test]
fn trimpath_leaves_import_paths_of_files() {
    let module = folder().join("trimmed");
    std::fs::create_dir_all(module.join("sub")).expect("a folder can be made");
    for (name, text) in [
        ("go.mod", "module example.com/trimmed\n\ngo 1.27\n"),
        (
            "main.go",
            "package main\n\nimport (\n\t\"runtime\"\n\n\t\"example.com/trimmed/sub\"\n)\n\nfunc main() {\n\t\
             _, file, _, _ := runtime.Caller(0)\n\tprintln(file, sub.File())\n}\n",
        ),
        (
            "sub/sub.go",
            "package sub\n\nimport \"runtime\"\n\nfunc File() string {\n\t\
             _, file, _, _ := runtime.Caller(0)\n\treturn file\n}\n",
        ),
    ] {
        std::fs::write(module.join(name), text).expect("writable");
    }
    for (what, expected) in [
        (
            ".",
            "example.com/trimmed/main.go example.com/trimmed/sub/sub.go\n",
        ),
        ("main.go", "./main.go example.com/trimmed/sub/sub.go\n"),
    ] {
        let mut command = toolchain::grus().expect("grus is built").command(&module);
        let output = command.args(["run", "-trimpath", what]).output();
        let printed = output.expect("grus can be started").stderr;
        assert_eq!(String::from_utf8_lossy(&printed), expected);
    }
}

//! `grus explain`: what it says is what was compiled, and its page works.
//!
//! In: a program with closures of every kind.  Out: a failure that says what is missing.
//! The page is opened in Chromium where it is installed (`chromium` on the path), clicked through,
//! and asked what is marked; without it that part says that it was skipped.

use grus_tests::toolchain::{self, workspace_folder};
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = r#"package main

import "fmt"

type wide struct{ cells [20]int }

var hits int

func counter() (func() int, func()) {
	count := 0
	step := 1
	inc := func() int { count += step; return count }
	reset := func() { count = 0 }
	return inc, reset
}

func main() {
	inc, reset := counter()
	inc()
	reset()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i * 10 })
	}
	for _, f := range fs {
		fmt.Println(f())
	}
	var w wide
	defer func() { fmt.Println(w.cells[3], inc()) }()
	done := make(chan bool)
	go func(n int) { hits += n; done <- true }(4)
	<-done
	println(func(a int) int { return a + hits }(1))
}
"#;

/// Writes the program to a folder of this test's own.
fn program(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(name);
    std::fs::write(&path, PROGRAM).expect("writable");
    path
}

/// Runs `grus explain` and returns its standard output.
fn explain(arguments: &[&str], path: &Path) -> String {
    let toolchain = toolchain::grus().expect("grus is built");
    let mut command = toolchain.command(&workspace_folder());
    let output = command.arg("explain").args(arguments).arg(path).output();
    let output = output.expect("grus can be started");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The line of a text that contains all of some parts.
fn line<'a>(text: &'a str, parts: &[&str]) -> &'a str {
    let found = text
        .lines()
        .find(|line| parts.iter().all(|part| line.contains(part)));
    found.unwrap_or_else(|| panic!("no line with {parts:?} in\n{text}"))
}

#[test]
fn closures_say_what_they_carry_and_why() {
    let text = explain(&["-loops=false"], &program("closures.go"));
    line(&text, &["main.counter.func1", "24 bytes on the heap"]);
    line(&text, &["+8  8  &count int", "assigned again"]);
    line(&text, &["+16  8  step int", "by value"]);
    line(&text, &["+8  8  i int", "by value"]);
    line(&text, &["main.main.func2", "on the stack"]);
    // The literal that is called where it stands leaves no object on stack or heap.
    let called = line(&text, &["main.main.func4", "func literal"]);
    assert!(!called.contains("bytes on the"), "{called}");
    line(&text, &["count int", "heap"]);
    line(&text, &["moved to heap: count"]);
    line(&text, &["step int", "registers"]);
    line(
        &text,
        &["go main.main.gowrap1", "runtime.newproc", "on the heap"],
    );
    line(&text, &["defer main.main.func2", "on the stack"]);
    line(&text, &["main.hits int, 8 bytes in bss"]);
}

const ALLOCATIONS: &str = r#"package main

import "os"

type file struct{ size int }
type none struct{}

var sink any

//go:noinline
func keep(b byte, n int) {
	sink = b
	sink = n
	sink = 1000
	sink = none{}
}

//go:noinline
func local(n int, bytes []byte, text string) int {
	counts := map[int]int{1: n}
	sizes := make([]int, n)
	same := 0
	if string(bytes) == text {
		same = 1
	}
	return counts[1] + len(sizes) + same + func(a int) int { return a + 1 }(n)
}

func main() {
	sink = os.Stdout
	sink = &file{7}
	sink = func() {}
	defer func() { recover() }()
	keep(1, local(2, nil, ""))
}
"#;

#[test]
fn allocations_are_where_the_compiled_code_has_them() {
    let path = program("allocations.go");
    std::fs::write(&path, ALLOCATIONS).expect("writable");
    let text = explain(&["-loops=false"], &path);
    let (_, allocations) = text.split_once("\nAllocations\n").expect("a part");
    let (allocations, starts) = allocations.split_once("\ngo and defer\n").expect("a part");
    for parts in [
        [":12:9", "b  data: all values of one byte have boxes"],
        [":13:9", "n  heap: unless it is 0 to 255"],
        [":14:9", "1000  data: it is constant"],
        [":15:13", "none{}  data: it takes no memory"],
        [":20:23", "map[int]int{...}  heap: maps always are"],
        [":21:15", "make([]int, n)  heap: its size is known only"],
        [":23:12", "string(bytes)  gone: read where it is"],
        [":26:41", "func literal  gone: inlined"],
        [":31:9", "&file{...}  heap"],
        [":32:9", "func literal  data: it captures nothing"],
    ] {
        line(allocations, &parts);
    }
    // Pointers are the data words of the interfaces.
    assert!(!allocations.contains("os.Stdout"), "{allocations}");
    line(starts, &["defer main.main.func2", "a static object"]);
}

#[test]
fn the_two_rules_for_loop_variables_are_run() {
    let text = explain(&[], &program("loops.go"));
    let (_, loops) = text.split_once("Loop variables").expect("a part on loops");
    let (shared, own) = loops
        .split_once("go1.22 (exit status 0)")
        .expect("two runs");
    assert!(shared.contains("    30\n    30\n    30\n"), "{loops}");
    assert!(own.contains("    0\n    10\n    20\n"), "{loops}");
}

#[test]
fn newer_language_does_not_hinder_the_older_rule() {
    let path = program("newer.go");
    let newer = PROGRAM.replace("i := 0; i < 3; i++", "i := range 3");
    std::fs::write(&path, newer).expect("writable");
    let text = explain(&[], &path);
    line(&text, &["go1.21 (exit status 0)"]);
    line(&text, &["go1.22 (exit status 0)"]);
}

#[test]
fn data_has_the_documented_fields() {
    let data = explain(&["-json", "-loops=false"], &program("data.go"));
    let documented = std::fs::read_to_string(workspace_folder().join("docs/explain.md"))
        .expect("the form of the data is documented");
    assert!(data.starts_with("{\n  \"schema\": 1,"), "{}", &data[..60]);
    let mut fields = 0;
    for row in data.lines() {
        let Some((name, _)) = row.trim_start().split_once("\":") else {
            continue;
        };
        let name = name.trim_start_matches('"');
        // Rows of source text and code are strings, not fields.
        if name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            let told = ["schema", "file", "line", "column"].contains(&name);
            let mentioned = documented.contains(&format!("`{name}`"));
            assert!(told || mentioned, "{name} is not documented");
            fields += 1;
        }
    }
    assert!(fields > 100, "only {fields} fields");
}

#[test]
fn the_page_needs_nothing_from_anywhere() {
    let path = program("page.go");
    let page = path.with_extension("html");
    explain(
        &["-loops=false", "-html", page.to_str().expect("a path")],
        &path,
    );
    let text = std::fs::read_to_string(&page).expect("the page is there");
    let outside = ["src=", "href=", "@import", "url(http", "https://"];
    for word in outside {
        assert!(!text.contains(word), "the page has {word}");
    }
}

/// Clicks through the page and writes what it finds into the title.
const CLICKS: &str = r##"<script>
const found = [];
const check = (name, holds) => found.push(`${holds ? "ok" : "FAILED"} ${name}`);
const on = (root) => [...document.querySelectorAll(`${root} .on`)];
const tab = (name) => document.getElementById(`tab-${name}`).click();
const row = (line) => document.querySelector(`#source .row[data-line="${line}"]`);
row(12).click();
check("source row is marked", on("#source").length === 1 && on("#source")[0].dataset.line === "12");
check("closure of the line is marked", on("#panel").some((item) => item.textContent.includes("main.counter.func1")));
tab("code");
row(12).click();
check("machine code of the line is marked", on("#panel").length > 0);
const other = [...document.querySelectorAll("#panel .row[data-line]")].find((each) => each.dataset.line !== "12");
other.click();
check("code leads to the source", on("#source").length === 1 && on("#source")[0].dataset.line === other.dataset.line);
tab("mir");
row(23).click();
check("MIR of the line is marked", on("#panel").length > 0);
tab("variables");
const count = [...document.querySelectorAll("#panel .item")].find((each) => each.textContent.startsWith("count int"));
count.click();
check("a variable leads to the source", on("#source")[0].dataset.line === "10");
check("its way to the heap is drawn", document.querySelectorAll("#arrows > path").length > 0);
document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
tab("memory");
check("frames are shown", document.getElementById("panel").textContent.includes("Stack frames"));
const brick = (name) => document.querySelector(`#panel .brick[data-name="${name}"]`);
brick("variable count").click();
check("what points to a heap object is drawn", document.querySelectorAll("#arrows > path").length === 3);
check("a heap object leads to the source", on("#source")[0].dataset.line === "10");
check("the frame of main shows its slots", brick("frame main.main").textContent.includes("main.w"));
check("the loop view is there", document.getElementById("tab-loops") !== null);
document.getElementById("tab-loops").click();
check("both outputs are shown", document.querySelectorAll("#panel pre").length === 2);
check("rows can be reached by keyboard", row(1).tabIndex === 0);
document.title = `[${found.join("; ")}]`;
</script>"##;

#[test]
fn the_page_links_source_decisions_and_code() {
    let browser = Command::new("chromium").arg("--version").output();
    if browser.is_err() {
        println!("skipped: no chromium on the path");
        return;
    }
    let path = program("clicks.go");
    let page = path.with_extension("html");
    explain(&["-html", page.to_str().expect("a path")], &path);
    let text = std::fs::read_to_string(&page).expect("the page is there");
    std::fs::write(&page, text.replace("</body>", &format!("{CLICKS}</body>"))).expect("writable");
    let profile = page.with_extension("profile");
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ])
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("chromium starts");
    let dom = String::from_utf8_lossy(&output.stdout);
    let title = dom.split("<title>").nth(1).unwrap_or_default();
    let title = title.split("</title>").next().unwrap_or_default();
    println!("{title}");
    assert!(
        title.starts_with("[ok ") && title.matches("ok ").count() == 14,
        "{title}"
    );
    assert!(!title.contains("FAILED"), "{title}");
}

//! `-S` and `tool objdump` spell machine code as Go does: a second opinion on every instruction.
//!
//! In: the listings of all samples and of the whole embedded library.  Out: a failure that shows
//! instructions on which the two disagree, or the counts of what was compared.
//! - What `tool objdump` prints is compared with Go's disassembler (x86asm, from the distribution).
//! - What `-S` prints is given to Go's assembler; what that makes of it must be the same instruction
//!   in the eyes of Go's disassembler, apart from its choice among encodings of the same operation.
//!
//! Needs real Go; says that it was skipped where there is none.

use grus_tests::listing::{ListedFunction, functions};
use grus_tests::toolchain::{self, Toolchain, workspace_folder};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;

/// Where this test builds things.
fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disassembly");
    fs::create_dir_all(&folder).expect("the scratch folder can be made");
    folder
}

/// Real Go and the distribution's folder.
fn real_go() -> Option<(Toolchain, PathBuf)> {
    match Toolchain::real_go() {
        Ok(go) => {
            let output = go.command(Path::new(".")).args(["env", "GOROOT"]).output();
            let root = output.expect("go env runs").stdout;
            let root = String::from_utf8(root).expect("a path");
            Some((go, PathBuf::from(root.trim())))
        }
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

/// The program that spells instructions as Go's disassembler does, built once for all tests.
fn oracle(go: &Toolchain, root: &Path) -> &'static Path {
    static ORACLE: OnceLock<PathBuf> = OnceLock::new();
    ORACLE.get_or_init(|| build_oracle(go, root))
}

fn build_oracle(go: &Toolchain, root: &Path) -> PathBuf {
    let folder = scratch().join("gosyntax");
    let package = folder.join("x86asm");
    fs::create_dir_all(&package).expect("a folder for the oracle");
    let source = root.join("src/cmd/vendor/golang.org/x/arch/x86/x86asm");
    for entry in fs::read_dir(source).expect("the distribution has x86asm") {
        let path = entry.expect("the folder is readable").path();
        if path.extension().is_some_and(|extension| extension == "go") {
            let name = path.file_name().expect("a file has a name");
            fs::copy(&path, package.join(name)).expect("the file can be copied");
        }
    }
    let main = workspace_folder().join("tests/oracle/gosyntax/main.go");
    fs::copy(main, folder.join("main.go")).expect("the oracle's source is there");
    fs::write(folder.join("go.mod"), "module gosyntax\n\ngo 1.27\n").expect("writable");
    let status = go
        .command(&folder)
        .args(["build", "-o", "oracle", "."])
        .status();
    assert!(
        status.expect("go build runs").success(),
        "the oracle builds"
    );
    folder.join("oracle")
}

/// What Go's disassembler says of instructions, each given as its bytes.
fn spelled<'a>(oracle: &Path, instructions: &[&'a [u8]]) -> HashMap<&'a [u8], String> {
    let mut child = std::process::Command::new(oracle)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the oracle starts");
    let mut text = String::new();
    for bytes in instructions {
        for &byte in *bytes {
            text.extend(
                [byte >> 4, byte & 15]
                    .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
            );
        }
        text.push('\n');
    }
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("the oracle runs");
    writer
        .join()
        .expect("the writer ends")
        .expect("the oracle reads");
    let answers = String::from_utf8(output.stdout).expect("text");
    let answers: Vec<String> = answers.lines().map(String::from).collect();
    assert_eq!(
        answers.len(),
        instructions.len(),
        "an answer an instruction"
    );
    instructions.iter().copied().zip(answers).collect()
}

/// The different instructions among some, in order.
fn distinct<'a>(instructions: impl Iterator<Item = &'a [u8]>) -> Vec<&'a [u8]> {
    let different: HashSet<&[u8]> = instructions.collect();
    let mut list: Vec<&[u8]> = different.into_iter().collect();
    list.sort_unstable();
    list
}

/// An instruction of a listing: its text and its bytes.
type Encoded = (String, &'static [u8]);

/// The instructions of every listed function, in the order of [`listed`].
fn instructions() -> &'static [Vec<Encoded>] {
    static INSTRUCTIONS: OnceLock<Vec<Vec<Encoded>>> = OnceLock::new();
    INSTRUCTIONS.get_or_init(|| listed().iter().map(ListedFunction::encoded).collect())
}

/// What Go's disassembler says of every instruction of the listings, asked once for all tests.
fn texts(go: &Toolchain, root: &Path) -> &'static HashMap<&'static [u8], String> {
    static TEXTS: OnceLock<HashMap<&'static [u8], String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let code = instructions().iter().flatten();
        let code = code.filter(|(text, _)| !is_data(text));
        spelled(oracle(go, root), &distinct(code.map(|&(_, bytes)| bytes)))
    })
}

/// All functions of the samples and of the embedded library, as `-S` lists them.
fn listed() -> &'static [ListedFunction] {
    static LISTED: OnceLock<Vec<ListedFunction>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let toolchain = toolchain::grus().expect("grus is built");
        let samples = workspace_folder().join("tests/samples");
        let mut all = Vec::new();
        for entry in fs::read_dir(&samples).expect("the samples are there") {
            let path = entry.expect("the folder is readable").path();
            if path.extension().is_some_and(|extension| extension == "go") {
                let mut command = toolchain.command(&samples);
                let output = command.args(["tool", "compile", "-S"]).arg(&path).output();
                let output = output.expect("grus can be started");
                assert!(output.status.success(), "{} compiles", path.display());
                all.extend(functions(&String::from_utf8_lossy(&output.stdout)));
            }
        }
        all.extend(library(&toolchain));
        all
    })
}

/// The functions of the embedded library: of a program that imports every package.
fn library(toolchain: &Toolchain) -> Vec<ListedFunction> {
    let root = workspace_folder().join("library");
    let mut packages = Vec::new();
    collect_packages(&root, &root, &mut packages);
    packages.sort();
    assert!(packages.len() > 25, "only {} packages", packages.len());
    let imports: String = packages
        .iter()
        .map(|package| format!("\t_ \"{package}\"\n"))
        .collect();
    let source = format!("package main\n\nimport (\n{imports})\n\nfunc main() {{}}\n");
    let folder = scratch();
    fs::write(folder.join("everything.go"), source).expect("writable");
    let arguments = [
        "build",
        "-gcflags=all=-S",
        "-o",
        "everything",
        "everything.go",
    ];
    let output = toolchain.command(&folder).args(arguments).output();
    let output = output.expect("grus can be started");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the library compiles:\n{text}");
    functions(&text)
}

/// Import paths of the packages below a folder that programs may import.
fn collect_packages(root: &Path, folder: &Path, packages: &mut Vec<String>) {
    let mut has_source = false;
    for entry in fs::read_dir(folder).expect("the library is there") {
        let path = entry.expect("the folder is readable").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let importable = !["internal", "overlay", "testdata"].contains(&name);
        if path.is_dir() && importable {
            collect_packages(root, &path, packages);
        }
        has_source |= name.ends_with(".go") && !name.ends_with("_test.go");
    }
    let relative = folder.strip_prefix(root).expect("below the root");
    if has_source {
        packages.push(relative.to_string_lossy().into_owned());
    }
}

fn is_data(text: &str) -> bool {
    ["BYTE", "WORD", "LONG", "QUAD"]
        .iter()
        .any(|kind| text.starts_with(kind))
}

/// Where a jump of a listing leads, as its bytes say, if it is a jump within its function.
fn jump_target(end: usize, go_text: &str) -> Option<usize> {
    let (operation, distance) = go_text.split_once(" .")?;
    let distance: i64 = distance
        .parse()
        .ok()
        .filter(|_| operation.starts_with('J'))?;
    usize::try_from(end as i64 + distance).ok()
}

/// Where in its function a piece of data is that an instruction of a listing names.
fn named_data(end: usize, go_text: &str) -> Option<usize> {
    let (before, _) = go_text.split_once("(IP)")?;
    let distance = before.rsplit([' ', ',']).next()?.strip_prefix("0x")?;
    let distance = u32::from_str_radix(distance, 16).ok()? as i32;
    usize::try_from(end as i64 + i64::from(distance)).ok()
}

/// Shows the first of many differences.
fn report(differences: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = differences.iter().take(40).map(String::as_str).collect();
    format!("{} differ:\n{}", differences.len(), shown.join("\n"))
}

#[test]
fn objdump_spells_instructions_as_go_does() {
    let Some((go, root)) = real_go() else { return };
    let texts = texts(&go, &root);
    let mut differences = BTreeSet::new();
    for (bytes, go_text) in texts {
        let lines = grus_listing::dump(bytes, 0, &|_| None);
        let ours: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        if ours != [go_text.as_str()] {
            differences.insert(format!("{bytes:02x?}: {ours:?}, Go says {go_text:?}"));
        }
    }
    let code = instructions().iter().flatten();
    let count = code.filter(|(text, _)| !is_data(text)).count();
    println!("{count} instructions, {} different ones", texts.len());
    assert!(count > 50_000, "only {count} instructions");
    assert!(differences.is_empty(), "{}", report(&differences));
}

/// Source for Go's assembler, as many functions: the assembler expects pushes and pops to be in
/// balance wherever code returns, in the order of the text, so each of them stands alone.
#[derive(Default)]
struct AssemblerSource {
    text: String,
    functions: usize,
    /// The last function has room for another instruction.
    continues: bool,
}

impl AssemblerSource {
    fn add(&mut self, instruction: &str) {
        let adjusts_stack = ["PUSHQ", "POPQ"]
            .iter()
            .any(|name| instruction.starts_with(name));
        if adjusts_stack || !self.continues {
            self.begin_function();
        }
        self.continues = !adjusts_stack;
        // The assembler wants the prefix on a line of its own, as the listing has it.
        let text = instruction.replacen("LOCK ", "LOCK\n\t", 1);
        let _ = writeln!(self.text, "\t{text}");
    }

    fn begin_function(&mut self) {
        const NOSPLIT_NOFRAME: u32 = 4 | 512;
        let number = self.functions;
        let _ = writeln!(
            self.text,
            "TEXT ·f{number}(SB), {NOSPLIT_NOFRAME}, $0\nstart:"
        );
        self.functions += 1;
    }
}

/// An instruction of a listing as source for Go's assembler. Jumps lead to the start, and symbols get
/// a plain name: that they are jumps and symbols is all that matters here.
fn assembler_source(text: &str) -> String {
    let (prefix, text) = match text.strip_prefix("LOCK ") {
        Some(rest) => ("LOCK ", rest),
        None => ("", text),
    };
    let (operation, operands) = text.split_once(' ').unwrap_or((text, ""));
    let is_jump = operation.starts_with('J') && operands.parse::<usize>().is_ok();
    let operands = match is_jump {
        true => "start".to_string(),
        false => plain_operands(operands),
    };
    match (operation, operands.strip_prefix('$')) {
        // Go's assembler has no name for the return that drops arguments.
        ("RET", Some(size)) => format!("BYTE $0xc2; WORD ${size}"),
        _ => format!("{prefix}{operation} {operands}"),
    }
}

/// Replaces `any name+8(SB)` by `·s+8(SB)`, and `main.x+8(SP)` by `8(SP)`.
fn plain_operands(operands: &str) -> String {
    let operands: Vec<&str> = operands.split(", ").collect();
    let operands: Vec<&str> = operands.into_iter().map(without_local).collect();
    let operands = operands.join(", ");
    let Some(end) = operands.find("(SB)") else {
        return operands;
    };
    // A symbol may hold any character: it begins with the operand or behind `$`.
    let before = operands[..end].strip_prefix('$').map_or("", |_| "$");
    let first = &operands[before.len()..end];
    // Only a register or a constant can come before it.
    let start = match first.split_once(", ") {
        Some((other, _)) if is_register_or_constant(other) => other.len() + 2,
        _ => 0,
    };
    let offset = offset_of(&first[start..]);
    let rest = &operands[end..];
    format!("{before}{}·s{offset}{rest}", &first[..start])
}

fn is_register_or_constant(operand: &str) -> bool {
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    operand.starts_with('$') || operand.bytes().all(is_capital)
}

/// `8(SP)` for `main.x+8(SP)`.
fn without_local(operand: &str) -> &str {
    let Some(end) = operand.find("(SP)") else {
        return operand;
    };
    let is_number = |text: &str| text.parse::<i64>().is_ok();
    match operand[..end].rfind('+') {
        Some(plus) if is_number(&operand[plus + 1..end]) => &operand[plus + 1..],
        _ if is_number(&operand[..end]) => operand,
        _ => &operand[end..],
    }
}

/// The `+8` of `name+8`.
fn offset_of(symbol: &str) -> &str {
    match symbol.rfind(['+', '-']) {
        Some(at) if at > 0 && symbol[at + 1..].bytes().all(|byte| byte.is_ascii_digit()) => {
            &symbol[at..]
        }
        _ => "",
    }
}

/// Makes texts of the same operation equal where Go's assembler is free to choose: the size of
/// constants, jumps (whose distances change with it), and fields that the linker fills.
fn canonical(text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(String::from).collect();
    if words[0].starts_with('J') || words[0] == "CALL" {
        words.truncate(1);
    }
    for word in &mut words {
        // A distance of one byte or of four.
        if let Some(end) = word.strip_prefix("0xffffff").filter(|_| word.contains('(')) {
            let (digits, registers) = end.split_once('(').unwrap_or((end, ""));
            let byte = u8::from_str_radix(digits, 16)
                .ok()
                .filter(|&byte| byte >= 0x80);
            if let Some(byte) = byte {
                *word = format!("-{:#x}({registers}", 0x100 - u32::from(byte));
            }
        }
        if word.ends_with("(IP)") || word.ends_with("(IP),") {
            word.replace_range(..word.find('(').unwrap_or(0), "0");
        }
    }
    let text = words.join(" ");
    match text.split_once(" $0x0, ") {
        Some(("MOVQ" | "MOVL", register)) if !register.contains('(') => {
            format!("XORL {register}, {register}")
        }
        _ => match text.strip_prefix("MOVQ $0x") {
            Some(rest) if !rest.contains('(') => format!("MOVL $0x{rest}"),
            _ => text,
        },
    }
}

#[test]
fn go_assembles_listings_to_the_same_instructions() {
    let Some((go, root)) = real_go() else { return };
    let oracle = oracle(&go, &root);
    let texts = texts(&go, &root);
    // An instruction that is listed often, with the same text and the same meaning, is assembled once.
    let mut seen = HashSet::new();
    let mut ours = Vec::new();
    let mut source = AssemblerSource::default();
    for (text, bytes) in instructions().iter().flatten() {
        let plain = assembler_source(text);
        let compared = !is_data(text) && !text.starts_with("RET $");
        let meaning = match compared {
            true => canonical(&texts[bytes]),
            false => String::new(),
        };
        if seen.insert((plain.clone(), meaning.clone())) {
            source.add(&plain);
            if compared {
                ours.push((text, meaning));
            }
        }
    }
    println!("{} instructions to assemble", seen.len());
    let assembled = assemble(&go, &source.text);
    assert_eq!(assembled.len(), source.functions, "functions");
    let code = assembled.iter().flat_map(ListedFunction::encoded);
    let code: Vec<_> = code.filter(|(text, _)| !is_data(text)).collect();
    let theirs = spelled(oracle, &distinct(code.iter().map(|&(_, bytes)| bytes)));
    let mut differences = BTreeSet::new();
    assert_eq!(ours.len(), code.len(), "instructions");
    for ((text, ours), (_, bytes)) in ours.iter().zip(&code) {
        let theirs = canonical(&theirs[bytes]);
        if *ours != theirs {
            differences.insert(format!("{text}: {ours:?}, assembled {theirs:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", report(&differences));
}

/// What Go's assembler makes of a source text.
fn assemble(go: &Toolchain, source: &str) -> Vec<ListedFunction> {
    let folder = scratch();
    fs::write(folder.join("listing_amd64.s"), source).expect("writable");
    let arguments = "tool asm -S -p main -o listing.o listing_amd64.s";
    let output = go
        .command(&folder)
        .args(arguments.split(' '))
        .output()
        .expect("go runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    let first: Vec<&str> = errors.lines().take(40).collect();
    assert!(
        output.status.success(),
        "Go's assembler:\n{}",
        first.join("\n")
    );
    functions(&String::from_utf8_lossy(&output.stdout))
}

#[test]
fn jumps_and_data_of_listings_are_where_the_bytes_say() {
    let Some((go, root)) = real_go() else { return };
    let texts = texts(&go, &root);
    let mut jumps = 0;
    for (function, encoded) in listed().iter().zip(instructions()) {
        let starts: BTreeSet<usize> = function.instructions.iter().map(|i| i.offset).collect();
        let mut offset = 0;
        for (text, bytes) in encoded {
            offset += bytes.len();
            if is_data(text) {
                continue;
            }
            if let Some(place) = named_data(offset, &texts[bytes]) {
                let place = match place {
                    0 => String::new(),
                    place => format!("+{place}"),
                };
                let named = format!("{}{place}(SB)", function.symbol);
                assert!(text.contains(&named), "{text} should name {named}");
            }
            let listed_target = text
                .split_once(' ')
                .and_then(|(_, target)| target.parse().ok());
            let Some(listed_target) = listed_target.filter(|_| text.starts_with('J')) else {
                continue;
            };
            let symbol = &function.symbol;
            assert_eq!(
                jump_target(offset, &texts[bytes]),
                Some(listed_target),
                "{symbol}: {text}"
            );
            assert!(starts.contains(&listed_target), "{symbol}: {text}");
            jumps += 1;
        }
        assert_eq!(offset, function.code.len(), "{}", function.symbol);
    }
    println!("{jumps} jumps");
    assert!(jumps > 5_000, "only {jumps} jumps");
}

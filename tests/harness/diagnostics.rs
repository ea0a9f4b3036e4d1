//! The `errorcheck` programs of Go's own test directory: grus prints what gc prints.
//!
//! In: the directory, real Go and the compiler under test; `DIAGNOSTICS_ONLY`, part of the names of the
//! programs to try.  Out: how many of the programs get the same set of positions and messages from
//! `build -gcflags=-e` of both, and for the others how the sets differ. Fewer than `REQUIRED` hundredths
//! are a failure. Real Go's answers are remembered in the target folder. Without the directory or real
//! Go, a note.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use grus_difftest::job::Job;
use grus_difftest::scratch::Scratch;
use grus_difftest::{messages, normalise};
use grus_tests::toolchain::{self, BuildPlace, GO_RELEASE, Toolchain};
use grus_tests::upstream;

/// Hundredths of the programs that have to get the same diagnostics.
const REQUIRED: usize = 95;
/// How many of the differing messages of a program are shown.
const SHOWN: usize = 5;

struct Comparison {
    directory: PathBuf,
    go: Toolchain,
    grus: Toolchain,
    work: PathBuf,
    remembered: PathBuf,
}

/// What a compiler said: whether it accepts the program, and its messages.
type Answer = (bool, BTreeSet<String>);

impl Comparison {
    fn new() -> Result<Comparison, String> {
        let place = BuildPlace::of_this_executable()?;
        Ok(Comparison {
            directory: upstream::directory()?,
            go: Toolchain::real_go()?,
            grus: toolchain::grus()?,
            work: place.work_folder("scratch")?,
            remembered: place.work_folder("diagnostics")?,
        })
    }

    fn ask(&self, toolchain: &Toolchain, program: &Path) -> Result<Answer, String> {
        let text = self.compile(toolchain, program)?;
        Ok(decode(&text))
    }

    /// Real Go's answer, from a run or from memory.
    fn ask_go(&self, program: &Path) -> Result<Answer, String> {
        let mut hasher = DefaultHasher::new();
        (GO_RELEASE, program).hash(&mut hasher);
        fs::read(program)
            .map_err(|e| format!("{}: {e}", program.display()))?
            .hash(&mut hasher);
        let file = self.remembered.join(format!("{:016x}", hasher.finish()));
        if let Ok(text) = fs::read_to_string(&file) {
            return Ok(decode(&text));
        }
        let text = self.compile(&self.go, program)?;
        fs::write(&file, &text).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(decode(&text))
    }

    /// `0` or `1`, and on the next lines what the compiler printed.
    fn compile(&self, toolchain: &Toolchain, program: &Path) -> Result<String, String> {
        let scratch = Scratch::new(&self.work)?;
        let folder = program.parent().unwrap_or(&self.directory).to_path_buf();
        let name = program.file_name().unwrap_or_default();
        let job = Job {
            folder: folder.clone(),
            targets: vec![name.to_string_lossy().into_owned()],
            compiler_flags: vec!["-e".into()],
            ..Job::default()
        };
        let outcome = job.compile(toolchain, &scratch.folder)?;
        if outcome.timed_out {
            return Err(format!("{} was stopped", toolchain.name));
        }
        let printed =
            normalise::printable(&outcome.stdout) + &normalise::printable(&outcome.stderr);
        let place = scratch.folder.to_string_lossy();
        let text = normalise::compiler_messages(&printed, &place, &folder.to_string_lossy());
        Ok(format!("{}\n{text}", u8::from(outcome.status != 0)))
    }
}

fn decode(text: &str) -> Answer {
    let (status, printed) = text.split_once('\n').unwrap_or((text, ""));
    let messages = messages::split(printed);
    let messages = messages.into_iter().filter(|line| !line.starts_with('#'));
    (status == "0", messages.collect())
}

/// The programs whose first comment is `// errorcheck`, with or without arguments.
fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "go")
            && let Ok(text) = fs::read(&path)
            && String::from_utf8_lossy(&text)
                .lines()
                .any(|line| line == "// errorcheck" || line.starts_with("// errorcheck "))
        {
            found.push(path);
        }
    }
}

/// How the answers for one program differ; nothing if they do not.
fn difference(comparison: &Comparison, program: &Path) -> Option<String> {
    let both = comparison
        .ask_go(program)
        .and_then(|gc| Ok((gc, comparison.ask(&comparison.grus, program)?)));
    let (gc, grus) = match both {
        Ok(answers) => answers,
        Err(reason) => return Some(format!("  {reason}\n")),
    };
    if gc == grus {
        return None;
    }
    let mut report = String::new();
    if gc.0 != grus.0 {
        let verb = |accepts: bool| if accepts { "accepts" } else { "rejects" };
        report += &format!("  gc {} it, grus {}\n", verb(gc.0), verb(grus.0));
    }
    for (who, these, those) in [("gc", &gc.1, &grus.1), ("grus", &grus.1, &gc.1)] {
        for message in these.difference(those).take(SHOWN) {
            report += &format!("  only {who}: {message}\n");
        }
    }
    Some(report)
}

#[test]
fn rejected_programs_get_the_messages_of_gc() {
    let comparison = match Comparison::new() {
        Ok(comparison) => comparison,
        Err(reason) => return println!("diagnostics of Go's test directory: skipped ({reason})"),
    };
    let mut programs_found = Vec::new();
    programs(&comparison.directory, &mut programs_found);
    let only = std::env::var("DIAGNOSTICS_ONLY").unwrap_or_default();
    let name = |program: &Path| {
        let name = program.strip_prefix(&comparison.directory);
        name.unwrap_or(program).display().to_string()
    };
    programs_found.retain(|program| name(program).contains(&only));
    programs_found.sort();
    let next = AtomicUsize::new(0);
    let differences = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(program) = programs_found.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(difference) = difference(&comparison, program) {
                        let entry = format!("{}\n{difference}", name(program));
                        differences.lock().unwrap().push(entry);
                    }
                }
            });
        }
    });
    let mut differences = differences.into_inner().unwrap();
    differences.sort();
    let (all, equal) = (
        programs_found.len(),
        programs_found.len() - differences.len(),
    );
    let hundredths = equal as f64 * 100.0 / all.max(1) as f64;
    let figure = format!("the same diagnostics as gc: {equal} of {all} ({hundredths:.1} %)");
    println!("{}{figure}", differences.concat());
    assert!(equal * 100 >= all * REQUIRED, "{figure}");
}

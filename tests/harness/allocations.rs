//! Small functions allocate no more than with real Go.
//!
//! In: `tests/allocations/functions.go`, which prints a count of allocations for each of its functions;
//! the compiler under test and real Go.  Out: the table where counts differ, and a failure where one
//! is higher than real Go's and is not listed in `HIGHER`.

use std::fs;

use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};

/// Functions that allocate more than with real Go, and why.
const HIGHER: [(&str, &str); 6] = [
    ("interface call", BOXED_STRUCT),
    ("append to nil, stays", BUFFER),
    ("append grows, stays", BUFFER),
    ("make variable, small", BUFFER),
    (
        "small map, stays",
        "maps are made by the runtime, on the heap",
    ),
    ("channel", "a channel and its buffer are two objects"),
];
const BOXED_STRUCT: &str = "only integers use the boxes of small values";
const BUFFER: &str = "there is no buffer on the stack for what is small at run time";

/// Builds and runs the program: names and counts.
fn counts(toolchain: &Toolchain) -> Vec<(String, f64)> {
    let place = BuildPlace::of_this_executable().expect("a target folder");
    let scratch = place.work_folder("allocations").expect("writable");
    let executable = scratch.join("functions");
    let built = toolchain
        .command(&workspace_folder().join("tests/allocations"))
        .args(["build", "-o"])
        .arg(&executable)
        .arg("functions.go")
        .output()
        .expect("the compiler starts");
    let errors = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(built.status.success(), "{errors}");
    let run = std::process::Command::new(&executable)
        .output()
        .expect("the program starts");
    let _ = fs::remove_file(&executable);
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    let lines = text.lines().filter_map(|line| {
        let (name, count) = line.split_once('\t')?;
        Some((name.to_string(), count.parse().ok()?))
    });
    lines.collect()
}

#[test]
fn no_function_allocates_more_than_with_real_go() {
    let Ok(go) = Toolchain::real_go() else {
        println!("allocations: skipped (no real Go)");
        return;
    };
    let wanted = counts(&go);
    let found = counts(&toolchain::grus().expect("grus is built"));
    assert!(wanted.len() >= 40, "{} functions", wanted.len());
    assert_eq!(wanted.len(), found.len());
    let mut more = Vec::new();
    for ((name, wanted), (_, found)) in wanted.iter().zip(&found) {
        let listed = HIGHER.iter().any(|(higher, _)| higher == name);
        if found != wanted {
            println!("{name}: {found}, real Go {wanted}");
        }
        if (found > wanted) != listed {
            more.push(name);
        }
    }
    println!("allocations: {} functions compared", wanted.len());
    assert!(more.is_empty(), "{more:?}");
}

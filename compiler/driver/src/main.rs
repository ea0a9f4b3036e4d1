//! The `grus` command: arguments in, exit status out. Everything else is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// The compiler allocates much and in threads; the system's allocator spends a fifth of a small build.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Stack of the thread that does the work: the parser limits how deep programs nest, and the stages
/// behind it recurse over what it accepts.
const STACK_SIZE: usize = 512 << 20;

/// Makes a write to a pipe that nobody reads any more end the process quietly, as it ends every other
/// filter. Rust's start-up code turns that into errors, which `println!` makes panics.
fn die_of_closed_pipes() {
    // SAFETY: there is no other thread yet, and the default action runs no code of ours.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
}

fn main() -> ExitCode {
    die_of_closed_pipes();
    let arguments: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let work = std::thread::Builder::new()
        .stack_size(STACK_SIZE)
        .spawn(move || grus::command::run(&arguments));
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(status)) => status,
        // The panic has been printed; there is nothing to add.
        Ok(Err(_)) => ExitCode::from(2),
        Err(error) => {
            eprintln!("grus: cannot start a thread: {error}");
            ExitCode::from(2)
        }
    }
}

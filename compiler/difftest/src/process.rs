//! Processes: run one to its end, with a time limit, and say what it printed and used.
//!
//! In: a `Command` and its standard input.  Out: an `Outcome`, or why it could not be started.
//! Resource use comes from `wait4`, so that it is this child's alone. The limit is enforced by a
//! watchdog thread that never signals a process that was already reaped. The peak of a child's
//! memory that Linux reports is never below that of this process at the time of the start.

use std::io::{Read, Write};
use std::mem::MaybeUninit;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What became of a process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Exit status; 128 plus the signal's number when a signal ended it, as shells say it.
    pub status: i32,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    /// It was stopped because its time was up.
    pub timed_out: bool,
    pub elapsed: Duration,
    pub peak_kilobytes: u64,
}

/// Runs the command to its end or to the end of its time.
pub fn run(command: &mut Command, stdin: &[u8], limit: Duration) -> Result<Outcome, String> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|e| format!("cannot start {}: {e}", command.get_program().display()))?;
    let watchdog = Watchdog::start(child.id() as libc::pid_t, limit);
    let writer = feed(&mut child, stdin.to_vec());
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let (status, peak_kilobytes, elapsed) = watchdog.reap(child.id() as libc::pid_t, start);
    let timed_out = watchdog.fired();
    let gather = |thread: thread::JoinHandle<Vec<u8>>| thread.join().unwrap_or_default();
    drop(writer.map(thread::JoinHandle::join));
    Ok(Outcome {
        status,
        stdout: gather(stdout),
        stderr: gather(stderr),
        timed_out,
        elapsed,
        peak_kilobytes,
    })
}

/// Runs the command without input and with one pipe for both outputs, which is in `stdout` of the
/// outcome, in the order it was written.
pub fn run_merged(mut command: Command, limit: Duration) -> Result<Outcome, String> {
    let program = command.get_program().display().to_string();
    let failed = |e: std::io::Error| format!("cannot start {program}: {e}");
    let (reader, writer) = std::io::pipe().map_err(failed)?;
    command
        .stdin(Stdio::null())
        .stdout(writer.try_clone().map_err(failed)?)
        .stderr(writer);
    let start = Instant::now();
    let child = command.spawn().map_err(failed)?;
    // It holds the ends for writing: while it lives, reading does not end.
    drop(command);
    let watchdog = Watchdog::start(child.id() as libc::pid_t, limit);
    let output = collect(Some(reader));
    let (status, peak_kilobytes, elapsed) = watchdog.reap(child.id() as libc::pid_t, start);
    Ok(Outcome {
        status,
        stdout: output.join().unwrap_or_default(),
        stderr: Vec::new(),
        timed_out: watchdog.fired(),
        elapsed,
        peak_kilobytes,
    })
}

fn feed(child: &mut Child, bytes: Vec<u8>) -> Option<thread::JoinHandle<()>> {
    let mut pipe = child.stdin.take()?;
    (!bytes.is_empty()).then(|| {
        thread::spawn(move || {
            // The program may end without reading everything: not an error of the test.
            let _ = pipe.write_all(&bytes);
        })
    })
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

#[derive(Default)]
struct WatchState {
    finished: bool,
    fired: bool,
}

/// Kills the process when its time is up, unless it has finished.
struct Watchdog {
    shared: Arc<(Mutex<WatchState>, Condvar)>,
}

impl Watchdog {
    fn start(pid: libc::pid_t, limit: Duration) -> Watchdog {
        let shared = Arc::new((Mutex::new(WatchState::default()), Condvar::new()));
        let theirs = Arc::clone(&shared);
        thread::spawn(move || {
            let (state, changed) = &*theirs;
            let state = state.lock().unwrap();
            let (mut state, _) = changed
                .wait_timeout_while(state, limit, |s| !s.finished)
                .unwrap();
            if !state.finished {
                state.fired = true;
                // SAFETY: the process has not been reaped: `reap` marks it finished, under this
                // lock, before it does so.
                unsafe { libc::kill(pid, libc::SIGKILL) };
            }
        });
        Watchdog { shared }
    }

    fn fired(&self) -> bool {
        self.shared.0.lock().unwrap().fired
    }

    /// Waits for the process and returns its status, peak memory and running time.
    fn reap(&self, pid: libc::pid_t, start: Instant) -> (i32, u64, Duration) {
        let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
        // SAFETY: `info` is valid for writes; WNOWAIT leaves the child to be reaped below.
        while unsafe {
            let options = libc::WEXITED | libc::WNOWAIT;
            libc::waitid(libc::P_PID, pid as libc::id_t, info.as_mut_ptr(), options)
        } != 0
        {}
        let elapsed = start.elapsed();
        self.shared.0.lock().unwrap().finished = true;
        self.shared.1.notify_all();
        let mut status = 0;
        let mut usage = MaybeUninit::<libc::rusage>::zeroed();
        // SAFETY: both out-parameters are valid for writes, and a zeroed `rusage` is a value.
        let usage = unsafe {
            libc::wait4(pid, &mut status, 0, usage.as_mut_ptr());
            usage.assume_init()
        };
        let code = if libc::WIFEXITED(status) {
            libc::WEXITSTATUS(status)
        } else {
            128 + libc::WTERMSIG(status)
        };
        (code, usage.ru_maxrss as u64, elapsed)
    }
}

//! `grus help`: the overview and one text a topic.

use crate::report::Failure;
use std::process::ExitCode;

/// What `grus` alone prints.
pub const OVERVIEW: &str = "\
Grus compiles Go programs to static native executables.

Usage:

\tgrus <command> [arguments]

The commands are:

\tbuild       compile packages and dependencies
\tdifftest    compare programs with what real Go makes of them
\tenv         print environment information
\thelp        describe a command or topic
\trun         compile and run Go program
\ttest        test packages
\ttool        run the compiler by itself: grus tool compile
\tversion     print the version

Use \"grus help <command>\" for more information about a command.

Additional help topics:

\tgcflags     what -gcflags can ask of the compiler
";

const BUILD: &str = "\
usage: grus build [-o output] [build flags] [packages]

Build compiles the packages named by the import paths, or a list of .go files, along with their
dependencies. A single main package is written to an executable named after its folder or first file;
-o names the file, or a folder to put it in. Packages that are not commands are compiled, and nothing is kept.

The build flags, shared by build and run:

\t-o output
\t\tthe file or folder to write to (build only); a device such as /dev/null keeps nothing
\t-gcflags 'arguments'
\t\targuments for the compiler, see 'grus help gcflags'
\t-ldflags 'arguments'
\t\t-w leaves out what debuggers read, -s that and the symbol table
\t-tags tag,list
\t\tbuild tags that are satisfied besides linux, amd64, unix and the go1.N versions
\t-goroot folder
\t\tthe Go distribution that packages outside of grus are compiled from; else GOROOT, the one of the
\t\tgo command on the PATH, or /usr/local/go
\t-trimpath
\t\tkeep folder names out of the executable and of messages
";

const DIFFTEST: &str = "\
usage: grus difftest [-go path] [-m] [-j N] [-json] [flags] files | folders

Difftest builds every program with grus and with real Go, runs both, and compares standard output,
exit status and the head of standard error; of programs that are rejected it compares the messages.
A file is a program; so are the main packages of a module, and the files of other folders. It prints
a line for every difference and a summary, and exits with 1 if anything differs. A program that says
//difftest:unordered on a line of its own may print its lines in any order.

\t-go path
\t\tthe go command to compare with; otherwise $GO, $GRUS_GO or the one on the path
\t-m
\t\tcompare the lines of -m as well (-m=2: with reasons)
\t-j N
\t\thow many programs at a time; otherwise one a core
\t-json
\t\tprint one object a program and one for the summary
\t-timeout seconds
\t\tfor every run of a program; otherwise 20
\t-gcflags 'arguments'
\t\targuments for both compilers
";

const RUN: &str = "\
usage: grus run [build flags] package [arguments...]

Run compiles and runs a main package: a list of .go files or one folder. The arguments after it are
the program's. If the program fails, run prints its exit status and itself exits with 1.
See 'grus help build' for the build flags.
";

const TEST: &str = "\
usage: grus test [build/test flags] [packages] [build/test flags & test binary flags]

Test compiles every named package together with its files named *_test.go and runs the tests, benchmarks,
examples and the seed corpora of fuzz tests in them, in the package's folder. It prints a line a package,
and before it the output of tests that fail. Without packages the one in the working directory is tested.
For packages that grus embeds the tests are those of the Go distribution.

The flags besides those of 'grus help build':

\t-run regexp, -skip regexp, -bench regexp, -benchmem, -benchtime t, -count n, -cpu 1,2,4, -failfast,
\t-list regexp, -parallel n, -short, -shuffle off|on|N, -timeout d, -v, -fullpath
\t\tas go test has them; the executable knows them with test. in front
\t-json
\t\tprint events, as go test -json does
\t-c
\t\tcompile the executable, as pkg.test or what -o says, and do not run it
\t-args
\t\thand the rest of the command line to the executable
\t-overlay file
\t\ta JSON object whose member Replace names files to be read in place of others, and with an empty
\t\tname files to be passed over
";

const TOOL: &str = "\
usage: grus tool compile [flags] file.go...

Compile checks and compiles one package from a list of files and prints what the flags ask for; it
writes an object only with -o. For the flags see 'grus help gcflags'.

usage: grus tool objdump [-S] [-gnu] [-s symregexp] binary [start end]

Objdump prints the machine code of an executable that grus built, every instruction with its source
line, address and bytes. -S prints the source between the instructions, -gnu adds the instructions in
the syntax of the GNU assembler, -s selects functions. Addresses are hexadecimal.
";

const GCFLAGS: &str = "\
The flags of 'grus tool compile', also accepted in -gcflags. There a package pattern and an equal
sign may precede them, as in -gcflags=./...=-m or -gcflags=all=-S: what is printed is then that of the
packages of the program that the pattern matches, instead of those named.

\t-S          print the machine code of every function of the named packages
\t-m          print escape analysis and inlining decisions (-m=2: with reasons)
\t-l          no inlining
\t-N          no optimisation
\t-e          no limit on the number of errors
\t-lang vers  language version, such as go1.21
\t--emit what print a stage: mir (as built), mir-final (as compiled), clif
\t--only name with --emit: this function only, such as main.main
";

const EXPLAIN: &str = "\
usage: grus explain [-json] [-html out.html] [-loops=false] [build flags] file.go... | package

Explain compiles a package and says what became of it: for every function literal its symbol, the
object that carries its captured variables, and why each is captured by value or by reference; for
every variable and allocation where it lives, until when, and what sent it to the heap; for every go
and defer statement what the runtime is given; for every function its frame and its size. A command
is also compiled and run with one variable a loop (go1.21) and with one an iteration (go1.22), unless
-loops=false, and both outputs are compared.

\t-json      print the same as data
\t-html out  write one page that needs nothing else: source, decisions, memory, MIR and machine
\t           code, linked by line
";

const ENV: &str = "\
usage: grus env [-json] [name ...]

Env prints the settings that apply in the working directory, or the values of the named ones.
";

const VERSION: &str = "\
usage: grus version

Version prints the version of grus and of the Go release it follows.
";

/// Prints the overview or a topic.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let text = match arguments {
        [] => OVERVIEW,
        [topic] => match topic.as_str() {
            "build" => BUILD,
            "difftest" => DIFFTEST,
            "run" => RUN,
            "test" => TEST,
            "tool" => TOOL,
            "gcflags" => GCFLAGS,
            "env" => ENV,
            "explain" => EXPLAIN,
            "version" => VERSION,
            "help" => OVERVIEW,
            _ => {
                let text = format!("grus help {topic}: unknown help topic. Run 'grus help'.");
                return Err(Failure::usage(text));
            }
        },
        _ => {
            return Err(Failure::usage(
                "usage: grus help command\n\nToo many arguments given.",
            ));
        }
    };
    print!("{text}");
    Ok(ExitCode::SUCCESS)
}

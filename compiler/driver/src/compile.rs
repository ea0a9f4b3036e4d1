//! The recipe: from loaded packages to an executable, one call a stage.
//!
//! In: [`Loaded`] packages and a [`Request`].  Out: the bytes of an executable, and on the way what the
//! flags ask to see.
//! Stages: check, lower, optimise and inline, escape analysis, code generation, link.

use crate::command::gcflags::CompilerFlags;
use crate::load::{Loaded, LoadedPackage};
use crate::report::{self, Failure};
use grus_codegen::{ObjectOutput, Options as CodegenOptions};
use grus_link::{Input, Options as LinkOptions};
use grus_mir::FunctionId;
use grus_syntax::Pos;
use grus_types::{PackageId, PackageSources, Program};
use std::borrow::Cow;
use std::fmt::Write;

/// The runtime, as a static library.
static RUNTIME: &[u8] = include_bytes!(env!("GRUS_RUNTIME_ARCHIVE"));

/// What is wanted of a compilation.
#[derive(Clone, Debug)]
pub struct Request {
    pub flags: CompilerFlags,
    /// Produce an executable; else only compile.
    pub link: bool,
    /// Leave out the symbol table.
    pub strip: bool,
    /// `-S` goes to standard output (`tool compile`) instead of standard error.
    pub listing_to_stdout: bool,
    /// Diagnostics are preceded by `# package` and name files relative to the working directory.
    pub package_header: bool,
}

/// Compiles a program. The result is none if there is nothing to link.
///
/// # Errors
/// Everything that is wrong with the program, rendered.
pub fn compile(loaded: Loaded, request: &Request) -> Result<Option<Vec<u8>>, Failure> {
    let compilation = Compilation { loaded, request };
    let (mut program, packages) = compilation.check()?;
    let Some(main) = compilation.main_package(&packages) else {
        return Ok(None);
    };
    compilation.compile_program(&mut program, main, &packages)
}

struct Compilation<'a> {
    loaded: Loaded,
    request: &'a Request,
}

impl Compilation<'_> {
    /// Type-checks all packages. Packages that depend on a wrong one are still checked, but every
    /// package's own errors are told under its own header.
    fn check(&self) -> Result<(Program, Vec<PackageId>), Failure> {
        let mut program = Program::new();
        let mut packages = Vec::new();
        let mut failures = Vec::new();
        for package in &self.loaded.packages {
            if !package.diagnostics.is_empty() {
                failures.push(self.rejected(package, &package.diagnostics));
                break;
            }
            let sources = PackageSources {
                path: &package.link_path,
                files: &package.files,
                go_version: package.go_version,
                resolve_import: None,
                source_map: &self.loaded.sources,
                ignore_func_bodies: false,
                test_builtins: false,
            };
            let (id, diagnostics) = grus_types::check_package(&mut program, &sources);
            packages.push(id);
            if !diagnostics.is_empty() {
                failures.push(self.rejected(package, &diagnostics));
                break;
            }
        }
        if failures.is_empty() {
            return Ok((program, packages));
        }
        Err(Failure::new(failures.join("\n")))
    }

    /// The text of a package's errors.
    fn rejected(&self, package: &LoadedPackage, diagnostics: &[grus_syntax::Diagnostic]) -> String {
        let all = self.request.flags.all_errors;
        let text = report::render(diagnostics, &self.loaded.sources, all);
        self.with_header(package, &text)
    }

    fn with_header(&self, package: &LoadedPackage, text: &str) -> String {
        let text = match &package.directory {
            Some(directory) if self.request.package_header => {
                report::shorten_paths(text, directory, &self.loaded.working_directory)
            }
            Some(directory) => {
                let prefix = format!("{}/", self.loaded.working_directory.display());
                let _ = directory;
                text.replace(&prefix, "")
            }
            None => text.to_string(),
        };
        match self.request.package_header {
            true => format!("# {}\n{text}", package.import_path),
            false => text,
        }
    }

    /// The command among the named packages.
    fn main_package(&self, packages: &[PackageId]) -> Option<PackageId> {
        let is_command = |&&index: &&usize| self.loaded.packages[index].name == "main";
        self.loaded
            .roots
            .iter()
            .find(is_command)
            .map(|&index| packages[index])
    }

    fn compile_program(
        &self,
        program: &mut Program,
        main: PackageId,
        packages: &[PackageId],
    ) -> Result<Option<Vec<u8>>, Failure> {
        let root = &self.loaded.packages[self.loaded.roots[0]];
        if program.lookup("main", "main").is_none() {
            let text = "runtime.main_main·f: function main is undeclared in the main package";
            return Err(Failure::new(self.with_header(root, text)));
        }
        let flags = &self.request.flags;
        let mut mir = grus_lower::lower_program(program, main, &grus_lower::Options::default())
            .map_err(|diagnostics| Failure::new(self.rejected(root, &diagnostics)))?;
        self.emit("mir", &mir, program);
        let named: Vec<PackageId> = self
            .loaded
            .roots
            .iter()
            .map(|&index| packages[index])
            .collect();
        let optimise = !flags.no_optimisation;
        let options = grus_opt::Options {
            inline: optimise && !flags.no_inlining,
            optimise,
        };
        let inlining = grus_opt::before_escape(&mut mir, &program.types, options);
        let escapes = grus_escape::analyze(&mut mir, &program.types);
        if flags.decisions > 0 {
            let inlining = inlining
                .into_iter()
                .map(|line| (line.pos, line.message, line.function));
            let escapes = escapes
                .into_iter()
                .map(|line| (line.pos, line.message, line.function));
            let lines: Vec<_> = inlining
                .chain(escapes)
                .filter(|(_, _, function)| named.contains(&mir.functions[*function].package))
                .collect();
            self.print_decisions(root, &lines);
        }
        grus_opt::after_escape(&mut mir, options);
        self.emit("mir-final", &mir, program);
        let object = self.generate(&mir, program)?;
        if flags.listing > 0 {
            self.print_listing(&object, &mir, &named);
        }
        if !self.request.link {
            return Ok(None);
        }
        self.link(object).map(Some)
    }

    fn print_decisions(&self, package: &LoadedPackage, lines: &[(Pos, String, FunctionId)]) {
        let mut text = String::new();
        for (pos, message, _) in lines {
            let position = self.loaded.sources.position(*pos);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{position}: {message}");
        }
        let text = self.with_header(package, text.trim_end());
        match self.request.listing_to_stdout {
            true => println!("{text}"),
            false => eprintln!("{text}"),
        }
    }

    fn generate(
        &self,
        mir: &grus_mir::Program,
        program: &Program,
    ) -> Result<ObjectOutput, Failure> {
        let options = CodegenOptions {
            optimise: !self.request.flags.no_optimisation,
            ..CodegenOptions::default()
        };
        grus_codegen::generate(mir, &program.types, &self.loaded.sources, &options)
            .map_err(|error| Failure::new(error.to_string()))
    }

    fn link(&self, object: ObjectOutput) -> Result<Vec<u8>, Failure> {
        let inputs = vec![
            Input {
                name: "go.o",
                bytes: Cow::Owned(object.object),
            },
            Input {
                name: "runtime.a",
                bytes: Cow::Borrowed(RUNTIME),
            },
        ];
        let options = LinkOptions {
            strip: self.request.strip,
        };
        grus_link::link(inputs, options).map_err(|error| Failure::new(format!("link: {error}")))
    }
}

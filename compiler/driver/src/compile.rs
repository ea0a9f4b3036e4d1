//! The recipe: from loaded packages to an executable, one call a stage.
//!
//! In: [`Loaded`] packages and a [`Request`].  Out: the bytes of an executable, and on the way what the
//! flags ask to see.
//! Stages: check, lower, optimise and inline, escape analysis, code generation, link.

use crate::closures;
use crate::command::gcflags::CompilerFlags;
use crate::command::package_pattern::matches;
use crate::emit::{self, Stage};
use crate::load::{Loaded, LoadedPackage, record};
use crate::report::{self, Failure};
use crate::show;
use grus_codegen::{ObjectOutput, Options as CodegenOptions};
use grus_explain::{Collector, Decision, Explanation};
use grus_link::{Input, Strip};
use grus_lower::EmbeddedFile;
use grus_mir::FunctionId;
use grus_syntax::pragma_placement::MISSING_BODY;
use grus_syntax::{Diagnostic, Pos, pragma_placement};
use grus_types::{GoVersion, PackageId, PackageSources, Program};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The runtime, as an object file.
static RUNTIME: &[u8] = include_bytes!(env!("GRUS_RUNTIME_OBJECT"));

/// What is wanted of a compilation.
#[derive(Clone, Debug)]
pub struct Request {
    pub flags: CompilerFlags,
    /// Whether loop variables are per iteration, instead of what the language version says.
    pub per_iteration: Option<bool>,
    /// Produce an executable; else only compile.
    pub link: bool,
    /// Compile everything in the named packages, used or not. Without a command among them it is so
    /// in any case.
    pub whole: bool,
    /// What to leave out.
    pub strip: Strip,
    /// Every function must have a body: none is implemented elsewhere.
    pub complete: bool,
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
    compile_and_explain(loaded, request, false).map(|compiled| compiled.executable)
}

/// What a compilation gave.
#[derive(Default)]
pub struct Compiled {
    /// None if there is nothing to link.
    pub executable: Option<Vec<u8>>,
    /// Of the first package that was named, if asked for.
    pub explanation: Option<Explanation>,
}

/// Compiles a program, and says what became of it if asked to.
///
/// # Errors
/// Everything that is wrong with the program, rendered.
pub fn compile_and_explain(
    loaded: Loaded,
    request: &Request,
    explain: bool,
) -> Result<Compiled, Failure> {
    let compilation = Compilation {
        loaded,
        request,
        explain,
    };
    let (mut program, packages) = compilation.check()?;
    let main = compilation.main_package(&packages);
    let result = compilation.compile_program(&mut program, main, &packages);
    // The process is about to end: taking the trees apart would only take time.
    std::mem::forget((program, compilation));
    result
}

/// A function whose body is in an assembly file is told apart from one that has none.
fn explain_missing_bodies(diagnostics: &mut [Diagnostic], package: &LoadedPackage) {
    let missing = |diagnostic: &&mut Diagnostic| diagnostic.message == MISSING_BODY;
    let mut missing = diagnostics.iter_mut().filter(missing).peekable();
    if missing.peek().is_none() {
        return;
    }
    let folder = package.directory.as_deref();
    let Some(file) = folder.and_then(record::assembly_file) else {
        return;
    };
    for diagnostic in missing {
        diagnostic.message =
            format!("unsupported: {MISSING_BODY}, and grus does not assemble {file}");
    }
}

struct Compilation<'a> {
    loaded: Loaded,
    request: &'a Request,
    explain: bool,
}

impl Compilation<'_> {
    /// Type-checks all packages. Packages that depend on a wrong one are still checked, but every
    /// package's own errors are told under its own header.
    fn check(&self) -> Result<(Program, Vec<PackageId>), Failure> {
        let mut program = Program::new();
        let mut packages = Vec::new();
        let mut failures = Vec::new();
        for package in &self.loaded.packages {
            let (id, diagnostics) = self.check_package(&mut program, package);
            packages.extend(id);
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

    /// Checks one package: its types, unless the syntax is wrong, and then its directives.
    fn check_package(
        &self,
        program: &mut Program,
        package: &LoadedPackage,
    ) -> (Option<PackageId>, Vec<Diagnostic>) {
        let mut diagnostics = package.diagnostics.clone();
        if diagnostics.iter().any(Diagnostic::is_syntax_error) {
            return (None, diagnostics);
        }
        let resolve = |path: &str| {
            let renamed = package.renamed_imports.get(path);
            renamed.map_or_else(|| path.to_string(), String::clone)
        };
        let sources = PackageSources {
            path: &package.link_path,
            files: &package.files,
            go_version: package.go_version,
            resolve_import: Some(&resolve),
            source_map: &self.loaded.sources,
            ignore_func_bodies: false,
            test_builtins: false,
        };
        let (id, found) = grus_types::check_package(program, &sources);
        diagnostics.extend(found);
        // Functions of the standard library may be implemented by the runtime.
        if diagnostics.is_empty() && !package.origin.is_standard() {
            let complete = self.request.complete;
            let files = package.files.iter();
            diagnostics.extend(files.flat_map(|file| pragma_placement::check(file, complete)));
            explain_missing_bodies(&mut diagnostics, package);
            // Before, directives for nothing had no effect.
            if package.go_version >= GoVersion::new(1, 18) {
                diagnostics.extend(pragma_placement::check_linknames(&package.files));
            }
        }
        (Some(id), diagnostics)
    }

    /// The text of a package's errors.
    fn rejected(&self, package: &LoadedPackage, diagnostics: &[Diagnostic]) -> String {
        let all = self.request.flags.all_errors;
        let text = report::render(diagnostics, &self.loaded.sources, all);
        self.with_header(package, &text)
    }

    fn with_header(&self, package: &LoadedPackage, text: &str) -> String {
        let text = match &package.directory {
            Some(directory) if self.request.package_header => {
                report::shorten_paths(text, directory, &self.loaded.working_directory)
            }
            Some(_) => {
                let prefix = format!("{}/", self.loaded.working_directory.display());
                text.replace(&prefix, "")
            }
            None => text.to_string(),
        };
        match self.request.package_header {
            true => {
                let variant = package.variant_for.as_ref();
                let variant = variant.map(|tested| format!(" [{tested}.test]"));
                let path = &package.import_path;
                format!("# {path}{}\n{text}", variant.unwrap_or_default())
            }
            false => text,
        }
    }

    /// The command among the named packages, else the first of them.
    fn main_package(&self, packages: &[PackageId]) -> PackageId {
        let roots = &self.loaded.roots;
        let command = roots.iter().find(|&&index| self.is_command(index));
        packages[*command.unwrap_or(&roots[0])]
    }

    fn is_command(&self, index: usize) -> bool {
        self.loaded.packages[index].name == "main"
    }

    fn compile_program(
        &self,
        program: &mut Program,
        main: PackageId,
        packages: &[PackageId],
    ) -> Result<Compiled, Failure> {
        let root = &self.loaded.packages[self.loaded.roots[0]];
        let has_command = self
            .loaded
            .roots
            .iter()
            .any(|&index| self.is_command(index));
        if has_command && program.lookup("main", "main").is_none() {
            let text = "runtime.main_main·f: function main is undeclared in the main package";
            return Err(Failure::new(self.with_header(root, text)));
        }
        let flags = &self.request.flags;
        // Of several commands, which share their symbols, only the first is compiled.
        let roots = self
            .loaded
            .roots
            .iter()
            .filter(|&&index| packages[index] == main || !self.is_command(index))
            .map(|&index| packages[index]);
        let named: Vec<PackageId> = match &flags.pattern {
            Some(pattern) => self.matching(pattern, packages),
            None => roots.collect(),
        };
        if self.emit_source(program, &named) {
            return Ok(Compiled::default());
        }
        let whole = !has_command || self.shows_anything();
        let lower_options = grus_lower::Options {
            whole_packages: if whole { named.clone() } else { Vec::new() },
            embedded_files: self.embedded_files(),
            inline_text: flags.decisions > 1 || flags.closures || self.explain,
            per_iteration: self.request.per_iteration,
            ..grus_lower::Options::default()
        };
        let mut mir = grus_lower::lower_program(program, main, &lower_options)
            .map_err(|diagnostics| Failure::new(self.rejected(root, &diagnostics)))?;
        if self.emit_mir(Stage::Mir, &mir, program, &named) {
            return Ok(Compiled::default());
        }
        verify(&mir, program, "lowering")?;
        let mut collector = self.explain.then(|| self.collector(root, named[0]));
        if let Some(collector) = &mut collector {
            collector.lowered(&mir, program);
        }
        let optimise = !flags.no_optimisation;
        let options = grus_opt::Options {
            until: flags.emit.and_then(Stage::last_pass),
            inline: optimise && !flags.no_inlining,
            optimise,
            verbose: flags.decisions > 1,
        };
        let inlining = grus_opt::before_escape(&mut mir, &mut program.types, options);
        verify(&mir, program, "inlining")?;
        if let Some(stage @ Stage::Early(_)) = flags.emit {
            self.emit_mir(stage, &mir, program, &named);
            return Ok(Compiled::default());
        }
        let tells_flows = flags.decisions > 1 || self.explain;
        let escapes = grus_escape::analyze(&mut mir, &program.types, tells_flows);
        verify(&mir, program, "escape analysis")?;
        self.check_heap(&mir, program, &escapes)?;
        if self.emit_mir(Stage::Escape, &mir, program, &named) {
            return Ok(Compiled::default());
        }
        self.show_trees(&mir, program, &named);
        if let Some(collector) = &mut collector {
            let decisions = escapes.iter().map(|line| Decision {
                pos: line.pos,
                message: self.complete_message(line),
            });
            collector.escaped(&mir, program, decisions.collect());
        }
        if flags.decisions > 0 {
            let inlining = inlining
                .into_iter()
                .map(|line| (line.pos, line.message, line.function));
            let escapes = escapes.into_iter().map(|line| {
                let message = self.complete_message(&line);
                (line.pos, message, line.function)
            });
            let lines: Vec<(Pos, String, FunctionId)> = inlining.chain(escapes).collect();
            for (id, package) in self.named(packages, &named) {
                let own = |line: &&(Pos, String, FunctionId)| mir.functions[line.2].package == id;
                let lines = lines.iter().filter(own);
                let lines = lines.map(|(pos, message, _)| (*pos, message.clone()));
                self.print_lines(package, lines.collect());
            }
        }
        let kept: &[PackageId] = if whole { &named } else { &[] };
        grus_opt::after_escape(&mut mir, &program.types, options, kept);
        verify(&mir, program, "the passes after escape analysis")?;
        if let Some(stage @ (Stage::Late(_) | Stage::MirFinal)) = flags.emit {
            self.emit_mir(stage, &mir, program, &named);
            return Ok(Compiled::default());
        }
        self.tell_closures(&mir, packages, &named);
        let object = self.generate(&mir, program)?;
        self.show(&object, &mir, &named);
        let explanation = collector.map(|collector| collector.compiled(&mir, program, &object));
        std::mem::forget(mir);
        let executable = match self.request.link && has_command {
            true => Some(self.link(object)?),
            false => None,
        };
        Ok(Compiled {
            executable,
            explanation,
        })
    }

    /// Whether functions are to be shown: then they must be compiled, used or not.
    fn shows_anything(&self) -> bool {
        let flags = &self.request.flags;
        self.request.whole
            || self.explain
            || flags.decisions > 0
            || flags.closures
            || flags.listing > 0
            || flags.tree > 0
            || flags.emit.is_some()
    }

    /// The lines of `-d=closure=1`.
    fn tell_closures(&self, mir: &grus_mir::Program, packages: &[PackageId], named: &[PackageId]) {
        if !self.request.flags.closures {
            return;
        }
        for (id, package) in self.named(packages, named) {
            let is_own = |function: FunctionId| mir.functions[function].package == id;
            self.print_lines(package, closures::report(mir, &is_own));
        }
    }

    /// The named packages with what was loaded of them, dependencies first.
    fn named<'a>(
        &'a self,
        packages: &'a [PackageId],
        named: &'a [PackageId],
    ) -> impl Iterator<Item = (PackageId, &'a LoadedPackage)> {
        let loaded = packages.iter().copied().zip(&self.loaded.packages);
        loaded.filter(|(id, _)| named.contains(id))
    }

    /// Enforces `//grus:noheap`.
    fn check_heap(
        &self,
        mir: &grus_mir::Program,
        program: &Program,
        escapes: &[grus_escape::Report],
    ) -> Result<(), Failure> {
        let errors = grus_escape::no_heap::check(mir, &program.types, escapes);
        if errors.is_empty() {
            return Ok(());
        }
        let root = &self.loaded.packages[self.loaded.roots[0]];
        Err(Failure::new(self.rejected(root, &errors)))
    }

    fn embedded_files(&self) -> BTreeMap<Pos, Vec<EmbeddedFile>> {
        let packages = self.loaded.packages.iter();
        packages
            .flat_map(|package| package.embedded.clone())
            .collect()
    }

    fn collector(&self, package: &LoadedPackage, id: PackageId) -> Collector<'_> {
        let names = package.files.iter().map(|file| {
            let position = self.loaded.sources.physical_position(file.pos);
            position.filename.to_string()
        });
        let language = self.request.flags.language.unwrap_or(package.go_version);
        let sources = &self.loaded.sources;
        let path = &package.import_path;
        Collector::new(sources, id, path, &language.to_string(), names.collect())
    }

    /// The message with the position it ends with.
    fn complete_message(&self, line: &grus_escape::Report) -> String {
        match line.at {
            None => line.message.clone(),
            Some(at) => format!("{} at {}", line.message, self.loaded.sources.position(at)),
        }
    }

    /// The packages that a pattern in `-gcflags` matches.
    fn matching(&self, pattern: &str, packages: &[PackageId]) -> Vec<PackageId> {
        let loaded = self.loaded.packages.iter().zip(packages);
        let directory = &self.loaded.working_directory;
        let found = loaded.filter(|(package, _)| matches(pattern, package, directory));
        found.map(|(_, &id)| id).collect()
    }

    fn print_lines(&self, package: &LoadedPackage, lines: Vec<(Pos, String)>) {
        let mut text = String::new();
        for (pos, message) in &lines {
            if !pos.is_known() {
                let _ = writeln!(text, "{message}");
                continue;
            }
            let position = self.loaded.sources.position(*pos);
            // What was inlined from embedded packages has no place in the user's files.
            if !position.filename.starts_with('/') && package.directory.is_some() {
                continue;
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{position}: {message}");
        }
        if text.is_empty() {
            return;
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
            listing: self.explain || self.listing_level() > 0,
            clif: self.request.flags.emit == Some(Stage::Clif),
            variables_in_memory: self.request.flags.no_optimisation,
            ..CodegenOptions::default()
        };
        grus_codegen::generate(mir, program, &self.loaded.sources, &options).map_err(|error| {
            match error.refused.is_empty() {
                true => Failure::new(error.to_string()),
                false => {
                    let root = &self.loaded.packages[self.loaded.roots[0]];
                    Failure::new(self.rejected(root, &error.refused))
                }
            }
        })
    }

    /// Prints the named packages at a stage in front of MIR, if one is asked for.
    fn emit_source(&self, program: &Program, named: &[PackageId]) -> bool {
        let flags = &self.request.flags;
        let Some(stage) = flags.emit else {
            return false;
        };
        let texts: Option<Vec<String>> = named
            .iter()
            .map(|&package| {
                let only = flags.only.as_deref();
                emit::source_stage(stage, &self.loaded.sources, program, package, only)
            })
            .collect();
        if let Some(texts) = &texts {
            // A reader that closes early has seen what it wanted.
            drop(crate::output::print(&texts.concat()));
        }
        texts.is_some()
    }

    /// Prints the functions of the named packages as MIR, if this stage is asked for.
    fn emit_mir(
        &self,
        stage: Stage,
        mir: &grus_mir::Program,
        program: &Program,
        named: &[PackageId],
    ) -> bool {
        let flags = &self.request.flags;
        if flags.emit != Some(stage) {
            return false;
        }
        let mut text = String::new();
        for (id, function) in mir.functions.iter() {
            let wanted = match flags.only.as_deref() {
                Some(only) => *function.symbol == *only,
                None => named.contains(&function.package),
            };
            if wanted && !function.external {
                text.push_str(&grus_mir::print::print_function(mir, program, id));
                text.push('\n');
            }
        }
        drop(crate::output::print(&text));
        true
    }

    /// Prints what `-W` asks for.
    fn show_trees(&self, mir: &grus_mir::Program, program: &Program, named: &[PackageId]) {
        let flags = &self.request.flags;
        if flags.tree == 0 {
            return;
        }
        for &package in named {
            let only = flags.only.as_deref();
            let sources = &self.loaded.sources;
            let text = grus_explain::typed_trees(mir, program, sources, package, only);
            match self.request.listing_to_stdout {
                true => drop(crate::output::print(&text)),
                false => eprint!("{text}"),
            }
        }
    }

    /// The level of `-S`; `--emit=asm` is the first.
    fn listing_level(&self) -> u32 {
        let flags = &self.request.flags;
        match flags.emit {
            Some(Stage::Asm) => flags.listing.max(1),
            _ => flags.listing,
        }
    }

    /// Prints what `-S` and `--emit` ask for.
    fn show(&self, object: &ObjectOutput, mir: &grus_mir::Program, named: &[PackageId]) {
        let shown: BTreeSet<&str> = mir
            .functions
            .values()
            .filter(|function| named.contains(&function.package) && !function.external)
            .map(|function| &*function.symbol)
            .collect();
        let only = self.request.flags.only.as_deref();
        let is_shown = |symbol: &str| match only {
            Some(only) => symbol == only,
            None => shown.contains(symbol),
        };
        for (symbol, text) in object.clif.iter().filter(|(symbol, _)| is_shown(symbol)) {
            println!(";; {symbol}\n{text}");
        }
        let level = self.listing_level();
        if level == 0 {
            return;
        }
        let text = show::machine_code(object, &self.loaded.sources, level, &is_shown);
        let root = &self.loaded.packages[self.loaded.roots[0]];
        match self.request.listing_to_stdout {
            // A reader that closes early has seen what it wanted.
            true => drop(crate::output::print(&text)),
            false => eprint!("# {}\n{text}", root.import_path),
        }
    }

    fn link(&self, object: ObjectOutput) -> Result<Vec<u8>, Failure> {
        let inputs = vec![
            Input {
                name: "go.o",
                bytes: Cow::Owned(object.object),
            },
            Input {
                name: "runtime.o",
                bytes: Cow::Borrowed(RUNTIME),
            },
        ];
        grus_link::link(inputs, self.request.strip)
            .map_err(|error| Failure::new(format!("link: {error}")))
    }
}

/// Checks MIR after a pass, in debug builds and where `GRUS_VERIFY` is set.
fn verify(mir: &grus_mir::Program, program: &Program, pass: &str) -> Result<(), Failure> {
    if !cfg!(debug_assertions) && std::env::var_os("GRUS_VERIFY").is_none() {
        return Ok(());
    }
    grus_mir::verify::verify_program(mir, program, pass)
        .map_err(|problem| Failure::new(format!("grus: internal error: {problem}")))
}

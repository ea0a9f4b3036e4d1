//! Builds MIR programs by hand, and runs them over a stand-in for the runtime where a C compiler is
//! at hand.

use grus_codegen::{ObjectOutput, Options, generate};
use grus_mir::*;
use grus_syntax::{Pos, SourceMap};
use grus_types::{PackageId, TypeId};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A program being built.
pub struct Builder {
    pub program: Program,
    pub checked: grus_types::Program,
    pub sources: SourceMap,
}

/// A function being built, with its last block open.
pub struct FunctionBuilder {
    pub function: Function,
    statements: Vec<Statement>,
    line: u32,
}

impl Builder {
    pub fn new() -> Builder {
        let mut sources = SourceMap::new();
        sources.add_file("a.go", "x\n".repeat(500));
        Builder {
            program: Program::default(),
            checked: grus_types::Program::new(),
            sources,
        }
    }

    /// A function with these parameter and result types.
    pub fn function(
        &mut self,
        name: &str,
        parameters: &[TypeId],
        results: &[TypeId],
    ) -> FunctionBuilder {
        let signature = self.checked.types.signature_of(parameters, results, false);
        let mut function = Function {
            symbol: format!("main.{name}").into(),
            display_name: name.into(),
            package: PackageId(1),
            pos: Pos(1),
            end: Pos(2),
            parameters: Vec::new(),
            results: Vec::new(),
            signature,
            captures: Vec::new(),
            parent: None,
            locals: Default::default(),
            blocks: Default::default(),
            sites: Default::default(),
            inline_frames: Default::default(),
            flags: FunctionFlags::default(),
            phase: Phase::EscapeKnown,
            external: false,
            inline: InlineFacts::default(),
        };
        function.inline_frames.push(InlineFrame {
            symbol: function.symbol.clone(),
            pos: function.pos,
            parent: None,
            call_pos: Pos::NONE,
        });
        let mut builder = FunctionBuilder {
            function,
            statements: Vec::new(),
            line: 1,
        };
        for (index, &ty) in parameters.iter().enumerate() {
            let local = builder.add_local(ty, LocalKind::Parameter(index as u32));
            builder.function.parameters.push(local);
        }
        for (index, &ty) in results.iter().enumerate() {
            let local = builder.add_local(ty, LocalKind::Result(index as u32));
            builder.function.results.push(local);
        }
        builder
    }

    pub fn add(&mut self, builder: FunctionBuilder) -> FunctionId {
        let id = self.program.functions.push(builder.function);
        let function = &self.program.functions[id];
        if &*function.symbol == "main.main" {
            self.program.entry = Some(id);
        }
        id
    }

    pub fn global(
        &mut self,
        name: &str,
        ty: TypeId,
        initial: Option<StaticValue>,
        read_only: bool,
    ) -> GlobalId {
        let symbol = format!("main.{name}").into();
        self.program.globals.push(Global {
            symbol,
            ty,
            pos: Pos(1),
            initial,
            read_only,
        })
    }

    pub fn generate(&self) -> ObjectOutput {
        let options = Options {
            verify: true,
            listing: true,
            clif: true,
            threads: 2,
            variables_in_memory: false,
        };
        match generate(&self.program, &self.checked, &self.sources, &options) {
            Ok(output) => output,
            Err(error) => panic!("{error}"),
        }
    }

    /// Standard output of the program; none without a C compiler.
    pub fn run(&self) -> Option<String> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let output = self.generate();
        if Command::new("cc").arg("--version").output().is_err() {
            return None;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let directory =
            std::env::temp_dir().join(format!("grus-codegen-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let object = directory.join("go.o");
        let executable = directory.join("program");
        std::fs::write(&object, &output.object).unwrap();
        let stub = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/stub.c");
        let status = Command::new("cc")
            .args([
                "-O1",
                "-masm=intel",
                "-no-pie",
                "-fno-pie",
                "-w",
                "-z",
                "noexecstack",
                "-o",
            ])
            .arg(&executable)
            .arg(stub)
            .arg(&object)
            .output()
            .unwrap();
        assert!(
            status.status.success(),
            "{}",
            String::from_utf8_lossy(&status.stderr)
        );
        let run = Command::new(&executable).output().unwrap();
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        if std::env::var_os("KEEP").is_none() {
            std::fs::remove_dir_all(&directory).unwrap();
        } else {
            for (name, clif) in &output.clif {
                std::fs::write(directory.join(format!("{name}.clif")), clif).unwrap();
            }
            eprintln!("{}", directory.display());
        }
        Some(if run.status.code().is_none() {
            format!("{text}{}", run.status)
        } else {
            text
        })
    }

    /// Checks what the program prints, where it can be run.
    pub fn expect(&self, expected: &str) {
        if let Some(printed) = self.run() {
            assert_eq!(printed, expected);
        }
    }
}

impl FunctionBuilder {
    fn add_local(&mut self, ty: TypeId, kind: LocalKind) -> LocalId {
        self.function.locals.push(Local {
            name: None,
            package: None,
            ty,
            pos: Pos(1),
            kind,
            addressed: false,
            loop_depth: 0,
            storage: Storage::Stack,
        })
    }

    pub fn local(&mut self, ty: TypeId) -> LocalId {
        self.add_local(ty, LocalKind::Variable)
    }

    pub fn addressed(&mut self, ty: TypeId, storage: Storage) -> LocalId {
        let local = self.local(ty);
        self.function.locals[local].addressed = true;
        self.function.locals[local].storage = storage;
        local
    }

    pub fn site(&mut self, kind: SiteKind, storage: Storage) -> SiteId {
        self.function.sites.push(Site {
            pos: Pos(1),
            written_at: Pos(1),
            text: Arc::from(""),
            kind,
            loop_depth: 0,
            storage,
            reported: false,
            literal: None,
        })
    }

    /// The line of the following statements.
    pub fn line(&mut self, line: u32) {
        self.line = line;
    }

    fn source(&self) -> SourceInfo {
        SourceInfo {
            pos: Pos(1 + (self.line - 1) * 2),
            inline: InlineId::from_u32(0),
        }
    }

    pub fn push(&mut self, kind: StatementKind) {
        let source = self.source();
        self.statements.push(Statement::new(kind, source));
    }

    pub fn assign(&mut self, place: impl IntoPlace, rvalue: Rvalue) {
        self.push(StatementKind::Assign(place.into_place(), rvalue));
    }

    pub fn set(&mut self, place: impl IntoPlace, operand: Operand) {
        self.assign(place, Rvalue::Use(operand));
    }

    pub fn binary(&mut self, to: LocalId, op: BinaryOp, x: Operand, y: Operand) {
        self.assign(to, Rvalue::Binary(op, x, y));
    }

    pub fn call(&mut self, result: Option<LocalId>, callee: Callee, arguments: Vec<Operand>) {
        let call = Call {
            callee,
            arguments,
            text: Arc::from(""),
        };
        self.push(StatementKind::Call {
            result: result.map(Place::local),
            call,
        });
    }

    pub fn println(&mut self, arguments: Vec<Operand>) {
        self.push(StatementKind::Print {
            arguments,
            newline: true,
        });
    }

    /// Ends the block.
    pub fn end(&mut self, kind: TerminatorKind) -> BlockId {
        let source = self.source();
        let statements = std::mem::take(&mut self.statements);
        self.function.blocks.push(Block {
            statements,
            terminator: Terminator { kind, source },
        })
    }

    pub fn next_block(&self, ahead: u32) -> BlockId {
        BlockId::from_u32(self.function.blocks.len() as u32 + ahead)
    }
}

pub trait IntoPlace {
    fn into_place(self) -> Place;
}

impl IntoPlace for LocalId {
    fn into_place(self) -> Place {
        Place::local(self)
    }
}

impl IntoPlace for Place {
    fn into_place(self) -> Place {
        self
    }
}

pub fn int(value: i64) -> Operand {
    Operand::Constant(Constant::Int(value), TypeId::INT)
}

pub fn float(value: f64) -> Operand {
    Operand::Constant(Constant::Float(value), TypeId::FLOAT64)
}

pub fn string(value: &str) -> Operand {
    Operand::Constant(Constant::String(value.as_bytes().into()), TypeId::STRING)
}

pub fn zero(ty: TypeId) -> Operand {
    Operand::Constant(Constant::Zero, ty)
}

pub fn get(local: LocalId) -> Operand {
    Operand::local(local)
}

pub fn index(place: Place, index: Operand) -> Place {
    place.project(Projection::Index {
        index,
        checked: false,
    })
}

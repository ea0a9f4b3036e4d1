//! Printer: trees back to Go source.
//! In: a file's tree.  Out: text in gofmt's manner (tabs, one statement a line, blanks around
//! binary operators).
//! Invariants: parsing the text gives the same tree; so parentheses that the tree lacks are added
//! where the text would otherwise mean something else (types under calls, literals in headers).
//! Not done: comments, alignment, line breaking.
//! Follows: the spec's grammar; compare cmd/compile/internal/syntax/printer.go.

mod expressions;
mod statements;

use crate::ast::*;
use crate::expr_string::shared_type_run;
use crate::parser::is_type_element;

/// The source text of a file's tree.
pub fn print_file(file: &File) -> String {
    let mut printer = Printer::default();
    printer.text("package ");
    printer.text(file.package.name.as_str());
    printer.newline();
    let mut previous: Option<&Decl> = None;
    for run in group_runs(&file.decls) {
        let keeps_together = matches!(
            (previous, &run[0]),
            (Some(Decl::Import(_)), Decl::Import(_)) | (Some(Decl::Var(_)), Decl::Var(_))
        );
        if !keeps_together {
            printer.newline();
        }
        printer.group(run);
        printer.newline();
        previous = run.last();
    }
    printer.out
}

/// The source text of an expression.
pub fn print_expr(expr: &Expr) -> String {
    let mut printer = Printer::default();
    printer.expr(expr);
    printer.out
}

/// The source text of a statement.
pub fn print_stmt(statement: &Stmt) -> String {
    let mut printer = Printer::default();
    printer.statement(statement);
    printer.out
}

/// State of printing.
#[derive(Default)]
struct Printer {
    out: String,
    indent: usize,
    /// In the header of a control clause, where `{` would open the block.
    in_header: bool,
}

/// Splits declarations into runs of one parenthesised group; others are runs of one.
fn group_runs(decls: &[Decl]) -> impl Iterator<Item = &[Decl]> {
    decls.chunk_by(|left, right| left.group().is_some() && left.group() == right.group())
}

impl Printer {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn newline(&mut self) {
        self.out.push('\n');
        if self.indent > 0 {
            self.out.extend(std::iter::repeat_n('\t', self.indent));
        }
    }

    /// Calls `print` for each item, with a separator between.
    fn separated<T>(&mut self, items: &[T], separator: &str, print: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text(separator);
            }
            print(self, item);
        }
    }

    fn names(&mut self, names: &[Ident]) {
        self.separated(names, ", ", |printer, name| {
            printer.text(name.name.as_str())
        });
    }

    /// Prints with `{` free again, as inside brackets.
    fn outside_header(&mut self, print: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_header, false);
        print(self);
        self.in_header = outer;
    }

    // ----------------------------------------------------------------------------- declarations

    /// A run of specs of one group, with keyword.
    fn group(&mut self, run: &[Decl]) {
        let keyword = match &run[0] {
            Decl::Import(_) => "import ",
            Decl::Const(_) => "const ",
            Decl::Type(_) => "type ",
            Decl::Var(_) => "var ",
            Decl::Func(_) => "func ",
        };
        self.text(keyword);
        if run[0].group().is_none() {
            return self.spec(&run[0]);
        }
        self.text("(");
        self.indent += 1;
        for spec in run {
            self.newline();
            self.spec(spec);
        }
        self.indent -= 1;
        self.newline();
        self.text(")");
    }

    fn spec(&mut self, decl: &Decl) {
        match decl {
            Decl::Import(import) => {
                if let Some(name) = import.local_name {
                    self.text(name.name.as_str());
                    self.text(" ");
                }
                if let Some(path) = import.path {
                    self.text(path.literal.as_str());
                }
            }
            Decl::Const(spec) => self.value_spec(&spec.names, &spec.ty, &spec.values),
            Decl::Var(spec) => self.value_spec(&spec.names, &spec.ty, &spec.values),
            Decl::Type(spec) => {
                self.text(spec.name.name.as_str());
                self.type_parameters(&spec.type_params, true);
                self.text(if spec.is_alias { " = " } else { " " });
                self.expr(&spec.ty);
            }
            Decl::Func(func) => self.function(func),
        }
    }

    fn value_spec(&mut self, names: &[Ident], ty: &Option<Expr>, values: &[Expr]) {
        self.names(names);
        if let Some(ty) = ty {
            self.text(" ");
            self.expr(ty);
        }
        if !values.is_empty() {
            self.text(" = ");
            self.list(values);
        }
    }

    fn function(&mut self, func: &FuncDecl) {
        if let Some(receiver) = &func.receiver {
            self.text("(");
            self.fields(std::slice::from_ref(receiver), ", ");
            self.text(") ");
        }
        self.text(func.name.name.as_str());
        self.type_parameters(&func.type_params, false);
        self.signature(&func.signature);
        if let Some(body) = &func.body {
            self.text(" ");
            self.block(body);
        }
    }

    /// TypeParameters; of a type declaration a lone one may need a comma not to read as array
    /// length.
    fn type_parameters(&mut self, fields: &[Field], of_type: bool) {
        if fields.is_empty() {
            return;
        }
        self.text("[");
        self.fields(fields, ", ");
        if let ([only], true) = (fields, of_type)
            && combines_with_name(&only.ty)
        {
            self.text(",");
        }
        self.text("]");
    }

    fn signature(&mut self, signature: &FuncType) {
        self.text("(");
        self.fields(&signature.params, ", ");
        self.text(")");
        match &signature.results[..] {
            [] => {}
            [only] if only.name.is_none() => {
                self.text(" ");
                self.expr(&only.ty);
            }
            results => {
                self.text(" (");
                self.fields(results, ", ");
                self.text(")");
            }
        }
    }

    /// Fields or parameters, those that share a type together.
    fn fields(&mut self, fields: &[Field], separator: &str) {
        let mut rest = fields;
        while !rest.is_empty() {
            let (run, remaining) = rest.split_at(shared_type_run(rest));
            self.separated(run, ", ", |printer, field| {
                if let Some(name) = field.name {
                    printer.text(name.name.as_str());
                }
            });
            if run[0].name.is_some() {
                self.text(" ");
            }
            self.expr(&run[0].ty);
            if let Some(tag) = run[0].tag {
                self.text(" ");
                self.text(tag.literal.as_str());
            }
            rest = remaining;
            if !rest.is_empty() {
                self.text(separator);
            }
        }
    }
}

/// Whether a name followed by the constraint could be read as an expression: `P *T`.
fn combines_with_name(constraint: &Expr) -> bool {
    match &constraint.kind {
        ExprKind::Star(base) => !is_type_element(base),
        ExprKind::Binary { lhs, rhs, .. } => combines_with_name(lhs) && !is_type_element(rhs),
        _ => false,
    }
}

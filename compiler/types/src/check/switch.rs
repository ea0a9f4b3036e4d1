//! Expression switches and type switches.
//!
//! Spec: "Switch statements".

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};
use rustc_hash::FxHashMap;

use super::Checker;
use super::composite::{ConstantKey, constant_key};
use super::operand::Operand;
use crate::constant::Value;
use crate::info::Mode;
use crate::objects::*;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    pub(super) fn switch_stmt(&mut self, switch: &'a ast::SwitchStmt) {
        let mut tag = match &switch.tag {
            Some(expr) => self.switch_tag(expr),
            // spec: "A missing switch expression is equivalent to the boolean value true."
            None => {
                let pos = switch
                    .clauses
                    .first()
                    .map_or(switch.rbrace, |clause| clause.pos);
                let mut tag = Operand::described(pos, "true", TypeId::BOOL);
                tag.mode = Mode::Constant;
                tag.value = Value::Bool(true);
                tag
            }
        };
        let defaults = switch
            .clauses
            .iter()
            .filter(|clause| clause.cases.is_none());
        self.report_defaults(defaults.map(|clause| clause.pos).collect());
        let mut seen = FxHashMap::default();
        for clause in &switch.clauses {
            for case in clause.cases.iter().flatten() {
                self.case_value(&mut tag, case, &mut seen);
            }
            self.open_scope();
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }

    fn switch_tag(&mut self, expr: &'a ast::Expr) -> Operand<'a> {
        let mut tag = self.expr(None, expr);
        self.assignment(&mut tag, None, "switch expression");
        if tag.is_valid() && !self.types().comparable(tag.ty) && !self.types().has_nil(tag.ty) {
            let (text, ty) = (self.operand_text(&tag), self.type_text(tag.ty));
            let message = format!("cannot switch on {text} ({ty} is not comparable)");
            self.error(tag.start_pos(), "InvalidExprSwitch", message);
            tag.invalidate();
        }
        tag
    }

    fn case_value(
        &mut self,
        tag: &mut Operand<'a>,
        case: &'a ast::Expr,
        seen: &mut FxHashMap<ConstantKey, Vec<(Pos, TypeId)>>,
    ) {
        let mut value = self.expr(None, case);
        if !tag.is_valid() || !value.is_valid() {
            return;
        }
        self.convert_untyped(&mut value, tag.ty);
        if !value.is_valid() {
            return;
        }
        let mut result = value.clone();
        self.comparison(&mut result, tag, ast::BinaryOp::Eq, true);
        // Booleans may repeat: `case a, b:` of constants is not worth an error.
        let ignored = matches!(value.value, Value::Bool(_) | Value::Complex(_));
        if !result.is_valid() || !value.is_constant() || ignored {
            return;
        }
        let Some(key) = constant_key(&value.value) else {
            return;
        };
        let earlier = seen.entry(key).or_default();
        let types = &mut self.program.types;
        if let Some(&(pos, _)) = earlier
            .iter()
            .find(|entry| types.identical(entry.1, value.ty))
        {
            let message = format!(
                "duplicate case {} in expression switch",
                self.operand_text(&value)
            );
            let diagnostic = Diagnostic::error(value.start_pos(), Code("DuplicateCase"), message)
                .with_related(pos, "previous case");
            return self.report(diagnostic);
        }
        earlier.push((value.pos(), value.ty));
    }

    pub(super) fn type_switch_stmt(&mut self, switch: &'a ast::TypeSwitchStmt) {
        let mut symbol = switch.guard.name;
        if let Some(ident) = symbol
            && ident.name.is_blank()
        {
            self.error(ident.pos, "NoNewVar", "no new variable on left side of :=");
            symbol = None;
        }
        let operand = self.type_switch_operand(&switch.guard.operand);
        let defaults = switch
            .clauses
            .iter()
            .filter(|clause| clause.cases.is_none());
        self.report_defaults(defaults.map(|clause| clause.pos).collect());
        let mut vars = Vec::new();
        let mut seen: Vec<(Option<TypeId>, Pos)> = Vec::new();
        for clause in &switch.clauses {
            let cases = clause.cases.as_deref().unwrap_or(&[]);
            let ty = self.case_types(operand.as_ref(), cases, &mut seen);
            self.open_scope();
            if let Some(ident) = symbol {
                // spec: "the symbol is declared ... at the end of the TypeSwitchCase in the implicit
                // block of each clause."
                let var = self.new_var(VarKind::Local, ident.name, ident.pos, Some(ty));
                let scope = self.env.scope;
                self.declare(scope, None, var, clause.colon);
                self.program.info.implicits.insert(clause.id, var);
                vars.push(var);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }
        if let Some(ident) = symbol {
            self.check_switch_symbol(ident, &vars);
        }
    }

    /// The symbol must be used in some clause; its variables are not reported one by one.
    fn check_switch_symbol(&mut self, ident: ast::Ident, vars: &[ObjectId]) {
        let mut used = false;
        for &var in vars {
            used |= self.object(var).as_var().is_some_and(|var| var.used);
            self.set_used(var, true);
        }
        if !used {
            let message = format!("{} declared and not used", ident.name);
            self.error(ident.pos, "UnusedVar", message);
        }
    }

    fn type_switch_operand(&mut self, expr: &'a ast::Expr) -> Option<Operand<'a>> {
        let x = self.expr(None, expr);
        if !x.is_valid() {
            return None;
        }
        let text = self.operand_text(&x);
        let message = if self.is_type_param(x.ty) {
            format!("cannot use type switch on type parameter value {text}")
        } else if self.is_plain_interface(x.ty) {
            return Some(x);
        } else {
            format!("{text} is not an interface")
        };
        self.error(x.start_pos(), "InvalidTypeSwitch", message);
        None
    }

    /// The types of a clause; the result is the type of the symbol in it.
    fn case_types(
        &mut self,
        operand: Option<&Operand<'a>>,
        cases: &'a [ast::Expr],
        seen: &mut Vec<(Option<TypeId>, Pos)>,
    ) -> TypeId {
        let mut last = None;
        for case in cases {
            let mut ty = None;
            if self.is_nil_name(case) {
                self.expr(None, case);
                last = None;
            } else {
                let case_type = self.var_type(case);
                last = Some(case_type);
                if !self.is_valid(case_type) {
                    continue;
                }
                ty = Some(case_type);
            }
            let types = &mut self.program.types;
            let other = seen.iter().find(|other| match (other.0, ty) {
                (None, None) => true,
                (Some(a), Some(b)) => types.identical(a, b),
                _ => false,
            });
            if let Some(&(_, pos)) = other {
                let name = ty.map_or("nil".to_string(), |ty| self.type_text(ty));
                let message = format!("duplicate case {name} in type switch");
                let diagnostic =
                    Diagnostic::error(case.start_pos(), Code("DuplicateCase"), message)
                        .with_related(pos, "previous case");
                self.report(diagnostic);
                continue;
            }
            seen.push((ty, case.start_pos()));
            if let (Some(x), Some(ty)) = (operand, ty) {
                self.type_assertion(case, x, ty, true);
            }
        }
        // spec: "In clauses with a case listing exactly one type, the variable has that type;
        // otherwise, the variable has the type of the expression in the TypeSwitchGuard."
        match (cases.len(), last) {
            (1, Some(ty)) => ty,
            _ => operand.map_or(TypeId::INVALID, |x| x.ty),
        }
    }

    fn is_nil_name(&self, expr: &ast::Expr) -> bool {
        let name: Option<Symbol> = expr.unparen().as_name();
        name.and_then(|name| self.lookup(name))
            .is_some_and(|object| matches!(self.object(object).kind, ObjectKind::Nil))
    }
}

//! Source files: package clause and the sequence of declarations.
//! In: the parser at the first token.  Out: `File`.
//! spec (Packages).

use super::Parser;
use crate::ast::{Decl, File};
use crate::token::Token;

/// Where to go on after an error between declarations.
const DECLARATION_STARTS: [Token; 5] = [
    Token::Import,
    Token::Const,
    Token::Type,
    Token::Var,
    Token::Func,
];

impl Parser<'_> {
    /// SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } .
    pub(super) fn file(&mut self) -> Option<File> {
        let pos = self.pos();
        self.at_top = false;
        if !self.got(Token::Package) {
            self.syntax_error("package statement must be first");
            return None;
        }
        let pragmas = std::mem::take(&mut self.pragmas);
        let package = self.name();
        self.want(Token::Semicolon);
        if self.error_count > 0 {
            return None;
        }
        let decls = self.top_level_declarations();
        self.drop_pragmas();
        let imports = decls.iter().filter_map(|decl| match decl {
            Decl::Import(import) => Some(import.clone()),
            _ => None,
        });
        Some(File {
            file: self.source.id(),
            pos,
            package,
            imports: imports.collect(),
            decls,
            go_version: self.go_version,
            build_constraint: self.build_constraint.take(),
            pragmas,
            linknames: std::mem::take(&mut self.linknames),
            debug_settings: std::mem::take(&mut self.debug_settings),
            eof: self.pos(),
        })
    }

    /// { ImportDecl ";" } { TopLevelDecl ";" } ; imports are accepted anywhere, with an error.
    fn top_level_declarations(&mut self) -> Vec<Decl> {
        let mut decls = Vec::new();
        let mut previous = Token::Import;
        while !self.at(Token::Eof) {
            let keyword = self.token();
            if self.options.imports_only && keyword != Token::Import {
                break;
            }
            if keyword == Token::Import && previous != Token::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            previous = keyword;
            if !self.top_level_declaration(keyword, &mut decls) {
                self.advance(&DECLARATION_STARTS);
                continue;
            }
            // Directives behind this point, before the next token, belong to the next declaration.
            self.drop_pragmas();
            if !self.at(Token::Eof) && !self.got(Token::Semicolon) {
                self.syntax_error("after top level declaration");
                self.advance(&DECLARATION_STARTS);
            }
        }
        decls
    }

    /// TopLevelDecl = Declaration | FunctionDecl | MethodDecl .
    fn top_level_declaration(&mut self, keyword: Token, decls: &mut Vec<Decl>) -> bool {
        match keyword {
            Token::Import => {
                self.next();
                self.group(decls, Self::import_spec);
            }
            Token::Const | Token::Type | Token::Var => {
                self.next();
                self.group_of(keyword, decls);
            }
            Token::Func => {
                self.next();
                decls.push(self.function_declaration());
            }
            _ => {
                let is_body = matches!(decls.last(), Some(Decl::Func(last)) if last.body.is_none());
                if keyword == Token::LeftBrace && is_body {
                    // The brace of a function body on a line of its own.
                    self.syntax_error("unexpected semicolon or newline before {");
                } else {
                    self.syntax_error("non-declaration statement outside function body");
                }
                return false;
            }
        }
        true
    }
}

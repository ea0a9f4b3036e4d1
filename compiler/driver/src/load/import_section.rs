//! What the go command finds wrong with the beginning of a file, before anything is compiled.
//!
//! In: the text of a file that the compiler's parser refuses.  Out: the first error in the package clause and
//! the imports, in the words of the go command's own parser, if it is there that the file is wrong.
//! Follows `go/parser` in its mode ImportsOnly.

use grus_syntax::ast::LiteralKind;
use grus_syntax::scanner::{Scanner, SemicolonOrigin};
use grus_syntax::token::Token;

/// The offset and text of the first error.
pub fn problem(text: &[u8]) -> Option<(u32, String)> {
    let mut scanner = Scanner::new(text);
    scanner.next();
    file(&mut scanner).err()
}

type Step = Result<(), (u32, String)>;

/// Behind the package's name, and behind an import that is not in a group, only imports are looked for.
fn file(scanner: &mut Scanner) -> Step {
    expect(scanner, Token::Package, "'package'")?;
    expect(scanner, Token::Name, "'IDENT'")?;
    loop {
        while scanner.token == Token::Semicolon {
            scanner.next();
        }
        if scanner.token != Token::Import {
            return Ok(());
        }
        scanner.next();
        if scanner.token != Token::LeftParen {
            import(scanner)?;
            continue;
        }
        scanner.next();
        while !matches!(scanner.token, Token::RightParen | Token::Eof) {
            import(scanner)?;
            if !matches!(scanner.token, Token::RightParen | Token::RightBrace) {
                expect(scanner, Token::Semicolon, "';'")?;
            }
        }
        expect(scanner, Token::RightParen, "')'")?;
    }
}

fn import(scanner: &mut Scanner) -> Step {
    scanned(scanner)?;
    if matches!(scanner.token, Token::Name | Token::Dot) {
        scanner.next();
        scanned(scanner)?;
    }
    if scanner.token != Token::Literal && scanner.token != Token::Name {
        return Err((scanner.start, "missing import path".to_string()));
    }
    if scanner.token == Token::Name || scanner.literal_kind != LiteralKind::String {
        return Err((scanner.start, "import path must be a string".to_string()));
    }
    scanner.next();
    Ok(())
}

fn expect(scanner: &mut Scanner, token: Token, name: &str) -> Step {
    scanned(scanner)?;
    if scanner.token == token {
        scanner.next();
        return Ok(());
    }
    let written = String::from_utf8_lossy(scanner.text()).into_owned();
    let found = match scanner.token {
        Token::Semicolon if scanner.semicolon != SemicolonOrigin::Written => "newline".to_string(),
        Token::Name | Token::Literal => written,
        Token::Eof => "'EOF'".to_string(),
        _ => format!("'{written}'"),
    };
    Err((scanner.start, format!("expected {name}, found {found}")))
}

/// Fails if there was an error in the current token or before it.
fn scanned(scanner: &mut Scanner) -> Step {
    let Some(error) = scanner.take_errors().into_iter().next() else {
        return Ok(());
    };
    let raw = scanner.text().starts_with(b"`");
    Err(match error.message.as_str() {
        "newline in string" | "string not terminated" if raw => (
            scanner.start,
            "raw string literal not terminated".to_string(),
        ),
        "newline in string" | "string not terminated" => {
            (scanner.start, "string literal not terminated".to_string())
        }
        "unknown escape" => (error.offset, "unknown escape sequence".to_string()),
        other => (
            error.offset,
            other.replace("invalid character", "illegal character"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_go_command_says() {
        for (text, expected) in [
            ("package a\nimport \"b\"\nfunc f(", None),
            (
                "package a\nimport 42\n",
                Some((17, "import path must be a string")),
            ),
            (
                "package a\nimport (\n\t\"b\", \"c\"\n)\n",
                Some((23, "expected ';', found ','")),
            ),
            ("package a; import b\n", Some((19, "missing import path"))),
            (
                "package \"a\"\n",
                Some((8, "expected 'IDENT', found \"a\"")),
            ),
            ("package a b\n", None),
            ("package a\nimport \"b\", \"c\"\n", None),
            (
                "package a\nimport \"b\n",
                Some((17, "string literal not terminated")),
            ),
            (
                "import \"a\"\n",
                Some((0, "expected 'package', found 'import'")),
            ),
            (
                "package a\nimport (\"b\"\n",
                Some((22, "expected ')', found 'EOF'")),
            ),
        ] {
            let found = problem(text.as_bytes());
            let found = found.as_ref().map(|(at, text)| (*at, text.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

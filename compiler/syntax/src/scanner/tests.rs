//! Unit tests of the scanner: tokens and errors of small texts.

use super::*;

/// Tokens as text, literals and names with their spelling.
fn tokens(text: &str) -> Vec<String> {
    let mut scanner = Scanner::new(text.as_bytes());
    let mut found = Vec::new();
    loop {
        scanner.next();
        let spelling = String::from_utf8_lossy(scanner.text()).into_owned();
        found.push(match scanner.token {
            Token::Eof => return found,
            Token::Name | Token::Literal => spelling,
            Token::Semicolon => format!("<{}>", scanner.semicolon.as_str()),
            Token::Operator | Token::AssignOp | Token::IncOp => {
                assert!(spelling.starts_with(scanner.operator.as_str()));
                spelling
            }
            token => token.as_str().to_string(),
        });
    }
}

/// Errors as `offset: message`.
fn errors(text: &[u8]) -> Vec<String> {
    let mut scanner = Scanner::new(text);
    let mut found = Vec::new();
    loop {
        scanner.next();
        found.extend(scanner.take_errors());
        if scanner.token == Token::Eof {
            let show = |error: &ScanError| format!("{}: {}", error.offset, error.message);
            return found.iter().map(show).collect();
        }
    }
}

fn literal_kind(text: &str) -> (LiteralKind, bool) {
    let mut scanner = Scanner::new(text.as_bytes());
    scanner.next();
    assert_eq!(scanner.token, Token::Literal, "{text}");
    assert_eq!(scanner.text(), text.as_bytes());
    (scanner.literal_kind, scanner.literal_is_bad)
}

#[test]
fn operators_match_longest_first() {
    let text =
        "&^= &^ &= && & <<= << <= <- < >>= >> >= > ++ += + -- != ! == = := : ... . .. ~ |= ||";
    let expected: Vec<&str> = text.split(' ').collect();
    let found = tokens(text);
    let mut flattened = Vec::new();
    for token in expected {
        if token == ".." {
            flattened.extend([".", "."]);
        } else {
            flattened.push(token);
        }
    }
    assert_eq!(found, flattened);
}

#[test]
fn semicolons_are_inserted_behind_operands_only() {
    assert_eq!(tokens("a\n+\nb"), ["a", "<newline>", "+", "b", "<EOF>"]);
    assert_eq!(
        tokens("return\n)\n}\n]\n++\n"),
        [
            "return",
            "<newline>",
            ")",
            "<newline>",
            "}",
            "<newline>",
            "]",
            "<newline>",
            "++",
            "<newline>"
        ]
    );
    assert_eq!(tokens("x // c\n;"), ["x", "<newline>", "<semicolon>"]);
    assert_eq!(tokens("x /* a\nb */ y"), ["x", "<newline>", "y", "<EOF>"]);
    assert_eq!(tokens("x /* a */ y /* b */\n"), ["x", "y", "<newline>"]);
    assert_eq!(tokens("for\nif"), ["for", "if"]);
}

#[test]
fn literals_have_kinds() {
    use LiteralKind::*;
    for text in ["0", "07", "0o7", "0b1", "0xFf_1", "1_000", "0_7"] {
        assert_eq!(literal_kind(text), (Int, false), "{text}");
    }
    for text in [".5", "1.", "1e9", "08.5", "0x1p-2", "0x.8p1", "1_0.2_5"] {
        assert_eq!(literal_kind(text), (Float, false), "{text}");
    }
    for text in ["1i", "08i", "1.5e2i", "0x1p1i"] {
        assert_eq!(literal_kind(text), (Imaginary, false), "{text}");
    }
    for text in ["'a'", "'\\''", "'\\x41'", "'\\u00e9'", "'é'"] {
        assert_eq!(literal_kind(text), (Rune, false), "{text}");
    }
    for text in ["\"a\\\"b\"", "`a\nb\\`", "\"\\377\\U0001F600\""] {
        assert_eq!(literal_kind(text), (String, false), "{text}");
    }
}

#[test]
fn malformed_numbers_are_reported() {
    assert_eq!(errors(b"0x"), ["2: hexadecimal literal has no digits"]);
    assert_eq!(errors(b"0b12"), ["3: invalid digit '2' in binary literal"]);
    assert_eq!(errors(b"089"), ["1: invalid digit '8' in octal literal"]);
    assert_eq!(
        errors(b"0b1.0"),
        ["3: invalid radix point in binary literal"]
    );
    assert_eq!(
        errors(b"0x1.0"),
        ["5: hexadecimal mantissa requires a 'p' exponent"]
    );
    assert_eq!(
        errors(b"1p2"),
        ["1: 'p' exponent requires hexadecimal mantissa"]
    );
    assert_eq!(
        errors(b"0o1E2"),
        ["3: 'E' exponent requires decimal mantissa"]
    );
    assert_eq!(errors(b"1e+"), ["3: exponent has no digits"]);
    assert_eq!(errors(b"1__2"), ["2: '_' must separate successive digits"]);
    assert_eq!(errors(b"0x_"), ["3: hexadecimal literal has no digits"]);
    assert_eq!(errors(b"1_"), ["1: '_' must separate successive digits"]);
}

#[test]
fn malformed_text_literals_are_reported() {
    assert_eq!(errors(b"''"), ["1: empty rune literal or unescaped '"]);
    assert_eq!(
        errors(b"'ab'"),
        ["0: more than one character in rune literal"]
    );
    assert_eq!(errors(b"'a\n"), ["2: newline in rune literal"]);
    assert_eq!(errors(b"'a"), ["0: rune literal not terminated"]);
    assert_eq!(errors(b"\"a\n"), ["2: newline in string"]);
    assert_eq!(errors(b"\"a"), ["0: string not terminated"]);
    assert_eq!(errors(b"`a"), ["0: string not terminated"]);
    assert_eq!(errors(b"'\\q'"), ["2: unknown escape"]);
    assert_eq!(errors(b"'\\400'"), ["5: octal escape value 256 > 255"]);
    assert_eq!(
        errors(b"\"\\xg\""),
        ["3: invalid character 'g' in hexadecimal escape"]
    );
    let surrogate = errors(b"\"\\ud800\"");
    assert_eq!(
        surrogate,
        ["7: escape is invalid Unicode code point U+D800"]
    );
    assert_eq!(errors(b"/* a"), ["0: comment not terminated"]);
}

#[test]
fn bad_characters_are_reported_and_skipped() {
    assert_eq!(errors(b"a @ b"), ["2: invalid character U+0040 '@'"]);
    assert_eq!(errors(b"a\0b"), ["1: invalid NUL character"]);
    assert_eq!(errors(b"a\xffb"), ["1: invalid UTF-8 encoding"]);
    assert_eq!(errors("\u{FEFF}a".as_bytes()), [""; 0]);
    let mark = errors("a\u{FEFF}".as_bytes());
    assert_eq!(mark, ["1: invalid BOM in the middle of the file"]);
    let arabic = errors("٣x".as_bytes());
    assert_eq!(arabic, ["0: identifier cannot begin with digit U+0663 '٣'"]);
    let snowman = errors("x☃".as_bytes());
    assert_eq!(snowman, ["1: invalid character U+2603 '☃' in identifier"]);
    assert_eq!(tokens("été_٣ x"), ["été_٣", "x", "<EOF>"]);
}

#[test]
fn directive_comments_are_recorded() {
    let text = "//go:noinline\n //line a:1\n//go nothing\nx //go:x\n/*line b:2*/ /*go:no*/ //grus:noheap\n";
    let mut scanner = Scanner::new(text.as_bytes());
    let mut found = Vec::new();
    loop {
        scanner.next();
        for comment in std::mem::take(&mut scanner.directives) {
            let text = scanner.slice(comment.start, comment.end);
            found.push((String::from_utf8_lossy(text).into_owned(), comment.alone));
        }
        if scanner.token == Token::Eof {
            break;
        }
    }
    let expected = [
        ("//go:noinline", true),
        ("//line a:1", true),
        ("//go:x", false),
        ("/*line b:2*/", true),
        ("//grus:noheap", false),
    ];
    assert_eq!(
        found,
        expected.map(|(text, alone)| (text.to_string(), alone))
    );
}

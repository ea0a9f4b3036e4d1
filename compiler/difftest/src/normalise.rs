//! Normalisation: takes out of a text what legitimately differs from run to run.
//!
//! In: bytes a compiler or program printed.  Out: text fit for comparing and recording.
//! Kept are messages, function names, lines of the program itself and small addresses (the
//! `addr=0x8` of a nil dereference); replaced are goroutine numbers, large addresses, program
//! counters, the place of the Go distribution, frame arguments and offsets.

/// Text of any bytes: what is not UTF-8 becomes `\xNN`.
pub fn printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// The messages of a compiler, without the places of the Go distribution, of the scratch folder
/// and of the folder it was started in.
pub fn compiler_messages(text: &str, scratch: &str, folder: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.replace(scratch, "$WORK");
        if folder.len() > 1 && folder.starts_with('/') {
            line = line.replace(folder, "$FOLDER");
        }
        if let Some((before, after)) = line.split_once("is not in std (")
            && let Some((_, path)) = after.split_once("/src/")
        {
            line = format!("{before}is not in std ($GOROOT/src/{path}");
        }
        lines.push(line);
    }
    joined(&lines)
}

/// A program's standard error up to and with the state of the first goroutine.
pub fn stderr_head(text: &str, folder: &str) -> String {
    let full = stderr_full(text, folder);
    let mut lines = Vec::new();
    for line in full.lines() {
        if line == "runtime stack:" {
            break;
        }
        lines.push(line.to_string());
        if line.starts_with("goroutine N [") {
            break;
        }
    }
    joined(&lines)
}

/// A program's standard error with tracebacks reduced to functions and lines of the program.
pub fn stderr_full(text: &str, folder: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| stderr_line(line, folder)).collect();
    joined(&lines)
}

fn stderr_line(line: &str, folder: &str) -> String {
    if let Some(rest) = line.strip_prefix("goroutine ")
        && let Some((number, state)) = rest.split_once(" [")
        && number
            .split(' ')
            .next()
            .is_some_and(|n| n.parse::<u64>().is_ok())
    {
        let state = state.rsplit_once("]:").map_or(state, |(state, _)| state);
        return format!("goroutine N [{}]:", without_waiting_time(state));
    }
    if let Some((before, number)) = line.rsplit_once(" in goroutine ")
        && line.starts_with("created by ")
        && number.parse::<u64>().is_ok()
    {
        return format!("{before} in goroutine N");
    }
    if let Some(place) = line.strip_prefix("\t/") {
        return traceback_place(&format!("/{place}"), folder);
    }
    without_frame_arguments(&without_addresses(line))
}

/// `\t/folder/file.go:12 +0x1d` to `\tfile.go:12`; files of the library lose their place.
fn traceback_place(place: &str, folder: &str) -> String {
    let position = place.split(' ').next().unwrap_or(place);
    match position.strip_prefix(folder) {
        Some(own) => format!("\t{}", own.trim_start_matches('/')),
        None => "\t<library>".into(),
    }
}

/// `chan receive, 2 minutes` to `chan receive`.
fn without_waiting_time(state: &str) -> &str {
    match state.rsplit_once(", ") {
        Some((before, after)) if after.ends_with(" minutes") => before,
        _ => state,
    }
}

/// `main.f(0x1, {0x2?, 0x3})` to `main.f(...)`.
fn without_frame_arguments(line: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric() || "._/*()[]-·".contains(c);
    match line.find('(') {
        Some(_) if line.ends_with(')') && !line.starts_with('\t') && line.contains('.') => {
            let open = matching_open(line);
            let name = &line[..open];
            let qualified = name.split('.').count() > 1 && name.chars().all(is_name);
            if qualified {
                format!("{name}(...)")
            } else {
                line.to_string()
            }
        }
        _ => line.to_string(),
    }
}

/// The parenthesis that the last one of the line closes.
fn matching_open(line: &str) -> usize {
    let mut depth = 0;
    for (index, c) in line.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    0
}

/// Hexadecimal numbers of five digits and more, and all behind `pc=`, become `0x?`.
fn without_addresses(line: &str) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..]
            .chars()
            .take_while(char::is_ascii_hexdigit)
            .count();
        let is_address = digits >= 5 || rest[..at].ends_with("pc=");
        result.push_str(&rest[..at]);
        result.push_str(if is_address {
            "0x?"
        } else {
            &rest[at..at + 2 + digits]
        });
        rest = &rest[at + 2 + digits..];
    }
    result.push_str(rest);
    result
}

fn joined(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_messages_and_drops_what_varies() {
        let text = "panic: oops (really)\n[signal SIGSEGV: segmentation violation code=0x1 \
                    addr=0x8 pc=0x48ce3]\n\ngoroutine 18 gp=0xc000002380 m=0 [running]:\n\
                    main.(*T).f(0x1, {0xc000012345, 0x2?})\n\t/tests/run/x.go:7 +0x1d\n\
                    created by main.main in goroutine 1\n\t/tests/run/x.go:3 +0x2\n";
        let expected = "panic: oops (really)\n[signal SIGSEGV: segmentation violation code=0x1 \
                        addr=0x8 pc=0x?]\n\ngoroutine N [running]:\nmain.(*T).f(...)\n\tx.go:7\n\
                        created by main.main in goroutine N\n\tx.go:3\n";
        assert_eq!(stderr_full(text, "/tests/run"), expected);
        assert!(stderr_head(text, "/tests/run").ends_with("[running]:\n"));
    }

    #[test]
    fn drops_the_place_of_the_distribution() {
        let text = "x.go:3:8: package a/b is not in std (/opt/go/src/a/b)\n";
        let expected = "x.go:3:8: package a/b is not in std ($GOROOT/src/a/b)\n";
        assert_eq!(compiler_messages(text, "/scratch", "/program"), expected);
    }

    #[test]
    fn shows_bytes_that_are_no_text() {
        assert_eq!(printable(b"a\xffb"), "a\\xffb");
    }
}

//! `grus env`: the settings that apply here, in the form of `go env`.

use super::version::GO_VERSION;
use crate::flags::{self, boolean};
use crate::load::module::Module;
use crate::report::Failure;
use std::process::ExitCode;

/// Prints all settings as shell assignments, or the values of those named.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let parsed = flags::parse(&[boolean("json")], arguments).map_err(Failure::usage)?;
    let settings = settings()?;
    let value_of = |name: &str| {
        settings
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value.as_str())
    };
    if parsed.is_set("json") {
        let names: Vec<&str> = match parsed.rest.as_slice() {
            [] => settings.iter().map(|(name, _)| *name).collect(),
            named => named.iter().map(String::as_str).collect(),
        };
        let lines: Vec<String> = names
            .iter()
            .map(|name| format!("\t\"{name}\": \"{}\"", value_of(name).escape_default()))
            .collect();
        println!("{{\n{}\n}}", lines.join(",\n"));
    } else if parsed.rest.is_empty() {
        for (name, value) in &settings {
            println!("{name}='{value}'");
        }
    } else {
        for name in &parsed.rest {
            println!("{}", value_of(name));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn settings() -> Result<Vec<(&'static str, String)>, Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let module = Module::find(&here)?;
    let module_file = match module {
        Some(module) => module.directory.join("go.mod").display().to_string(),
        None => "/dev/null".to_string(),
    };
    let from_environment = |name: &str| std::env::var(name).unwrap_or_default();
    Ok(vec![
        ("CGO_ENABLED", "0".to_string()),
        ("GO111MODULE", from_environment("GO111MODULE")),
        ("GOAMD64", "v1".to_string()),
        ("GOARCH", "amd64".to_string()),
        ("GOEXE", String::new()),
        ("GOFLAGS", from_environment("GOFLAGS")),
        ("GOHOSTARCH", "amd64".to_string()),
        ("GOHOSTOS", "linux".to_string()),
        ("GOMOD", module_file),
        ("GOOS", "linux".to_string()),
        ("GOROOT", from_environment("GOROOT")),
        ("GOVERSION", format!("go{GO_VERSION}")),
    ])
}

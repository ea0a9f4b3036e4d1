//! Tidy
fn main() {}

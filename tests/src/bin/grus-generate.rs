//! Prints a random Go program.
//!
//! In: a seed.  Out: the program on standard output.

fn main() {
    let seed = std::env::args().nth(1).and_then(|text| text.parse().ok());
    match seed {
        Some(seed) => print!("{}", grus_tests::generate::program(seed)),
        None => {
            eprintln!("usage: grus-generate SEED");
            std::process::exit(2);
        }
    }
}

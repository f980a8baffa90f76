//! The program `karta`.
fn main() {}

//! A flag for a field, made from the field's declaration.

use clap::{Arg, ArgMatches};
use karta::entry::Field;

use super::lang::{self, text};

/// The flag of a field: its word; that for the actors of a need is the one that queries use.
pub fn long(field: &Field) -> String {
    match field.name {
        "aktorer" => "aktor".to_owned(),
        _ => field.word.replace('_', "-"),
    }
}

/// An argument that says what a field holds.
pub fn arg(name: String, long: String, field: &'static Field) -> Arg {
    let about = field.about.words();
    Arg::new(name).long(long).value_name(text("VÄRDE", "VALUE")).help(about.get(lang::now()).to_owned())
}

/// What was said with a flag, each with where on the line.
pub fn said(matches: &ArgMatches, name: &str) -> Vec<(usize, String)> {
    let places = matches.indices_of(name).into_iter().flatten();
    let texts = matches.get_many::<String>(name).into_iter().flatten().cloned();
    places.zip(texts).collect()
}

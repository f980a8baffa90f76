use std::ops::Range;

use super::personal::{Found, What, find};
use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::{self, Node, Pair, Problem, Raw, Shape, locate_in};
use crate::finding::Place;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule =
    Rule::error("personal-data", include_str!("personal-data.md"), Look::Text(Signs::DIGIT.or(Signs::AT), check))
        .also(Look::Anything(elsewhere));

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    in_text(said, sink, is_sure);
}

fn elsewhere(text: &str, sink: &mut Sink<'_>) {
    outside_texts(text, sink, is_sure);
}

fn is_sure(what: What) -> bool {
    what != What::PerhapsMail
}

/// Tells what names a person in a text of an entry, as far as it is of the rule's sort.
pub fn in_text(said: &Said<'_>, sink: &mut Sink<'_>, is_own: fn(What) -> bool) {
    // Numbers in addresses are seldom persons', and cannot be changed here; organisation numbers are checked by others.
    if matches!(said.field.shape, Shape::Url | Shape::Urls | Shape::Orgnr) {
        return;
    }
    for found in find(said.text).into_iter().filter(|found| is_own(found.what)) {
        let place = said.secret(found.range.clone());
        tell(&found, place, sink);
    }
}

/// The same of what stands outside the texts of entries: in comments and keys, in values that no field could take, and
/// in files that cannot be understood.
pub fn outside_texts(text: &str, sink: &mut Sink<'_>, is_own: fn(What) -> bool) {
    let mut found = find(text);
    found.retain(|found| is_own(found.what));
    if !found.is_empty() {
        let (pairs, faults) = entry::parse(text);
        if faults.is_empty() {
            let mut heard = Vec::new();
            texts(&pairs, &mut heard);
            let lost = lost(sink.file(), text, &pairs);
            let is_in = |ranges: &[Range<usize>], at| ranges.iter().any(|range| range.contains(&at));
            found.retain(|it| !is_in(&heard, it.range.start) || is_in(&lost, it.range.start));
        }
    }
    for found in found {
        let place = Place::Bytes(found.range.start as u32, found.range.end as u32);
        tell(&found, place, sink);
    }
}

/// Where texts stand in a file.
fn texts(pairs: &[Pair<'_>], found: &mut Vec<Range<usize>>) {
    fn of(node: &Node<'_>, found: &mut Vec<Range<usize>>) {
        match &node.raw {
            Raw::Text(_) => found.push(node.span.0 as usize..node.span.1 as usize),
            Raw::List(items) => items.iter().for_each(|item| of(item, found)),
            Raw::Table(pairs) => texts(pairs, found),
            _ => {}
        }
    }
    pairs.iter().for_each(|pair| of(&pair.node, found));
}

/// Where values stand that are not in the file's entry.
fn lost(file: &str, text: &str, pairs: &[Pair<'_>]) -> Vec<Range<usize>> {
    let problems = Kind::of_path(file).map_or(Vec::new(), |kind| entry::read(kind, file, text).1);
    let place = |problem: &Problem| match &problem.what {
        entry::What::ManyUnknown(_) => Some((0, text.len() as u32)),
        entry::What::UnknownField(..) | entry::What::BadValue(..) | entry::What::WrongType(..) => {
            Some(locate_in(text, pairs, &Place::Value(problem.place.path()?.clone())))
        }
        _ => None,
    };
    problems.iter().filter_map(place).map(|(from, to)| from as usize..to as usize).collect()
}

fn tell(Found { what, masked, .. }: &Found, place: Place, sink: &mut Sink<'_>) {
    let told = match what {
        What::Number => sink
            .tell(say!("Texten har ett personnummer: {masked}", "The text has a personal identity number: {masked}")),
        What::Coordination => sink
            .tell(say!("Texten har ett samordningsnummer: {masked}", "The text has a coordination number: {masked}")),
        What::Mobile => {
            sink.tell(say!("Texten har ett mobilnummer: {masked}", "The text has a mobile number: {masked}"))
        }
        What::Mail => sink.tell(say!(
            "Texten har en persons e-postadress: {masked}",
            "The text has a person's e-mail address: {masked}"
        )),
        What::PerhapsMail => sink.tell(say!(
            "Texten har en e-postadress som kan vara en persons: {masked}",
            "The text has an e-mail address that may be a person's: {masked}"
        )),
    };
    told.at(place).hint(match what {
        What::Number | What::Coordination => say!(
            "Ta bort numret. Finns det redan i git, så anmäl det till den som ansvarar för personuppgifter: att ta bort raden räcker inte.",
            "Take the number out. Where it is in git already, tell whoever is responsible for personal data: to take out the line is not enough."
        ),
        What::Mobile => say!("Skriv ett nummer till en växel eller en funktion.", "Write a number to a switchboard or a function."),
        What::PerhapsMail => say!(
            "Är det en persons adress, så skriv en funktions i stället; annars gör ett undantag i karta.toml.",
            "If it is a person's, write that of a function instead; else make an exception in karta.toml."
        ),
        What::Mail => say!(
            "Skriv en adress till en funktion, som registrator@ eller info@.",
            "Write an address to a function, such as registrator@ or info@."
        ),
    });
}

#[cfg(test)]
mod tests {
    use crate::check::{Against, check_against, draw};
    use crate::source::Tree;

    /// The lines where the rule finds something.
    fn lines(text: &str) -> Vec<usize> {
        let tree = Tree::memory([("behov/a.toml", text)]);
        let (karta, texts) = draw(&tree);
        let findings = check_against(&karta, &Against { texts: Some(&texts), ..Against::default() });
        let own = findings.iter().filter(|finding| finding.rule == "personal-data");
        let mut lines: Vec<usize> = own
            .map(|finding| {
                assert!(!format!("{finding:?}").contains("1212-1212") && !format!("{finding:?}").contains("19121212"));
                let (from, _) = crate::entry::locate(text, &finding.place);
                text[..from as usize].matches('\n').count() + 1
            })
            .collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn it_is_found_wherever_it_stands_and_told_once() {
        let text = "id = \"a\"\ntitel = \"Om 19121212-1212\"\n# fråga 19121212-1212\nfel = \"19121212-1212\"\nstatus = 5 # 19121212-1212\n\
            [egna]\nnr = 191212121212\n\"19121212-1212\" = 1\ntext = [\"19121212-1212\", { b = \"19121212-1212\" }]\n\
            lank = \"\\u0031\\u0039121212-1212\"\n[[kallor]]\nurl = \"https://a.se/x?y=19121212-1212\"\n";
        assert_eq!(lines(text), [2, 3, 4, 5, 7, 8, 9, 9, 10]);
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_no_hiding_place() {
        assert_eq!(lines("id = \"a\"\ntitel = \"Om 19121212-1212\nx = y z\n"), [2]);
    }
}

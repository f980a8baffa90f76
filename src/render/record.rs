//! How the parts of a record read together: «Tidning (2018, sida: 4)», and addresses by themselves.

use super::cell::Reading;
use crate::table::{Cell, Part};

/// A record as lines: what it is about with what is said of it, then each address; where nothing stands out, a line for
/// each part.
pub fn lines(parts: &[Part], reading: &Reading<'_>) -> Vec<String> {
    let Roles { lead, beside, addresses } = Roles::of(parts);
    let beside: Vec<String> = beside.into_iter().map(|part| told(part, reading)).collect();
    let Some(lead) = lead.map(|lead| reading.of(lead).into_owned()) else {
        return beside;
    };
    let first = if beside.is_empty() { lead } else { format!("{lead} ({})", beside.join(", ")) };
    std::iter::once(first).chain(addresses.into_iter().map(|address| reading.of(address).into_owned())).collect()
}

/// A record on one line.
pub fn line(parts: &[Part], reading: &Reading<'_>) -> String {
    let between = if Roles::of(parts).lead.is_some() { " " } else { ", " };
    lines(parts, reading).join(between)
}

fn told(part: &Part, reading: &Reading<'_>) -> String {
    let value = reading.of(&part.cell);
    match &part.label {
        Some(label) => format!("{}: {value}", reading.setter.text(label.get(reading.lang))),
        None => value.into_owned(),
    }
}

/// The parts by what they are to a reader.
struct Roles<'c> {
    /// What the others are about.
    lead: Option<&'c Cell>,
    /// What is said of it.
    beside: Vec<&'c Part>,
    /// Where to find it.
    addresses: Vec<&'c Cell>,
}

impl Roles<'_> {
    fn of(parts: &[Part]) -> Roles<'_> {
        let bare = |wanted: fn(&Cell) -> bool| parts.iter().position(|part| part.label.is_none() && wanted(&part.cell));
        let lead = bare(|cell| !matches!(cell, Cell::Date(_) | Cell::Url(_)));
        let lead = lead.or_else(|| bare(is_address)).or_else(|| bare(|_| true));
        let others = parts.iter().enumerate().filter(|(at, _)| Some(*at) != lead).map(|(_, part)| part);
        let (addresses, beside): (Vec<_>, Vec<_>) =
            others.partition(|part| part.label.is_none() && is_address(&part.cell));
        let addresses = addresses.into_iter().map(|part| &part.cell).collect();
        Roles { lead: lead.map(|at| &parts[at].cell), beside, addresses }
    }
}

fn is_address(cell: &Cell) -> bool {
    matches!(cell, Cell::Url(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::{Lang, Words};
    use crate::value::Date;

    fn part(label: &'static str, cell: Cell) -> Part {
        let label = (!label.is_empty()).then(|| Words::new(label, label));
        Part { key: "nyckel".into(), label, cell }
    }

    fn told(parts: &[Part]) -> String {
        lines(parts, &Reading::plain(Lang::Sv, ", ")).join("\n")
    }

    #[test]
    fn what_a_record_is_about_comes_first_and_addresses_last() {
        let (text, url) = (Cell::Text("Tidning".into()), Cell::Url("https://a.se".into()));
        let date = Cell::Date(Date::year(2018).expect("a year"));
        let page = part("sida", Cell::Number(4));
        let bare = |cell: &Cell| part("", cell.clone());
        assert_eq!(
            told(&[bare(&date), bare(&url), bare(&text), page.clone()]),
            "Tidning (2018, sida: 4)\nhttps://a.se"
        );
        assert_eq!(told(&[bare(&url), bare(&date)]), "https://a.se (2018)");
        assert_eq!(told(&[bare(&date)]), "2018");
        assert_eq!(told(&[page.clone(), part("bok", text.clone())]), "sida: 4\nbok: Tidning");
        assert_eq!(line(&[page.clone(), part("bok", text)], &Reading::plain(Lang::Sv, ", ")), "sida: 4, bok: Tidning");
        assert_eq!(told(&[]), "");
    }
}

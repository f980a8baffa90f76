//! A `kalla` cell becomes `[[kallor]]`.

use crate::page::Table;
use crate::rows::Change;

/// The five original documents: file, what it calls itself and who published it, its date.
const DOCUMENTS: [(&str, &str, &str); 5] = [
    (
        "000_65fe0c9fc196efd1.txt",
        "eSam workshop: Sista sessionen i eSams serie av workshops under hösten, där Föreningen \
         Sambruk deltagit, artikel, Föreningen Sambruk",
        "",
    ),
    ("001_666a298cd658d52b.txt", "Offentliga Sverige jobbar tillsammans, nyhet, eSam", "2017-10-25"),
    (
        "002_d243126f14451386.txt",
        "En gemensam karta för digitaliseringen av det offentliga Sverige, nyhet, eSam",
        "2018-03-26",
    ),
    (
        "003_d0d9115354a845ab.txt",
        "Det kommunala samarbetet inom digitalisering fortsätter i länet, webbsida, Timrå kommun",
        "",
    ),
    ("004_90b84cf641d643ac.txt", "Offentliga rummet: tre dagar för att diskutera framtidens utmaningar, nyhet", ""),
];

/// The sources of an entry in a year: those of its row, and those of its changes so far.
pub fn sources(cell: &str, changes: &[&Change], year: i32) -> Vec<Table> {
    let known = changes.iter().filter(|change| change.year <= year);
    let mut seen: Vec<&str> = Vec::new();
    for source in split(cell).chain(known.flat_map(|change| split(&change.kalla))) {
        if !seen.contains(&source) {
            seen.push(source);
        }
    }
    seen.into_iter().map(citation).collect()
}

/// The sources named in one cell.
pub fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("; ").filter(|source| !source.is_empty())
}

fn citation(source: &str) -> Table {
    let mut table = Table::default();
    match DOCUMENTS.iter().find(|(file, ..)| *file == source) {
        Some((file, text, date)) => table.text("text", &format!("{text} ({file})")).text("datum", date),
        None if is_address(source) => table.text("url", source).text("datum", dated(source).unwrap_or_default()),
        None => table.text("text", source),
    };
    table
}

fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}

/// The day of publication, when a part of the address begins with one (`/2018-03-26-rubrik.html`).
fn dated(address: &str) -> Option<&str> {
    address.split('/').find_map(|part| {
        let date = part.get(..10).filter(|_| part.get(10..11) == Some("-"))?;
        let digits = |range| date.get(range).is_some_and(|s: &str| s.bytes().all(|b| b.is_ascii_digit()));
        let dashes = date.get(4..5) == Some("-") && date.get(7..8) == Some("-");
        (dashes && digits(0..4) && digits(5..7) && digits(8..10)).then_some(date)
    })
}

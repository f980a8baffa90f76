use std::cmp::Reverse;
use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::scene::{Scene, sources};
use super::{Ask, Report};
use crate::entry::{Entry, Value};
use crate::karta::Karta;
use crate::likeness::{Corpus, Stems};
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Shown, Table};
use crate::value::{Id, Kind, swedish};

pub(super) const REPORT: Report = Report::new(
    "aterkommande",
    "Det som kommer igen: behov i flera teman, workshoppar, år eller källor, och ovanliga ord i poster med olika teman.",
    "What comes back: needs in several themes, workshops, years or sources, and rare words in entries of different themes.",
    answer,
);

/// The fewest entries, themes and titles that a word recurs in.
const FEWEST: (usize, usize, usize) = (3, 3, 2);
/// A word in more than this part of all entries, in per cent, is part of how one writes and not of what one needs.
const COMMON: usize = 8;
/// Words of how the public sector writes, whatever it writes about. Names of actors say no more.
const GENERIC: &[&str] = &[
    "använda",
    "användning",
    "arbeta",
    "arbete",
    "arbetssätt",
    "behov",
    "behöva",
    "bild",
    "bygg",
    "bygga",
    "byggblock",
    "data",
    "delta",
    "digital",
    "digitalisering",
    "effektiv",
    "egen",
    "enkel",
    "enklare",
    "etablera",
    "etapp",
    "förvaltning",
    "fråga",
    "gemensam",
    "gemensamma",
    "gång",
    "handlingsplan",
    "hela",
    "hjälpa",
    "hitta",
    "hämta",
    "information",
    "införa",
    "införande",
    "invånare",
    "it",
    "klar",
    "klara",
    "kommun",
    "kommunal",
    "lära",
    "lösning",
    "medborgare",
    "medverkan",
    "min",
    "modern",
    "modernt",
    "myndighet",
    "möjlighet",
    "möta",
    "möte",
    "nationell",
    "offentlig",
    "område",
    "organisation",
    "person",
    "plan",
    "pilot",
    "process",
    "program",
    "projekt",
    "rapport",
    "region",
    "rätt",
    "samla",
    "samlad",
    "sammanhållen",
    "samordna",
    "samordnad",
    "samordning",
    "samverkan",
    "se",
    "sektor",
    "service",
    "stat",
    "statlig",
    "strategi",
    "stöd",
    "svensk",
    "sverige",
    "system",
    "säker",
    "säkert",
    "tid",
    "tillgång",
    "tjänst",
    "tydlig",
    "underlag",
    "uppdrag",
    "uppgift",
    "utredning",
    "utveckla",
    "utveckling",
    "verksam",
    "verksamhet",
    "vägledning",
    "ägare",
];
/// How many words are told.
const TOLD: usize = 100;
/// How many entries are named as examples.
const NAMED: usize = 5;

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let entries: Vec<usize> = scene.live(Kind::Behov).chain(scene.live(Kind::Initiativ)).collect();
    let sheets = vec![
        Sheet::new("behov", Words::new("Behov", "Needs"), needs(&scene)),
        Sheet::new("ord", Words::new("Ord", "Words"), words(&scene, &entries)),
    ];
    Ok(Answer::of(Words::new("Det som kommer igen", "What comes back"), sheets))
}

/// Where a need has come up.
struct Risen {
    at: usize,
    themes: usize,
    workshops: usize,
    years: BTreeSet<i64>,
    sources: usize,
    actors: usize,
}

/// The needs that have come up in several themes, workshops, years or sources: the most first.
fn needs(scene: &Scene<'_>) -> Table {
    let columns = vec![
        Column::text("titel", Words::new("Behov", "Need")),
        Column::number("antal_teman", Words::new("Teman", "Themes")),
        Column::text("teman", Words::new("Vilka", "Which")),
        Column::number("workshoppar", Words::new("Workshoppar", "Workshops")),
        Column::text("ar", Words::new("År", "Years")),
        Column::number("kallor", Words::new("Källor", "Sources")),
        Column::number("aktorer", Words::new("Aktörer", "Actors")),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let workshops = Workshops::of(scene.karta);
    let risen = |at: usize| {
        let entry = scene.entry(at);
        let (themes, workshops) = (entry.items("teman").len(), workshops.of_need(entry));
        Risen {
            at,
            themes,
            workshops,
            years: years(entry),
            sources: sources(entry),
            actors: scene.to(at, "aktorer").len(),
        }
    };
    let comes_back = |one: &Risen| one.themes > 1 || one.workshops > 1 || one.years.len() > 1 || one.sources > 1;
    let mut found: Vec<Risen> = scene.shown(Kind::Behov).into_iter().map(risen).filter(comes_back).collect();
    found.sort_by_key(|one| (Reverse((one.themes, one.workshops, one.years.len(), one.sources, one.actors)), one.at));
    let count = found.len();
    let title = say!(
        "Behov i flera teman, workshoppar, år eller källor: {count}",
        "Needs in several themes, workshops, years or sources: {count}"
    );
    let mut table = Table::new(title, columns);
    let row = |one: Risen| {
        let entry = scene.entry(one.at);
        vec![
            Cell::Text(entry.title().to_owned()),
            Cell::Number(one.themes as i64),
            scene.field(one.at, "teman"),
            Cell::Number(one.workshops as i64),
            Cell::Text(spans(&one.years)),
            Cell::Number(one.sources as i64),
            Cell::Number(one.actors as i64),
            Cell::Text(entry.id.to_string()),
        ]
    };
    table.rows = found.into_iter().map(row).collect();
    table.notes.push(Words::new(
        "Ett behov hör till en workshop när båda har samma källa och workshoppens tema är ett av behovets. Workshopparna står i revisionernas händelser.",
        "A need belongs to a workshop when both have the same source and the workshop's theme is one of the need's. The workshops are among the events of the revisions.",
    ));
    table
}

/// The workshops that the map's revisions tell of.
struct Workshops<'k> {
    themes: Vec<Option<&'k str>>,
    /// The workshops that each source tells of.
    told: HashMap<Source<'k>, Vec<usize>>,
}

/// A source by its address and its text.
type Source<'k> = (&'k str, &'k str);

impl<'k> Workshops<'k> {
    fn of(karta: &'k Karta) -> Workshops<'k> {
        let mut workshops = Workshops { themes: Vec::new(), told: HashMap::new() };
        let events = karta.of_kind(Kind::Revision).iter().flat_map(|revision| revision.items("handelser"));
        let text = |event: &'k Value, part: &str| event.part(part).and_then(Value::text);
        for event in events.filter(|event| text(event, "typ") == Some("workshop")) {
            for source in event.part("kallor").map_or(&[][..], Value::items) {
                workshops.told.entry(source_of(source)).or_default().push(workshops.themes.len());
            }
            workshops.themes.push(text(event, "tema"));
        }
        workshops
    }

    /// How many of them a need has come up in.
    fn of_need(&self, need: &'k Entry) -> usize {
        let told = need.items("kallor").iter().filter_map(|source| self.told.get(&source_of(source)));
        let is_its =
            |at: &&usize| self.themes[**at].is_none_or(|theme| need.ids("teman").any(|own| own.as_str() == theme));
        told.flatten().filter(is_its).collect::<BTreeSet<_>>().len()
    }
}

fn source_of(source: &Value) -> Source<'_> {
    let part = |name| source.part(name).and_then(Value::text).unwrap_or_default();
    (part("url"), part("text"))
}

/// The years that an entry is told of in: the year of the statement, and those of its sources.
fn years(entry: &Entry) -> BTreeSet<i64> {
    let stated = match entry.get("uppgift_ar") {
        Some(Value::Number(year)) => Some(*year),
        _ => None,
    };
    let told = entry.items("kallor").iter().filter_map(|source| match source.part("datum")? {
        Value::Date(date) => Some(date.in_year()),
        _ => None,
    });
    told.chain(stated).collect()
}

/// Years as a reader writes them: 2015–2017, 2019.
fn spans(years: &BTreeSet<i64>) -> String {
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => spans.push((*year, *year)),
        }
    }
    let told = |(first, last): (i64, i64)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    spans.into_iter().map(told).collect::<Vec<_>>().join(", ")
}

/// A word that recurs.
struct Term {
    number: u32,
    /// The entries that have it, and how many needs are among them.
    entries: Vec<usize>,
    themes: Vec<Id>,
    weight: f64,
}

/// The words that recur in many entries of different themes of the whole map, and that something shown has: the more
/// themes and the rarer the word, the higher.
fn words(scene: &Scene<'_>, entries: &[usize]) -> Table {
    let texts: Vec<(&str, &str)> = entries
        .iter()
        .map(|at| (scene.entry(*at).title(), scene.entry(*at).text("beskrivning").unwrap_or_default()))
        .collect();
    let corpus = Corpus::of(&texts);
    let all = themes(scene, entries.iter().copied()).len();
    let mut stems = Stems::new();
    let names = scene.karta.of_kind(Kind::Aktor).iter().map(|actor| actor.id.as_str());
    let generic: HashSet<String> =
        GENERIC.iter().copied().chain(names).map(|word| stems.stem(word).to_owned()).collect();
    let mut with = corpus.texts_of(|count| count >= FEWEST.0 && count * 100 <= entries.len() * COMMON);
    with.retain(|(term, _)| !generic.contains(stems.stem(corpus.word(*term))));
    let term = |(number, texts): (u32, Vec<u32>)| {
        let entries: Vec<usize> = texts.into_iter().map(|text| entries[text as usize]).collect();
        let is_asked = entries.iter().any(|at| scene.is_shown(*at));
        let themes = themes(scene, entries.iter().copied());
        let spread = themes.len() as f64 / all as f64;
        let weight = spread * corpus.in_titles(number) as f64 * f64::from(corpus.weight(number));
        let recurs = themes.len() >= FEWEST.1 && corpus.in_titles(number) >= FEWEST.2;
        (recurs && is_asked).then_some(Term { number, entries, themes, weight })
    };
    let mut terms: Vec<Term> = with.into_par_iter().filter_map(term).collect();
    terms.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.number.cmp(&b.number)));
    let count = terms.len();
    let title = say!("Ord som återkommer i olika teman: {count}", "Words that recur in different themes: {count}");
    let mut table = Table::new(title, word_columns());
    table.rows = terms.iter().take(TOLD).map(|term| word_row(scene, &corpus, term)).collect();
    if count > TOLD {
        table.notes.push(say!("Visar {TOLD} av {count} ord.", "Shows {TOLD} of {count} words."));
    }
    table.notes.push(Words::new(
        "Ordets alla former räknas, i hela kartan; med ett filter visas de ord som finns i urvalet. Högst upp står ovanliga ord som finns i många titlar och teman; vanliga ord är inte med.",
        "All forms of the word count, in the whole map; with a filter, the words that the chosen entries have are shown. Rare words that are in many titles and themes come first; common words are left out.",
    ));
    table
}

fn word_columns() -> Vec<Column> {
    vec![
        Column::text("ord", Words::new("Ord", "Word")),
        Column::number("poster", Words::new("Poster", "Entries")).gauge(Gauge::Bar),
        Column::number("behov", Words::new("Behov", "Needs")),
        Column::number("antal_teman", Words::new("Teman", "Themes")),
        Column::number("visas", Words::new("I urvalet", "Chosen")).shown(Shown::WhereRoom),
        Column::text("exempel", Words::new("Till exempel", "For example")),
        Column::text("teman", Words::new("Vilka teman", "Which themes")).shown(Shown::InData),
    ]
}

fn word_row(scene: &Scene<'_>, corpus: &Corpus, term: &Term) -> Vec<Cell> {
    let examples = examples(scene, corpus.word(term.number), &term.entries);
    let needs = term.entries.iter().filter(|at| scene.entry(**at).kind == Kind::Behov).count();
    vec![
        Cell::Text(corpus.word(term.number).to_owned()),
        Cell::Number(term.entries.len() as i64),
        Cell::Number(needs as i64),
        Cell::Number(term.themes.len() as i64),
        Cell::Number(term.entries.iter().filter(|at| scene.is_shown(**at)).count() as i64),
        scene.all_named(&examples),
        Cell::List(term.themes.iter().map(|theme| Cell::Text(theme.to_string())).collect()),
    ]
}

/// Some of the entries that have a word: what is shown and whose titles have it before others.
fn examples(scene: &Scene<'_>, word: &str, entries: &[usize]) -> Vec<usize> {
    let beginning: String = word.chars().take(6).collect();
    let has_it = |at: usize| swedish(scene.entry(at).title()).contains(&beginning);
    let mut examples: Vec<usize> = entries.iter().copied().filter(|at| scene.is_shown(*at)).collect();
    examples.sort_by_cached_key(|at| (!has_it(*at), *at));
    examples.truncate(NAMED);
    examples
}

/// The themes of some entries, each once.
fn themes(scene: &Scene<'_>, entries: impl Iterator<Item = usize>) -> Vec<Id> {
    let mut themes: Vec<&Id> = Vec::new();
    for theme in entries.flat_map(|at| scene.entry(at).ids("teman")) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    themes.sort_unstable();
    themes.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn needs_of_several_themes_and_years_come_back() {
        insta::assert_snapshot!(told("aterkommande ?kind:behov"), @r"
        Det som kommer igen

        Behov i flera teman, workshoppar, år eller källor: 1

        Behov               Teman  Vilka              Works-  År         Källor  Aktörer
                                                      hoppar
        ────────────────────────────────────────────────────────────────────────────────
        Översättning och        3  Migration, Vård,        0  2016–2017       1        2
        tolkning                   Skola

        Ett behov hör till en workshop när båda har samma källa och workshoppens tema är
        ett av behovets. Workshopparna står i revisionernas händelser.

        Ord som återkommer i olika teman: 0

        Här finns inget att visa.

        Ordets alla former räknas, i hela kartan; med ett filter visas de ord som finns
        i urvalet. Högst upp står ovanliga ord som finns i många titlar och teman;
        vanliga ord är inte med.

        Filter: kind:behov (5 behov, 0 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }

    #[test]
    fn years_are_written_as_spans() {
        assert_eq!(super::spans(&[2015, 2016, 2017, 2019].into()), "2015–2017, 2019");
    }
}

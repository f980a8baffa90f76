//! Maps of any size, shaped like the real one: entries of about 1.2 kB, 15–20 fields, and its density of links. Nothing
//! is wrong with them: what is measured is a map that is kept.

use std::fmt::Write;

const THEMES: [&str; 7] = ["demokrati", "migration", "vard", "ekonomi", "samhallsbyggnad", "skola", "gemensamt"];
const EVENTS: [&str; 6] = ["fa-barn", "flytta", "ny-i-sverige", "soka-arbete", "bli-sjuk", "starta-foretag"];
const AREAS: [&str; 5] = ["person", "foretag", "fastighet", "geodata", "halsa"];
const NEED_STATUS: [&str; 4] = ["identifierat", "bekraftat", "prioriterat", "tillgodosett"];
const INITIATIVE_STATUS: [&str; 5] = ["planerat", "pagaende", "pausat", "forvaltning", "avslutat"];
/// Those of what has come to its end.
const ENDED: [&str; 2] = ["forvaltning", "avslutat"];
const WORDS: [&str; 32] = [
    "gemensam",
    "lösning",
    "för",
    "information",
    "mellan",
    "myndigheter",
    "och",
    "kommuner",
    "så",
    "att",
    "uppgifter",
    "kan",
    "delas",
    "på",
    "ett",
    "säkert",
    "sätt",
    "när",
    "handläggare",
    "behöver",
    "underlag",
    "från",
    "flera",
    "register",
    "översättning",
    "tolkning",
    "digital",
    "tjänst",
    "ärende",
    "invånare",
    "företag",
    "region",
];

/// The files of a map with `count` behov and initiativ: path and text.
pub fn map(count: usize, seed: u64) -> impl Iterator<Item = (String, String)> {
    let actors = (count / 10).max(10);
    let mut chance = Chance(seed);
    let settings = ("karta.toml".to_owned(), "namn = \"Genererad karta\"\nformat = 1\n".to_owned());
    let schemes = [("tema", &THEMES[..]), ("livshandelse", &EVENTS[..]), ("informationsomrade", &AREAS[..])];
    let schemes = schemes.into_iter().map(|(name, concepts)| (format!("taxonomi/{name}.toml"), scheme(name, concepts)));
    let people = (0..actors).map(|at| (format!("aktor/aktor-{at}.toml"), actor(at)));
    let entries = (0..count).map(move |at| match at % 5 {
        0 | 1 => need(at, count, actors, &mut chance),
        _ => initiative(at, count, actors, &mut chance),
    });
    std::iter::once(settings).chain(schemes).chain(people).chain(entries)
}

/// What has become of a map of as many entries, made with the same seed, a year later: of the behov and initiativ, 8 in
/// a hundred say something else, 2 are new, 1 is gone, and 1 lies in another folder. A path, and its text if it has one.
#[allow(dead_code, reason = "the benchmarks of one map have no use for another")]
pub fn a_year_later(count: usize, seed: u64) -> impl Iterator<Item = (String, Option<String>)> {
    let mut chance = Chance(seed ^ 0x5eed_0000_0001);
    let actors = (count / 10).max(10);
    let mut fresh = Chance(seed ^ 0x5eed_0000_0002);
    let new = (count..count + count / 50).map(move |at| match at % 5 {
        0 | 1 => need(at, count, actors, &mut fresh),
        _ => initiative(at, count, actors, &mut fresh),
    });
    let entries = map(count, seed).filter(|(path, _)| path.starts_with("behov/") || path.starts_with("initiativ/"));
    let old = entries.flat_map(move |(path, text)| match chance.below(100) {
        0..8 => vec![(path, Some(said_otherwise(&text, actors, &mut chance)))],
        8 => vec![(path, None)],
        9 => vec![(path.replacen('/', "/arkiv/", 1), Some(text)), (path, None)],
        _ => Vec::new(),
    });
    old.chain(new.map(|(path, text)| (path, Some(text))))
}

/// An entry with another status, end and owner, and another second sentence; an initiative has come to its end.
fn said_otherwise(text: &str, actors: usize, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_need = text.contains("\naktorer = ");
    for line in &mut lines {
        if line.starts_with("status = ") {
            let choices = if is_need { &NEED_STATUS[..] } else { &ENDED[..] };
            *line = format!("status = \"{}\"", chance.pick(choices));
        } else if line.starts_with("agare = ") {
            *line = format!("agare = [\"aktor-{}\"]", chance.below(actors));
        } else if line.starts_with("slut = ") {
            *line = format!("slut = \"{}\"", 2020 + chance.below(6));
        }
    }
    lines[4] = format!("{}.", chance.sentence(25));
    lines.join("\n") + "\n"
}

/// A small, fast source of numbers that look random (Marsaglia's xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut text: Vec<&str> = (0..words).map(|_| self.pick(&WORDS)).collect();
        text.dedup();
        text.join(" ")
    }

    fn list(&mut self, most: usize, mut one: impl FnMut(&mut Chance) -> String) -> String {
        let mut items: Vec<String> = (0..=self.below(most)).map(|_| format!("\"{}\"", one(self))).collect();
        items.sort();
        items.dedup();
        format!("[{}]", items.join(", "))
    }
}

fn scheme(name: &str, concepts: &[&str]) -> String {
    let blocks = concepts.iter().map(|id| format!("\n[[begrepp]]\nid = \"{id}\"\nnamn = \"Begreppet {id}\"\n"));
    format!("id = \"{name}\"\nnamn = \"{name}\"\n{}", blocks.collect::<String>())
}

fn actor(at: usize) -> String {
    let level = ["stat", "region", "kommun"][at % 3];
    format!(
        "id = \"aktor-{at}\"\nnamn = \"Aktören nummer {at}\"\nniva = \"{level}\"\n\n[[kallor]]\ntext = \"Genererad\"\n"
    )
}

fn need(at: usize, count: usize, actors: usize, chance: &mut Chance) -> (String, String) {
    let theme = chance.pick(&THEMES);
    // The last is of what some initiative meets.
    let statuses = if at + 2 < count { &NEED_STATUS[..] } else { &NEED_STATUS[..3] };
    let mut text = head(&format!("behov-{at}"), chance.pick(statuses), theme, chance);
    let _ = writeln!(text, "aktorer = {}", chance.list(4, |chance| format!("aktor-{}", chance.below(actors))));
    let other = |chance: &mut Chance| match need_near(chance.below(count)) {
        near if near == at => at.abs_diff(5),
        near => near,
    };
    let _ = writeln!(text, "relaterat = {}", chance.list(3, |chance| format!("behov-{}", other(chance))));
    tail(&mut text, chance);
    (format!("behov/{theme}/behov-{at}.toml"), text)
}

fn initiative(at: usize, count: usize, actors: usize, chance: &mut Chance) -> (String, String) {
    let theme = chance.pick(&THEMES);
    let status = chance.pick(&INITIATIVE_STATUS);
    let mut text = head(&format!("initiativ-{at}"), status, theme, chance);
    let owner = chance.below(actors);
    let other = |chance: &mut Chance| (owner + 1 + chance.below(actors - 1)) % actors;
    let _ = writeln!(text, "agare = [\"aktor-{owner}\"]");
    let _ = writeln!(text, "deltagare = {}", chance.list(6, |chance| format!("aktor-{}", other(chance))));
    let mut own = Some(if at % 5 == 4 { at - 4 } else { at - 2 });
    let mut met = |chance: &mut Chance| own.take().unwrap_or_else(|| need_near(chance.below(count)));
    let _ = writeln!(text, "moter = {}", chance.list(3, |chance| format!("behov-{}", met(chance))));
    if at > 10 {
        let _ = writeln!(text, "beror_av = [\"initiativ-{}\"]", initiative_near(chance.below(at - 5)));
    }
    let start = 2014 + chance.below(6);
    let (month, end) = (1 + chance.below(9), start + 1 + chance.below(5));
    if status != "planerat" {
        let _ = writeln!(text, "start = \"{start}-0{month}\"");
    }
    if ENDED.contains(&status) {
        let _ = writeln!(text, "slut = \"{end}\"");
    }
    tail(&mut text, chance);
    (format!("initiativ/{theme}/initiativ-{at}.toml"), text)
}

/// The number of the need nearest below; two numbers in five are needs.
fn need_near(at: usize) -> usize {
    at - at % 5
}

fn initiative_near(at: usize) -> usize {
    at - at % 5 + 2
}

fn head(id: &str, status: &str, theme: &str, chance: &mut Chance) -> String {
    let other = chance.list(2, |chance| chance.pick(&EVENTS).to_owned());
    let areas = chance.list(2, |chance| chance.pick(&AREAS).to_owned());
    format!(
        "id = \"{id}\"\ntitel = \"{} {id}\"\nbeskrivning = \"\"\"\n{}.\n{}.\n\"\"\"\nstatus = \"{status}\"\n\
         teman = [\"{theme}\"]\nlivshandelser = {other}\ninformationsomraden = {areas}\n",
        chance.sentence(4),
        chance.sentence(40),
        chance.sentence(25),
    )
}

fn tail(text: &mut String, chance: &mut Chance) {
    let year = 2016 + chance.below(7);
    let _ = write!(
        text,
        "uppgift_ar = {year}\n\n[[kallor]]\ntext = \"{}\"\nurl = \"https://example.se/{}\"\ndatum = \"{year}-03-26\"\n\n\
         [[kallor]]\nurl = \"https://example.se/{}\"\n\n[egna]\nkommentar = \"{}\"\n",
        chance.sentence(5),
        chance.below(100_000),
        chance.below(100_000),
        chance.sentence(12),
    );
}

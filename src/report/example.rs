//! A small map to report on, and reports as a person sees them.

use std::collections::BTreeMap;

use super::{Ask, Chosen, Past, Then, find, tell};
use crate::karta::Karta;
use crate::query::Filter;
// Tests may look upstairs.
#[cfg(test)]
use crate::render::{self, Format, Page};
use crate::say::{Failure, Lang, Result, Words};
use crate::source::Tree;
use crate::table::Answer;
use crate::value::Date;

/// Paths and texts of a map where two agencies, a region and a municipality share needs.
pub const FILES: [(&str, &str); 19] = [
    ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
    (
        "taxonomi/tema.toml",
        "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"migration\"\nnamn = \"Migration\"\nnamn_en = \"Migration\"\n[[begrepp]]\nid = \"vard\"\nnamn = \"Vård\"\nnamn_en = \"Health\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\nnamn_en = \"School\"\n",
    ),
    ("aktor/verket.toml", "id = \"verket\"\nnamn = \"Verket\"\nniva = \"stat\"\n"),
    ("aktor/anstalten.toml", "id = \"anstalten\"\nnamn = \"Anstalten\"\nniva = \"stat\"\n"),
    ("aktor/regionen.toml", "id = \"regionen\"\nnamn = \"Regionen\"\nniva = \"region\"\n"),
    ("aktor/staden.toml", "id = \"staden\"\nnamn = \"Staden\"\nniva = \"kommun\"\n"),
    ("aktor/byran.toml", "id = \"byran\"\nnamn = \"Byrån\"\nniva = \"stat\"\nslut = \"2018\"\n"),
    ("aktor/gamla.toml", "id = \"gamla\"\nnamn = \"Gamla verket\"\nniva = \"stat\"\nersatt_av = [\"verket\"]\n"),
    (
        "behov/tolk.toml",
        "id = \"tolk\"\ntitel = \"Översättning och tolkning\"\nbeskrivning = \"Tolkar bokas var för sig.\"\nstatus = \"bekraftat\"\nteman = [\"migration\", \"vard\", \"skola\"]\naktorer = [\"verket\", \"regionen\"]\nuppgift_ar = 2017\nkallor = [{ text = \"Workshop\", datum = \"2016-10\" }]\n",
    ),
    (
        "behov/ombud.toml",
        "id = \"ombud\"\ntitel = \"Ombud\"\nbeskrivning = \"Att företräda någon.\"\nstatus = \"identifierat\"\nteman = [\"vard\"]\naktorer = [\"staden\"]\n",
    ),
    (
        "behov/post.toml",
        "id = \"post\"\ntitel = \"Digital post\"\nbeskrivning = \"Brev.\"\nstatus = \"identifierat\"\nteman = [\"vard\"]\naktorer = [\"regionen\"]\n",
    ),
    (
        "behov/arkiv.toml",
        "id = \"arkiv\"\ntitel = \"Gemensamt arkiv\"\nbeskrivning = \"Bevarande.\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\nnytta = { varde = 4, skal = \"Alla\" }\ninsats = { varde = 2, skal = \"Finns\" }\n",
    ),
    (
        "behov/klart.toml",
        "id = \"klart\"\ntitel = \"Klart\"\nbeskrivning = \"x\"\nstatus = \"tillgodosett\"\nteman = [\"skola\"]\n",
    ),
    (
        "initiativ/fullmakt.toml",
        "id = \"fullmakt\"\ntitel = \"Fullmaktsregister\"\nbeskrivning = \"Register.\"\nstatus = \"avslutat\"\nteman = [\"vard\"]\nagare = [\"staden\"]\nmoter = [\"ombud\"]\n",
    ),
    (
        "initiativ/brev.toml",
        "id = \"brev\"\ntitel = \"Säkra brevlådor för digital post\"\nbeskrivning = \"Försändelser till invånare.\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\nagare = [\"gamla\"]\ndeltagare = [\"anstalten\"]\nmoter = [\"post\"]\n",
    ),
    (
        "initiativ/lador.toml",
        "id = \"lador\"\ntitel = \"Digital post i säkra brevlådor\"\nbeskrivning = \"Försändelser till invånare.\"\nstatus = \"planerat\"\nteman = [\"vard\"]\nagare = [\"byran\"]\nmoter = [\"post\"]\n",
    ),
    (
        "initiativ/e-arkiv.toml",
        "id = \"e-arkiv\"\ntitel = \"E-arkiv\"\nbeskrivning = \"Bevarande av handlingar.\"\nstatus = \"pagaende\"\nteman = [\"skola\"]\nagare = [\"staden\", \"regionen\"]\ndeltagare = [\"verket\"]\nmoter = [\"arkiv\"]\nberor_av = [\"lador\"]\n",
    ),
    (
        "initiativ/sok.toml",
        "id = \"sok\"\ntitel = \"Sökning\"\nbeskrivning = \"Sökning i arkiv.\"\nstatus = \"pagaende\"\nteman = [\"skola\"]\nmoter = [\"arkiv\"]\nberor_av = [\"e-arkiv\"]\n",
    ),
    (
        "initiativ/bort.toml",
        "id = \"bort\"\ntitel = \"Bort\"\nbeskrivning = \"x\"\nstatus = \"avfort\"\nteman = [\"skola\"]\nmoter = [\"tolk\"]\n",
    ),
];

/// The example with other files added, or in place of its own.
pub fn karta(more: &[(&str, &str)]) -> Karta {
    let files: BTreeMap<&str, &str> = FILES.into_iter().chain(more.iter().copied()).collect();
    let karta = Karta::draw(&Tree::memory(files));
    assert!(karta.problems().is_empty(), "{:?}", karta.problems());
    karta
}

/// What a report answers: its name and operands, flags as `--utan=ID`, and anything else after `?` as a filter.
pub fn asked(karta: &Karta, said: &str) -> Result<Answer> {
    asked_of(karta, &Years(&[]), said)
}

/// The same, with a past.
fn asked_of(karta: &Karta, past: &dyn Past, said: &str) -> Result<Answer> {
    let (said, filter) = said.split_once('?').unwrap_or((said, ""));
    let (flags, words): (Vec<&str>, Vec<&str>) = said.split_whitespace().partition(|word| word.starts_with("--"));
    let known = ["utan", "revisioner"];
    let flag = |flag: &&str| {
        let (name, value) = flag.strip_prefix("--")?.split_once('=')?;
        Some((*known.iter().find(|known| **known == name)?, value.to_owned()))
    };
    let flags: BTreeMap<&'static str, String> = flags.iter().filter_map(flag).collect();
    let operands: Vec<String> = words[1..].iter().map(|word| (*word).to_owned()).collect();
    let filter = Filter::parse(filter)?;
    let ask = Ask {
        karta,
        revision: Words::new("prov", "test"),
        now: Words::new("nu", "now"),
        today: Date::parse("2020-01-01").expect("a date"),
        chosen: Chosen::of(karta, &filter)?,
        filter: &filter,
        operands: &operands,
        flags: &flags,
        past,
    };
    tell(find(words[0])?, &ask)
}

/// A report on the example as a person sees it, 80 columns wide, or what is said when there is none.
pub fn told(said: &str) -> String {
    drawn(&karta(&[]), said, Lang::Sv)
}

/// The same, of any map and in any language.
pub fn drawn(karta: &Karta, said: &str, lang: Lang) -> String {
    shown(asked(karta, said), lang)
}

/// Paths and texts of a map at a point.
pub type Texts = Vec<(String, String)>;

/// The points that a map has been through.
struct Years<'p>(&'p [(&'p str, Texts)]);

impl Past for Years<'_> {
    fn each(&self, look: &mut dyn FnMut(Then<'_>) -> Result<()>) -> Result<()> {
        self.0.iter().try_for_each(|(name, texts)| look(Then { name, date: None, karta: &read(texts) }))
    }
}

fn read(texts: &Texts) -> Karta {
    Karta::draw(&Tree::memory(texts.iter().cloned()))
}

/// A report on a map that has been through these points, the last of which is now.
pub fn over_years(said: &str, points: &[(&str, Texts)]) -> String {
    let Some(((_, now), past)) = points.split_last() else { return String::new() };
    shown(asked_of(&read(now), &Years(past), said), Lang::Sv)
}

fn shown(answer: Result<Answer>, lang: Lang) -> String {
    match answer {
        Ok(answer) => {
            let mut bytes = Vec::new();
            let page = Page { lang, ..Page::default() };
            render::answer(&answer, Format::Text, &page, &mut bytes).expect("memory never fails");
            String::from_utf8(bytes).expect("UTF-8")
        }
        Err(failure) => failed(&failure, lang),
    }
}

fn failed(failure: &Failure, lang: Lang) -> String {
    let lines = [Some(&failure.what), failure.why.as_ref(), failure.hint.as_ref()];
    lines.into_iter().flatten().map(|words| words.get(lang)).collect::<Vec<_>>().join("\n")
}

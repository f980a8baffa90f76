//! What headings can mean.

use std::collections::{BTreeMap, BTreeSet};

use super::{FAULTS, Meaning, TAKE};
use crate::entry::Shape;
use crate::import::canonical::tidy;
use crate::import::form::{Slot, slots};
use crate::import::stamp;
use crate::karta::Karta;
use crate::value::{Kind, fold, nearest};

/// What headings can mean.
pub struct Vocabulary {
    /// The kinds that the sheet may be about.
    pub kinds: Vec<Kind>,
    /// By what people call it, folded.
    known: BTreeMap<String, Meaning>,
}

/// What other people's headings often say, and what field that is.
const OFTEN: &[(&str, &[&str])] = &[
    (
        "titel",
        &[
            "rubrik",
            "namn",
            "benamning",
            "behov",
            "initiativ",
            "name",
            "heading",
            "behovets namn",
            "need",
            "project name",
            "project",
            "initiative",
            "projektnamn",
            "projekt",
            "initiativets namn",
            "aktivitet",
        ],
    ),
    ("namn", &["aktor", "organisation", "myndighet", "benamning", "organisation name", "organization"]),
    (
        "beskrivning",
        &[
            "text",
            "sammanfattning",
            "kort beskrivning",
            "summary",
            "innehall",
            "syfte",
            "description",
            "behovsbeskrivning",
        ],
    ),
    ("status", &["lage", "fas", "state", "phase"]),
    ("typ", &["slag av initiativ", "type of initiative"]),
    ("teman", &["tema", "temaomrade", "amne", "amnesomrade", "theme", "themes", "topic", "topics"]),
    ("livshandelser", &["livshandelse", "life event"]),
    (
        "agare",
        &[
            "ansvarig",
            "ansvarig organisation",
            "ansvarig myndighet",
            "ansvarig aktor",
            "huvudman",
            "projektagare",
            "responsible",
            "lead",
            "owner",
        ],
    ),
    ("deltagare", &["medverkande", "samverkansparter", "parter", "partners", "participating"]),
    (
        "aktorer",
        &[
            "organisation",
            "organisationer",
            "myndighet",
            "myndigheter",
            "behovsagare",
            "organisations",
            "ansvarig",
            "ansvarig organisation",
            "ansvarig myndighet",
            "ansvarig aktor",
            "berorda",
        ],
    ),
    ("moter", &["behov som mots", "meets", "needs"]),
    ("organisationsnummer", &["orgnr", "org.nr", "org nr", "org.nummer", "organization number"]),
    ("niva", &["sektor", "sector", "samhallsniva"]),
    ("webb", &["hemsida", "url", "webbadress", "web", "homepage", "lank"]),
    ("funktionsadress", &["e-post", "epost", "mejl", "e-mail", "email"]),
    ("lankar", &["lank", "url", "webbadress", "hemsida", "link", "links"]),
    ("start", &["startdatum", "startar", "start date", "start year", "fran", "paborjat", "borjar"]),
    ("slut", &["slutdatum", "slutar", "end date", "end year", "till", "avslutat", "klart"]),
    ("uppgift_ar", &["ar", "year", "uppdaterat", "uppdaterad"]),
    ("diarienummer", &["dnr", "diarienr", "arendenummer", "case number"]),
    ("kallor", &["kalla", "source"]),
    ("forkortning", &["kortnamn", "short name"]),
];

impl Vocabulary {
    pub fn of(karta: &Karta, kinds: Vec<Kind>) -> Vocabulary {
        let mut known: BTreeMap<String, Meaning> = BTreeMap::new();
        let own = [("kind", Meaning::Kind), ("slag", Meaning::Kind), ("fil", Meaning::Own), ("file", Meaning::Own)];
        known.extend(own.map(|(name, meaning)| (name.to_owned(), meaning)));
        known.insert(key(stamp::COLUMN), Meaning::Prints);
        known.extend([&FAULTS.sv, &FAULTS.en].map(|name| (key(name), Meaning::Own)));
        known.extend([&TAKE.sv, &TAKE.en].map(|name| (key(name), Meaning::Take)));
        for kind in &kinds {
            let mut slots = slots(karta, *kind);
            let own = crate::entry::fields(*kind).iter().filter(|field| matches!(field.shape, Shape::Free));
            slots.extend(own.map(|field| Slot::field(field)));
            for slot in slots {
                let heading = slot.heading();
                let word = slot.target.leaf.word;
                let names = [&*slot.key, &*heading.sv, &*heading.en];
                let names = names.into_iter().chain((slot.key == slot.target.leaf.name).then_some(word));
                for name in names.map(key).collect::<BTreeSet<_>>() {
                    if let Meaning::Slots(slots) = known.entry(name).or_insert_with(|| Meaning::Slots(BTreeMap::new()))
                    {
                        slots.entry(*kind).or_insert_with(|| slot.clone());
                    }
                }
            }
        }
        Vocabulary { kinds, known }
    }

    pub fn known(&self, heading: &str) -> Option<Meaning> {
        let heading = key(heading);
        self.known.get(&heading).cloned().or_else(|| own_field(&self.kinds, &heading))
    }

    /// What a heading that is none of ours is like.
    pub fn guessed(&self, heading: &str) -> Option<Meaning> {
        let heading = key(heading);
        forms(&heading).iter().find_map(|form| self.often(form)).or_else(|| self.near(&heading))
    }

    /// What a field is often called.
    fn often(&self, heading: &str) -> Option<Meaning> {
        let of_slots = |name: &str| self.known.get(name).filter(|meaning| matches!(meaning, Meaning::Slots(_)));
        let often = OFTEN.iter().filter(|(_, words)| words.contains(&heading));
        of_slots(heading).or_else(|| often.filter_map(|(field, _)| of_slots(field)).next()).cloned()
    }

    /// What is called nearly so: the beginning of one of our names, or one with a slip of the pen.
    fn near(&self, heading: &str) -> Option<Meaning> {
        let names = self
            .known
            .iter()
            .filter(|(_, meaning)| matches!(meaning, Meaning::Slots(_)))
            .map(|(name, _)| name.as_str());
        let near = nearest(heading, names.filter(|name| name.len() > 3 && heading.len() > 3))?;
        let slips = strsim::osa_distance(heading, near);
        let is_near = near.starts_with(heading) || slips <= (heading.len() / 6).max(1);
        self.known.get(near).filter(|_| is_near).cloned()
    }
}

/// The longest heading that is taken apart; what is longer is no heading.
const LONGEST: usize = 60;

/// What is left of a heading that says more than a name, the most first: `status (läge)`, `tema/område`, `beskrivning av
/// behovet`.
fn forms(heading: &str) -> Vec<&str> {
    let mut forms = vec![heading];
    if heading.len() > LONGEST {
        return forms;
    }
    if let Some((before, inside)) = heading.split_once('(') {
        forms.extend([before.trim(), inside.trim_end_matches(')').trim()]);
    }
    for between in ["/", " och ", " eller ", " and ", " or ", ","] {
        if heading.contains(between) {
            forms.extend(heading.split(between).map(str::trim));
        }
    }
    for tail in [" av ", " for ", " om ", " of ", " i ", " pa "] {
        forms.extend(heading.split_once(tail).map(|(before, _)| before.trim()));
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// One of the map's own fields that no entry has yet: `egna.nyckel`.
fn own_field(kinds: &[Kind], heading: &str) -> Option<Meaning> {
    let name = heading.strip_prefix("egna.").filter(|name| !name.is_empty())?;
    let own = |kind: &Kind| {
        let field = crate::entry::find(*kind, "egna").filter(|field| matches!(field.shape, Shape::Free))?;
        Some((*kind, Slot::own(field, name)))
    };
    Some(Meaning::Slots(kinds.iter().filter_map(own).collect()))
}

/// A heading as it is compared.
pub fn key(heading: &str) -> String {
    let folded = fold(&tidy(heading)).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_end_matches([':', '*']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    #[test]
    fn headings_of_all_kinds_of_lists_are_guessed() {
        let karta = Karta::draw(&Tree::memory([("karta.toml", "namn = \"Kartan\"\nformat = 1\n")]));
        let guess = |kind: Kind, heading: &str| {
            let words = Vocabulary::of(&karta, vec![kind]);
            match words.known(heading).or_else(|| words.guessed(heading)) {
                Some(Meaning::Slots(slots)) => slots[&kind].key.clone(),
                _ => "-".to_owned(),
            }
        };
        let behov = [
            "Beskrivning av behovet",
            "Status (läge)",
            "Tema/område",
            "Ansvarig myndighet",
            "Beskrivnng",
            "Kommentar",
            "Förvaltning",
            "Inventering av behov i kommunen under 2025, sammanställd i mars av Anna",
        ];
        assert_eq!(
            behov.map(|heading| guess(Kind::Behov, heading)),
            ["beskrivning", "status", "teman", "aktorer", "beskrivning", "-", "-", "-"]
        );
        let initiativ = ["Project name", "Start year", "Ansvarig myndighet", "Ägare (huvudman)", "Slutår"];
        assert_eq!(
            initiativ.map(|heading| guess(Kind::Initiativ, heading)),
            ["titel", "start", "agare", "agare", "slut"]
        );
        assert_eq!(guess(Kind::Aktor, "Förvaltning"), "-");
    }
}

use oxrdf::NamedNode;

use crate::entry::{Entry, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Lang, Result, Words, quote};
use crate::value::{Kind, Scheme};

/// Where things have their addresses, and what the map says of itself to data portals.
pub struct Site<'k> {
    base: String,
    said: Option<&'k Value>,
    /// The language of the map's texts.
    pub lang: Lang,
}

impl<'k> Site<'k> {
    /// What the map's `[oppna_data]` says; another base when one is given.
    ///
    /// # Errors
    /// No base, or one that is not an address on the web ending in `/`: what comes after a `#` has no parts.
    pub fn of(karta: &'k Karta, base: Option<&str>) -> Result<Site<'k>> {
        let said = karta.settings().and_then(|settings| settings.get("oppna_data"));
        let own = said.and_then(|said| said.part("bas")?.text());
        let base = base.or(own).ok_or_else(no_base)?;
        let is_web = base.starts_with("https://") || base.starts_with("http://");
        if !is_web || !base.ends_with('/') || base.contains(['#', '?']) || NamedNode::new(base).is_err() {
            return Err(bad_base(base));
        }
        Ok(Site { base: base.to_owned(), said, lang: karta.lang().unwrap_or_default() })
    }

    /// A part of `[oppna_data]`.
    pub fn said(&self, part: &str) -> Option<&'k Value> {
        self.said?.part(part)
    }

    /// A text of `[oppna_data]`.
    pub fn text(&self, part: &str) -> Option<&'k str> {
        self.said(part)?.text()
    }

    /// What the map's own words begin with.
    pub fn terms(&self) -> String {
        format!("{}term/", self.base)
    }

    /// The map's own word for something that no standard vocabulary has a word for.
    pub fn term(&self, name: &str) -> NamedNode {
        self.node(&format!("term/{name}"))
    }

    /// A behov, initiativ or aktör.
    pub fn entry(&self, entry: &Entry) -> NamedNode {
        self.of_kind(entry.kind, entry.id.as_str())
    }

    /// The entry of a kind and an id.
    pub fn of_kind(&self, kind: Kind, id: &str) -> NamedNode {
        self.node(&format!("{}/{id}", kind.name()))
    }

    /// A scheme of concepts.
    pub fn scheme(&self, name: &str) -> NamedNode {
        self.node(&format!("begrepp/{name}"))
    }

    /// A concept of one of the map's schemes.
    pub fn concept(&self, scheme: Scheme, id: &str) -> NamedNode {
        self.choice(scheme.name(), id)
    }

    /// One of a fixed set, such as a status.
    pub fn choice(&self, scheme: &str, id: &str) -> NamedNode {
        self.node(&format!("begrepp/{scheme}/{id}"))
    }

    /// Anything else: the base, and what comes after it.
    pub fn node(&self, rest: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{rest}", self.base))
    }
}

/// A part of something: a source of an entry, say.
pub fn part_of(whole: &NamedNode, name: &str, number: Option<usize>) -> NamedNode {
    let number = number.map(|number| format!("-{number}")).unwrap_or_default();
    NamedNode::new_unchecked(format!("{}#{name}{number}", whole.as_str()))
}

fn no_base() -> Failure {
    Failure::new(Words::new(
        "Länkade data behöver en adress att bygga id:n på, och kartan säger ingen.",
        "Linked data needs an address to build ids on, and the map says none.",
    ))
    .hint(Words::new(
        "Skriv den i karta.toml under [oppna_data], till exempel bas = \"https://karta.example.se/id/\", eller ge den med --bas.",
        "Write it in karta.toml under [oppna_data], such as bas = \"https://karta.example.se/id/\", or give it with --bas.",
    ))
}

fn bad_base(base: &str) -> Failure {
    let shown = quote(base);
    Failure::new(say!("{shown} duger inte som bas för adresser.", "{shown} will not do as a base of addresses.")).hint(
        Words::new(
            "En bas börjar med https://, slutar med / och har varken # eller ?.",
            "A base begins with https://, ends with / and has neither # nor ?.",
        ),
    )
}

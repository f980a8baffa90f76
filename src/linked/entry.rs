//! What an entry says of itself, field by field: the word of a standard vocabulary where there is one that means the
//! same, else the map's own.

use oxrdf::{NamedNode, NamedNodeRef, Term};

use super::graph::{self, Graph};
use super::site::{Site, part_of};
use super::vocabulary::{adms, cpsv, cv, dct, foaf, org, owl, rdfs, schema, skos, xsd};
use crate::entry::{Entry, Field, Shape, Value};
use crate::karta::Karta;
use crate::value::{Id, Kind, Scheme};

/// States all that an entry says.
pub fn state(graph: &mut Graph, entry: &Entry, karta: &Karta, site: &Site<'_>) {
    let node = site.entry(entry);
    for class in classes(entry, karta, site) {
        graph.class(&node, class.as_ref());
    }
    graph.state(&node, dct::IDENTIFIER, graph::sign(entry.id.as_str()));
    let mut teller = Teller { graph, karta, site };
    for (field, value) in &entry.values {
        teller.field(&node, field, value);
    }
    if entry.is_gone() {
        graph.state(&node, owl::DEPRECATED, oxrdf::Literal::from(true));
    }
    if let Some(place) = site.text("plats").filter(|_| is_public(entry, site)) {
        graph.state(&node, dct::SPATIAL, graph::address(place));
    }
    if is_service(entry, karta, site) {
        service(graph, &node, entry, karta, site);
    }
}

/// What an entry is. An initiative is a collective endeavour, and a public service too where it is one that a public
/// organisation answers for; CPSV-AP has no word for a need.
fn classes(entry: &Entry, karta: &Karta, site: &Site<'_>) -> Vec<NamedNode> {
    let standard: &[NamedNodeRef<'_>] = match (entry.kind, entry.text("niva")) {
        (Kind::Initiativ, _) if is_service(entry, karta, site) => &[foaf::PROJECT, cpsv::SERVICE],
        (Kind::Initiativ, _) => &[foaf::PROJECT],
        (Kind::Aktor, _) if is_public(entry, site) => &[org::ORGANIZATION, cv::ORGANISATION],
        (Kind::Aktor, Some("samverkan")) => &[org::ORGANIZATION, org::COLLABORATION],
        (Kind::Aktor, Some("grupp")) => &[foaf::GROUP],
        (Kind::Aktor, _) => &[org::ORGANIZATION],
        _ => &[],
    };
    let own = site.term(entry.kind.name());
    std::iter::once(own).chain(standard.iter().map(|class| class.into_owned())).collect()
}

/// CPSV-AP asks a public organisation to say what area it covers, so it takes a map that says where it is.
fn is_public(actor: &Entry, site: &Site<'_>) -> bool {
    matches!(actor.text("niva"), Some("stat" | "region" | "kommun")) && site.said("plats").is_some()
}

fn is_service(entry: &Entry, karta: &Karta, site: &Site<'_>) -> bool {
    entry.text("typ") == Some("tjanst") && authorities(entry, karta, site).next().is_some()
}

/// The owners that are public organisations.
fn authorities<'k>(entry: &'k Entry, karta: &'k Karta, site: &Site<'k>) -> impl Iterator<Item = &'k Entry> {
    let owners = entry.ids("agare").filter_map(|id| karta.find(id.as_str()));
    owners.filter(|owner| owner.kind == Kind::Aktor && is_public(owner, site))
}

/// What CPSV-AP wants to hear of a public service.
fn service(graph: &mut Graph, node: &NamedNode, entry: &Entry, karta: &Karta, site: &Site<'_>) {
    for authority in authorities(entry, karta, site) {
        graph.state(node, cv::AUTHORITY, site.entry(authority));
    }
    for event in
        entry.ids("livshandelser").filter(|id| karta.concepts(Scheme::Livshandelse).find(id.as_str()).is_some())
    {
        graph.state(node, cv::GROUPED_BY, site.concept(Scheme::Livshandelse, event.as_str()));
    }
}

/// The standard word for a field of a kind, or for a part of a record.
pub fn standard(field: &Field) -> Option<NamedNodeRef<'static>> {
    let is_part = field.kinds.is_empty();
    Some(match field.name {
        "titel" if is_part => dct::ALTERNATIVE,
        "text" | "titel" => dct::TITLE,
        "namn" if is_part => skos::OTHER_LABEL,
        "namn" | "namn_en" => skos::LABEL,
        "forkortning" => skos::OTHER_LABEL,
        "beskrivning" => dct::DESCRIPTION,
        "status" => adms::STATUS,
        "typ" if !is_part => dct::TYPE,
        "teman" | "livshandelser" | "informationsomraden" | "verksamhetsomraden" | "fokusomraden" => dct::SUBJECT,
        "deltagare" => dct::CONTRIBUTOR,
        "del_av" => dct::PART_OF,
        "ersatter" => dct::REPLACES,
        "ersatt_av" => dct::REPLACED_BY,
        "start" | "fran" => schema::START,
        "slut" | "till" => schema::END,
        "lankar" | "url" => foaf::PAGE,
        "kallor" => dct::SOURCE,
        "datum" => dct::DATE,
        "organisationsnummer" => org::IDENTIFIER,
        "ingar_i" => org::PART_OF,
        "webb" => foaf::HOMEPAGE,
        "funktionsadress" => schema::EMAIL,
        "medlemskap" => org::HAS_MEMBERSHIP,
        "i" => org::IN,
        "skal" => rdfs::COMMENT,
        _ => return None,
    })
}

/// The standard word that says less than the map's own does. It is not used in its stead: CPSV-AP lets services alone
/// require and relate to one another, and an initiative need not be one.
pub fn wider(field: &Field) -> Option<NamedNodeRef<'static>> {
    Some(match field.name {
        "agare" => dct::CONTRIBUTOR,
        "beror_av" => dct::REQUIRES,
        "moter" | "relaterat" | "aktorer" => dct::RELATION,
        _ => return None,
    })
}

/// What a record is.
fn class_of_record(field: &Field) -> Option<NamedNodeRef<'static>> {
    match field.name {
        "kallor" => Some(dct::WORK),
        "medlemskap" => Some(org::MEMBERSHIP),
        _ => None,
    }
}

/// Tells what fields hold.
pub struct Teller<'t, 'k> {
    pub graph: &'t mut Graph,
    pub karta: &'k Karta,
    pub site: &'t Site<'k>,
}

impl Teller<'_, '_> {
    /// States what a field of a thing holds. The id is stated apart, and the map's free fields are nobody else's.
    pub fn field(&mut self, of: &NamedNode, field: &Field, value: &Value) {
        if matches!(field.shape, Shape::Id | Shape::Free) {
            return;
        }
        let own = self.site.term(field.name);
        let property = standard(field).unwrap_or(own.as_ref());
        let is_list = matches!(value, Value::List(_));
        for (number, item) in (1..).zip(value.items()) {
            match item {
                Value::Record(parts) => {
                    let node = part_of(of, field.name, is_list.then_some(number));
                    self.graph.state(of, property, node.clone());
                    self.record(&node, field, parts);
                }
                single => {
                    if let Some(object) = self.object(field, single) {
                        self.graph.state(of, property, object);
                    }
                }
            }
        }
    }

    fn record(&mut self, node: &NamedNode, field: &Field, parts: &[(crate::entry::Name, Value)]) {
        if let Some(class) = class_of_record(field) {
            self.graph.class(node, class);
        }
        for (name, value) in parts {
            if let Some(part) = field.parts().iter().find(|part| part.name == name) {
                self.field(node, part, value);
            }
        }
    }

    /// A value as others read it; none where it points at nothing.
    fn object(&self, field: &Field, value: &Value) -> Option<Term> {
        Some(match value {
            Value::Id(id) => self.named(field, id)?.into(),
            Value::Choice(choice) => self.site.choice(field.name, choice.name).into(),
            Value::Date(date) => graph::date(*date).into(),
            Value::Number(year) if matches!(field.name, "ar" | "uppgift_ar") => {
                oxrdf::Literal::new_typed_literal(year.to_string(), xsd::YEAR).into()
            }
            Value::Number(number) => oxrdf::Literal::from(*number).into(),
            Value::Decimal(number) => oxrdf::Literal::from(*number).into(),
            Value::Bool(value) => oxrdf::Literal::from(*value).into(),
            Value::Text(text) => self.text(field, text),
            Value::List(_) | Value::Record(_) => return None,
        })
    }

    fn text(&self, field: &Field, text: &str) -> Term {
        match field.shape {
            Shape::Url | Shape::Urls => graph::address(text),
            Shape::Orgnr | Shape::Texts => graph::sign(text).into(),
            _ if matches!(field.name, "funktionsadress") => graph::sign(text).into(),
            _ if field.name.ends_with("_en") => graph::text(text, "en").into(),
            _ => graph::text(text, self.site.lang.code()).into(),
        }
    }

    fn named(&self, field: &Field, id: &Id) -> Option<NamedNode> {
        match field.scheme() {
            Some(scheme) => {
                self.karta.concepts(scheme).find(id.as_str()).map(|_| self.site.concept(scheme, id.as_str()))
            }
            None => self.karta.find(id.as_str()).map(|entry| self.site.entry(entry)),
        }
    }
}

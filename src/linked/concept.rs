//! The map's concepts as SKOS schemes, its life events as what CPSV-AP calls them, and its own words explained.

use oxrdf::NamedNode;

use super::entry::{standard, wider};
use super::graph::{self, Graph};
use super::site::Site;
use super::vocabulary::{cv, dct, rdf, rdfs, skos};
use crate::entry::{Choice, Entry, FIELDS, Field, Shape};
use crate::karta::{Concept, Concepts, Karta, name};
use crate::say::Words;
use crate::value::{Kind, Scheme};

/// States every scheme that the map has.
pub fn schemes(graph: &mut Graph, karta: &Karta, site: &Site<'_>) {
    for file in karta.of_kind(Kind::Taxonomi) {
        if let Some(scheme) = Scheme::parse(file.id.as_str()) {
            self::scheme(graph, karta, scheme, file, site);
        }
    }
    for field in FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind))) {
        if let Shape::Choice(choices) = field.shape {
            self::choices(graph, field, choices, site);
        }
    }
}

fn scheme(graph: &mut Graph, karta: &Karta, scheme: Scheme, file: &Entry, site: &Site<'_>) {
    let node = site.scheme(scheme.name());
    titled(graph, &node, &name(file));
    let concepts = karta.concepts(scheme);
    for concept in concepts.iter() {
        let definition = file.items("begrepp").get(concept.item).and_then(|said| said.part("definition")?.text());
        self::concept(graph, concepts, scheme, concept, definition, site);
    }
}

/// What a scheme is called: DCAT-AP wants a title where SKOS has a label.
fn titled(graph: &mut Graph, scheme: &NamedNode, name: &Words) {
    graph.class(scheme, skos::SCHEME);
    graph.words(scheme, skos::LABEL, name);
    graph.words(scheme, dct::TITLE, name);
}

fn concept(
    graph: &mut Graph,
    all: &Concepts,
    scheme: Scheme,
    concept: &Concept,
    definition: Option<&str>,
    site: &Site<'_>,
) {
    let (node, of) = (site.concept(scheme, concept.id.as_str()), site.scheme(scheme.name()));
    graph.class(&node, skos::CONCEPT);
    if scheme == Scheme::Livshandelse {
        event(graph, all, concept, site);
    }
    graph.state(&node, skos::IN_SCHEME, of.clone());
    graph.words(&node, skos::LABEL, &concept.name);
    if let Some(definition) = definition {
        graph.state(&node, skos::DEFINITION, graph::text(definition, site.lang.code()));
    }
    match concept.broader.as_deref().filter(|broader| all.find(broader).is_some()) {
        Some(broader) => graph.state(&node, skos::BROADER, site.concept(scheme, broader)),
        None => graph.state(&node, skos::TOP_OF, of),
    }
}

/// A life event, or a business event where it is, or stands below, the concept that the map says business events are
/// gathered under.
fn event(graph: &mut Graph, all: &Concepts, concept: &Concept, site: &Site<'_>) {
    let node = site.concept(Scheme::Livshandelse, concept.id.as_str());
    let business = site.text("foretagshandelser");
    let above =
        std::iter::successors(Some(concept), |concept| all.find(concept.broader.as_deref()?)).take(all.iter().len());
    let is_business = above.into_iter().any(|concept| Some(concept.id.as_str()) == business);
    graph.class(&node, cv::EVENT);
    graph.class(&node, if is_business { cv::BUSINESS_EVENT } else { cv::LIFE_EVENT });
    graph.state(&node, dct::IDENTIFIER, graph::sign(concept.id.as_str()));
    graph.words(&node, dct::TITLE, &concept.name);
}

/// A field's fixed set of values. Two kinds may each have their set under one name: a value of both is one concept.
fn choices(graph: &mut Graph, field: &Field, choices: &[Choice], site: &Site<'_>) {
    let scheme = site.scheme(field.name);
    titled(graph, &scheme, &field.label.words());
    for choice in choices {
        let node = site.choice(field.name, choice.name);
        graph.class(&node, skos::CONCEPT);
        graph.state(&node, skos::IN_SCHEME, scheme.clone());
        graph.words(&node, skos::LABEL, &choice.label.words());
    }
}

/// Explains the words that are the map's own.
pub fn terms(graph: &mut Graph, site: &Site<'_>) {
    for kind in Kind::ENTRIES {
        let class = site.term(kind.name());
        graph.class(&class, rdfs::CLASS);
        graph.words(&class, rdfs::LABEL, &kind.label());
    }
    let of_entries = FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind)));
    for field in of_entries {
        property(graph, field, site);
        field.parts().iter().for_each(|part| property(graph, part, site));
    }
}

fn property(graph: &mut Graph, field: &Field, site: &Site<'_>) {
    if standard(field).is_some() || matches!(field.shape, Shape::Id | Shape::Free) {
        return;
    }
    let node = site.term(field.name);
    graph.class(&node, rdf::PROPERTY);
    graph.words(&node, rdfs::LABEL, &field.label.words());
    graph.words(&node, rdfs::COMMENT, &field.about.words());
    if let Some(wider) = wider(field) {
        graph.state(&node, rdfs::NARROWER_THAN, wider.into_owned());
    }
}

//! The map as a data portal knows it: a catalogue with a series of datasets, one for each revision (DCAT-AP-SE 3.0.1,
//! docs.dataportal.se/dcat). What the map does not say of itself is never made up.

use oxrdf::NamedNode;

use super::graph::{self, Graph};
use super::site::{Site, part_of};
use super::vocabulary::{dcat, dct, foaf, vcard};
use crate::entry::{Entry, Value};
use crate::karta::{Karta, name};
use crate::say::{Lang, Words};
use crate::value::Kind;

/// What a catalogue must say, by the specification: the parts of `[oppna_data]`.
const NEEDED: [&str; 5] = ["licens", "utgivare", "beskrivning", "kontakt", "kontakt_namn"];

/// The parts of `[oppna_data]` that a catalogue lacks, or cannot use; none when it can be made.
pub fn lacking(karta: &Karta, site: &Site<'_>) -> Vec<&'static str> {
    let is_lacking = |part: &&str| match *part {
        "utgivare" => publisher(karta, site).is_none(),
        "licens" => license(site).is_none(),
        part => site.text(part).is_none(),
    };
    NEEDED.into_iter().filter(is_lacking).collect()
}

fn publisher<'k>(karta: &'k Karta, site: &Site<'_>) -> Option<&'k Entry> {
    karta.find(site.text("utgivare")?)
}

fn license(site: &Site<'_>) -> Option<NamedNode> {
    NamedNode::new(site.text("licens")?).ok()
}

/// States the catalogue, if the map says what it must.
pub fn state(graph: &mut Graph, karta: &Karta, site: &Site<'_>) {
    let Some(portal) = Portal::of(karta, site) else {
        return;
    };
    let (catalogue, series) = (site.node("katalog"), site.node("dataset"));
    graph.class(&catalogue, dcat::CATALOG);
    portal.presented(graph, &catalogue, &karta.name());
    graph.refer(&catalogue, dct::LICENSE, dct::LICENSE_DOCUMENT, &portal.license);
    graph.refer(&catalogue, dct::LANGUAGE, dct::LINGUISTIC_SYSTEM, &language(site.lang));
    graph.class(&series, dcat::SERIES);
    portal.presented(graph, &series, &karta.name());
    graph.state(&series, dcat::CONTACT, portal.contact.clone());
    for revision in karta.of_kind(Kind::Revision) {
        let dataset = site.node(&format!("dataset/{}", revision.id));
        graph.state(&catalogue, dcat::HAS_DATASET, dataset.clone());
        portal.dataset(graph, &dataset, &series, revision);
    }
    portal.people(graph);
}

/// Who publishes the map, under which terms.
struct Portal<'s, 'k> {
    site: &'s Site<'k>,
    publisher: &'k Entry,
    license: NamedNode,
    contact: NamedNode,
    about: Words,
}

impl<'s, 'k> Portal<'s, 'k> {
    fn of(karta: &'k Karta, site: &'s Site<'k>) -> Option<Portal<'s, 'k>> {
        let sv = site.text("beskrivning")?;
        let en = site.text("beskrivning_en").unwrap_or(sv);
        lacking(karta, site).is_empty().then_some(())?;
        Some(Portal {
            site,
            publisher: publisher(karta, site)?,
            license: license(site)?,
            contact: site.node("kontakt"),
            about: Words { sv: sv.to_owned().into(), en: en.to_owned().into() },
        })
    }

    /// What all three of catalogue, series and dataset say.
    fn presented(&self, graph: &mut Graph, node: &NamedNode, title: &Words) {
        graph.words(node, dct::TITLE, title);
        graph.words(node, dct::DESCRIPTION, &self.about);
        graph.state(node, dct::PUBLISHER, self.site.entry(self.publisher));
    }

    fn dataset(&self, graph: &mut Graph, node: &NamedNode, series: &NamedNode, revision: &Entry) {
        graph.class(node, dcat::DATASET);
        self.presented(graph, node, &name(revision));
        graph.state(node, dcat::IN_SERIES, series.clone());
        graph.state(node, dcat::CONTACT, self.contact.clone());
        if let Some(date) = revision.date("datum") {
            graph.state(node, dct::ISSUED, graph::date(date));
        }
        let files = self.site.said("filer").map_or(&[][..], Value::items);
        for (number, file) in (1..).zip(files) {
            self.distribution(graph, node, number, file, revision.id.as_str());
        }
    }

    fn distribution(&self, graph: &mut Graph, dataset: &NamedNode, number: usize, file: &Value, revision: &str) {
        let said = |part| file.part(part).and_then(Value::text);
        let Some((url, format)) = said("url").zip(said("format")) else {
            return;
        };
        let node = part_of(dataset, "fil", Some(number));
        graph.state(dataset, dcat::HAS_DISTRIBUTION, node.clone());
        graph.class(&node, dcat::DISTRIBUTION);
        let address = url.replace("{revision}", revision);
        graph.state(&node, dcat::ACCESS_URL, graph::address(&address));
        let format = NamedNode::new_unchecked(format!("{FILE_TYPES}{format}"));
        graph.refer(&node, dct::FORMAT, dct::MEDIA_TYPE, &format);
        graph.refer(&node, dct::LICENSE, dct::LICENSE_DOCUMENT, &self.license);
    }

    fn people(&self, graph: &mut Graph) {
        let publisher = self.site.entry(self.publisher);
        graph.class(&publisher, foaf::AGENT);
        for property in [foaf::NAME, dct::TITLE] {
            graph.state(&publisher, property, graph::text(self.publisher.title(), self.site.lang.code()));
        }
        let said = |part| self.site.text(part).unwrap_or_default();
        graph.class(&self.contact, vcard::KIND);
        graph.class(&self.contact, vcard::ORGANIZATION);
        graph.state(&self.contact, vcard::NAME, graph::sign(said("kontakt_namn")));
        graph.state(&self.contact, vcard::EMAIL, graph::address(&format!("mailto:{}", said("kontakt"))));
    }
}

/// The EU's list of file types (op.europa.eu, authority table `file-type`).
const FILE_TYPES: &str = "http://publications.europa.eu/resource/authority/file-type/";

/// The EU's list of languages (op.europa.eu, authority table `language`).
fn language(lang: Lang) -> NamedNode {
    let code = match lang {
        Lang::Sv => "SWE",
        Lang::En => "ENG",
    };
    NamedNode::new_unchecked(format!("http://publications.europa.eu/resource/authority/language/{code}"))
}

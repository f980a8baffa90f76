use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, IriParseError};
use oxrdfxml::RdfXmlSerializer;
use oxttl::TurtleSerializer;

use super::graph::Graph;
use super::site::Site;
use super::vocabulary::PREFIXES;

/// A way of writing linked data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON-LD 1.1.
    JsonLd,
    /// Turtle 1.1.
    Turtle,
    /// RDF/XML, which data portals harvest.
    RdfXml,
}

impl Syntax {
    /// Every way, in the order that they are shown.
    pub const ALL: [Syntax; 3] = [Syntax::JsonLd, Syntax::Turtle, Syntax::RdfXml];

    /// The word in commands, and what files in it end with.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Syntax::JsonLd => &["jsonld"],
            Syntax::Turtle => &["turtle", "ttl"],
            Syntax::RdfXml => &["rdfxml", "rdf"],
        }
    }
}

/// Writes what is stated. The same graph gives the same bytes.
///
/// # Errors
/// What the writer answers.
pub fn write(graph: &Graph, syntax: Syntax, site: &Site<'_>, out: &mut dyn Write) -> io::Result<()> {
    match syntax {
        Syntax::JsonLd => {
            let serializer = prefixed(JsonLdSerializer::new(), site, JsonLdSerializer::with_prefix)?;
            let mut writer = serializer.for_writer(out);
            for statement in graph.statements() {
                writer.serialize_quad(statement.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
            }
            writer.finish()?.write_all(b"\n")
        }
        Syntax::Turtle => {
            let serializer = prefixed(TurtleSerializer::new(), site, TurtleSerializer::with_prefix)?;
            let mut writer = serializer.for_writer(out);
            for statement in graph.statements() {
                writer.serialize_triple(statement)?;
            }
            writer.finish().map(drop)
        }
        Syntax::RdfXml => {
            let serializer = prefixed(RdfXmlSerializer::new(), site, RdfXmlSerializer::with_prefix)?;
            let mut writer = serializer.for_writer(out);
            for statement in graph.statements() {
                writer.serialize_triple(statement)?;
            }
            writer.finish()?.write_all(b"\n")
        }
    }
}

/// A serializer that knows the short names of every vocabulary, and of the map's own words.
fn prefixed<S>(
    serializer: S,
    site: &Site<'_>,
    with: impl Fn(S, String, String) -> Result<S, IriParseError>,
) -> io::Result<S> {
    let own = ("karta".to_owned(), site.terms());
    let known = PREFIXES.iter().map(|(prefix, iri)| ((*prefix).to_owned(), (*iri).to_owned()));
    known
        .chain([own])
        .try_fold(serializer, |serializer, (prefix, iri)| with(serializer, prefix, iri))
        .map_err(io::Error::other)
}

//! The vocabularies of others that a map is told in, and the terms of them that are used.

use oxrdf::NamedNodeRef;

macro_rules! vocabularies {
    ($($prefix:ident $iri:literal { $($term:ident $name:literal)* })*) => {
        /// Every vocabulary, by the prefix that it goes by.
        pub const PREFIXES: &[(&str, &str)] = &[$((stringify!($prefix), $iri)),*];
        $(pub mod $prefix {
            use super::NamedNodeRef;
            $(pub const $term: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($iri, $name));)*
        })*
    };
}

vocabularies! {
    rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#" { TYPE "type" PROPERTY "Property" }
    rdfs "http://www.w3.org/2000/01/rdf-schema#" { CLASS "Class" LABEL "label" COMMENT "comment" NARROWER_THAN "subPropertyOf" }
    xsd "http://www.w3.org/2001/XMLSchema#" { DATE "date" MONTH "gYearMonth" YEAR "gYear" }
    owl "http://www.w3.org/2002/07/owl#" { DEPRECATED "deprecated" }
    skos "http://www.w3.org/2004/02/skos/core#" {
        SCHEME "ConceptScheme" CONCEPT "Concept" LABEL "prefLabel" OTHER_LABEL "altLabel" DEFINITION "definition"
        BROADER "broader" IN_SCHEME "inScheme" TOP_OF "topConceptOf"
    }
    dct "http://purl.org/dc/terms/" {
        IDENTIFIER "identifier" TITLE "title" ALTERNATIVE "alternative" DESCRIPTION "description" SUBJECT "subject"
        TYPE "type" SOURCE "source" DATE "date" ISSUED "issued" CONTRIBUTOR "contributor" REPLACES "replaces"
        REPLACED_BY "isReplacedBy" PART_OF "isPartOf" REQUIRES "requires" RELATION "relation" SPATIAL "spatial" LOCATION "Location" WORK "BibliographicResource"
        PUBLISHER "publisher" LICENSE "license" LANGUAGE "language" FORMAT "format"
        LICENSE_DOCUMENT "LicenseDocument" MEDIA_TYPE "MediaTypeOrExtent" LINGUISTIC_SYSTEM "LinguisticSystem"
    }
    foaf "http://xmlns.com/foaf/0.1/" {
        PROJECT "Project" GROUP "Group" AGENT "Agent" NAME "name" PAGE "page" HOMEPAGE "homepage"
    }
    org "http://www.w3.org/ns/org#" {
        ORGANIZATION "Organization" COLLABORATION "OrganizationalCollaboration" IDENTIFIER "identifier"
        PART_OF "subOrganizationOf" HAS_MEMBERSHIP "hasMembership" MEMBERSHIP "Membership" IN "organization"
    }
    schema "https://schema.org/" { START "startDate" END "endDate" EMAIL "email" }
    adms "http://www.w3.org/ns/adms#" { STATUS "status" }
    vcard "http://www.w3.org/2006/vcard/ns#" { KIND "Kind" ORGANIZATION "Organization" NAME "fn" EMAIL "hasEmail" }
    dcat "http://www.w3.org/ns/dcat#" {
        CATALOG "Catalog" DATASET "Dataset" SERIES "DatasetSeries" IN_SERIES "inSeries" DISTRIBUTION "Distribution"
        HAS_DATASET "dataset" HAS_DISTRIBUTION "distribution" ACCESS_URL "accessURL" CONTACT "contactPoint"
    }
    cpsv "http://purl.org/vocab/cpsv#" { SERVICE "PublicService" }
    cv "http://data.europa.eu/m8g/" {
        ORGANISATION "PublicOrganisation" EVENT "Event" LIFE_EVENT "LifeEvent" BUSINESS_EVENT "BusinessEvent"
        AUTHORITY "hasCompetentAuthority" GROUPED_BY "isGroupedBy"
    }
}

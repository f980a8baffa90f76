use crate::say::Words;

/// What a file in the map tells of; each kind has its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A need that several organisations share.
    Behov,
    /// An initiative run in collaboration.
    Initiativ,
    /// An organisation, or a group of organisations.
    Aktor,
    /// A scheme of concepts.
    Taxonomi,
    /// A yearly revision of the map.
    Revision,
    /// The map itself: `karta.toml`.
    Karta,
}

impl Kind {
    /// The kinds whose entries have ids that are unique together, in the order that they are shown.
    pub const ENTRIES: [Kind; 3] = [Kind::Behov, Kind::Initiativ, Kind::Aktor];

    /// Every kind, in the order that they are shown.
    pub const ALL: [Kind; 6] = [Kind::Behov, Kind::Initiativ, Kind::Aktor, Kind::Taxonomi, Kind::Revision, Kind::Karta];

    /// The folder, and the word in commands.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Behov => "behov",
            Kind::Initiativ => "initiativ",
            Kind::Aktor => "aktor",
            Kind::Taxonomi => "taxonomi",
            Kind::Revision => "revision",
            Kind::Karta => "karta",
        }
    }

    /// Reads a kind's name, with or without its accents.
    pub fn parse(text: &str) -> Option<Kind> {
        let name = super::fold(text);
        Kind::ALL.into_iter().find(|kind| super::fold(kind.name()) == name)
    }

    /// The kind as a reader calls one of it.
    pub fn label(self) -> Words {
        match self {
            Kind::Behov => Words::new("behov", "need"),
            Kind::Initiativ => Words::new("initiativ", "initiative"),
            Kind::Aktor => Words::new("aktör", "actor"),
            Kind::Taxonomi => Words::new("taxonomi", "taxonomy"),
            Kind::Revision => Words::new("revision", "revision"),
            Kind::Karta => Words::new("karta", "map"),
        }
    }

    /// The kind as a reader calls many of it.
    pub fn plural(self) -> Words {
        match self {
            Kind::Behov => Words::new("behov", "needs"),
            Kind::Initiativ => Words::new("initiativ", "initiatives"),
            Kind::Aktor => Words::new("aktörer", "actors"),
            Kind::Taxonomi => Words::new("taxonomier", "taxonomies"),
            Kind::Revision => Words::new("revisioner", "revisions"),
            Kind::Karta => Words::new("kartor", "maps"),
        }
    }

    /// The kind whose folder a path in the map lies in.
    pub fn of_path(path: &str) -> Option<Kind> {
        match path.split_once('/') {
            Some((folder, _)) => Kind::ALL.into_iter().find(|kind| *kind != Kind::Karta && kind.name() == folder),
            None => (path == "karta.toml").then_some(Kind::Karta),
        }
    }
}

/// A file's name without folder and ending; the id of its entry, in a map that is right.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// A scheme of concepts that entries are classified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// The themes of the workshops.
    Tema,
    /// Life events, of persons and of businesses.
    Livshandelse,
    /// Shared information areas.
    Informationsomrade,
    /// Operational areas of municipalities and regions.
    Verksamhetsomrade,
    /// Focus areas.
    Fokusomrade,
}

impl Scheme {
    /// Every scheme, in the order that they are shown.
    pub const ALL: [Scheme; 5] = [
        Scheme::Tema,
        Scheme::Livshandelse,
        Scheme::Informationsomrade,
        Scheme::Verksamhetsomrade,
        Scheme::Fokusomrade,
    ];

    /// The stem of the scheme's file, and the word in commands.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Tema => "tema",
            Scheme::Livshandelse => "livshandelse",
            Scheme::Informationsomrade => "informationsomrade",
            Scheme::Verksamhetsomrade => "verksamhetsomrade",
            Scheme::Fokusomrade => "fokusomrade",
        }
    }

    /// The scheme of that name.
    pub fn parse(name: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// One concept of the scheme, as a reader calls it.
    pub fn label(self) -> Words {
        match self {
            Scheme::Tema => Words::new("tema", "theme"),
            Scheme::Livshandelse => Words::new("livshändelse", "life event"),
            Scheme::Informationsomrade => Words::new("informationsområde", "information area"),
            Scheme::Verksamhetsomrade => Words::new("verksamhetsområde", "operational area"),
            Scheme::Fokusomrade => Words::new("fokusområde", "focus area"),
        }
    }

    /// The scheme's place in [`Scheme::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

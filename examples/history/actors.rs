//! An organisation, or a group of them, year by year.

use crate::changes;
use crate::page::{Page, Table};
use crate::presence::Presence;
use crate::rows::{self, Change, Records, values, year_of};
use crate::{FIRST_YEAR, citations};

const HELD: [&str; 3] = ["namn", "esam_medlem", "bildat"];
const NETWORK: &str = "esam";

pub struct Actor<'a> {
    row: &'a rows::Organisation,
    records: &'a Records,
    changes: Vec<&'a Change>,
    names: Vec<FormerName>,
}

/// A name the actor had, and the first year of the map without it (none: before our time).
struct FormerName {
    name: String,
    until: String,
    gone: Option<i32>,
}

impl<'a> Actor<'a> {
    pub fn new(row: &'a rows::Organisation, records: &'a Records) -> Actor<'a> {
        let changes = records.changes_of(&row.kortnamn);
        let names = former_names(row, records, &changes);
        Actor { row, records, changes, names }
    }

    pub fn id(&self) -> &str {
        &self.row.kortnamn
    }

    /// The year the actor came to be, when a source says.
    pub fn born(&self) -> i32 {
        self.dated("start").and_then(year_of).unwrap_or(i32::MIN)
    }

    /// The first year that speaks of the actor by itself, not through an entry that names it.
    pub fn first_evidence(&self) -> Option<i32> {
        let judged = self.records.judgements.from(self.id(), "fran");
        let member = self.evidenced_years(i32::MAX).first().copied();
        let changed = changes::evidence(&self.changes).min();
        judged.into_iter().chain(member).chain(changed).min()
    }

    fn dated(&self, field: &str) -> Option<&str> {
        self.records.judgements.value(&self.row.kortnamn, field)
    }

    fn name(&self, year: i32) -> &str {
        let then = self.names.iter().find(|former| former.gone.is_some_and(|gone| gone > year));
        let renamed = self.changes.iter().rev().find(|change| change.field == "namn");
        match (then, renamed) {
            (Some(former), _) => &former.name,
            (None, Some(change)) => &change.new,
            (None, None) => &self.row.namn,
        }
    }

    fn evidenced_years(&self, year: i32) -> Vec<i32> {
        let years = values(&self.row.esam_medlem_ar).into_iter();
        years.filter_map(|text| year_of(&text)).filter(|known| *known <= year).collect()
    }

    fn level(&self) -> &str {
        match self.id() {
            "alla-kommuner" | "alla-regioner" => "grupp",
            _ => &self.row.niva,
        }
    }

    /// The groups that the actor is one of.
    fn part_of(&self, year: i32) -> Vec<String> {
        match self.row.niva.as_str() {
            "kommun" => vec!["alla-kommuner".into()],
            "region" => vec!["alla-regioner".into()],
            _ => self.records.judgements.ids(self.id(), "ingar_i", year),
        }
    }

    fn comment(&self, year: i32) -> &str {
        let judgements = &self.records.judgements;
        let known = judgements.from(self.id(), "kommentar_fran").unwrap_or(FIRST_YEAR) <= year;
        match judgements.holding(self.id(), "kommentar", year) {
            _ if !known => "",
            Some(wording) => &wording.varde,
            None => &self.row.kommentar,
        }
    }

    pub fn page(&self, year: i32, presence: &Presence) -> Page {
        let mut page = Page::default();
        self.fields(&mut page.fields, year, presence);
        page.blocks("tidigare_namn", self.former_names(year));
        page.blocks("medlemskap", self.memberships(year));
        page.blocks("kallor", citations::sources(&self.row.kalla, &self.changes, year));
        self.own(&mut page.own, year);
        page
    }

    fn fields(&self, fields: &mut Table, year: i32, presence: &Presence) {
        let end = self.dated("slut").filter(|end| year_of(end).is_some_and(|end| end <= year));
        let short = self.records.judgements.holding(self.id(), "forkortning", year);
        fields
            .text("id", self.id())
            .text("namn", self.name(year))
            .text("forkortning", short.map_or("", |row| &row.varde))
            .text("organisationsnummer", &self.row.organisationsnummer)
            .text("niva", self.level())
            .texts("ingar_i", presence.there(self.part_of(year), year));
        if self.comment_is_description() {
            fields.prose("beskrivning", self.comment(year));
        }
        fields.text("start", self.dated("start").unwrap_or_default());
        fields.text("slut", end.unwrap_or_default());
    }

    fn former_names(&self, year: i32) -> Vec<Table> {
        let gone = self.names.iter().filter(|former| former.gone.is_none_or(|gone| gone <= year));
        gone.map(|former| {
            let mut table = Table::default();
            table.text("namn", &former.name).text("till", &former.until);
            table
        })
        .collect()
    }

    /// The years of membership that a source gives are evidence, not an end: the membership is
    /// open until a change closes it.
    fn memberships(&self, year: i32) -> Vec<Table> {
        let evidenced = self.evidenced_years(year);
        let Some(first) = evidenced.first().filter(|_| self.id() != NETWORK) else {
            return Vec::new();
        };
        let known: Vec<_> = self.changes.iter().filter(|c| c.field == "esam_medlem" && c.year <= year).collect();
        let joined = known.iter().find(|change| year_of(&change.new).is_some());
        let left = known.iter().find(|change| change.old == "medlem");
        let from = joined.map_or(first.to_string(), |change| change.new.clone());
        let until = left.map_or(String::new(), |change| format!("{}-12-31", change.year - 1));
        let mut tables = vec![membership(&from, &until, "")];
        tables.extend(left.map(|c| membership(&format!("{}-01-01", c.year), "", &c.new)));
        tables
    }

    fn comment_is_description(&self) -> bool {
        self.records.judgements.one(self.id(), "kommentar_som").is_some()
    }

    fn own(&self, own: &mut Table, year: i32) {
        let judgements = &self.records.judgements;
        if !self.row.organisationsnummer.is_empty() {
            let common = "allmänt känt, inte kontrollerat mot register";
            let basis = judgements.value(self.id(), "orgnr").unwrap_or(common);
            own.text("organisationsnummer_kalla", basis);
        }
        let evidenced = if self.id() == NETWORK { "belagda_ar" } else { "esam_belagda_ar" };
        own.numbers(evidenced, self.evidenced_years(year));
        if !self.comment_is_description() {
            own.text("kommentar", self.comment(year));
        }
        let held = |change: &Change| HELD.contains(&change.field.as_str());
        own.texts("andringar", changes::lines(&self.changes, held, year));
    }
}

fn membership(from: &str, until: &str, role: &str) -> Table {
    let mut table = Table::default();
    table.text("i", NETWORK).text("fran", from).text("till", until).text("roll", role);
    table
}

/// Former names from `changes.csv`, with a more exact date where a judgement has one, and those
/// that only a comment tells.
fn former_names(row: &rows::Organisation, records: &Records, changes: &[&Change]) -> Vec<FormerName> {
    let judged = || records.judgements.of(&row.kortnamn, "tidigare_namn");
    let said = judged().map(|row| FormerName { name: row.varde.clone(), until: row.till.clone(), gone: row.fran });
    let mut names: Vec<FormerName> = said.collect();
    for change in changes.iter().filter(|change| change.field == "namn") {
        if !names.iter().any(|former| former.name == change.old) {
            names.push(FormerName {
                name: change.old.clone(),
                until: change.year.to_string(),
                gone: Some(change.year),
            });
        }
    }
    names
}

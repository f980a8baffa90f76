//! An initiative, year by year.

use crate::changes::{self, Course, status_word};
use crate::page::{Page, Table};
use crate::presence::Presence;
use crate::rows::{self, Change, Records, values, year_of};
use crate::{FIRST_YEAR, WORKING_STATE, citations};

const HELD: [&str; 6] = ["status", "agare", "titel", "start", "slut", "deltagare"];

pub struct Initiative<'a> {
    row: &'a rows::Initiative,
    records: &'a Records,
    changes: Vec<&'a Change>,
    title: Course,
    status: Course,
    owners: Course,
    start: Course,
    end: Course,
}

impl<'a> Initiative<'a> {
    pub fn new(row: &'a rows::Initiative, records: &'a Records) -> Initiative<'a> {
        let changes = records.changes_of(&row.slug);
        let title = records.judgements.value(&row.slug, "titel").unwrap_or(&row.titel);
        Initiative {
            title: Course::of(&changes, "titel", title),
            status: status_course(row, records, &changes),
            owners: Course::of(&changes, "agare", &row.agare),
            start: date_course(row, records, &changes, "start", &row.start),
            end: date_course(row, records, &changes, "slut", &row.slut),
            row,
            records,
            changes,
        }
    }

    pub fn id(&self) -> &str {
        &self.row.slug
    }

    pub fn themes(&self) -> &str {
        &self.row.teman
    }

    /// The first year of the map that holds the initiative.
    pub fn first_year(&self) -> i32 {
        let judged = self.records.judgements.from(self.id(), "fran");
        judged.or_else(|| self.evidence().min()).unwrap_or(WORKING_STATE).max(FIRST_YEAR)
    }

    pub fn answers(&self, need: &str) -> bool {
        values(&self.row.moter_behov).iter().any(|id| id == need)
    }

    pub fn owners(&self, year: i32) -> Vec<String> {
        values(self.owners.at(year))
    }

    /// Changes of participants are differences to the stated list, undone for the years before.
    pub fn participants(&self, year: i32) -> Vec<String> {
        let mut list = values(&self.row.deltagare);
        for change in self.changes.iter().filter(|c| c.field == "deltagare" && c.year > year) {
            let (joined, left) = (values(&change.new), values(&change.old));
            list.retain(|id| !joined.contains(id));
            list.extend(left);
        }
        let owners = self.owners(year);
        list.retain(|id| !owners.contains(id) && !self.joins_later(id, year));
        list
    }

    fn joins_later(&self, participant: &str, year: i32) -> bool {
        let mut judged = self.records.judgements.of(self.id(), "deltagare_fran");
        judged.any(|row| {
            row.fran.is_some_and(|from| from > year) && values(&row.varde).iter().any(|id| id == participant)
        })
    }

    /// The status, and whether it is our conclusion from an end that has passed.
    fn status(&self, year: i32) -> (&str, bool) {
        let ended = year_of(self.end.at(year)).is_some_and(|end| end <= year);
        match self.status.last_step(year) {
            Some((said, "pagaende" | "planerad")) if ended && said < year => ("avslutad", true),
            Some((_, status)) => (status, false),
            None => (self.status_before_known(year), false),
        }
    }

    /// The status in a year before the first statement of it, walking backwards.
    fn status_before_known(&self, year: i32) -> &str {
        let later = self.status.next_step(year).map_or("", |(_, status)| status);
        let begins = year_of(&self.row.start);
        let ends = year_of(&self.row.slut);
        match self.status.first() {
            "" if begins.is_some_and(|begins| begins > year) => "planerad",
            "" if later == "avslutad" && ends.is_none_or(|ends| ends > year) => "pagaende",
            "" => later,
            known => known,
        }
    }

    /// The years that a source says something about.
    fn evidence(&self) -> impl Iterator<Item = i32> {
        let dates = [year_of(&self.row.start), self.row.year_of_statement];
        dates.into_iter().flatten().chain(changes::evidence(&self.changes))
    }

    /// The latest year, so far, that the entry's statement is true of.
    fn statement_year(&self, year: i32) -> Option<i32> {
        let ended = year_of(self.end.at(year)).filter(|_| self.status(year).0 == "avslutad");
        let judged = self.records.judgements.from(self.id(), "fran");
        let changed = self.changes.iter().map(|change| change.year);
        let known = self.evidence().chain(changed).chain(ended).chain(judged);
        known.filter(|known| *known <= year).max()
    }

    fn description(&self, year: i32) -> &str {
        let wording = self.records.judgements.holding(self.id(), "beskrivning", year);
        wording.map_or(&self.row.sammanfattning, |row| &row.varde)
    }

    fn holds(&self, change: &Change) -> bool {
        let apart = self.records.judgements.of(self.id(), "inte_falt");
        HELD.contains(&change.field.as_str()) && apart.into_iter().all(|j| j.varde != change.field)
    }

    pub fn page(&self, year: i32, presence: &Presence) -> Page {
        let mut page = Page::default();
        self.fields(&mut page.fields, year, presence);
        page.blocks("tidigare_titlar", self.former_titles(year));
        page.blocks("kallor", citations::sources(&self.row.kalla, &self.changes, year));
        self.own(&mut page.own, year);
        page
    }

    fn fields(&self, fields: &mut Table, year: i32, presence: &Presence) {
        let there = |ids: Vec<String>| presence.there(ids, year);
        let judgements = &self.records.judgements;
        fields
            .text("id", self.id())
            .text("titel", self.title.at(year))
            .prose("beskrivning", self.description(year))
            .text("status", status_word(self.status(year).0))
            .text("typ", judgements.value(self.id(), "typ").unwrap_or_default())
            .texts("teman", values(&self.row.teman))
            .texts("livshandelser", values(&self.row.livshandelser))
            .texts("informationsomraden", values(&self.row.informationsomraden))
            .texts("fokusomraden", judgements.ids(self.id(), "fokusomraden", year))
            .texts("agare", there(self.owners(year)))
            .texts("deltagare", there(self.participants(year)))
            .texts("moter", there(values(&self.row.moter_behov)))
            .texts("beror_av", there(values(&self.row.beroende_av)))
            .texts("del_av", there(judgements.ids(self.id(), "del_av", year)))
            .texts("ersatter", there(judgements.ids(self.id(), "ersatter", year)))
            .text("start", self.start.at(year))
            .text("slut", self.end.at(year))
            .number("uppgift_ar", self.statement_year(year));
    }

    fn former_titles(&self, year: i32) -> Vec<Table> {
        let renamed = self.changes.iter().filter(|c| c.field == "titel" && c.year <= year);
        renamed
            .map(|change| {
                let mut table = Table::default();
                table.text("titel", &change.old).text("till", &change.year.to_string());
                table
            })
            .collect()
    }

    fn own(&self, own: &mut Table, year: i32) {
        if let Some(judged) = self.records.judgements.one(self.id(), "status") {
            own.text("status_bedomd", &format!("Källan anger ingen status. {}.", judged.grund));
        } else if self.status(year).1 {
            own.text("status_bedomd", "Slut har passerat; ingen källa säger hur det gick.");
        }
        match self.row.year_of_statement {
            None => own.text("ar_saknas", "Källan anger inget år."),
            Some(stated) if stated <= year && self.statement_year(year) != Some(stated) => {
                own.number("uppgift_ar_i_underlaget", Some(stated))
            }
            Some(_) => own,
        }
        .texts("andringar", changes::lines(&self.changes, |change| self.holds(change), year));
    }
}

fn status_course(row: &rows::Initiative, records: &Records, changes: &[&Change]) -> Course {
    let stated = records.judgements.value(&row.slug, "status").unwrap_or(&row.status);
    let mut course = Course::of(changes, "status", "");
    course.step(row.year_of_statement.unwrap_or(WORKING_STATE), stated);
    course
}

/// A date is told from the year it was stated, or the year it came, whichever is first: before
/// that no one knew it. A date that moved is told as it was at the time.
fn date_course(row: &rows::Initiative, records: &Records, changes: &[&Change], field: &str, stated: &str) -> Course {
    let apart = records.judgements.value(&row.slug, "inte_falt") == Some(field);
    let mut course = match apart {
        true => Course::unknown_at_first(),
        false => Course::of(changes, field, ""),
    };
    if let (Some(said), Some(date)) = (row.year_of_statement, year_of(stated)) {
        let moved = course.has_steps();
        course.step(if moved { said } else { said.min(date) }, stated);
    }
    course
}

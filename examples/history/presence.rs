//! Which entry is in the map from which year. A reference to an entry that is not yet there is
//! left out until it is, so every year's map is whole.

use std::collections::BTreeMap;

use crate::actors::Actor;
use crate::initiatives::Initiative;
use crate::rows::{Records, values};
use crate::{FIRST_YEAR, WORKING_STATE, needs};

pub struct Presence(BTreeMap<String, i32>);

impl Presence {
    pub fn new(records: &Records, initiatives: &[Initiative], actors: &[Actor]) -> Presence {
        let mut first = BTreeMap::new();
        first.extend(initiatives.iter().map(|it| (it.id().to_string(), it.first_year())));
        let needs = records.needs.iter();
        first.extend(needs.map(|row| (row.slug.clone(), needs::first_year(row, initiatives))));
        let mut presence = Presence(first);
        let mentions = Mentions::new(records, initiatives, &presence);
        let years = actors.iter().map(|actor| (actor.id().to_string(), mentions.first_year(actor)));
        presence.0.extend(years);
        presence
    }

    pub fn is_there(&self, id: &str, year: i32) -> bool {
        self.0.get(id).is_some_and(|first| *first <= year)
    }

    /// Those of the ids that are in the map in the year.
    pub fn there(&self, ids: Vec<String>, year: i32) -> Vec<String> {
        ids.into_iter().filter(|id| self.is_there(id, year)).collect()
    }
}

/// In which years an entry of the map names an actor.
struct Mentions(BTreeMap<String, Vec<i32>>);

impl Mentions {
    fn new(records: &Records, initiatives: &[Initiative], presence: &Presence) -> Mentions {
        let mut mentions = Mentions(BTreeMap::new());
        for year in FIRST_YEAR..=WORKING_STATE {
            for row in records.needs.iter().filter(|row| presence.is_there(&row.slug, year)) {
                mentions.add(values(&row.aktorer), year);
            }
            for it in initiatives.iter().filter(|it| presence.is_there(it.id(), year)) {
                mentions.add(it.owners(year), year);
                mentions.add(it.participants(year), year);
            }
        }
        mentions
    }

    fn add(&mut self, actors: Vec<String>, year: i32) {
        for actor in actors {
            self.0.entry(actor).or_default().push(year);
        }
    }

    /// An actor enters the map when an entry or a source first speaks of it, though not before it
    /// came to be. One that nothing dates has been known all the time.
    fn first_year(&self, actor: &Actor) -> i32 {
        let mentioned = self.0.get(actor.id()).into_iter().flatten().copied().min();
        let known = mentioned.into_iter().chain(actor.first_evidence()).min();
        known.unwrap_or(FIRST_YEAR).max(actor.born()).max(FIRST_YEAR)
    }
}

//! What the commands that change what entries are called have in common: ids, dates and reasons.

use clap::Args;
use karta::edit::Why;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::{Date, Id};

use super::lang::text;
use super::session::today;

#[derive(Args)]
pub struct Reason {
    #[arg(long, alias = "skal", value_name = text("SKÄL", "REASON"), help = text("Varför, som det gamla id:t säger", "Why, as the old id says"))]
    reason: Option<String>,

    #[arg(long, alias = "nar", value_name = text("DATUM", "DATE"), value_parser = date, help = text("När", "When"))]
    since: Option<Date>,
}

impl Reason {
    pub fn why(&self) -> Result<Why> {
        Ok(Why { since: self.since.map(come).transpose()?, reason: self.reason.clone() })
    }
}

/// A date that has come: what is said to be gone is gone from now on, and not later.
pub fn come(since: Date) -> Result<Date> {
    if since.first() <= today().first() {
        return Ok(since);
    }
    Err(Failure::new(say!("{since} har inte varit än.", "{since} has not come yet.")).hint(Words::new(
        "Det som avförs eller ersätts är det från och med nu: utelämna --since, eller vänta. När ett initiativ ska sluta skrivs med karta edit ID --set slut=…",
        "What is withdrawn or replaced is so from now on: leave out --since, or wait. When an initiative is to end is written by karta edit ID --set slut=…",
    )))
}

pub fn new_id(given: &str) -> std::result::Result<Id, Failure> {
    Id::parse(given).map_err(|_| match Id::from_title(given) {
        Some(id) => Failure::new(say!(
            "Ett id har bara a–z, 0–9 och bindestreck, till exempel: {id}",
            "An id has only a–z, 0–9 and hyphens, for example: {id}"
        )),
        None => Failure::new(Words::new(
            "Ett id har bara a–z, 0–9 och bindestreck.",
            "An id has only a–z, 0–9 and hyphens.",
        )),
    })
}

pub fn date(given: &str) -> std::result::Result<Date, Failure> {
    Date::parse(given).ok_or_else(|| {
        Failure::new(Words::new(
            "Ett datum skrivs 2018, 2018-03 eller 2018-03-08.",
            "A date is written 2018, 2018-03 or 2018-03-08.",
        ))
    })
}

//! Which entries: one expression, and a flag for each of the fields that are asked for most.

use clap::Args;
use karta::karta::Karta;
use karta::query::{Filter, Resolved};
use karta::say::Result;

use super::lang::text;

#[derive(Args)]
pub struct Which {
    #[arg(value_name = text("UTTRYCK", "EXPRESSION"), help = text(
        "Vad som söks: ord, fält:värde, start>=2017, saknar:fält, och, eller, ej, parenteser",
        "What is sought: words, field:value, start>=2017, missing:field, and, or, not, parentheses"
    ))]
    pub expression: Vec<String>,

    #[command(flatten)]
    flags: Flags,
}

fn heading() -> &'static str {
    text("Filter", "Filters")
}

/// The fields that are asked for most.
#[derive(Args)]
pub struct Flags {
    #[arg(long, help_heading = heading(), value_name = "TEMA", help = text("Tema; fler gånger för något av flera", "Theme; again for any of several"))]
    tema: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = "ID", help = text("Livshändelse", "Life event"))]
    livshandelse: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = "ID", help = text("Informationsområde", "Information area"))]
    informationsomrade: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = "ID", help = text("Verksamhetsområde", "Operational area"))]
    verksamhetsomrade: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = "ID", help = text("Fokusområde", "Focus area"))]
    fokusomrade: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = text("AKTÖR", "ACTOR"), help = text(
        "Aktör i någon roll; id, namn, tidigare namn eller början av det",
        "Actor in any role; id, name, former name or the beginning of it"
    ))]
    aktor: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = text("AKTÖR", "ACTOR"), help = text("Ägare", "Owner"))]
    agare: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = text("AKTÖR", "ACTOR"), help = text("Deltagare", "Participant"))]
    deltagare: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = "STATUS", help = text("Status, till exempel pågående", "Status, such as ongoing"))]
    status: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = text("TYP", "TYPE"), help = text("Typ av initiativ, till exempel tjänst", "Type of initiative, such as service"))]
    typ: Vec<String>,

    #[arg(long, help_heading = heading(), value_name = text("SLAG", "KIND"), help = text("behov, initiativ eller aktör", "behov, initiativ or aktor"))]
    kind: Vec<String>,
}

impl Flags {
    /// What they say together: different ones hold all, a repeated one any.
    pub fn filter(&self) -> Filter {
        Filter::all([self.but_actors(), Filter::any_of("aktor", &self.aktor)])
    }

    /// What they say, but for actors in any role.
    pub fn but_actors(&self) -> Filter {
        let said = [
            ("kind", &self.kind),
            ("tema", &self.tema),
            ("livshandelse", &self.livshandelse),
            ("informationsomrade", &self.informationsomrade),
            ("verksamhetsomrade", &self.verksamhetsomrade),
            ("fokusomrade", &self.fokusomrade),
            ("agare", &self.agare),
            ("deltagare", &self.deltagare),
            ("status", &self.status),
            ("typ", &self.typ),
        ];
        let said = said.into_iter().filter(|(_, values)| !values.is_empty());
        Filter::all(said.map(|(field, values)| Filter::any_of(field, values)))
    }

    /// The actors in any role that were named.
    pub fn actors(&self) -> &[String] {
        &self.aktor
    }
}

impl Which {
    /// What the flags and the expression say together.
    pub fn filter(&self) -> Result<Filter> {
        Ok(Filter::all([self.flags.filter(), Filter::parse(&self.expression.join(" "))?]))
    }

    /// The same, understood by the map.
    pub fn resolve(&self, karta: &Karta) -> Result<Resolved> {
        self.filter()?.resolve(karta)
    }
}

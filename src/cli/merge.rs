//! `karta merge`: entries become one.

use clap::Args;
use karta::edit::{self, Choose, Conflict};
use karta::entry::Entry;
use karta::karta::Karta;
use karta::render;
use karta::say::{Result, Words, plain};
use karta::value::{Id, Kind};

use super::Outcome;
use super::ask::Asker;
use super::identity::{Reason, new_id};
use super::lang::text;
use super::session::{Opened, Session};
use super::writing::{Writing, nothing_written};

#[derive(Args)]
#[command(
    after_help = text(
        "Listor slås ihop och beskrivningar läggs efter varandra; där bara ett värde ryms väljer du. Exempel:\n  karta merge tolkning tolktjanst --into tolkning\n  karta merge a b --into c --take titel=b --take status=a",
        "Lists are united and descriptions put after one another; where there is room for one value you choose. Examples:\n  karta merge tolkning tolktjanst --into tolkning\n  karta merge a b --into c --take titel=b --take status=a"
    )
)]
pub struct Merge {
    #[arg(value_name = "ID", required = true, num_args = 1.., help = text("Posterna som ska bli en", "The entries that are to become one"))]
    ids: Vec<String>,

    #[arg(long, value_name = "ID", value_parser = new_id, help = text(
        "Vad de ska bli: en av dem, eller ett nytt id",
        "What they are to become: one of them, or a new id"
    ))]
    into: Id,

    #[arg(long, value_name = text("[FÄLT=]ID", "[FIELD=]ID"), help = text(
        "Vems värde ett fält ska ha där de säger olika; utan fält gäller det alla",
        "Whose value a field is to have where they differ; without a field it is for all"
    ))]
    take: Vec<String>,

    #[command(flatten)]
    reason: Reason,

    #[command(flatten)]
    writing: Writing,
}

impl Merge {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let karta = &opened.karta;
        let entries: Result<Vec<&Entry>> = self.ids.iter().map(|id| karta.lookup_whole(id)).collect();
        let entries = entries?;
        let mut chosen = self.chosen(karta)?;
        let open = edit::conflicts(karta, &entries, &self.into, &chosen)?;
        if session.terminal.can_ask() {
            for conflict in &open {
                let Some(choose) = ask(conflict, opened, session)? else {
                    session.terminal.tell(&nothing_written());
                    return Ok(Outcome::Done);
                };
                chosen.push(choose);
            }
        } else {
            open.iter().for_each(|conflict| tell(conflict, session));
        }
        let changes = edit::merge(karta, &opened.tree, &entries, &self.into, &chosen, &self.reason.why()?)?;
        self.writing.carry_out_checked(&changes, opened, session)
    }

    fn chosen(&self, karta: &Karta) -> Result<Vec<Choose>> {
        let one = |said: &String| {
            let (field, called) = match said.split_once('=') {
                Some((field, called)) => (Some(field.trim()), called.trim()),
                None => (None, said.as_str()),
            };
            let entry = karta.lookup_whole(called)?;
            let field = field.map(|field| Ok(edit::target(entry.kind, field)?.name())).transpose()?;
            Ok(Choose { field, id: entry.id.clone() })
        };
        self.take.iter().map(one).collect()
    }
}

/// What the entries say of a field, for one who cannot be asked.
fn tell(conflict: &Conflict, session: &Session<'_>) {
    let lang = session.terminal.lang;
    let values = conflict.values.iter().map(|(id, cell)| format!("\n  {id}: {}", plain(&render::cell(cell, lang))));
    let label = conflict.label.get(lang);
    session.terminal.tell(&Words::same(format!("{label}:{}", values.collect::<String>())));
}

fn ask(conflict: &Conflict, opened: &Opened, session: &Session<'_>) -> Result<Option<Choose>> {
    let lang = session.terminal.lang;
    let asker = Asker { karta: &opened.karta, terminal: session.terminal, kind: Kind::Behov };
    let options =
        conflict.values.iter().map(|(id, cell)| (id.clone(), format!("{} ({id})", plain(&render::cell(cell, lang)))));
    let chosen = asker.one_of(conflict.label.get(lang), options.collect())?;
    Ok(chosen.map(|id| Choose { field: Some(conflict.field.clone()), id }))
}

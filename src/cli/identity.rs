//! `karta rename`, `merge`, `split` and `withdraw`: what becomes of entries through time.

use clap::Args;
use karta::edit::{self, Choose, Conflict, Why};
use karta::entry::Entry;
use karta::karta::Karta;
use karta::say;
use karta::say::{Failure, Result, Words, plain, quote};
use karta::value::{Date, Id, Kind, Scheme};

use super::Outcome;
use super::ask::Asker;
use super::lang::text;
use super::session::{Opened, Session};
use super::writing::Writing;

#[derive(Args)]
#[command(
    about = text("Byt id på en post eller ett begrepp", "Give an entry or a concept another id"),
    after_help = text(
        "Det gamla id:t lämnar en fil som säger vad det blev, och alla länkar skrivs om. Exempel:\n  karta rename verksamt-kommun serverat --dry-run\n  karta rename tema:skola skola-larande",
        "The old id leaves a file that says what it became, and all links are rewritten. Examples:\n  karta rename verksamt-kommun serverat --dry-run\n  karta rename tema:skola skola-larande"
    )
)]
pub struct Rename {
    #[arg(value_name = text("GAMMALT", "OLD"), help = text(
        "Posten, med id eller namn; ett begrepp som schema:id",
        "The entry, by id or name; a concept as scheme:id"
    ))]
    old: String,

    #[arg(value_name = text("NYTT", "NEW"), value_parser = new_id, help = text("Det nya id:t", "The new id"))]
    new: Id,

    #[command(flatten)]
    reason: Reason,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Args)]
#[command(
    about = text("Slå ihop poster till en", "Merge entries into one"),
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

#[derive(Args)]
#[command(
    about = text("Dela en post i flera", "Split an entry into several"),
    after_help = text(
        "Var och en får allt som posten hade, och länkar till den pekar sedan på alla. Exempel:\n  karta split tolkning --into tolk-vard tolk-skola --title 'Tolkning i vården' --title 'Tolkning i skolan'",
        "Each gets all that the entry had, and links to it then point at all of them. Example:\n  karta split tolkning --into tolk-vard tolk-skola --title 'Interpreting in care' --title 'Interpreting at school'"
    )
)]
pub struct Split {
    #[arg(value_name = "ID", help = text("Posten, med id eller namn", "The entry, by id or name"))]
    id: String,

    #[arg(long, value_name = "ID", required = true, num_args = 1.., value_parser = new_id, help = text("De nya id:na", "The new ids"))]
    into: Vec<Id>,

    #[arg(long, alias = "titel", value_name = text("TITEL", "TITLE"), help = text(
        "De nya titlarna, i samma ordning som id:na",
        "The new titles, in the order of the ids"
    ))]
    title: Vec<String>,

    #[command(flatten)]
    reason: Reason,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Args)]
#[command(
    about = text("Avför en post ur kartan", "Withdraw an entry from the map"),
    after_help = text(
        "Filen finns kvar och säger när och varför. Exempel:\n  karta withdraw kortet --reason 'Uppgick i Digitala navet' --since 2021",
        "The file stays and says when and why. Example:\n  karta withdraw kortet --reason 'Became part of Digitala navet' --since 2021"
    )
)]
pub struct Withdraw {
    #[arg(value_name = "ID", help = text("Posten, med id eller namn", "The entry, by id or name"))]
    id: String,

    #[arg(long, alias = "skal", value_name = text("SKÄL", "REASON"), required = true, help = text("Varför", "Why"))]
    reason: String,

    #[arg(long, alias = "nar", value_name = text("DATUM", "DATE"), value_parser = date, help = text(
        "När: 2018, 2018-03 eller 2018-03-08; annars i dag",
        "When: 2018, 2018-03 or 2018-03-08; else today"
    ))]
    since: Option<Date>,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Args)]
struct Reason {
    #[arg(long, alias = "skal", value_name = text("SKÄL", "REASON"), help = text("Varför, som det gamla id:t säger", "Why, as the old id says"))]
    reason: Option<String>,

    #[arg(long, alias = "nar", value_name = text("DATUM", "DATE"), value_parser = date, help = text("När", "When"))]
    since: Option<Date>,
}

impl Reason {
    fn why(&self) -> Why {
        Why { since: self.since, reason: self.reason.clone() }
    }
}

fn new_id(given: &str) -> std::result::Result<Id, Failure> {
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

fn date(given: &str) -> std::result::Result<Date, Failure> {
    Date::parse(given).ok_or_else(|| {
        Failure::new(Words::new(
            "Ett datum skrivs 2018, 2018-03 eller 2018-03-08.",
            "A date is written 2018, 2018-03 or 2018-03-08.",
        ))
    })
}

impl Rename {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let karta = &opened.karta;
        let changes = match concept(karta, &self.old)? {
            Some((scheme, old)) => edit::rename_concept(karta, &opened.tree, scheme, &old, &self.new)?,
            None => edit::rename(karta, &opened.tree, karta.lookup_whole(&self.old)?, &self.new, &self.reason.why())?,
        };
        self.writing.carry_out_checked(&changes, opened, session)
    }
}

/// The concept that is meant by `scheme:id`, or by the id alone where no entry is called so.
fn concept(karta: &Karta, called: &str) -> Result<Option<(Scheme, Id)>> {
    let known = |scheme: Scheme, id: &str| karta.concepts(scheme).find(id).map(|concept| (scheme, concept.id.clone()));
    if let Some((scheme, id)) = called.split_once(':')
        && let Some(scheme) = Scheme::parse(&karta::value::fold(scheme))
    {
        let label = scheme.label();
        let shown = quote(id);
        let unknown = || {
            Failure::new(
                say!("Det finns inget {label} som heter {shown}.", "There is no {label} called {shown}."; label in words),
            )
        };
        return known(scheme, id).map(Some).ok_or_else(unknown);
    }
    if karta.find(called).is_some() {
        return Ok(None);
    }
    let mut found = Scheme::ALL.into_iter().filter_map(|scheme| known(scheme, called));
    Ok(found.next().filter(|_| found.next().is_none()))
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
                    session.terminal.tell(&Words::new("Ingenting skrevs.", "Nothing was written."));
                    return Ok(Outcome::Done);
                };
                chosen.push(choose);
            }
        } else {
            open.iter().for_each(|conflict| tell(conflict, session));
        }
        let changes = edit::merge(karta, &opened.tree, &entries, &self.into, &chosen, &self.reason.why())?;
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
    let values = conflict.values.iter().map(|(id, cell)| format!("\n  {id}: {}", plain(&shown(cell, lang))));
    let label = conflict.label.get(lang);
    session.terminal.tell(&Words::same(format!("{label}:{}", values.collect::<String>())));
}

fn ask(conflict: &Conflict, opened: &Opened, session: &Session<'_>) -> Result<Option<Choose>> {
    let lang = session.terminal.lang;
    let asker = Asker { karta: &opened.karta, terminal: session.terminal, kind: Kind::Behov };
    let options =
        conflict.values.iter().map(|(id, cell)| (id.clone(), format!("{} ({id})", plain(&shown(cell, lang)))));
    let chosen = asker.one_of(conflict.label.get(lang), options.collect())?;
    Ok(chosen.map(|id| Choose { field: Some(conflict.field.clone()), id }))
}

fn shown(cell: &karta::table::Cell, lang: say::Lang) -> String {
    karta::render::cell(cell, lang)
}

impl Split {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let karta = &opened.karta;
        let entry = karta.lookup_whole(&self.id)?;
        let mut titles = self.title.clone();
        while titles.len() < self.into.len() && session.terminal.can_ask() {
            let asker = Asker { karta, terminal: session.terminal, kind: entry.kind };
            let id = &self.into[titles.len()];
            let question = say!("Titel för {id}:", "Title of {id}:");
            match asker.line(&question, entry.title())? {
                Some(title) => titles.push(title),
                None => return Ok(Outcome::Done),
            }
        }
        if titles.len() != self.into.len() {
            return Err(titles_missing(self.into.len(), titles.len()));
        }
        let into: Vec<(Id, String)> = self.into.iter().cloned().zip(titles).collect();
        let changes = edit::split(karta, &opened.tree, entry, &into, &self.reason.why())?;
        let outcome = self.writing.carry_out_checked(&changes, opened, session)?;
        let ids = self.into.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        session.terminal.tell(&say!(
            "Var och en har allt som posten hade, och länkarna pekar på alla. Gå igenom: {ids}",
            "Each has all that the entry had, and the links point at all of them. Go through: {ids}"
        ));
        Ok(outcome)
    }
}

fn titles_missing(wanted: usize, given: usize) -> Failure {
    Failure::new(say!(
        "{wanted} poster behöver {wanted} titlar, men {given} angavs.",
        "{wanted} entries need {wanted} titles, but {given} were given."
    ))
    .hint(Words::new(
        "Ange en --title för varje id, i samma ordning.",
        "Give a --title for each id, in the same order.",
    ))
}

impl Withdraw {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let entry = opened.karta.lookup_whole(&self.id)?;
        let today = || Date::parse(&jiff::Zoned::now().strftime("%Y-%m-%d").to_string());
        let why = Why { since: self.since.or_else(today), reason: Some(self.reason.clone()) };
        let change = edit::withdraw(&opened.karta, &opened.tree, entry, &why)?;
        self.writing.carry_out_checked(&[change], opened, session)
    }
}

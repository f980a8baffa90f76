//! `karta import`: a sheet that somebody has filled in or changed is taken in.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use karta::check::Against;
use karta::diff::Pair;
use karta::entry::Weight;
use karta::import::{self, LARGEST, Mapping, Merged, Take, Understood, Wanted};
use karta::karta::Karta;
use karta::render::{self, DiffLayout, Format};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{Compared, Revision};
use karta::value::Kind;

use super::ask::Asker;
use super::lang::text;
use super::output::Output;
use super::session::{Opened as Map, Session, today};
use super::writing::nothing_written;
use super::{Outcome, store, written};

/// The most of what is wrong that is told on the screen.
const MOST_TOLD: usize = 100;

#[derive(Args)]
#[command(
    after_help = text(
        "Ett ark från karta export kan läsas in som det är; bara det som ändrats i arket ändras i kartan. I andras ark gissas vad rubrikerna betyder, och gissningen visas först.\n\nExempel:\n  karta import karta.xlsx --dry-run\n  karta import inventering.xlsx --kind behov --save-mapping inventering.toml\n  karta import karta.xlsx --take map",
        "A sheet from karta export can be taken in as it is; only what was changed in the sheet is changed in the map. In other people's sheets the meaning of headings is guessed, and the guess is shown first.\n\nExamples:\n  karta import karta.xlsx --dry-run\n  karta import inventory.xlsx --kind behov --save-mapping inventory.toml\n  karta import karta.xlsx --take map"
    )
)]
pub struct Import {
    #[arg(value_name = text("FIL", "FILE"), help = text("Arket: .xlsx, .ods eller .csv", "The sheet: .xlsx, .ods or .csv"))]
    file: PathBuf,

    #[arg(long, value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "Vad raderna är: behov, initiativ eller aktor; annars säger arket det",
        "What the rows are: behov, initiativ or aktor; else the sheet says"
    ))]
    kind: Option<Kind>,

    #[arg(long, value_name = text("BLAD", "SHEET"), help = text("Läs bara det bladet", "Read only that sheet"))]
    sheet: Option<String>,

    #[arg(long, value_name = text("FIL.toml", "FILE.toml"), help = text(
        "Vad kolumnerna betyder, som --save-mapping skriver det",
        "What the columns mean, as --save-mapping writes it"
    ))]
    mapping: Option<PathBuf>,

    #[arg(long, value_name = text("FIL.toml", "FILE.toml"), help = text(
        "Spara vad kolumnerna gissas betyda, för att rätta och använda igen",
        "Save what the columns are guessed to mean, to mend and use again"
    ))]
    save_mapping: Option<PathBuf>,

    #[arg(long, value_name = "REVISION", help = text(
        "Kartan som arket kom från, när arket inte själv minns det",
        "The map that the sheet came from, where the sheet itself does not remember"
    ))]
    base: Option<String>,

    #[arg(long, value_enum, value_name = "sheet|map", hide_possible_values = true, help = text(
        "Där både arket och kartan har ändrats: ta arkets värde (sheet) eller kartans (map)",
        "Where both the sheet and the map have changed: take the sheet's value (sheet) or the map's (map)"
    ))]
    take: Option<Side>,

    #[arg(long, help = text("Skriv inget; visa vad som skulle ändras", "Write nothing; show what would change"))]
    dry_run: bool,

    #[arg(long, help = text("Allt eller inget: skriv bara om hela filen gick att läsa in", "All or nothing: write only if the whole file could be taken in"))]
    strict: bool,

    #[arg(long, help = text("Godta gissningen av vad kolumnerna betyder", "Accept the guess of what the columns mean"))]
    yes: bool,

    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum Side {
    #[value(alias = "ark", alias = "arket")]
    Sheet,
    #[value(alias = "karta", alias = "kartan")]
    Map,
}

fn kind(given: &str) -> std::result::Result<Kind, Failure> {
    Kind::parse(given).filter(|kind| Kind::ENTRIES.contains(kind)).ok_or_else(|| {
        Failure::new(Words::new("Slagen är behov, initiativ och aktor.", "The kinds are behov, initiativ and aktor."))
    })
}

impl Import {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let path = session.path(&self.file);
        let opened = import::open(&bytes(&path)?)?;
        let map = session.open()?;
        let base = self.base(map, session)?;
        let wanted = self.wanted(map, base.as_ref(), session)?;
        let understood = import::understand(&map.karta, &opened, &wanted)?;
        if !understood.hidden.is_empty() {
            session.terminal.tell(&not_seen(&understood.hidden));
        }
        if !self.approved(&understood, map, session)? {
            session.terminal.tell(&nothing_written());
            return Ok(Outcome::Done);
        }
        let mut merged = import::merge(&map.karta, &understood, &wanted, |path| map.tree.text(path));
        let against = Against { today: Some(today()), ..Against::default() };
        let warnings = import::held(&mut merged, &understood, &map.tree, &map.karta, &against);
        if warnings > 0 {
            session.terminal.tell(&new_warnings(warnings));
        }
        self.deliver(&merged, &understood, map, session)
    }

    fn base(&self, map: &Map, session: &Session<'_>) -> Result<Option<Karta>> {
        let called = self.base.as_deref();
        called.map(|called| Ok(Karta::draw(&Revision::open(&map.root, session.here(), called)?.tree))).transpose()
    }

    fn wanted<'b>(&self, map: &Map, base: Option<&'b Karta>, session: &Session<'_>) -> Result<Wanted<'b>> {
        let mapping = self.mapping.as_ref().map(|path| {
            let path = session.path(path);
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            Mapping::parse(&map.karta, &text, self.kind)
        });
        let take = self.take.map(|side| match side {
            Side::Sheet => Take::Sheet,
            Side::Map => Take::Map,
        });
        Ok(Wanted { kind: self.kind, sheet: self.sheet.clone(), mapping: mapping.transpose()?, base, take })
    }

    /// Whether the columns mean what they are taken to mean: our own do, and a guess is shown and asked about.
    fn approved(&self, understood: &Understood<'_>, map: &Map, session: &Session<'_>) -> Result<bool> {
        let guessed: Vec<_> = understood.sheets.iter().filter(|laid| !laid.layout.is_known()).collect();
        if let Some(path) = &self.save_mapping {
            let layouts = understood.sheets.iter().map(|laid| &laid.layout);
            store::write(&session.path(path), Mapping::written(layouts, session.terminal.lang).as_bytes())?;
        }
        if guessed.is_empty() {
            return Ok(true);
        }
        for laid in &guessed {
            let table = import::layout(laid);
            let mut shown = Vec::new();
            let page = render::Page { is_styled: false, ..session.page() };
            written(render::table(&table, Format::Text, &page, &mut shown))?;
            session.terminal.tell(&Words::same(String::from_utf8_lossy(&shown)));
        }
        match (self.yes, session.terminal.can_ask()) {
            (true, _) => Ok(true),
            (false, true) => {
                let asker = Asker { karta: &map.karta, terminal: session.terminal, kind: Kind::Behov };
                let question = Words::new("Stämmer det?", "Is that right?");
                Ok(asker.agrees(&question)?.unwrap_or(false))
            }
            (false, false) => Err(not_approved()),
        }
    }

    /// Tells what was not taken in, and writes what was.
    fn deliver(
        &self,
        merged: &Merged,
        understood: &Understood<'_>,
        map: &Map,
        session: &Session<'_>,
    ) -> Result<Outcome> {
        let is_clean = merged.faults.is_empty() && merged.conflicts.is_empty();
        let is_for_people = self.output.format(Format::Text)? == Format::Text;
        if self.dry_run && is_for_people {
            show(merged, &self.file, map, session)?;
        }
        if !is_clean || !is_for_people {
            let most = if is_for_people && self.output.output.is_none() { MOST_TOLD } else { usize::MAX };
            self.output.send(&import::report(merged, most), session)?;
        }
        let is_written = !self.dry_run && (is_clean || !self.strict);
        if is_written {
            // What is not taken in is in safety before the rest is.
            let left = if is_clean { None } else { Some(self.leave(merged, understood, map, session)?) };
            if let Err(failure) = store::commit(&map.root, &merged.changes, session.terminal) {
                left.into_iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(failure);
            }
            left.into_iter().for_each(|path| session.terminal.tell(&left_at(&path)));
        }
        for told in summary(merged) {
            session.terminal.tell(&told);
        }
        if !is_written {
            session.terminal.tell(&nothing_written());
        }
        Ok(if is_clean { Outcome::Done } else { Outcome::Found })
    }

    /// Writes the rows that are not taken in to a workbook of their own beside the file, and tells where.
    fn leave(&self, merged: &Merged, understood: &Understood<'_>, map: &Map, session: &Session<'_>) -> Result<PathBuf> {
        let path = beside(&session.path(&self.file));
        let mut bytes = Vec::new();
        written(render::book(&import::faulty(&map.karta, understood, merged), &session.page(), &mut bytes))?;
        store::write(&path, &bytes).map_err(|failure| {
            let hint = Words::new(
                "Raderna som inte går att läsa in ska ligga bredvid filen. Kopiera filen till en mapp där du får skriva.",
                "The rows that cannot be taken in are to lie beside the file. Copy the file to a folder where you may write.",
            );
            if failure.hint.is_none() { failure.hint(hint) } else { failure }
        })?;
        Ok(path)
    }
}

/// Shows what would change, as `karta diff` does.
fn show(merged: &Merged, sheet: &Path, map: &Map, session: &Session<'_>) -> Result<()> {
    if merged.changes.is_empty() {
        return Ok(());
    }
    let changes = merged.changes.iter().map(|change| (&*change.path, change.after.as_deref()));
    let revision = |called: String, tree| Revision { called, ..Revision::now(tree) };
    let now = revision(String::new(), map.tree.clone());
    let then = revision(sheet.file_name().unwrap_or_default().to_string_lossy().into_owned(), map.tree.with(changes));
    let compared = Compared::of(now, then);
    let pair = Pair::draw(&compared);
    let mut bytes = Vec::new();
    written(render::diff(&pair.diff(), DiffLayout::Text, Weight::Form, &session.page(), &mut bytes))?;
    bytes.push(b'\n');
    written(session.terminal.result(&bytes))
}

/// The file's bytes, no more of them than are read.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Where faulty rows go: beside the file, under a name that nothing has.
fn beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stem = before_mended(&stem);
    let named = |number: usize| match number {
        1 => path.with_file_name(format!("{stem}-fel.xlsx")),
        _ => path.with_file_name(format!("{stem}-fel-{number}.xlsx")),
    };
    (1..1_000).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1))
}

/// The name of the file that faulty rows came from: `karta` of `karta`, `karta-fel` and `karta-fel-2`.
fn before_mended(stem: &str) -> &str {
    let unnumbered = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let unnumbered = unnumbered.strip_suffix('-').filter(|stem| stem.ends_with("-fel")).unwrap_or(stem);
    unnumbered.strip_suffix("-fel").unwrap_or(stem)
}

fn summary(merged: &Merged) -> Vec<Words> {
    let (added, changed) = merged.counts();
    let (rows, faults, conflicts) = (merged.rows, merged.faults.len(), merged.conflicts.len());
    let mut told = vec![say!(
        "Lästa rader: {rows}. Nya poster: {added}. Ändrade: {changed}. Fel: {faults}. Krockar: {conflicts}.",
        "Rows read: {rows}. New entries: {added}. Changed: {changed}. Faults: {faults}. Conflicts: {conflicts}."
    )];
    told.extend(by_name(merged.by_name));
    told.extend(followed(&merged.followed));
    told.extend(absent(merged.absent));
    told.extend(merged.is_without_base.then(|| {
        Words::new(
            "Obs: arket minns inte vilken karta det kom från, så allt som skiljer sig från kartan nu räknas som ändrat i arket. Ange den med --base om andra kan ha ändrat i kartan under tiden.",
            "Note: the sheet does not remember which map it came from, so all that differs from the map now counts as changed in the sheet. Give it with --base if others may have changed the map meanwhile.",
        )
    }));
    told
}

fn not_seen(sheets: &[String]) -> Words {
    let names = sheets.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    say!("Dolda blad lästes inte: {names}", "Hidden sheets were not read: {names}")
}

fn by_name(count: usize) -> Option<Words> {
    match count {
        0 => None,
        1 => Some(Words::new(
            "En rad utan id togs för posten med samma namn.",
            "One row without an id was taken for the entry of the same name.",
        )),
        _ => Some(say!(
            "{count} rader utan id togs för poster med samma namn.",
            "{count} rows without an id were taken for entries of the same name."
        )),
    }
}

/// Which ids others had come in place of.
fn followed(ids: &[(String, String)]) -> Option<Words> {
    let pairs = ids.iter().take(5).map(|(old, new)| format!("{} → {}", quote(old), quote(new)));
    let pairs = pairs.collect::<Vec<_>>().join(", ");
    match ids.len() {
        0 => None,
        1..=5 => Some(say!(
            "Id som har ersatts sedan arket gjordes följdes till posten som kom i stället: {pairs}",
            "Ids that have been replaced since the sheet was made were followed to the entry that came instead: {pairs}"
        )),
        count => Some(say!(
            "{count} id som har ersatts sedan arket gjordes följdes till posterna som kom i stället: {pairs} …",
            "{count} ids that have been replaced since the sheet was made were followed to the entries that came instead: {pairs} …"
        )),
    }
}

fn absent(count: usize) -> Option<Words> {
    match count {
        0 => None,
        1 => Some(Words::new(
            "En post som arket hade när det gjordes finns inte där längre; den är kvar i kartan. En post tas ur kartan med status avfört.",
            "One entry that the sheet had when it was made is no longer there; it remains in the map. An entry is taken out of the map with the status withdrawn.",
        )),
        _ => Some(say!(
            "{count} poster som arket hade när det gjordes finns inte där längre; de är kvar i kartan. En post tas ur kartan med status avfört.",
            "{count} entries that the sheet had when it was made are no longer there; they remain in the map. An entry is taken out of the map with the status withdrawn."
        )),
    }
}

fn left_at(path: &Path) -> Words {
    let path = quote(&path.display().to_string());
    say!(
        "Raderna som inte lästes in ligger i {path}. Rätta och välj där, och läs in den filen på samma sätt.",
        "The rows that were not taken in are in {path}. Mend and choose there, and take that file in the same way."
    )
}

fn new_warnings(count: usize) -> Words {
    match count {
        1 => Words::new(
            "Kartan får samtidigt något nytt att se över; det visas av karta validate.",
            "The map also gets something new to look over; karta validate shows it.",
        ),
        _ => say!(
            "Kartan får samtidigt {count} nya saker att se över; de visas av karta validate.",
            "The map also gets {count} new things to look over; karta validate shows them."
        ),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let shown = quote(&path.display().to_string());
    Failure::io(say!("{shown} gick inte att läsa.", "{shown} could not be read."), error)
}

fn not_approved() -> Failure {
    Failure::new(Words::new(
        "Vad kolumnerna betyder är en gissning, som ingen har godkänt.",
        "What the columns mean is a guess that nobody has approved.",
    ))
    .hint(Words::new(
        "Stämmer gissningen, så kör igen med --yes. Annars: spara den med --save-mapping M.toml, rätta den och ange --mapping M.toml.",
        "If the guess is right, run again with --yes. Else: save it with --save-mapping M.toml, mend it, and give --mapping M.toml.",
    ))
}

#[cfg(test)]
mod tests {
    use super::before_mended;

    #[test]
    fn faulty_rows_are_called_after_the_first_file() {
        let stems = ["karta", "karta-fel", "karta-fel-2", "x-felix", "karta-2", "fel"].map(before_mended);
        assert_eq!(stems, ["karta", "karta", "karta", "x-felix", "karta-2", "fel"]);
    }
}

use super::scene::Scene;
use super::{ALL, Ask, Report};
use crate::say;
use crate::say::{Failure, Result, Words, plain, quote};
use crate::table::{Answer, Cell, Column, Table};
use crate::value::{Kind, fold, nearest};

/// Every report, with what it tells.
pub fn index() -> Table {
    let columns = vec![
        Column::text("rapport", Words::new("Rapport", "Report")),
        Column::text("anges", Words::new("Anges", "Named after")),
        Column::text("visar", Words::new("Visar", "Shows")),
    ];
    let mut table = Table::new(Words::new("Rapporter", "Reports"), columns);
    table.rows = ALL.iter().map(|report| row(report)).collect();
    table.notes.push(Words::new(
        "Skriv: karta report RAPPORT. Med --tema, --aktor och andra filter gäller den en del av kartan.",
        "Write: karta report REPORT. With --tema, --aktor and other filters it is about a part of the map.",
    ));
    table
}

fn row(report: &Report) -> Vec<Cell> {
    let usage = match report.operands.count {
        0 => Cell::Empty,
        _ => Cell::Words(report.operands.usage.words()),
    };
    vec![Cell::Text(report.name.to_owned()), usage, Cell::Words(report.about.words())]
}

/// The report of that name, typed with or without å ä ö.
pub fn find(name: &str) -> Result<&'static Report> {
    let wanted = fold(name);
    if let Some(report) = ALL.iter().find(|report| report.name == wanted) {
        return Ok(report);
    }
    let shown = quote(name);
    let failure = Failure::new(say!("Ingen rapport heter {shown}.", "No report is called {shown}."));
    Err(failure.hint(match nearest(name, ALL.iter().map(|report| report.name)) {
        Some(near) => say!("Menade du {near}?", "Did you mean {near}?"),
        None => Words::new("Alla rapporter visas med: karta report", "All reports are shown by: karta report"),
    }))
}

/// What a report answers, with what made the answer said under it.
pub fn tell(report: &Report, ask: &Ask<'_>) -> Result<Answer> {
    if ask.operands.len() != report.operands.count {
        return Err(miscounted(report, ask.operands.len()));
    }
    if let Some(flag) = ask.flags.keys().find(|flag| !report.flags.iter().any(|own| own.name == **flag)) {
        return Err(foreign(report, flag));
    }
    let mut answer = (report.answer)(ask)?;
    answer.notes.extend(made_by(report, ask));
    Ok(answer)
}

fn miscounted(report: &Report, given: usize) -> Failure {
    let (name, count, usage) = (report.name, report.operands.count, report.operands.usage.words());
    let what = match count {
        0 => say!("Efter {name} anges inget mer.", "Nothing more comes after {name}."),
        _ => say!("Efter {name} anges {count} namn, inte {given}.", "After {name} come {count} names, not {given}."),
    };
    Failure::new(what).hint(match count {
        0 => say!(
            "Filter skrivs med flaggor: karta report {name} --tema TEMA, eller --where 'UTTRYCK'",
            "Filters are written as flags: karta report {name} --tema THEME, or --where 'EXPRESSION'"
        ),
        _ => say!("Skriv: karta report {name} {usage}", "Write: karta report {name} {usage}"; usage in words),
    })
}

fn foreign(report: &Report, flag: &str) -> Failure {
    let name = report.name;
    let owners = ALL.iter().filter(|report| report.flags.iter().any(|own| own.name == flag));
    let owners = owners.map(|report| report.name).collect::<Vec<_>>().join(", ");
    Failure::new(say!("Rapporten {name} har ingen flagga --{flag}.", "The report {name} has no flag --{flag}."))
        .hint(say!("Den hör till: {owners}", "It belongs to: {owners}"))
}

/// Which filter and which revision made an answer, and why there may be nothing in it.
fn made_by(report: &Report, ask: &Ask<'_>) -> Vec<Words> {
    let scene = Scene::asked(ask);
    let expression = ask.filter.to_string();
    let expression = plain(&expression);
    let is_counted = |at: usize| report.is_of_the_past || scene.is_live(at);
    let count = |kind| ask.chosen(kind).filter(|(at, _)| is_counted(*at)).count();
    let (needs, initiatives) = (count(Kind::Behov), count(Kind::Initiativ));
    let gone = [Kind::Behov, Kind::Initiativ].into_iter().flat_map(|kind| ask.chosen(kind));
    let gone = gone.filter(|(at, _)| !is_counted(*at)).count();
    let filter = match expression.is_empty() {
        true => Words::new("inget", "none"),
        false => Words::same(expression),
    };
    let (revision, map) = (&ask.revision, ask.karta.name());
    let mut notes = vec![
        say!(
            "Filter: {filter} ({needs} behov, {initiatives} initiativ)",
            "Filter: {filter} ({needs} needs, {initiatives} initiatives)"; filter in words
        ),
        say!("Karta: {map}. Revision: {revision}.", "Map: {map}. Revision: {revision}."; map in words, revision in words),
    ];
    if gone > 0 {
        notes.push(say!(
            "Avförda och ersatta poster räknas inte: {gone}.",
            "Withdrawn and replaced entries are not counted: {gone}."
        ));
    }
    notes.extend(nothing_to_tell(ask, needs + initiatives + gone));
    notes
}

/// That nothing was chosen that a report is about.
fn nothing_to_tell(ask: &Ask<'_>, chosen: usize) -> Option<Words> {
    match (ask.chosen.positions().len(), chosen) {
        (_, 1..) => None,
        (0, _) if ask.filter.is_everything() => {
            Some(Words::new("Kartan har inga behov eller initiativ än.", "The map has no needs or initiatives yet."))
        }
        (0, _) => Some(Words::new(
            "Filtret valde ingen post. Hur det lästes visas av: karta query --explain",
            "The filter chose no entry. How it was read is shown by: karta query --explain",
        )),
        _ => Some(Words::new(
            "Filtret valde varken behov eller initiativ, och rapporter handlar om dem.",
            "The filter chose neither needs nor initiatives, which is what reports are about.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{drawn, karta, told};
    use crate::karta::Karta;
    use crate::say::Lang;
    use crate::source::Tree;

    #[test]
    fn what_is_misspelt_or_miscounted_is_told_with_what_to_write() {
        insta::assert_snapshot!(told("lucker"), @r"
        Ingen rapport heter lucker.
        Menade du luckor?
        ");
        insta::assert_snapshot!(told("luckor tolk"), @r"
        Efter luckor anges inget mer.
        Filter skrivs med flaggor: karta report luckor --tema TEMA, eller --where 'UTTRYCK'
        ");
        insta::assert_snapshot!(told("luckor --utan=lador"), @r"
        Rapporten luckor har ingen flagga --utan.
        Den hör till: beroenden
        ");
    }

    #[test]
    fn nothing_chosen_and_nothing_there_are_said_kindly() {
        assert!(told("luckor ?tema:migration kind:initiativ").contains("Filtret valde ingen post."));
        let empty = Karta::draw(&Tree::memory([("karta.toml", "namn = \"Tom\"\nformat = 1\n")]));
        for report in super::ALL.iter().filter(|report| report.operands.count == 0) {
            let told = drawn(&empty, report.name, Lang::En);
            assert!(told.contains("The map has no needs or initiatives yet."), "{told}");
        }
    }

    #[test]
    fn no_title_can_steer_or_break_a_report() {
        let title = "\\u001b[31m=cmd()|<b>\\u202e";
        let text = |id: &str, rest: &str| {
            format!("id = \"{id}\"\ntitel = \"{title}\"\nbeskrivning = \"{title}\"\nteman = [\"vard\"]\n{rest}")
        };
        let need = text("elak", "status = \"identifierat\"\naktorer = [\"staden\", \"verket\"]\n");
        let one = text("ond", "status = \"pagaende\"\nagare = [\"staden\"]\nmoter = [\"elak\"]\n");
        let other =
            text("ondare", "status = \"planerat\"\nagare = [\"verket\"]\nmoter = [\"elak\"]\nberor_av = [\"ond\"]\n");
        let karta =
            karta(&[("behov/elak.toml", &need), ("initiativ/ond.toml", &one), ("initiativ/ondare.toml", &other)]);
        for report in super::ALL {
            let operands = match report.operands.count {
                0 => "",
                1 => " staden",
                _ => " moter agare",
            };
            let told = drawn(&karta, &format!("{}{operands}", report.name), Lang::Sv);
            assert!(!told.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{told}");
        }
    }

    #[test]
    fn what_made_a_report_is_said_in_both_languages() {
        for (lang, filter) in [
            (Lang::Sv, "Filter: tema:vard (3 behov, 3 initiativ)"),
            (Lang::En, "Filter: tema:vard (3 needs, 3 initiatives)"),
        ] {
            let told = drawn(&karta(&[]), "luckor ?tema:vard", lang);
            assert!(told.contains(filter) && told.contains("Revision: "), "{told}");
        }
    }
}

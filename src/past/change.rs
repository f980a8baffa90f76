use super::life::Changed;
use crate::diff::{self, Run, Shown};
use crate::entry::Value;
use crate::karta::Karta;
use crate::say;
use crate::say::{Lang, Words, plain};
use crate::table::{Cell, Part};

/// How many words are shown around what changed in a text.
const AROUND: usize = 3;

/// What was changed in a field, in a sentence.
pub fn told(karta: &Karta, change: &Changed) -> Words {
    if let (Some(Value::Text(old)), Some(Value::Text(new))) = (&change.old, &change.new) {
        let (old, new) = apart(old, new);
        return Words::same(format!("{} → {}", plain(&old), plain(&new)));
    }
    sentence(&diff::shown(&change.borrowed(), karta, karta))
}

/// What came, what went, and what became something else.
fn sentence(shown: &[Shown]) -> Words {
    let came = shown.iter().filter_map(|one| match one {
        Shown::Came(cell) | Shown::Swap { old: Cell::Empty, new: cell, .. } => Some(words(cell)),
        _ => None,
    });
    let gone = shown.iter().filter_map(|one| match one {
        Shown::Gone(cell) | Shown::Swap { old: cell, new: Cell::Empty, .. } => Some(words(cell)),
        _ => None,
    });
    let (came, gone) = (joined(came, ", "), joined(gone, ", "));
    let came = (!came.sv.is_empty()).then(|| say!("tillkom: {came}", "added: {came}"; came in words));
    let gone = (!gone.sv.is_empty()).then(|| say!("togs bort: {gone}", "taken away: {gone}"; gone in words));
    joined(shown.iter().filter_map(other).chain(came).chain(gone), "; ")
}

/// What neither came nor went.
fn other(shown: &Shown) -> Option<Words> {
    match shown {
        Shown::Came(_) | Shown::Gone(_) => None,
        Shown::Swap { old: Cell::Empty, .. } | Shown::Swap { new: Cell::Empty, .. } => None,
        Shown::Swap { old, new, note } => {
            let (old, new) = (words(old), words(new));
            Some(Words::each(|lang| {
                let note = note.as_ref().map_or_else(String::new, |note| format!(" ({})", note.get(lang)));
                format!("{} → {}{note}", old.get(lang), new.get(lang))
            }))
        }
        Shown::Prose(runs) => {
            let side = |is_other: fn(&Run) -> bool| runs.iter().filter(|run| !is_other(run)).map(Run::text).collect();
            let (old, new): (String, String) =
                (side(|run| matches!(run, Run::Came(_))), side(|run| matches!(run, Run::Gone(_))));
            let (old, new) = apart(&old, &new);
            Some(Words::same(format!("{} → {}", plain(&old), plain(&new))))
        }
        Shown::Inside(name, parts) => {
            let name = words(name);
            let parts = parts.iter().map(|(label, shown)| {
                let told = sentence(std::slice::from_ref(shown));
                Words::each(|lang| format!("{}: {}", label.get(lang), told.get(lang)))
            });
            let parts = joined(parts, ", ");
            Some(Words::each(|lang| format!("{} ({})", name.get(lang), parts.get(lang))))
        }
    }
}

/// Words after each other.
pub fn joined(all: impl Iterator<Item = Words>, between: &str) -> Words {
    let all: Vec<Words> = all.collect();
    Words::each(|lang| all.iter().map(|words| words.get(lang)).collect::<Vec<_>>().join(between))
}

/// A cell in words.
pub fn words(cell: &Cell) -> Words {
    Words::each(|lang| text(cell, lang))
}

fn text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Url(text) => plain(text).into_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Bool(value) => {
            if *value { Words::new("ja", "yes") } else { Words::new("nej", "no") }.get(lang).to_owned()
        }
        Cell::Date(date) => date.to_string(),
        Cell::Named(_, name) | Cell::Choice(_, name) | Cell::Words(name) => plain(name.get(lang)).into_owned(),
        Cell::List(cells) => cells.iter().map(|cell| text(cell, lang)).collect::<Vec<_>>().join(", "),
        Cell::Record(parts) => record(parts, lang),
    }
}

/// The parts of a record: the first alone, the others behind it.
fn record(parts: &[Part], lang: Lang) -> String {
    let part = |part: &Part| match &part.label {
        Some(label) => format!("{} {}", label.get(lang), text(&part.cell, lang)),
        None => text(&part.cell, lang),
    };
    match parts.split_first() {
        None => String::new(),
        Some((first, [])) => part(first),
        Some((first, rest)) => {
            format!("{} ({})", part(first), rest.iter().map(part).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Where two texts differ: what each has there, with a few words around.
fn apart(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    (cut(&old, head, tail), cut(&new, head, tail))
}

/// What stands between the first words and the last.
fn cut(words: &[&str], head: usize, tail: usize) -> String {
    let (from, to) = (head.saturating_sub(AROUND), (words.len() - tail + AROUND).min(words.len()));
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
    format!("{before}{}{after}", words[from..to].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_only_what_differs_is_shown() {
        let old = "Myndigheter och kommuner lägger var för sig resurser på att översätta och tolka text.";
        let new = "Myndigheter och kommuner lägger var för sig mycket tid på att översätta och tolka text.";
        let (old, new) = apart(old, new);
        assert_eq!(old, "… var för sig resurser på att översätta …");
        assert_eq!(new, "… var för sig mycket tid på att översätta …");
        assert_eq!(apart("a", "b"), ("a".into(), "b".into()));
        assert_eq!(apart("a b", "a b c"), ("a b".into(), "a b c".into()));
        assert_eq!(apart("", "x"), ("".into(), "x".into()));
    }
}

use crate::entry::{Field, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::{Lang, Words, plain};
use crate::table::{Cell, Part};

/// How many words are shown around what changed in a text.
const AROUND: usize = 3;

/// What was changed in a field, as a person reads it.
pub fn told(karta: &Karta, field: &Field, old: Option<&Value>, new: Option<&Value>) -> Words {
    match (old, new) {
        (None, None) => Words::new("", ""),
        (None, Some(new)) => {
            let new = words(&karta.cell_of(field, new));
            say!("tillkom: {new}", "added: {new}"; new in words)
        }
        (Some(old), None) => {
            let old = words(&karta.cell_of(field, old));
            say!("togs bort: {old}", "taken away: {old}"; old in words)
        }
        (Some(Value::List(old)), Some(Value::List(new))) => list(karta, field, old, new),
        (Some(old @ Value::Record(_)), Some(new @ Value::Record(_))) => parts(karta, field, old, new),
        (Some(Value::Text(old)), Some(Value::Text(new))) => {
            let (old, new) = apart(old, new);
            Words::same(format!("{} → {}", plain(&old), plain(&new)))
        }
        (Some(old), Some(new)) => {
            let (old, new) = (words(&karta.cell_of(field, old)), words(&karta.cell_of(field, new)));
            Words::each(|lang| format!("{} → {}", old.get(lang), new.get(lang)))
        }
    }
}

/// What came into a list and what went.
fn list(karta: &Karta, field: &Field, old: &[Value], new: &[Value]) -> Words {
    let listed = |values: &[Value], not_in: &[Value]| {
        let values = values.iter().filter(|value| !not_in.contains(value));
        joined(values.map(|value| words(&karta.cell_of(field, value))), ", ")
    };
    let (more, less, all) = (listed(new, old), listed(old, new), listed(new, &[]));
    match (more.sv.is_empty(), less.sv.is_empty()) {
        (true, true) => say!("ny ordning: {all}", "new order: {all}"; all in words),
        (false, true) => say!("tillkom: {more}", "added: {more}"; more in words),
        (true, false) => say!("togs bort: {less}", "taken away: {less}"; less in words),
        (false, false) => say!(
            "tillkom: {more}; togs bort: {less}",
            "added: {more}; taken away: {less}"; more in words, less in words
        ),
    }
}

/// What was changed in each part of a record.
fn parts(karta: &Karta, field: &Field, old: &Value, new: &Value) -> Words {
    let names = |value: &Value| match value {
        Value::Record(parts) => parts.iter().map(|(name, _)| name.clone()).collect(),
        _ => Vec::new(),
    };
    let mut all = names(new);
    all.extend(names(old).into_iter().filter(|name| new.part(name).is_none()));
    let changed = all.iter().filter(|name| old.part(name) != new.part(name)).map(|name| {
        let part = field.parts().iter().find(|part| part.name == name);
        let label = part.map_or_else(|| Words::same(plain(name)), |part| part.label.words());
        let told = told(karta, part.unwrap_or(field), old.part(name), new.part(name));
        Words::each(|lang| format!("{}: {}", label.get(lang), told.get(lang)))
    });
    joined(changed, "; ")
}

fn joined(all: impl Iterator<Item = Words>, between: &str) -> Words {
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

use crate::entry::{Field, Shape, fields};
use crate::finding::{FieldPath, Step};
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::value::{Kind, fold, nearest};

/// The place that a wish is about: a field, a part of one, or one of the map's own under `[egna]`.
#[derive(Clone, Debug)]
pub struct Target {
    /// The field at the top.
    pub top: &'static Field,
    /// What it holds there: the field, its part, or, for one of the map's own, the field around it.
    pub leaf: &'static Field,
    /// The words of the key.
    pub keys: Vec<String>,
}

impl Target {
    /// The way to it; in a list of records, to the first of them.
    pub fn path(&self) -> FieldPath {
        let top = FieldPath::field(self.top.name);
        let top = if self.is_part_of_list() { top.item(0) } else { top };
        self.keys[1..].iter().fold(top, |path, key| path.key(key))
    }

    /// Whether it is a part of the records of a list.
    pub fn is_part_of_list(&self) -> bool {
        self.keys.len() > 1 && matches!(self.top.shape, Shape::Records(_))
    }

    /// Whether it is one of the map's own fields.
    pub fn is_own(&self) -> bool {
        matches!(self.top.shape, Shape::Free)
    }

    /// The key as it is said.
    pub fn name(&self) -> String {
        self.keys.join(".")
    }

    /// Where a step of the way stands among its neighbours: fields and parts have an order, the map's own have none.
    pub fn rank(kind: Kind, path: &[Step]) -> Option<usize> {
        let names: Vec<&str> = path.iter().filter_map(key).collect();
        let (top, parts) = names.split_first()?;
        let at = fields(kind).iter().position(|field| field.name == *top)?;
        match parts {
            [] => Some(at),
            [part] => fields(kind)[at].parts().iter().position(|field| field.name == *part),
            _ => None,
        }
    }
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(name) => Some(name),
        Step::Item(_) => None,
    }
}

/// The place that a person means, by name, word or label, with dots between parts: `tema`, `Nytta.värde`, `egna.x`.
pub fn target(kind: Kind, said: &str) -> Result<Target> {
    let (head, rest) = said.split_once('.').unwrap_or((said, ""));
    let all: Vec<&'static Field> = fields(kind).to_vec();
    let top = among(&all, head).ok_or_else(|| unknown(kind, said, near(&all, head)))?;
    if rest.is_empty() {
        return Ok(Target { top, leaf: top, keys: vec![top.name.to_owned()] });
    }
    if matches!(top.shape, Shape::Free) {
        let own = rest.split('.').map(|key| key.trim().to_owned());
        let keys: Vec<String> = std::iter::once(top.name.to_owned()).chain(own).collect();
        return match keys.iter().any(String::is_empty) {
            true => Err(unknown(kind, said, None)),
            false => Ok(Target { top, leaf: top, keys }),
        };
    }
    let parts: Vec<&'static Field> = top.parts().iter().collect();
    let dotted = |part: &str| format!("{}.{part}", top.name);
    let leaf = among(&parts, rest).ok_or_else(|| unknown(kind, said, near(&parts, rest).map(|near| dotted(&near))))?;
    Ok(Target { top, leaf, keys: vec![top.name.to_owned(), leaf.name.to_owned()] })
}

fn among(fields: &[&'static Field], said: &str) -> Option<&'static Field> {
    let said = word(said);
    fields.iter().copied().find(|field| words(field).into_iter().any(|name| word(name) == said))
}

fn near(fields: &[&'static Field], said: &str) -> Option<String> {
    let candidates = fields.iter().flat_map(|field| words(field));
    let near = nearest(said, candidates)?;
    fields.iter().find(|field| words(field).contains(&near)).map(|field| field.name.to_owned())
}

fn words(field: &'static Field) -> [&'static str; 4] {
    [field.name, field.word, field.label.sv, field.label.en]
}

fn word(said: &str) -> String {
    fold(said.trim()).replace([' ', '-'], "_")
}

fn unknown(kind: Kind, said: &str, near: Option<String>) -> Failure {
    let (said, label, name) = (quote(said), kind.plural(), kind.name());
    let what = say!("Fältet {said} finns inte för {label}.", "There is no field {said} for {label}."; label in words);
    Failure::new(what).hint(match near {
        Some(near) => say!("Menade du {near}?", "Did you mean {near}?"),
        None => say!("Alla fält visas av: karta fields {name}", "All fields are shown by: karta fields {name}"),
    })
}

//! A link that is made now leads to what is there now.

use super::field::target;
use super::value;
use super::wish::{Action, Wish};
use crate::check::is_said_of_now;
use crate::entry::{Entry, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result};
use crate::value::Id;

/// Something that has been replaced, and what has taken its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// What a link was to be made to.
    pub old: Id,
    /// What it is made to.
    pub now: Id,
}

/// Wishes of entries where each link that is made is made to what is there now, and which were led on so. A link that
/// tells of what was is let be. Fails where something has become several: which is meant is for a person to say.
pub fn follow(karta: &Karta, entries: &[&Entry], wishes: Vec<Wish>) -> Result<(Vec<Wish>, Vec<Followed>)> {
    let mut followed = Vec::new();
    let mut now = Vec::with_capacity(wishes.len());
    for wish in wishes {
        match led_on(karta, entries, &wish)? {
            None => now.push(wish),
            Some(links) => {
                for (old, id) in links {
                    now.push(Wish { value: id.to_string(), ..wish.clone() });
                    followed.extend((old != id).then_some(Followed { old, now: id }));
                }
            }
        }
    }
    Ok((now, followed))
}

/// Each link that a wish would make, and what is there now; none where nothing has been replaced.
fn led_on(karta: &Karta, entries: &[&Entry], wish: &Wish) -> Result<Option<Vec<(Id, Id)>>> {
    let is_made = matches!(wish.action, Action::Add | Action::Set);
    let Some(target) = entries.first().filter(|_| is_made).and_then(|entry| target(entry.kind, &wish.field).ok())
    else {
        return Ok(None);
    };
    // What cannot be understood is told by who carries the wish out.
    let Some(items) = value::items(karta, &target, &wish.value).ok().filter(|_| !target.leaf.targets().is_empty())
    else {
        return Ok(None);
    };
    let mut links = Vec::with_capacity(items.len());
    for item in &items {
        let Value::Id(id) = item else { return Ok(None) };
        let replaced = karta.find(id.as_str()).filter(|to| to.get("ersatt_av").is_some());
        let replaced = replaced.filter(|to| entries.iter().all(|entry| is_said_of_now(entry, target.leaf, to)));
        links.push((id.clone(), replaced.map_or_else(|| Ok(id.clone()), |to| the_one(karta, to))?));
    }
    Ok(links.iter().any(|(old, now)| old != now).then_some(links))
}

/// What has taken the place of something, where that is one.
fn the_one(karta: &Karta, replaced: &Entry) -> Result<Id> {
    let id = &replaced.id;
    let now = karta.position(id.as_str()).map(|at| karta.successors(at)).unwrap_or_default();
    match now[..] {
        [one] => Ok(karta.entries()[one].id.clone()),
        _ => Err(several(id, now.iter().map(|at| &karta.entries()[*at].id))),
    }
}

fn several<'i>(id: &Id, now: impl Iterator<Item = &'i Id>) -> Failure {
    let now = now.map(Id::as_str).collect::<Vec<_>>().join(", ");
    Failure::new(say!("{id} har ersatts av flera: {now}.", "{id} has been replaced by several: {now}.")).hint(say!(
        "Skriv den eller dem som menas i stället för {id}.",
        "Write the one or those that are meant instead of {id}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    fn told(action: Action, field: &str, value: &str) -> String {
        let karta = Karta::draw(&Tree::memory([
            ("behov/s1.toml", "id = \"s1\"\ntitel = \"Första\"\nersatt_av = [\"s2\"]\n"),
            ("behov/s2.toml", "id = \"s2\"\ntitel = \"Andra\"\nersatt_av = [\"s3\"]\n"),
            ("behov/s3.toml", "id = \"s3\"\ntitel = \"Tredje\"\n"),
            ("behov/delad.toml", "id = \"delad\"\ntitel = \"Delad\"\nersatt_av = [\"s3\", \"tolk\"]\n"),
            ("behov/tolk.toml", "id = \"tolk\"\ntitel = \"Tolkning\"\n"),
            ("aktor/skl.toml", "id = \"skl\"\nnamn = \"SKL\"\nslut = \"2019\"\nersatt_av = [\"skr\"]\n"),
            ("aktor/skr.toml", "id = \"skr\"\nnamn = \"SKR\"\n"),
            ("initiativ/i.toml", "id = \"i\"\nstatus = \"pagaende\"\nuppgift_ar = 2018\n"),
        ]));
        let wish = Wish { action, field: field.to_owned(), value: value.to_owned() };
        match follow(&karta, &[karta.find("i").expect("an entry")], vec![wish]) {
            Err(failure) => failure.what.sv.into_owned(),
            Ok((wishes, followed)) => {
                let values: Vec<&str> = wishes.iter().map(|wish| &*wish.value).collect();
                let told: Vec<String> = followed.iter().map(|it| format!("{} → {}", it.old, it.now)).collect();
                format!("{} [{}]", values.join(" "), told.join(", "))
            }
        }
    }

    #[test]
    fn a_new_link_leads_to_what_is_there_now() {
        assert_eq!(told(Action::Add, "moter", "s1, Tolkning"), "s3 tolk [s1 → s3]");
        assert_eq!(told(Action::Add, "moter", "delad"), "delad har ersatts av flera: s3, tolk.");
        assert_eq!(told(Action::Add, "moter", "Tolkning"), "Tolkning []");
    }

    #[test]
    fn what_tells_of_what_was_is_let_be() {
        assert_eq!(told(Action::Remove, "moter", "s1"), "s1 []");
        assert_eq!(told(Action::Add, "ersatt_av", "s1"), "s1 []");
        assert_eq!(told(Action::Add, "agare", "skl"), "skl []", "it was so in 2018");
        assert_eq!(told(Action::Add, "moter", "ingen"), "ingen []");
    }
}

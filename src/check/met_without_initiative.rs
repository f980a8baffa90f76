use hashbrown::HashSet;

use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule =
    Rule::warning("met-without-initiative", include_str!("met-without-initiative.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    // What could not be read may be what answers it.
    if ground.is_any_lost(Kind::Initiativ) {
        return;
    }
    let initiatives = ground.karta.of_kind(Kind::Initiativ).iter();
    let answered: HashSet<&str> = initiatives.flat_map(|entry| entry.ids("moter")).map(|id| id.as_str()).collect();
    let needs = ground.karta.of_kind(Kind::Behov).iter();
    for need in needs.filter(|need| need.text("status") == Some("tillgodosett") && !ground.is_broken(&need.path)) {
        if !answered.contains(need.id.as_str()) {
            sink.tell(say!(
                "Behovet är tillgodosett, men inget initiativ möter det.",
                "The need is met, but no initiative answers it."
            ))
            .in_file(&need.path, Place::Value(FieldPath::field("status")))
            .hint(say!(
                "Skriv behovets id under \"moter\" i det initiativ som tillgodosåg det.",
                "Write the need's id under \"moter\" in the initiative that met it."
            ));
        }
    }
}

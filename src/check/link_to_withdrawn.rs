use super::replaced_link::is_about_now;
use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::say;

pub const RULE: Rule = Rule::warning("link-to-withdrawn", include_str!("link-to-withdrawn.md"), Look::Mention(check));

fn check(_: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    let Target::Entry(target, state) = seen.target else { return };
    // One that says what came in its place has a rule of its own.
    if state.is_withdrawn && !state.is_replaced && is_about_now(seen, target) {
        let id = &target.id;
        sink.tell(say!("\"{id}\" är avförd.", "\"{id}\" is withdrawn.")).hint(say!(
            "Ta bort länken, eller peka på det som gäller nu.",
            "Take the link out, or point at what is in force now."
        ));
    }
}

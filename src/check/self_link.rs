use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::say;

pub const RULE: Rule = Rule::error("self-link", include_str!("self-link.md"), Look::Mention(check));

fn check(_: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    if let Target::Entry(target, _) = seen.target
        && std::ptr::eq(target, seen.entry)
    {
        let field = seen.mention.field.name;
        sink.tell(say!("\"{field}\" pekar på posten själv.", "\"{field}\" points at the entry itself.")).hint(say!(
            "Ta bort id:t ur listan, eller skriv det som var menat.",
            "Take the id out of the list, or write the one that was meant."
        ));
    }
}

use super::state::year;
use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::say;
use crate::value::{Date, Kind};

pub const RULE: Rule =
    Rule::warning("actor-before-its-time", include_str!("actor-before-its-time.md"), Look::Mention(check));

fn check(_: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    let Target::Entry(actor, state) = seen.target else { return };
    let has_part = matches!(seen.mention.field.name, "agare" | "deltagare" | "aktorer");
    if !state.has_period || !has_part || actor.kind != Kind::Aktor {
        return;
    }
    let id = &actor.id;
    let (first, last) = period(seen.entry);
    if let (Some(start), Some(last)) = (actor.date("start"), last)
        && last.is_before(start)
    {
        sink.tell(say!("\"{id}\" fanns inte förrän {start}.", "\"{id}\" did not exist until {start}.")).hint(say!(
            "Skriv den aktör som det gällde då, eller rätta årtalen.",
            "Write the actor that it was then, or correct the years."
        ));
    }
    // What came in its place is told by the rule for links to what is replaced.
    if let (Some(end), Some(first), false) = (actor.date("slut"), first, state.is_replaced)
        && end.is_before(first)
    {
        sink.tell(say!("\"{id}\" upphörde {end}.", "\"{id}\" ceased to exist {end}.")).hint(say!(
            "Skriv den aktör som gäller nu, eller rätta årtalen.",
            "Write the actor that it is now, or correct the years."
        ));
    }
}

/// The earliest and the latest time that an entry surely speaks of: its own, else the year of its statements.
fn period(entry: &Entry) -> (Option<Date>, Option<Date>) {
    let said = year(entry).and_then(Date::year);
    let (start, end) = (entry.date("start"), entry.date("slut"));
    (start.or(said), end.or(said))
}

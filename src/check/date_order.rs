use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Value};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Date;

pub const RULE: Rule = Rule::error("date-order", include_str!("date-order.md"), Look::Entry(check));

/// Lists of periods, and the parts of each that say when it began and ended.
const PERIODS: [(&str, &str, &str); 2] = [("medlemskap", "fran", "till"), ("handelser", "datum", "till")];

fn check(_: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    period((entry.get("start"), entry.get("slut")), ("start", "slut"), FieldPath::default(), sink);
    for (list, from, to) in PERIODS {
        for (item, span) in entry.items(list).iter().enumerate() {
            let path = FieldPath::field(list).item(item);
            period((span.part(from), span.part(to)), (from, to), path, sink);
        }
    }
}

fn period(dates: (Option<&Value>, Option<&Value>), (from, to): (&str, &str), at: FieldPath, sink: &mut Sink<'_>) {
    let (Some(first), Some(last)) = (date(dates.0), date(dates.1)) else { return };
    if last.is_before(first) {
        let file = sink.file().to_owned();
        sink.tell(say!(
            "\"{to}\" ({last}) är före \"{from}\" ({first}).",
            "\"{to}\" ({last}) is before \"{from}\" ({first})."
        ))
        .at(Place::Value(at.key(to)))
        .hint(say!("Rätta det datum som är fel.", "Correct the date that is wrong."))
        .also(&file, Place::Value(at.key(from)), say!("började här", "began here"));
    }
}

fn date(value: Option<&Value>) -> Option<Date> {
    match value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

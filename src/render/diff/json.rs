//! One JSON document, for programs:
//!
//! ```json
//! {
//!   "schema_version": 1,
//!   "before": {"called": "2017", "commit": "4c4da164ea…"},
//!   "after": {"called": "", "commit": null},
//!   "min": "ordalydelse",
//!   "changes": [
//!     {"kind": "initiativ", "id": "dcat-ap-se", "name": "DCAT-AP-SE", "event": "andrad", "weight": "beslut",
//!      "file": "initiativ/demokrati/dcat-ap-se.toml", "old_file": null, "old_kind": null, "entry": null,
//!      "fields": [{"field": "agare", "weight": "beslut", "old": ["riksarkivet"], "new": ["digg"],
//!                  "came": ["digg"], "went": ["riksarkivet"], "slip": null}]}
//!   ],
//!   "successions": [{"event": "omdopt", "from": ["skl"], "to": ["skr"]}],
//!   "suggestions": [{"from": "a", "to": "b", "score": 80}],
//!   "left_out": [{"file": "behov/a.toml", "side": "before"}],
//!   "names": {"digg": "Myndigheten för digital förvaltning"}
//! }
//! ```
//!
//! `called` is empty for the map as it is now, and `commit` is `null` for a folder. `event` is `ny`, `borttagen`,
//! `avford`, `aterford`, `andrad`, `flyttad`; of successions `omdopt`, `sammanslagen`, `delad`, `omgrupperad`. `weight`
//! and `min` are `beslut`, `sak`, `ordalydelse`, `form`. `entry` is all that an entry holds that came or went, and
//! `fields` what one says otherwise that is in both maps: the whole old and new value, `null` where there is none; of a
//! list also what came and went. `slip` is `{"years": 1}`, `{"months": 11}` or `{"days": -3}` for a date that moved, as
//! precisely as both dates say. Putting every `new` in the place of its `old`, adding and removing entries, and moving
//! files, makes the first map the second when `min` is `form`. Values are as in the files. `names` is what people call
//! the entries and concepts that are named. There is one change to a line, and the same bytes in every language. New
//! keys may come without a new `schema_version`; none goes or changes meaning.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use crate::diff::{Change, Diff, Fate, FieldChange, Side, Slip, slip};
use crate::entry::{Entry, Field, Value, Weight};
use crate::karta::Names;
use crate::render::{Page, json};

/// The version of what this document looks like.
pub const SCHEMA_VERSION: u32 = 1;

pub fn write(diff: &Diff<'_>, least: Weight, _: &Page, out: &mut dyn Write) -> io::Result<()> {
    let mut names = BTreeMap::new();
    let changes = diff.changes.iter().filter(|change| change.weight() >= least);
    let changes: Vec<Json> = changes.map(|change| of_change(diff, change, least, &mut names)).collect();
    let ids = |entries: &[&Entry]| entries.iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>();
    let successions = diff.successions.iter();
    let successions =
        successions.map(|one| json!({"event": one.way().name(), "from": ids(&one.from), "to": ids(&one.to)}));
    let suggestions = diff.suggestions.iter();
    let suggestions = suggestions
        .map(|one| json!({"from": one.from.id.to_string(), "to": one.to.id.to_string(), "score": one.score}));
    let side = |is_before| if is_before { "before" } else { "after" };
    let left_out = diff.left_out.iter().map(|one| json!({"file": *one.path, "side": side(one.is_before)}));
    writeln!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},")?;
    writeln!(out, "  \"before\": {},", json::on_one_line(&of_side(diff.before)))?;
    writeln!(out, "  \"after\": {},", json::on_one_line(&of_side(diff.after)))?;
    writeln!(out, "  \"min\": \"{}\",", least.name())?;
    for (key, list) in [
        ("changes", changes),
        ("successions", successions.collect()),
        ("suggestions", suggestions.collect()),
        ("left_out", left_out.collect()),
    ] {
        json::array(out, key, list.iter().map(json::on_one_line))?;
        out.write_all(b",\n")?;
    }
    writeln!(out, "  \"names\": {}\n}}", json::on_one_line(&json!(names)))
}

fn of_side(side: &Side) -> Json {
    json!({"called": side.called, "commit": side.commit})
}

/// What people call what is named, gathered on the way.
type Known = BTreeMap<String, String>;

fn of_change(diff: &Diff<'_>, change: &Change<'_>, least: Weight, names: &mut Known) -> Json {
    let entry = change.entry();
    let whole = match change.fate {
        Fate::Added => of_entry(entry, diff.after, names),
        Fate::Removed => of_entry(entry, diff.before, names),
        _ => Json::Null,
    };
    let fields = change.fields.iter().filter(|field| field.weight >= least);
    json!({
        "kind": entry.kind.name(),
        "id": entry.id.to_string(),
        "name": entry.title(),
        "event": change.fate.name(),
        "weight": change.weight().name(),
        "file": *entry.path,
        "old_file": change.paths().map(|(old, _)| old),
        "old_kind": change.kinds().map(|(old, _)| old.name()),
        "entry": whole,
        "fields": fields.map(|field| of_field(diff, field, names)).collect::<Vec<_>>(),
    })
}

fn of_entry(entry: &Entry, side: &Side, names: &mut Known) -> Json {
    let fields = entry.values.iter();
    Json::Object(fields.map(|(field, value)| (field.name.to_owned(), of_value(field, value, side, names))).collect())
}

fn of_field<'v>(diff: &Diff<'v>, change: &FieldChange<'v>, names: &mut Known) -> Json {
    let mut told = Map::new();
    let old = change.old.map_or(Json::Null, |value| of_value(change.field, value, diff.before, names));
    let new = change.new.map_or(Json::Null, |value| of_value(change.field, value, diff.after, names));
    told.extend([
        ("field".to_owned(), json!(change.name)),
        ("weight".to_owned(), json!(change.weight.name())),
        ("old".to_owned(), old),
        ("new".to_owned(), new),
    ]);
    if let (Some(Value::List(_)) | None, Some(Value::List(_)) | None) = (change.old, change.new) {
        let items = diff.items(change);
        let went = items.iter().filter_map(|item| item.old);
        let went: Vec<Json> = went.map(|value| of_value(change.field, value, diff.before, names)).collect();
        let came = items.iter().filter_map(|item| item.new);
        let came: Vec<Json> = came.map(|value| of_value(change.field, value, diff.after, names)).collect();
        told.extend([("came".to_owned(), json!(came)), ("went".to_owned(), json!(went))]);
    }
    if let (Some(Value::Date(old)), Some(Value::Date(new))) = (change.old, change.new) {
        told.insert("slip".to_owned(), slip(*old, *new).map_or(Json::Null, of_slip));
    }
    Json::Object(told)
}

fn of_slip(slip: Slip) -> Json {
    match slip {
        Slip::Years(count) => json!({"years": count}),
        Slip::Months(count) => json!({"months": count}),
        Slip::Days(count) => json!({"days": count}),
        Slip::Narrowed | Slip::Widened => Json::Null,
    }
}

fn of_value(field: &Field, value: &Value, side: &Side, names: &mut Known) -> Json {
    match value {
        Value::Text(text) => json!(**text),
        Value::Choice(choice) => json!(choice.name),
        Value::Number(number) => json!(number),
        Value::Decimal(number) => json!(number),
        Value::Bool(value) => json!(value),
        Value::Date(date) => json!(date.to_string()),
        Value::List(items) => items.iter().map(|item| of_value(field, item, side, names)).collect(),
        Value::Id(id) => {
            let name = side.name_of(field, id).sv.into_owned();
            names.entry(id.to_string()).or_insert(name);
            json!(id.as_str())
        }
        Value::Record(parts) => {
            let part = |name: &str| field.parts().iter().find(|part| part.name == name).unwrap_or(field);
            let parts = parts.iter();
            Json::Object(
                parts.map(|(name, value)| (name.to_string(), of_value(part(name), value, side, names))).collect(),
            )
        }
    }
}

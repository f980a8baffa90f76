//! A web page that stands alone, with what was to the left and what is to the right. What is gone is struck through and
//! what has come is underlined, and whoever listens is told which is which: colour says nothing that is not said without
//! it (WCAG 2.1 AA). On a narrow screen the two stand above each other.

use std::io::{self, Write};

use super::{SAME, facts};
use crate::diff::{Count, Diff, Fate, FieldChange, Run, Shown, Story, Turn, counts, label, notes, title};
use crate::entry::{Entry, Weight};
use crate::karta::{Names, cell_of, name};
use crate::render::html;
use crate::render::markup::escape;
use crate::render::{Page, cell};
use crate::say::Words;
use crate::value::Kind;

const STYLE: &str = include_str!("diff.css");
static BEFORE: Words = Words::new("Före", "Before");
static AFTER: Words = Words::new("Efter", "After");
static FIELD: Words = Words::new("Fält", "Field");
static GONE: Words = Words::new("utgick: ", "removed: ");
static CAME: Words = Words::new("tillkom: ", "added: ");
static CONTENTS: Words = Words::new("Innehåll", "Contents");

pub fn write(diff: &Diff<'_>, least: Weight, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    html::document(&escape(page.say(&title(diff))), STYLE, page, out, |out| body(diff, least, page, out))
}

fn body(diff: &Diff<'_>, least: Weight, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let stories = diff.stories(least);
    if stories.is_empty() {
        writeln!(out, "<p>{}</p>", escape(page.say(&SAME)))?;
    } else {
        contents(&counts(&stories), page, out)?;
    }
    for of_kind in stories.chunk_by(|a, b| a.kind() == b.kind()) {
        let kind = of_kind[0].kind();
        writeln!(out, "<h2 id=\"{}\">{}</h2>", kind.name(), heading(kind, page))?;
        of_kind.iter().try_for_each(|story| told(diff, story, page, out))?;
    }
    html::notes(&notes(diff, least), page, out)
}

fn heading(kind: Kind, page: &Page) -> String {
    let plural = kind.plural();
    let mut signs = page.say(&plural).chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

/// How many of each sort, with a way to them.
fn contents(counts: &[Count], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<nav aria-label=\"{}\">\n<ul>", page.say(&CONTENTS))?;
    for of_kind in counts.chunk_by(|a, b| a.kind == b.kind) {
        let kind = of_kind[0].kind;
        let told: Vec<String> = of_kind.iter().map(|count| page.say(&count.words()).to_owned()).collect();
        writeln!(out, "<li><a href=\"#{}\">{}</a>: {}</li>", kind.name(), heading(kind, page), told.join(", "))?;
    }
    writeln!(out, "</ul>\n</nav>")
}

fn told(diff: &Diff<'_>, story: &Story<'_>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let entry = story.entry();
    let called = escape(page.say(&name(entry))).into_owned();
    writeln!(
        out,
        "<section>\n<h3 id=\"{0}-{1}\">{called} <span class=\"id\">{1}</span> <span class=\"turn\">{2}</span></h3>",
        entry.kind.name(),
        entry.id,
        page.say(&story.turn.label(story.kind()))
    )?;
    for words in facts::origin(story) {
        writeln!(out, "<p>{}</p>", escape(page.say(&words)))?;
    }
    let rows: Vec<[String; 3]> = match (story.turn, story.before, story.after) {
        (Turn::Fate(Fate::Added), _, Some(entry)) => whole(entry, diff.after, page, |cell| [String::new(), cell]),
        (Turn::Fate(Fate::Removed), Some(entry), _) => whole(entry, diff.before, page, |cell| [cell, String::new()]),
        (Turn::Fate(Fate::Moved), Some(before), Some(after)) => {
            let file = page.say(&Words::new("Fil", "File")).to_owned();
            vec![[file, escape(&before.path).into_owned(), escape(&after.path).into_owned()]]
        }
        _ => story.fields.iter().map(|change| of_field(diff, change, page)).collect(),
    };
    if !rows.is_empty() {
        table(&called, &rows, page, out)?;
    }
    writeln!(out, "</section>")
}

fn table(called: &str, rows: &[[String; 3]], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let (field, before, after) = (page.say(&FIELD), page.say(&BEFORE), page.say(&AFTER));
    writeln!(out, "<div class=\"frame\">\n<table class=\"diff\">\n<caption>{called}</caption>")?;
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">{field}</th><th scope=\"col\">{before}</th><th scope=\"col\">{after}</th></tr></thead>\n<tbody>"
    )?;
    for [label, old, new] in rows {
        writeln!(
            out,
            "<tr><th scope=\"row\">{label}</th><td data-side=\"{before}\">{old}</td><td data-side=\"{after}\">{new}</td></tr>"
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

/// Every field of an entry that is on one side only.
fn whole(entry: &Entry, names: &dyn Names, page: &Page, side: fn(String) -> [String; 2]) -> Vec<[String; 3]> {
    let told = entry.fields().iter().filter_map(|field| {
        let cell = cell_of(names, field, entry.get(field.name)?);
        let [old, new] = side(html::shown(&cell, page));
        (!cell::is_empty(&cell)).then(|| [escape(page.say(&field.label.words())).into_owned(), old, new])
    });
    told.collect()
}

fn of_field(diff: &Diff<'_>, change: &FieldChange<'_>, page: &Page) -> [String; 3] {
    let (mut old, mut new) = (String::new(), String::new());
    for one in diff.shown(change) {
        sides(&one, page, &mut old, &mut new);
    }
    [escape(page.say(&label(change))).into_owned(), listed(old), listed(new)]
}

/// Lines as a list, where there are any.
fn listed(items: String) -> String {
    if items.starts_with("<li>") { format!("<ul>{items}</ul>") } else { items }
}

fn sides(shown: &Shown, page: &Page, old: &mut String, new: &mut String) {
    match shown {
        Shown::Gone(cell) => old.push_str(&format!("<li>{}</li>", gone(&html::shown(cell, page), page))),
        Shown::Came(cell) => new.push_str(&format!("<li>{}</li>", came(&html::shown(cell, page), page))),
        Shown::Prose(runs) => {
            runs.iter().for_each(|run| word(run, page, old, new));
        }
        Shown::Swap { old: was, new: is, note } => {
            if !cell::is_empty(was) {
                old.push_str(&gone(&html::shown(was, page), page));
            }
            if !cell::is_empty(is) {
                new.push_str(&came(&html::shown(is, page), page));
            }
            if let Some(note) = note {
                new.push_str(&format!(" ({})", escape(page.say(note))));
            }
        }
        Shown::Inside(name, parts) => {
            for (label, part) in parts {
                let (mut was, mut is) = (String::new(), String::new());
                sides(part, page, &mut was, &mut is);
                let head = format!("{}, {}: ", html::shown(name, page), escape(&page.say(label).to_lowercase()));
                old.push_str(&inside(&head, was));
                new.push_str(&inside(&head, is));
            }
        }
    }
}

fn inside(head: &str, told: String) -> String {
    if told.is_empty() { String::new() } else { format!("<li>{head}{}</li>", listed(told)) }
}

fn word(run: &Run, page: &Page, old: &mut String, new: &mut String) {
    // Escaping trims the end of a text, and the space there keeps two words apart.
    let text = run.text();
    let space = if text.ends_with(char::is_whitespace) { " " } else { "" };
    let text = escape(text);
    match run {
        Run::Same(_) => {
            old.push_str(&format!("{text}{space}"));
            new.push_str(&format!("{text}{space}"));
        }
        Run::Gone(_) => old.push_str(&format!("{}{space}", gone(&text, page))),
        Run::Came(_) => new.push_str(&format!("{}{space}", came(&text, page))),
    }
}

fn gone(text: &str, page: &Page) -> String {
    format!("<del><span class=\"unseen\">{}</span>{text}</del>", page.say(&GONE))
}

fn came(text: &str, page: &Page) -> String {
    format!("<ins><span class=\"unseen\">{}</span>{text}</ins>", page.say(&CAME))
}

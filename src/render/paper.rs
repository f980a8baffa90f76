//! A paper as Markdown that GitHub and GitLab show. Whatever the map says is text, and neither markup nor a mention.

use std::io::{self, Write};

use super::md::{block, inline, shown};
use super::wrap::cut;
use super::{Page, cell};
use crate::paper::{Chunk, Item, Line, Paper, Section};
use crate::say;
use crate::say::Words;
use crate::table::Cell;

/// What a comment on GitHub has room for, in characters.
pub const COMMENT: usize = 65_536;
/// The most columns of a title: a longer one leaves no room for what is told of it.
const LONGEST: usize = 160;
/// What is kept for the line that says how many more there are.
const MORE: usize = 120;

/// Writes a paper as Markdown, of at most so many bytes: items that there is no room for are counted in a line at the
/// end of their section.
pub fn paper(paper: &Paper, room: usize, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let mut text = format!("# {}\n", inline(page.say(&paper.title)));
    for words in &paper.lead {
        text.push_str(&format!("\n{}\n", block(page.say(words))));
    }
    let told = paper.sections.iter().filter(|section| !section.items.is_empty() || section.nothing.is_some());
    let sections: Vec<&Section> = told.collect();
    // What every section takes whatever there is room for.
    let heads: Vec<String> = (1..).zip(&sections).map(|(at, section)| head(paper, at, section, page)).collect();
    let mut kept: usize = heads.iter().map(|head| head.len() + MORE).sum();
    for (at, (section, head)) in sections.iter().zip(&heads).enumerate() {
        text.push_str(head);
        kept -= head.len() + MORE;
        items(paper, (at + 1, section), room.saturating_sub(kept + MORE), page, &mut text);
    }
    out.write_all(text.as_bytes())
}

fn head(paper: &Paper, number: usize, section: &Section, page: &Page) -> String {
    let heading = inline(page.say(&section.heading));
    let heading = if paper.is_numbered { format!("{number}. {heading}") } else { heading };
    let nothing = section.nothing.as_ref().filter(|_| section.items.is_empty());
    let nothing = nothing.map_or(String::new(), |words| format!("{}\n", block(page.say(words))));
    format!("\n## {heading}\n\n{nothing}")
}

fn items(paper: &Paper, (number, section): (usize, &Section), room: usize, page: &Page, text: &mut String) {
    for (at, one) in section.items.iter().enumerate() {
        let number = if paper.is_numbered { format!("{number}.{} ", at + 1) } else { String::new() };
        let item = item(one, &number, page);
        if text.len() + item.len() > room {
            let more = section.items.len() - at;
            let told = say!("… och {more} till.", "… and {more} more.");
            text.push_str(&format!("- {}\n", page.say(&told)));
            return;
        }
        text.push_str(&item);
    }
}

fn item(item: &Item, number: &str, page: &Page) -> String {
    let mut lines: Vec<String> = item.lines.iter().map(|one| line(one, page)).collect();
    let head = match &item.about {
        Some((id, name)) => format!("**{number}{}** (`{id}`)", inline(&cut(page.say(name), LONGEST))),
        None if lines.is_empty() => String::new(),
        None => format!("{number}{}", lines.remove(0)),
    };
    let mut text = match lines.len() {
        1 if item.about.is_some() => format!("- {head}: {}\n", lines.remove(0)),
        _ => format!("- {head}\n"),
    };
    lines.iter().for_each(|line| text.push_str(&format!("  - {line}\n")));
    if let Some(decision) = &item.decision {
        text.push_str(&format!("  - {} ______________________\n", inline(page.say(decision))));
    }
    text
}

fn line(line: &Line, page: &Page) -> String {
    let chunks = line.iter().filter_map(|chunk| match chunk {
        Chunk::Say(words) => Some(inline(page.say(words))),
        Chunk::Show(cell) => some(shown(&brief(cell, page), page)),
        Chunk::Old(cell) if cell::is_empty(cell) => None,
        Chunk::New(cell) if cell::is_empty(cell) => None,
        Chunk::Old(cell) => some(shown(&brief(cell, page), page)).map(|text| format!("~~{text}~~")),
        Chunk::New(cell) => some(shown(&brief(cell, page), page)).map(|text| format!("**{text}**")),
    });
    chunks.collect::<Vec<_>>().join(" ")
}

/// A cell with its names cut; a text of its own is whole.
fn brief(cell: &Cell, page: &Page) -> Cell {
    let short = |text: &str| cut(text, LONGEST).into_owned();
    let words = |words: &Words| Words::same(short(page.say(words)));
    match cell {
        Cell::Named(id, name) => Cell::Named(id.clone(), words(name)),
        Cell::Words(name) => Cell::Words(words(name)),
        Cell::List(items) => {
            let item =
                |item: &Cell| if let Cell::Text(text) = item { Cell::Text(short(text)) } else { brief(item, page) };
            Cell::List(items.iter().map(item).collect())
        }
        whole => whole.clone(),
    }
}

fn some(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Line;
    use crate::value::Id;

    fn told(one: &Paper, room: usize) -> String {
        let mut bytes = Vec::new();
        paper(one, room, &Page::default(), &mut bytes).expect("memory never fails");
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn item(name: &str) -> Item {
        let line: Line = vec![
            Chunk::Say(Words::new("Status:", "Status:")),
            Chunk::Old(Cell::Text("a*b".into())),
            Chunk::Say(Words::new("→", "→")),
            Chunk::New(Cell::Text(name.into())),
        ];
        Item::of(&Id::parse("x").expect("an id"), Words::same(name), vec![line])
    }

    fn sections(counts: [usize; 2]) -> Paper {
        let section =
            |count| Section::new(Words::new("Nytt", "New"), (0..count).map(|_| item("Något långt")).collect());
        Paper { title: Words::new("T", "T"), lead: vec![], sections: counts.map(section).into(), is_numbered: true }
    }

    #[test]
    fn a_paper_is_markdown_with_numbers_to_refer_to() {
        let mut paper = sections([1, 0]);
        paper.sections[1] = Section::new(Words::new("Slut", "End"), vec![]).or(Words::new("Inget.", "Nothing."));
        paper.sections[0].items[0].decision = Some(Words::new("Beslut:", "Decision:"));
        insta::assert_snapshot!(told(&paper, usize::MAX), @r"
        # T

        ## 1. Nytt

        - **1.1 Något långt** (`x`): Status: ~~a\*b~~ → **Något långt**
          - Beslut: ______________________

        ## 2. Slut

        Inget.
        ");
    }

    #[test]
    fn one_long_name_leaves_room_for_the_rest() {
        let long = "lång titel ".repeat(10_000);
        let mut paper = sections([3, 0]);
        let first = &mut paper.sections[0].items[0];
        *first = item(&long);
        let id = Id::parse("x").expect("an id");
        let names =
            [Cell::Named(id, Words::same(long.clone())), Cell::Text(long.clone()), Cell::Words(Words::same(long))];
        first.lines = vec![vec![Chunk::Old(Cell::List(names.to_vec())), Chunk::New(names[2].clone())]];
        let told = told(&paper, COMMENT);
        assert!(told.len() < 2_000 && told.matches("- **").count() == 3, "{}", told.len());
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        for counts in [[2_000, 2_000], [3, 5_000], [5_000, 3]] {
            let told = told(&sections(counts), COMMENT);
            assert!(told.len() <= COMMENT, "{}", told.len());
            let more: usize = told
                .lines()
                .filter_map(|line| line.strip_prefix("- … och ")?.strip_suffix(" till.")?.parse::<usize>().ok())
                .sum();
            let shown = told.lines().filter(|line| line.starts_with("- **")).count();
            assert_eq!(shown + more, counts.iter().sum::<usize>());
        }
    }

    #[test]
    fn nothing_in_a_paper_is_markup_or_a_mention() {
        let mut paper = sections([0, 0]);
        paper.sections[0].items = vec![item("@org/alla <img src=x onerror=y> [x](http://a.se) #12\n# x")];
        let told = told(&paper, COMMENT);
        assert!(
            !told.contains("@org") && told.contains("\\<img") && told.contains("\\[x\\]") && !told.contains("#12"),
            "{told}"
        );
        assert!(!told.lines().any(|line| line.starts_with("# x")), "{told}");
    }
}

use crate::say::Words;
use crate::table::{Cell, Column, Table};

/// A template that comes with the program.
#[derive(Debug)]
pub struct Shipped {
    /// What it is asked for by.
    pub name: &'static str,
    /// The file that it is kept in.
    pub file: &'static str,
    /// What it becomes.
    pub about: Words,
    /// The command that it is made for.
    pub usage: &'static str,
    /// What it is written as.
    pub text: &'static str,
}

/// Every one, in the order that they are shown.
pub static SHIPPED: [Shipped; 3] = [
    Shipped {
        name: "brev",
        file: "brev.html",
        about: Words::new(
            "Ett brev till en aktör om vad kartan säger om den",
            "A letter to an actor about what the map says of it",
        ),
        usage: "karta report aktor ID --template brev -o brev.html",
        text: include_str!("shipped/brev.html"),
    },
    Shipped {
        name: "oversikt",
        file: "oversikt.html",
        about: Words::new("Kartans siffror på en sida att skriva ut", "The map's numbers on one page to print"),
        usage: "karta report oversikt --template oversikt -o oversikt.html",
        text: include_str!("shipped/oversikt.html"),
    },
    Shipped {
        name: "motesunderlag",
        file: "motesunderlag.md",
        about: Words::new(
            "En lista att gå igenom på ett möte, med plats för beslut",
            "A list to go through at a meeting, with room for decisions",
        ),
        usage: "karta report luckor --template motesunderlag -o mote.md",
        text: include_str!("shipped/motesunderlag.md"),
    },
];

/// The templates that come with the program, a row each.
pub fn index() -> Table {
    let columns = vec![
        Column::text("mall", Words::new("Mall", "Template")),
        Column::text("om", Words::new("Blir", "Becomes")),
        Column::text("kommando", Words::new("Kommando", "Command")),
    ];
    let mut table = Table::new(Words::new("Mallar som följer med", "Templates that come along"), columns);
    let row = |shipped: &Shipped| {
        let (name, usage) = (shipped.name.to_owned(), shipped.usage.to_owned());
        vec![Cell::Text(name), Cell::Words(shipped.about.clone()), Cell::Text(usage)]
    };
    table.rows = SHIPPED.iter().map(row).collect();
    table
}

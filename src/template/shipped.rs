use crate::say::Words;

/// A template that comes with the program.
#[derive(Debug)]
pub struct Shipped {
    /// What it is asked for by.
    pub name: &'static str,
    /// The file that it is kept in.
    pub file: &'static str,
    /// What it becomes, as it stands in a sentence.
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
            "ett brev till en aktör om vad kartan säger om den",
            "a letter to an actor about what the map says of it",
        ),
        usage: "karta report aktor ID --template brev -o brev.html",
        text: include_str!("shipped/brev.html"),
    },
    Shipped {
        name: "oversikt",
        file: "oversikt.html",
        about: Words::new("kartans siffror på en sida att skriva ut", "the map's numbers on one page to print"),
        usage: "karta report oversikt --template oversikt -o oversikt.html",
        text: include_str!("shipped/oversikt.html"),
    },
    Shipped {
        name: "motesunderlag",
        file: "motesunderlag.md",
        about: Words::new(
            "en lista att gå igenom på ett möte, med plats för beslut",
            "a list to go through at a meeting, with room for decisions",
        ),
        usage: "karta report luckor --template motesunderlag -o mote.md",
        text: include_str!("shipped/motesunderlag.md"),
    },
];

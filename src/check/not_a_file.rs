use super::Sink;
use super::{Look, Rule};
use crate::say;
use crate::source::Trouble;

pub const RULE: Rule = Rule::error("not-a-file", include_str!("not-a-file.md"), Look::Trouble(check));

fn check(trouble: &Trouble, sink: &mut Sink<'_>) {
    if let Trouble::NotAFile(what) = trouble {
        sink.tell(say!("Det här är inte en vanlig fil, utan {what}.", "This is not a regular file, but {what}."; what in words))
            .hint(say!(
                "Lägg en vanlig fil i kartans mapp, eller döp om det så att namnet inte slutar på .toml.",
                "Put a regular file in the map's folder, or rename this so that it does not end in .toml."
            ));
    }
}

use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::error("bad-url", include_str!("bad-url.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::BadValue(_, value, Why::Url) = &problem.what {
        let value = quote(value);
        sink.tell(say!("\"{value}\" är ingen webbadress.", "\"{value}\" is not a web address.")).hint(say!(
            "Skriv hela adressen, med https:// först och utan blanksteg.",
            "Write the whole address, with https:// first and no spaces."
        ));
    }
}

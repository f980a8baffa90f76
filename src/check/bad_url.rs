use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::error("bad-url", include_str!("bad-url.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::BadValue(_, value, Why::Url) = &problem.what {
        let value = quote(value);
        if is_loud(&value) {
            sink.tell(say!(
                "\"{value}\" börjar inte med https:// i små bokstäver.",
                "\"{value}\" does not begin with https:// in lower case."
            ))
            .hint(say!("Skriv https:// med små bokstäver.", "Write https:// in lower case."));
            return;
        }
        sink.tell(say!("\"{value}\" är ingen webbadress.", "\"{value}\" is not a web address.")).hint(say!(
            "Skriv hela adressen, med https:// först och utan blanksteg.",
            "Write the whole address, with https:// first and no spaces."
        ));
    }
}

/// Whether all that is wrong may be that the scheme is in capitals.
fn is_loud(address: &str) -> bool {
    let scheme = address.split("://").next().unwrap_or_default();
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web && scheme.bytes().any(|byte| byte.is_ascii_uppercase())
}

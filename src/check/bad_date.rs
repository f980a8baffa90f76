use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::error("bad-date", include_str!("bad-date.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::BadValue(_, value, Why::Date) = &problem.what {
        let value = quote(value);
        sink.tell(say!("\"{value}\" är inget datum.", "\"{value}\" is not a date.")).hint(say!(
            "Skriv ett år, en månad eller en dag som finns: \"2018\", \"2018-03\" eller \"2018-03-08\".",
            "Write a year, a month or a day that exists: \"2018\", \"2018-03\" or \"2018-03-08\"."
        ));
    }
}

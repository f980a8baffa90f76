use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::quote;
use crate::value::OrgnrFault;

pub const RULE: Rule = Rule::error("orgnr-checksum", include_str!("orgnr-checksum.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::BadValue(_, value, Why::Orgnr(OrgnrFault::Check(right))) = &problem.what {
        let value = quote(value);
        sink.tell(say!(
            "Kontrollsiffran i organisationsnumret {value} stämmer inte.",
            "The check digit of the organisation number {value} is wrong."
        ))
        .hint(say!(
            "Någon siffra är fel. Om alla andra är rätt ska den sista vara {right}.",
            "Some digit is wrong. If all the others are right, the last should be {right}."
        ));
    }
}

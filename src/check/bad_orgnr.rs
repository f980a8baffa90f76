use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::quote;
use crate::value::OrgnrFault;

pub const RULE: Rule = Rule::error("bad-orgnr", include_str!("bad-orgnr.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    match &problem.what {
        What::BadValue(_, value, Why::Orgnr(OrgnrFault::Form)) => {
            let value = quote(value);
            sink.tell(say!("\"{value}\" är inget organisationsnummer.", "\"{value}\" is not an organisation number."))
                .hint(say!(
                    "Skriv sex siffror, bindestreck och fyra siffror: \"212000-0142\".",
                    "Write six digits, a hyphen and four digits: \"212000-0142\"."
                ));
        }
        // The number may be a person's, and is not repeated.
        What::BadValue(_, _, Why::Orgnr(OrgnrFault::Person)) => {
            sink.tell(say!(
                "Numret är inget organisationsnummer: den tredje siffran är lägre än 2, som i ett personnummer.",
                "The number is not an organisation number: its third digit is below 2, as in a person's number."
            ))
            .hint(say!(
                "Rätta numret, eller ta bort det: kartan har inga personnummer.",
                "Correct the number, or take it out: the map holds no persons' numbers."
            ));
        }
        _ => {}
    }
}

use super::personal::{Found, What, find};
use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::Shape;
use crate::say;

pub const RULE: Rule =
    Rule::error("personal-data", include_str!("personal-data.md"), Look::Text(Signs::DIGIT.or(Signs::AT), check));

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    // Numbers in addresses are seldom persons', and cannot be changed here; organisation numbers are checked by others.
    if matches!(said.field.shape, Shape::Url | Shape::Urls | Shape::Orgnr | Shape::Id) {
        return;
    }
    for Found { what, range, masked } in find(said.text) {
        let told = match what {
            What::Number => sink.tell(say!(
                "Texten har ett personnummer: {masked}",
                "The text has a personal identity number: {masked}"
            )),
            What::Coordination => sink.tell(say!(
                "Texten har ett samordningsnummer: {masked}",
                "The text has a coordination number: {masked}"
            )),
            What::Mobile => {
                sink.tell(say!("Texten har ett mobilnummer: {masked}", "The text has a mobile number: {masked}"))
            }
            What::Mail => sink.tell(say!(
                "Texten har en persons e-postadress: {masked}",
                "The text has a person's e-mail address: {masked}"
            )),
        };
        told.at(said.secret(range)).hint(match what {
            What::Number | What::Coordination => say!(
                "Ta bort numret. Finns det redan i git, så anmäl det till den som ansvarar för personuppgifter: att ta bort raden räcker inte.",
                "Take the number out. Where it is in git already, tell whoever is responsible for personal data: to take out the line is not enough."
            ),
            What::Mobile => say!("Skriv ett nummer till en växel eller en funktion.", "Write a number to a switchboard or a function."),
            What::Mail => say!(
                "Skriv en adress till en funktion, som registrator@ eller info@.",
                "Write an address to a function, such as registrator@ or info@."
            ),
        });
    }
}

use super::personal::What;
use super::personal_data::{in_text, outside_texts};
use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};

pub const RULE: Rule =
    Rule::warning("possible-personal-mail", include_str!("possible-personal-mail.md"), Look::Text(Signs::AT, check))
        .also(Look::Anything(elsewhere));

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    in_text(said, sink, is_unsure);
}

fn elsewhere(text: &str, sink: &mut Sink<'_>) {
    if text.contains('@') {
        outside_texts(text, sink, is_unsure);
    }
}

fn is_unsure(what: What) -> bool {
    what == What::PerhapsMail
}

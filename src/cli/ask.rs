//! Questions on the terminal, one for each field that is missing. Esc goes one step back; Ctrl-C leaves it all undone.

use inquire::ui::{RenderConfig, Styled};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};
use karta::edit;
use karta::entry::{Choice, Field, Shape, Value};
use karta::karta::{Karta, name};
use karta::say;
use karta::say::{Failure, Lang, Result, Words, plain};
use karta::value::{Id, Kind, words};

use super::terminal::Terminal;

/// What came of a question.
pub enum Answer {
    /// An answer; none where the question was passed over.
    Value(Option<Value>),
    /// The one before it is to be asked again.
    Back,
}

/// One who asks about the fields of a new entry.
pub struct Asker<'a> {
    pub karta: &'a Karta,
    pub terminal: &'a Terminal,
    pub kind: Kind,
}

/// Something to choose: what it is, and how it reads.
struct Candidate<T> {
    what: T,
    label: String,
}

impl<T> std::fmt::Display for Candidate<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.label)
    }
}

impl Asker<'_> {
    fn lang(&self) -> Lang {
        self.terminal.lang
    }

    /// Asks about one field; `start` is what the answer is likely to be.
    pub fn ask(&self, field: &'static Field, start: Option<&Value>) -> Result<Answer> {
        match field.shape {
            Shape::Choice(choices) => self.choose(field, choices, start),
            Shape::Concepts(_) | Shape::Links(_) => self.choose_several(field, start),
            _ => self.write(field, start),
        }
    }

    /// Asks whether to go on; none when Esc was pressed.
    pub fn agrees(&self, question: &Words) -> Result<Option<bool>> {
        let help = Words::new("j för ja, n för nej", "y for yes, n for no");
        let (yes, no, either) = match self.lang() {
            Lang::Sv => ("ja", "nej", "J/n"),
            Lang::En => ("yes", "no", "Y/n"),
        };
        let answer = Confirm::new(question.get(self.lang()))
            .with_help_message(help.get(self.lang()))
            .with_error_message(help.get(self.lang()))
            .with_parser(&|text| match text.to_lowercase().as_str() {
                "j" | "ja" | "y" | "yes" => Ok(true),
                "n" | "nej" | "no" => Ok(false),
                _ => Err(()),
            })
            .with_formatter(&|is_yes| if is_yes { yes.to_owned() } else { no.to_owned() })
            .with_default_value_formatter(&|_| either.to_owned())
            .with_default(true)
            .with_render_config(self.look())
            .prompt_skippable();
        answered(answer)
    }

    /// Asks for one of several; none when Esc was pressed.
    pub fn one_of<T>(&self, question: &str, options: Vec<(T, String)>) -> Result<Option<T>> {
        let options = options.into_iter().map(|(what, label)| Candidate { what, label }).collect();
        let keys = Words::new("↑↓ väljer, Enter tar, Esc avbryter", "↑↓ choose, Enter takes, Esc stops");
        let answer = Select::new(&format!("{question}:"), options)
            .with_help_message(keys.get(self.lang()))
            .with_render_config(self.look())
            .prompt_skippable();
        Ok(answered(answer)?.map(|chosen| chosen.what))
    }

    /// Asks for a text on one line; none when Esc was pressed or nothing was written.
    pub fn line(&self, question: &Words, start: &str) -> Result<Option<String>> {
        let answer = Text::new(question.get(self.lang()))
            .with_initial_value(start)
            .with_render_config(self.look())
            .prompt_skippable();
        Ok(answered(answer)?.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    /// How questions look, without words of their maker's.
    fn look(&self) -> RenderConfig<'static> {
        let back = match self.lang() {
            Lang::Sv => "(tillbaka)",
            Lang::En => "(back)",
        };
        let look = RenderConfig::default();
        let style = look.canceled_prompt_indicator.style;
        look.with_canceled_prompt_indicator(Styled::new(back).with_style_sheet(style))
    }

    fn question(&self, field: &Field) -> String {
        format!("{}:", field.label.words().get(self.lang()))
    }

    fn help(&self, field: &Field, keys: &Words) -> String {
        format!("{} {}", field.about.words().get(self.lang()), keys.get(self.lang()))
    }

    fn choose(&self, field: &Field, choices: &'static [Choice], start: Option<&Value>) -> Result<Answer> {
        let label = |choice: &'static Choice| choice.label.words().get(self.lang()).to_owned();
        let options: Vec<_> = choices.iter().map(|choice| Candidate { what: choice, label: label(choice) }).collect();
        let first = choices.iter().position(|choice| start == Some(&Value::Choice(choice))).unwrap_or(0);
        let keys = Words::new("(↑↓ väljer, Enter tar, Esc backar)", "(↑↓ choose, Enter takes, Esc goes back)");
        let answer = Select::new(&self.question(field), options)
            .with_starting_cursor(first)
            .with_scorer(&|typed, option, _, _| fits(typed, &option.label))
            .with_help_message(&self.help(field, &keys))
            .with_render_config(self.look())
            .prompt_skippable();
        Ok(match answered(answer)? {
            Some(chosen) => Answer::Value(Some(Value::Choice(chosen.what))),
            None => Answer::Back,
        })
    }

    fn choose_several(&self, field: &Field, start: Option<&Value>) -> Result<Answer> {
        let options = self.candidates(field);
        let is_likely = |id: &Id| start.is_some_and(|start| start.items().contains(&Value::Id(id.clone())));
        let likely: Vec<usize> = (0..options.len()).filter(|at| is_likely(&options[*at].what)).collect();
        let keys = Words::new(
            "(skriv för att söka, mellanslag kryssar, Enter tar, Esc backar)",
            "(type to search, space ticks, Enter takes, Esc goes back)",
        );
        let answer = MultiSelect::new(&self.question(field), options)
            .with_default(&likely)
            .with_page_size(10)
            .with_scorer(&|typed, option, _, _| fits(typed, &option.label))
            .with_help_message(&self.help(field, &keys))
            .with_render_config(self.look())
            .prompt_skippable();
        let Some(chosen) = answered(answer)? else {
            return Ok(Answer::Back);
        };
        let ids: Vec<Value> = chosen.into_iter().map(|candidate| Value::Id(candidate.what)).collect();
        if ids.is_empty() && field.is_required {
            self.terminal.tell(&Words::new("Minst en måste väljas.", "At least one must be chosen."));
            return self.choose_several(field, start);
        }
        Ok(Answer::Value((!ids.is_empty()).then(|| Value::List(ids.into()))))
    }

    fn candidates(&self, field: &Field) -> Vec<Candidate<Id>> {
        let label = |id: &Id, name: &Words| format!("{} ({id})", plain(name.get(self.lang())));
        if let Some(scheme) = field.scheme() {
            let concepts = self.karta.concepts(scheme).iter();
            return concepts
                .map(|concept| Candidate { what: concept.id.clone(), label: label(&concept.id, &concept.name) })
                .collect();
        }
        let entries = field.targets().iter().flat_map(|kind| self.karta.of_kind(*kind));
        let mut candidates: Vec<_> =
            entries.map(|entry| Candidate { what: entry.id.clone(), label: label(&entry.id, &name(entry)) }).collect();
        let order = karta::value::Order::swedish();
        candidates.sort_by(|a, b| order.compare(&a.label, &b.label));
        candidates
    }

    fn write(&self, field: &'static Field, start: Option<&Value>) -> Result<Answer> {
        let keys = match field.is_required {
            true => Words::new("(Esc backar)", "(Esc goes back)"),
            false => Words::new(
                "(Enter utan text hoppar över, Esc backar)",
                "(Enter without text passes over, Esc goes back)",
            ),
        };
        let (question, help) = (self.question(field), self.help(field, &keys));
        let mut typed = start.and_then(Value::text).unwrap_or_default().to_owned();
        loop {
            let prompt = Text::new(&question).with_initial_value(&typed).with_help_message(&help);
            let prompt = prompt.with_render_config(self.look());
            let Some(text) = answered(prompt.prompt_skippable())? else {
                return Ok(Answer::Back);
            };
            if text.trim().is_empty() && !field.is_required {
                return Ok(Answer::Value(None));
            }
            match edit::target(self.kind, field.name).and_then(|target| edit::value(self.karta, &target, text.trim())) {
                Ok(value) => return Ok(Answer::Value(Some(value))),
                Err(failure) => {
                    self.terminal.fail(&failure);
                }
            }
            typed = text;
        }
    }
}

/// How well what was typed fits a label: every word of it begins a word there, å ä ö or not.
fn fits(typed: &str, label: &str) -> Option<i64> {
    let there: Vec<String> = words(label).collect();
    let is_there = |word: String| there.iter().any(|other| other.contains(&word));
    words(typed).all(is_there).then(|| i64::from(words(typed).next() == there.first().cloned()))
}

/// An answer, none when Esc was pressed, or that nothing more is to be asked.
fn answered<T>(answer: std::result::Result<Option<T>, InquireError>) -> Result<Option<T>> {
    answer.map_err(|error| match error {
        InquireError::OperationInterrupted | InquireError::OperationCanceled => {
            Failure::new(Words::new("Avbrutet. Ingenting skrevs.", "Stopped. Nothing was written."))
        }
        InquireError::IO(error) => {
            Failure::io(Words::new("Frågan gick inte att ställa.", "The question could not be asked."), &error)
        }
        other => {
            let other = plain(&other.to_string()).into_owned();
            Failure::new(say!("Frågan gick inte att ställa: {other}", "The question could not be asked: {other}"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn what_is_typed_finds_labels_with_or_without_accents() {
        assert!(fits("overs", "Översättning och tolkning (oversattning-och-tolkning)").is_some());
        assert!(fits("översyn", "Översyn av avtal (oversyn)").is_some());
        assert!(fits("tolk övers", "Översättning och tolkning (x)").is_some());
        assert!(fits("skatt", "Översyn").is_none());
    }
}

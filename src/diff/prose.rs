use similar::{ChangeTag, TextDiff};

/// The most words of two texts together that are compared one by one.
const MOST: usize = 6_000;

/// A run of words, with the spaces after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Both texts have it.
    Same(String),
    /// Only the first has it.
    Gone(String),
    /// Only the second has it.
    Came(String),
}

impl Run {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Run::Same(text) | Run::Gone(text) | Run::Came(text) => text,
        }
    }
}

/// Two texts held against each other word by word. A word between two that were changed is taken to be changed too when
/// it is short, so that a reader meets whole phrases.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    if old.split_whitespace().count() + new.split_whitespace().count() > MOST {
        return vec![Run::Gone(old.to_owned()), Run::Came(new.to_owned())];
    }
    let diff = TextDiff::from_words(old, new);
    let (mut runs, mut gone, mut came) = (Vec::new(), String::new(), String::new());
    let mut same = String::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Equal => same.push_str(word),
            tag => {
                settle(&mut runs, &mut same, &mut gone, &mut came);
                match tag {
                    ChangeTag::Delete => gone.push_str(word),
                    _ => came.push_str(word),
                }
            }
        }
    }
    flush(&mut runs, &mut gone, &mut came);
    push(&mut runs, Run::Same(same));
    runs
}

/// Before another change: spaces and short words alone between two changes become part of them.
fn settle(runs: &mut Vec<Run>, same: &mut String, gone: &mut String, came: &mut String) {
    if same.is_empty() {
        return;
    }
    let is_short = same.trim().chars().count() <= 3 && !(gone.is_empty() && came.is_empty());
    if is_short {
        gone.push_str(same);
        came.push_str(same);
        same.clear();
        return;
    }
    flush(runs, gone, came);
    push(runs, Run::Same(std::mem::take(same)));
}

fn flush(runs: &mut Vec<Run>, gone: &mut String, came: &mut String) {
    push(runs, Run::Gone(std::mem::take(gone)));
    push(runs, Run::Came(std::mem::take(came)));
}

fn push(runs: &mut Vec<Run>, run: Run) {
    if !run.text().is_empty() {
        runs.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(old: &str, new: &str) -> String {
        let told = words(old, new).into_iter().map(|run| match run {
            Run::Same(text) => text,
            Run::Gone(text) => format!("[-{text}-]"),
            Run::Came(text) => format!("{{+{text}+}}"),
        });
        told.collect()
    }

    #[test]
    fn words_that_changed_are_told_as_phrases() {
        assert_eq!(
            told("Drivs av Skatteverket sedan 2015.", "Drivs av Digg sedan 2018."),
            "Drivs av [-Skatteverket-]{+Digg+} sedan [-2015.-]{+2018.+}"
        );
        assert_eq!(told("a b c", "a b c"), "a b c");
        assert_eq!(told("", "nytt"), "{+nytt+}");
        assert_eq!(told("ett två i tre", "fyra fem i sex"), "[-ett två i tre-]{+fyra fem i sex+}");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[a-cå \n]{0,40}", new in "[a-cå \n]{0,40}") {
            let runs = words(&old, &new);
            let read = |skip: fn(&Run) -> bool| runs.iter().filter(|run| !skip(run)).map(Run::text).collect::<String>();
            prop_assert_eq!(read(|run| matches!(run, Run::Came(_))), old);
            prop_assert_eq!(read(|run| matches!(run, Run::Gone(_))), new);
        }
    }
}

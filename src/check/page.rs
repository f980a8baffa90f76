use crate::say::{Lang, Words};

/// What a rule's page says: `check/<rule>.md`, taken apart at its headings.
///
/// ```text
/// # broken-link
/// ## På svenska      what is wrong, why it matters, how to mend it
/// ## In English      the same
/// ## Fel             files as they should not be: ```toml behov/skola/a.toml
/// ## Rätt            the same files as they should be
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The rule's name, as the page has it.
    pub name: &'static str,
    /// What is wrong, why it matters, and how to mend it.
    pub text: Words,
    /// Files with the fault; `# <- här` stands on the line of each finding, `# <- också här` where one cause shows again.
    pub bad: Vec<Example>,
    /// The same files without it.
    pub good: Vec<Example>,
}

/// A file in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its path in the map.
    pub path: &'static str,
    /// What cannot be seen in the text.
    pub form: Form,
    /// What it says.
    pub text: &'static str,
}

/// What is special with a file in an example; `som utf-16` after its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing.
    Plain,
    /// It is saved as UTF-16.
    Utf16,
    /// It is saved as Windows-1252.
    Windows1252,
    /// It is larger than a file of the map may be.
    Large,
    /// It is a symbolic link.
    Link,
    /// It may not be read.
    Locked,
    /// It is not there.
    Gone,
    /// It is not there, but was in the map compared with.
    Before,
}

impl Form {
    fn parse(word: &str) -> Option<Form> {
        Some(match word {
            "utf-16" => Form::Utf16,
            "windows-1252" => Form::Windows1252,
            "stor" => Form::Large,
            "länk" => Form::Link,
            "oläsbar" => Form::Locked,
            "borttagen" => Form::Gone,
            "tidigare" => Form::Before,
            _ => return None,
        })
    }

    fn label(self) -> Words {
        match self {
            Form::Plain => Words::new("", ""),
            Form::Utf16 => Words::new(" (sparad som UTF-16)", " (saved as UTF-16)"),
            Form::Windows1252 => Words::new(" (sparad som Windows-1252)", " (saved as Windows-1252)"),
            Form::Large => Words::new(" (större än en megabyte)", " (larger than a megabyte)"),
            Form::Link => Words::new(" (en symbolisk länk)", " (a symbolic link)"),
            Form::Locked => Words::new(" (får inte läsas)", " (may not be read)"),
            Form::Before => Words::new(" (fanns förut)", " (was there before)"),
            Form::Gone => Words::new(" (finns inte)", " (is not there)"),
        }
    }
}

impl Page {
    pub(super) fn parse(page: &'static str) -> Page {
        let name = page.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or("");
        let [sv, en] = ["På svenska", "In English"].map(|heading| section(page, heading).trim());
        let [bad, good] = ["Fel", "Rätt"].map(|heading| examples(section(page, heading)));
        Page { name, text: Words::new(sv, en), bad, good }
    }

    /// What is wrong, in a sentence or two.
    pub fn summary(&self) -> Words {
        Words::each(|lang| self.text.get(lang).split("\n\n").next().unwrap_or_default().to_owned())
    }

    /// The page in one language, as Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        let mut page = format!("# {}\n\n{}\n", self.name, self.text.get(lang));
        let bad = Words::new("Fel", "Wrong");
        let good = Words::new("Rätt", "Right");
        for (heading, examples) in [(bad, &self.bad), (good, &self.good)] {
            page.push_str(&format!("\n## {}\n", heading.get(lang)));
            examples.iter().for_each(|example| page.push_str(&example.markdown(lang)));
        }
        page
    }
}

impl Example {
    fn markdown(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::Sv => self.text.to_owned(),
            Lang::En => self.text.replace("# <- här", "# <- here").replace("# <- också här", "# <- here too"),
        };
        format!("\n`{}`{}\n\n```toml\n{text}```\n", self.path, self.form.label().get(lang))
    }
}

/// What stands under a heading, up to the next. A heading inside an example is not one.
fn section(page: &'static str, heading: &str) -> &'static str {
    let marked = format!("\n## {heading}\n");
    let Some(at) = page.find(&marked) else { return "" };
    let rest = &page[at + marked.len()..];
    rest.split("\n## ").next().unwrap_or(rest)
}

fn examples(section: &'static str) -> Vec<Example> {
    section.split("```toml ").skip(1).filter_map(example).collect()
}

fn example(block: &'static str) -> Option<Example> {
    let (info, rest) = block.split_once('\n')?;
    let (text, _) = rest.split_once("```").filter(|(text, _)| text.is_empty() || text.ends_with('\n'))?;
    let (path, form) = match info.split_once(" som ") {
        Some((path, word)) => (path, Form::parse(word)?),
        None => (info, Form::Plain),
    };
    Some(Example { path, form, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart_and_shown_in_one_language() {
        let page = Page::parse(
            "# bad-x\n\n## På svenska\n\nFel är det.\n\n## In English\n\nIt is wrong.\n\n## Fel\n\n```toml behov/a.toml som utf-16\nx = 1 # <- här\n```\n\n## Rätt\n\n```toml behov/a.toml\nx = 2\n```\n",
        );
        assert_eq!((page.bad[0].path, page.bad[0].form), ("behov/a.toml", Form::Utf16));
        insta::assert_snapshot!(page.markdown(Lang::En), @r#"
        # bad-x

        It is wrong.

        ## Wrong

        `behov/a.toml` (saved as UTF-16)

        ```toml
        x = 1 # <- here
        ```

        ## Right

        `behov/a.toml`

        ```toml
        x = 2
        ```
        "#);
    }
}

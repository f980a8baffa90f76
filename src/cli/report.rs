//! `karta report`: the questions that a map is asked again and again.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use karta::query::Filter;
use karta::render::Format;
use karta::report::{self, Ask, Chosen, Then};
use karta::say::{Failure, Result, Words, plain};
use karta::source::Past;
use karta::table::Answer;

use super::Outcome;
use super::at::At;
use super::filter::Flags;
use super::lang::{now, text};
use super::output::Output;
use super::session::{Session, today};
use super::template::{self, Filling, Opened};

#[derive(Args)]
#[command(
    after_help = text(
        "Utan RAPPORT visas vilka rapporter som finns.\n\nExempel:\n  karta report luckor --tema migration\n  karta report matris tema livshandelse -o matris.xlsx\n  karta report aktor skatteverket --template brev -o brev.html",
        "Without REPORT, the reports that there are are shown.\n\nExamples:\n  karta report luckor --tema migration\n  karta report matris tema livshandelse -o matris.xlsx\n  karta report aktor skatteverket --template brev -o brev.html"
    )
)]
pub struct Report {
    #[arg(value_name = text("RAPPORT", "REPORT"), help = text("Vilken rapport", "Which report"))]
    name: Option<String>,

    #[arg(value_name = text("VAD", "WHAT"), help = text(
        "Vad rapporten ska handla om, där den frågar efter det",
        "What the report is to be about, where it asks for that"
    ))]
    operands: Vec<String>,

    #[command(flatten)]
    own: Own,

    #[command(flatten)]
    asked: Asked,
}

/// What every report can be asked: which entries it is about, and how to show it.
#[derive(Args)]
pub struct Asked {
    #[arg(long, value_name = text("UTTRYCK", "EXPRESSION"), help = text(
        "Bara om det som uttrycket väljer, som i karta query",
        "Only about what the expression selects, as in karta query"
    ))]
    r#where: Option<String>,

    #[arg(long, value_name = text("ANTAL", "COUNT"), help = text(
        "Visa högst så många rader i varje tabell; på skärmen visas annars de första, i filer alla",
        "Show at most so many rows of each table; else the first on a screen, and all in files"
    ))]
    limit: Option<usize>,

    #[arg(long, visible_alias = "part", value_name = text("DEL", "PART"), help = text(
        "Bara en av rapportens tabeller",
        "Only one of the report's tables"
    ))]
    del: Option<String>,

    #[command(flatten)]
    flags: Flags,

    #[command(flatten)]
    at: At,

    #[command(flatten)]
    filling: Filling,

    #[command(flatten)]
    output: Output,
}

/// The flags that single reports have, as they declare them.
struct Own(BTreeMap<&'static str, String>);

impl Args for Own {
    fn augment_args(command: Command) -> Command {
        let flags = report::ALL.iter().flat_map(|report| report.flags.iter().map(|flag| (report.name, flag)));
        command.args(flags.map(|(report, flag)| {
            let (about, value) = (flag.about.words(), flag.value.words());
            let help = format!("{report}: {}", about.get(now()));
            Arg::new(flag.name).long(flag.name).value_name(value.get(now()).to_owned()).help(help)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Own::augment_args(command)
    }
}

impl FromArgMatches for Own {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Own, clap::Error> {
        let names = report::ALL.iter().flat_map(|report| report.flags.iter().map(|flag| flag.name));
        let given = names.filter_map(|name| matches.get_one::<String>(name).map(|value| (name, value.clone())));
        Ok(Own(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Own::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Report {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        match &self.name {
            Some(name) => self.asked.tell(report::find(name)?, &self.operands, &self.own.0, session),
            None => {
                match self.asked.filling.open(&self.asked.output, session)? {
                    Opened::Shown => {}
                    Opened::NotAsked => self.asked.output.send(&report::index(), session)?,
                    Opened::Template(_) => return Err(no_report()),
                }
                Ok(Outcome::Done)
            }
        }
    }
}

impl Asked {
    /// Shows a report.
    pub fn tell(
        &self,
        report: &report::Report,
        operands: &[String],
        flags: &BTreeMap<&'static str, String>,
        session: &Session<'_>,
    ) -> Result<Outcome> {
        let filling = self.filling.open(&self.output, session)?;
        if matches!(filling, Opened::Shown) {
            return Ok(Outcome::Done);
        }
        let filter = Filter::all([self.flags.filter(), Filter::parse(self.r#where.as_deref().unwrap_or_default())?]);
        let karta = &session.open_at(&self.at)?.karta;
        let ask = Ask {
            karta,
            revision: session.made_from().unwrap_or(Words::new("arbetsmappen", "the working folder")),
            now: self.at.called().map_or(Words::new("nu", "now"), |called| Words::same(plain(called))),
            today: today(),
            filter: &filter,
            chosen: Chosen::of(karta, &filter)?,
            operands,
            flags,
            past: &Before { at: &self.at, session },
        };
        let mut answer = report::tell(report, &ask)?;
        answer.limit(self.limit.unwrap_or(self.most(&answer)?));
        match filling {
            Opened::Template(template) => template::send(&template, &answer, karta, &self.output, session)?,
            _ => self.output.send_answer(&answer, self.del.as_deref(), session)?,
        }
        Ok(Outcome::Done)
    }
}

/// How many rows of each table a person gets unasked, when there is one table, and when there are several.
const SOME: (usize, usize) = (200, 15);

impl Asked {
    /// How many rows of each table are shown when nothing is said of it: what can be read on a screen, and in files all.
    fn most(&self, answer: &Answer) -> Result<usize> {
        if self.filling.is_wanted() {
            return Ok(usize::MAX);
        }
        Ok(match (self.output.format(Format::Text)?, answer.sheets.len(), &self.del) {
            (Format::Text, 1, _) | (Format::Text, _, Some(_)) => SOME.0,
            (Format::Text, ..) => SOME.1,
            _ => usize::MAX,
        })
    }
}

/// What came before the point that is asked about. Git is opened when a report asks for it, and not before: most never do.
struct Before<'s> {
    at: &'s At,
    session: &'s Session<'s>,
}

impl report::Past for Before<'_> {
    fn each(&self, look: &mut dyn FnMut(Then<'_>) -> Result<()>) -> Result<()> {
        let past = Past::open(&self.session.past()?)?;
        match self.at.called() {
            Some(called) => past.before(&self.session.revision(called)?).each(look),
            None => past.each(look),
        }
    }
}

fn no_report() -> Failure {
    Failure::new(Words::new(
        "En mall berättar en rapport, och ingen är vald.",
        "A template tells a report, and none is chosen.",
    ))
    .hint(Words::new(
        "Till exempel: karta report luckor --template motesunderlag",
        "For example: karta report luckor --template motesunderlag",
    ))
}

//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::add::Add;
use super::diff::Diff;
use super::edit::Edit;
use super::explain::Explain;
use super::export::Export;
use super::fields::Fields;
use super::fmt::Fmt;
use super::history::History;
use super::identity::{Merge, Rename, Split, Withdraw};
use super::init::Init;
use super::lang::text;
use super::link::{Link, Unlink};
use super::links::Links;
use super::mentions::Mentions;
use super::merge::Merge;
use super::merge_file::MergeFile;
use super::overlapp::Overlapp;
use super::path::Path;
use super::path::Path;
use super::query::Query;
use super::query::Query;
use super::rename::Rename;
use super::report::Report;
use super::revision::Revision;
use super::schema::Schema;
use super::show::Show;
use super::split::Split;
use super::validate::Validate;
use super::withdraw::Withdraw;

#[derive(Parser)]
#[command(
    name = "karta",
    version,
    about = text(
        "Håller en gemensam karta över behov och initiativ som text i git.",
        "Keeps a shared map of needs and initiatives as text in git."
    ),
    arg_required_else_help = true,
    max_term_width = 100,
)]
pub struct Args {
    #[arg(long, global = true, value_name = text("MAPP", "DIR"), help = text(
        "Kartans mapp; annars KARTA_DIR, annars uppåt härifrån, annars ./map-data",
        "The map's folder; else KARTA_DIR, else upward from here, else ./map-data"
    ))]
    pub karta: Option<PathBuf>,

    #[arg(long, alias = "sprak", global = true, value_name = "sv|en", value_parser = ["sv", "en"], help = text(
        "Språk; annars KARTA_LANG, annars kartans eget, annars svenska",
        "Language; else KARTA_LANG, else the map's own, else Swedish"
    ))]
    pub lang: Option<String>,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Query(Query),
    Report(Report),
    Overlapp(Overlapp),
    Show(Show),
    Diff(Diff),
    Add(Add),
    Edit(Edit),
    Link(Link),
    Unlink(Unlink),
    Links(Links),
    Path(Path),
    Mentions(Mentions),
    Rename(Rename),
    Merge(Merge),
    Split(Split),
    Withdraw(Withdraw),
    Validate(Validate),
    Explain(Explain),
    Fmt(Fmt),
    Export(Export),
    Fields(Fields),
    History(History),
    MergeFile(MergeFile),
    Schema(Schema),
    Revision(Revision),
    Init(Init),
}

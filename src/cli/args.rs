//! What can be said on the command line.

use std::path::PathBuf;

use clap::Parser;

use super::command::Command;
use super::lang::text;

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

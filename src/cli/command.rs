//! Every command, in the order that help lists them: what answers, what checks, what changes, what carries.

use clap::Subcommand;
use karta::say::Result;

use super::Outcome;
use super::lang::text;
use super::late::Late;
use super::session::Session;

macro_rules! commands {
    ($($command:ident of $file:ident: $sv:literal, $en:literal;)*) => {
        /// What is to be done, with all that was said of how.
        #[derive(Subcommand)]
        pub enum Command {
            $(#[command(about = text($sv, $en))] $command(Late<super::$file::$command>),)*
        }

        impl Command {
            /// Does it.
            pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
                match self {
                    $(Command::$command(Late(args)) => args.run(session),)*
                }
            }
        }
    };
}

commands! {
    Query of query: "Sök bland behov, initiativ och aktörer", "Search needs, initiatives and actors";
    Show of show: "Visa en post i sin helhet, med länkar åt båda håll", "Show one entry in full, with links both ways";
    Report of report: "Rapporter: luckor, överlapp, korstabeller med mera", "Reports: gaps, overlaps, cross tables and more";
    Links of links: "Visa vad en post pekar på och vad som pekar på den", "Show what an entry points at and what points at it";
    Path of path: "Visa den kortaste kedjan av länkar mellan två poster", "Show the shortest chain of links between two entries";
    Mentions of mentions: "Visa vad texter nämner utan länk, och länka det", "Show what texts name without a link, and link it";
    Diff of diff: "Jämför kartan med en tidigare revision, eller två revisioner", "Compare the map with an earlier revision, or two revisions";
    History of history: "Visa vad som hänt en post: vad som ändrades, när, och i vilken revision", "Show what has become of an entry: what changed, when, and in which revision";
    Revision of revision: "Kartans årliga revisioner: visa, skapa och förbered", "The map's yearly revisions: show, create and prepare";
    Validate of validate: "Kontrollera kartan", "Check the map";
    Explain of explain: "Förklara en regel, eller visa alla", "Explain a rule, or show them all";
    Fmt of fmt: "Skriv kartans filer i husets format", "Write the map's files in house format";
    Add of add: "Lägg till ett behov, ett initiativ eller en aktör", "Add a need, an initiative or an actor";
    Edit of edit: "Ändra en post, eller alla som ett filter väljer", "Change one entry, or all that a filter selects";
    Link of link: "Länka poster till varandra", "Link entries to each other";
    Unlink of link: "Ta bort länkar mellan poster", "Take away links between entries";
    Rename of rename: "Byt id på en post eller ett begrepp", "Give an entry or a concept another id";
    Merge of merge: "Slå ihop poster till en", "Merge entries into one";
    Split of split: "Dela en post i flera", "Split an entry into several";
    Withdraw of withdraw: "Avför en post ur kartan", "Withdraw an entry from the map";
    Overlapp of overlapp: "Visa överlapp, eller säg att två poster inte är samma sak", "Show overlaps, or say that two entries are not the same";
    Import of import: "Läs in ett kalkylark som någon har ändrat eller fyllt i", "Take in a sheet that somebody has changed or filled in";
    Export of export: "Exportera poster till CSV, Excel, JSON med mera", "Export entries to CSV, Excel, JSON and more";
    Fields of fields: "Visa vilka fält som finns och vad de betyder", "Show which fields there are and what they mean";
    Schema of schema: "Skriv JSON Schema för editorer", "Write JSON Schema for editors";
    Init of init: "Börja en ny karta", "Begin a new map";
    MergeFile of merge_file: "Slå ihop två ändringar av en fil, fält för fält", "Merge two changes of one file, field by field";
}

//! Every flag of every command is tried at least once; one that no line here tries is told of.

use std::collections::BTreeSet;

use super::desk::{Desk, words};
use super::help::commands;
use super::past::READING;

/// Lines that go well, each in a copy of the real map.
const LINES: &[&str] = &[
    "--karta map-data --lang en query --count",
    "query --help",
    "--version",
    "query tolk --tema migration --status pågående --status forvaltning --kind initiativ --typ tjanst --columns id,titel \
     --sort -titel --limit 3",
    "query --livshandelse studera --informationsomrade person --verksamhetsomrade vo-demokrati --ids",
    "query --fokusomrade fo-nationella-tjanster --aktor SKR --agare skr --deltagare alla-kommuner --count --explain",
    "query --group-by tema,status --format md --output svar.md",
    "query --excel",
    "query --at 2017 --count",
    "query --all-revisions --kind behov --count",
    "query tolk --template motesunderlag --show-template",
    "report luckor --template motesunderlag --show-template",
    "overlapp --template motesunderlag --show-template",
    "report beroenden --utan serverat --where 'start>=2015' --limit 5 --del behov --format md --output svar.md",
    "report luckor --excel --tema skola --livshandelse studera --informationsomrade person --verksamhetsomrade vo-demokrati \
     --fokusomrade fo-nationella-tjanster --aktor skr --agare skr --deltagare alla-kommuner --status pagaende --typ program --kind initiativ",
    "overlapp --where 'start>=2015' --limit 5 --del par --format md --output svar.md",
    "overlapp --excel --tema skola --livshandelse studera --informationsomrade person --verksamhetsomrade vo-demokrati \
     --fokusomrade fo-nationella-tjanster --aktor skr --agare skr --deltagare alla-kommuner --status pagaende --typ program --kind initiativ",
    "overlapp --dismiss ssbtek ssbtgu --reason 'Olika uppgifter' --dry-run --yes",
    "show serverat --format html --output svar.html",
    "show serverat --excel",
    "show serverat --toml",
    "show serverat --at 2017",
    "diff 2017 2018 --min form --summary --kind initiativ --tema skola --query tolk",
    "diff 2017 --format beslut --output beslut.md --aktor skr --agare skr --deltagare alla-kommuner --status pagaende \
     --typ program",
    "diff . . --exit-code --livshandelse studera --informationsomrade person --verksamhetsomrade vo-demokrati \
     --fokusomrade fo-nationella-tjanster",
    "diff 2017 2018 --excel",
    "history serverat --format json --output historik.json",
    "history serverat --excel",
    "revision list --format csv --output revisioner.csv",
    "revision list --excel",
    "revision show 2018 --format md --output 2018.md",
    "revision show 2018 --excel",
    "revision create 2031 --decided 2023-06 --by esam --note N --dry-run",
    "revision create 2031 --title T --decided 2023 --commit",
    "revision next 2031 --untouched 2 --format json --output nasta.json",
    "revision next 2031 --excel",
    "report kohorter --revisioner 2 --at 2018",
    "overlapp --at 2018",
    "edit serverat --set status=avslutat --add agare=digg --remove agare=skr --unset typ --dry-run",
    "edit --where tema:migration --set egna.x=1 --yes",
    "link serverat --agare digg --deltagare digg --moter oversattning-och-tolkning --beror-av ena --del-av ena --ersatter \
     dukat --relaterat ena --yes",
    "link oversattning-och-tolkning --aktor bra --dry-run",
    "link sambruk --ingar-i skr --medlemskap skr --ersatt-av digg --dry-run",
    "unlink serverat --agare digg --deltagare skr --moter enklare-starta-restaurang --beror-av ssbtgu --del-av ena \
     --ersatter dukat --relaterat ena --yes",
    "unlink oversattning-och-tolkning --aktor bra --dry-run",
    "unlink sambruk --ingar-i skr --medlemskap skr --ersatt-av digg --dry-run",
    "links serverat --hops 2 --kind behov --format svg --output bild.svg",
    "links serverat --excel",
    "path serverat ena --kind initiativ --format json --output vag.json",
    "path serverat ena --excel",
    "mentions --kind aktor --field relaterat --format json --output namnt.json",
    "mentions --excel",
    "mentions --apply --dry-run --yes",
    "rename serverat nytt --reason R --since 2020 --dry-run --yes",
    "merge serverat dukat --into nytt --take serverat --reason R --since 2020 --dry-run --yes",
    "split serverat --into a b --title A --title B --reason R --since 2020 --dry-run --yes",
    "withdraw serverat --reason R --since 2020 --dry-run --yes",
    "validate --format short --strict --output svar.txt",
    "validate --against . --format json",
    "validate --fix --dry-run",
    "validate --at 2017",
    "schema behov",
    "schema --output scheman --dry-run",
    "explain --format csv --excel --output regler.csv",
    "fmt --check",
    "fmt --dry-run",
    "export --long --kind behov --tema skola --format tsv --output svar.tsv",
    "export --excel --livshandelse studera --informationsomrade person --verksamhetsomrade vo-demokrati \
     --fokusomrade fo-nationella-tjanster --aktor skr --agare skr --deltagare alla-kommuner --status pagaende --typ program",
    "import ark.csv --kind initiativ --base 2018 --take map --save-mapping ny.toml --dry-run --yes",
    "import ark.csv --kind initiativ --strict --yes --format md --output svar.md",
    "import ark.csv --mapping kolumner.toml --excel --dry-run",
    "import ark.csv --mapping kolumner.toml --sheet '' --dry-run",
    "merge-file ark.csv ark.csv ark.csv --path behov/a.toml --ours-label main --theirs-label gren",
    "export --at 2018 --datapackage --with-base --format csv --output k.csv",
    "export --all-revisions --output k.jsonl",
    "export --format turtle --bas https://karta.example.se/id/",
    "fields initiativ --format json --output falt.json",
    "fields --excel",
    "init ny --namn Ny --ci github",
    "init annan --schema --dry-run",
    "init --merge-driver",
    "add behov --titel T --beskrivning B --status prioriterat --tema skola --livshandelse studera --informationsomrade \
     person --verksamhetsomrade vo-demokrati --fokusomrade fo-nationella-tjanster --aktor skr --relaterat serverat \
     --ersatt-av serverat --uppgift-ar 2022 --nytta-varde 5 --nytta-skal N --insats-varde 1 --insats-skal I \
     --avford-nar 2022 --avford-skal A --tidigare-titel-titel G --tidigare-titel-till 2020 --inte-samma-som \
     oversattning-och-tolkning --inte-samma-skal O --kalla-text K --kalla-url https://example.se --kalla-datum 2022-01 \
     --egna a=1 --egna b=x --dry-run",
    "add initiativ --titel T --beskrivning B --status pågående --typ tjänst --tema skola --livshandelse studera \
     --informationsomrade person --verksamhetsomrade vo-demokrati --fokusomrade fo-nationella-tjanster --agare skr \
     --deltagare digg --deltagare alla-kommuner --moter oversattning-och-tolkning --beror-av serverat --del-av serverat --ersatter \
     serverat --relaterat serverat --start 2020 --slut 2022-03-01 --diarienummer 'SKR 1/20' --lank https://example.se \
     --ersatt-av serverat --uppgift-ar 2022 --nytta-varde 5 --nytta-skal N --insats-varde 1 --insats-skal I --avford-nar \
     2022 --avford-skal A --tidigare-titel-titel G --tidigare-titel-till 2020 --inte-samma-som serverat \
     --inte-samma-skal O --finansiering-ar 2021 \
     --finansiering-belopp-kkr 100 --finansiering-kalla F --kalla-text K --kalla-url https://example.se --kalla-datum \
     2022-01 --egna a=1 --dry-run",
    "add aktor --namn N --namn-en E --forkortning NE --organisationsnummer 202100-6883 --niva stat --ingar-i esam \
     --webb https://example.se --funktionsadress registrator@example.se --beskrivning B --start 2018 --slut 2022 --ersatt-av \
     digg --uppgift-ar 2022 --avford-nar 2022 --avford-skal A --tidigare-namn-namn G --tidigare-namn-till 2020 --medlemskap-i \
     esam --medlemskap-fran 2018 --medlemskap-till 2020 --medlemskap-roll R --kalla-text K --kalla-url https://example.se \
     --kalla-datum 2022-01 --egna a=1 --dry-run",
    "add behov --titel T --beskrivning B --status prioriterat --tema skola --edit",
    "add initiativ --titel T --beskrivning B --status pausat --tema skola --edit",
    "add aktor --namn N --niva stat --edit",
];

/// The long flags that a command's help lists.
fn listed(desk: &Desk, command: &str) -> BTreeSet<String> {
    let help = desk.karta(&format!("{command} --help")).well().out;
    let flags = help.lines().filter_map(|line| line.split_once("--").filter(|(before, _)| before.trim().len() <= 3));
    flags.map(|(_, flag)| flag.split([' ', ',']).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_line_goes_well() {
    for line in LINES {
        let desk = Desk::with_real_past();
        desk.write("ark.csv", "Id;Titel\nserverat;Serverat i hela landet\n");
        desk.write("kolumner.toml", "slag = \"initiativ\"\n[kolumner]\nId = \"id\"\nTitel = \"titel\"\n");
        desk.karta(line).env("EDITOR", "true").well();
    }
}

#[test]
fn every_flag_is_tried() {
    let desk = Desk::empty();
    let general = ["karta", "lang", "help", "version"];
    let tried = |command: &str| -> BTreeSet<String> {
        let is_of = |line: &&&str| command.is_empty() || words(line).join(" ").starts_with(command);
        let flags = LINES.iter().chain(READING).filter(is_of).flat_map(|line| words(line));
        flags.filter_map(|word| word.strip_prefix("--").map(str::to_owned)).collect()
    };
    let mut all_untried = Vec::new();
    for command in commands(&desk) {
        let wanted = listed(&desk, &command);
        assert!(wanted.contains("help"), "{command}: {wanted:?}");
        let tried = tried(&command);
        let is_untried =
            |flag: &&String| !tried.contains(*flag) && (command.is_empty() || !general.contains(&flag.as_str()));
        all_untried.extend(wanted.iter().filter(is_untried).map(|flag| format!("{command} --{flag}")));
    }
    assert_eq!(all_untried, [""; 0]);
}

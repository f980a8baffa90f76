use proptest::prelude::*;

use super::*;
use crate::edit::Change;
use crate::entry::{self, Shape, Value};
use crate::source::Tree;

const A: &str = "# Om A\nid = \"a\"\ntitel = \"A\" # kort\nbeskrivning = \"Om A.\"\nstatus   = 'pagaende'\nteman = [ \"skola\" ]\nagare = [\"skr\", # länge\n  \"esam\"]\nmoter = [\"tolk\"]\nberor_av = [\"b\"]\nuppgift_ar = 2018\n\n[egna]\nx = 1\ny = \"lika\"\n";
const B: &str = "id = \"b\"\ntitel = \"B\"\nbeskrivning = \"Om B.\"\nstatus = \"pagaende\"\ntyp = \"tjanst\"\nteman = [\"skola\", \"vard\"]\nagare = [\"skr\"]\nrelaterat = [\"a\"]\nuppgift_ar = 2020\n\n[nytta]\nvarde = 4\nskal = \"Stor\"\n\n[[kallor]]\ntext = \"W\"\n\n[egna]\nx = 2\ny = \"lika\"\nz = [1, 2]\n";
const C: &str = "id = \"c\"\ntitel = \"C\"\nbeskrivning = \"Om C.\"\nstatus = \"pagaende\"\nteman = [\"skola\"]\nberor_av = [\n  \"a\", # först\n  \"b\", # sedan\n]\n";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "karta.toml",
            "namn = \"K\"\nformat = 1\n\n[[undantag]]\nregel = \"x\"\nid = \"a\"\nskal = \"s\"\ntill = \"2030\"\n",
        ),
        (
            "taxonomi/tema.toml",
            "id = \"tema\"\nnamn = \"T\"\n[[begrepp]]\nid = \"skola\" # ny\nnamn = \"S\"\n[[begrepp]]\nid = \"vard\"\nnamn = \"V\"\noverordnat = \"skola\"\n",
        ),
        (
            "aktor/skr.toml",
            "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\n[[medlemskap]]\ni = \"esam\" # än\nfran = \"2018\"\n",
        ),
        ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n"),
        (
            "behov/tolk.toml",
            "id = \"tolk\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"bekraftat\"\nteman = [\"skola\"]\n",
        ),
        ("initiativ/skola/a.toml", A),
        ("initiativ/skola/b.toml", B),
        ("initiativ/skola/c.toml", C),
        (
            "initiativ/skola/gone.toml",
            "id = \"gone\"\ntitel = \"G\"\nbeskrivning = \"x\"\nstatus = \"avfort\"\nteman = [\"skola\"]\nersatt_av = [\"a\"]\n",
        ),
    ]
}

struct Map {
    tree: Tree,
    karta: Karta,
}

impl Map {
    fn new() -> Map {
        Map::of(files())
    }

    fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Map {
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
        let tree = Tree::memory(files);
        Map { karta: Karta::draw(&tree), tree }
    }

    fn entry(&self, id: &str) -> &Entry {
        self.karta.find(id).expect("an entry")
    }

    fn rename(&self, old: &str, new: &str) -> Result<Vec<Change>> {
        rename(&self.karta, &self.tree, self.entry(old), &id(new), &Why::default())
    }

    /// The map as it is when this has been done.
    fn with(&self, changes: &[Change]) -> Map {
        let tree = self.tree.with(changes.iter().map(|change| (&*change.path, change.after.as_deref())));
        Map { karta: Karta::draw(&tree), tree }
    }

    fn merge(&self, ids: &[&str], into: &str, take: &[&str]) -> Result<Vec<Change>> {
        let entries: Vec<&Entry> = ids.iter().map(|id| self.entry(id)).collect();
        let one = |said: &&str| match said.split_once('=') {
            Some((field, called)) => Choose { field: Some(field.to_owned()), id: id(called) },
            None => Choose { field: None, id: id(said) },
        };
        let take: Vec<Choose> = take.iter().map(one).collect();
        merge(&self.karta, &self.tree, &entries, &id(into), &take, &Why::default())
    }
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn after<'c>(changes: &'c [Change], path: &str) -> &'c str {
    let change = changes.iter().find(|change| &*change.path == path).unwrap_or_else(|| panic!("{path} changes"));
    change.after.as_deref().expect("a text")
}

fn told(result: Result<Vec<Change>>) -> String {
    let failure = result.expect_err("a failure");
    format!("{} {}", failure.what.sv, failure.hint.map_or_else(String::new, |hint| hint.sv.into_owned()))
}

fn paths(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| &*change.path).collect()
}

#[test]
fn a_new_id_leaves_a_record_and_takes_all_else_along() {
    let map = Map::new();
    let why = Why { since: crate::value::Date::parse("2020-03"), reason: Some("Fel \"namn\"".into()) };
    let changes = rename(&map.karta, &map.tree, map.entry("a"), &id("ny"), &why).expect("done");
    assert_eq!(after(&changes, "initiativ/skola/ny.toml"), A.replace("id = \"a\"", "id = \"ny\""));
    insta::assert_snapshot!(after(&changes, "initiativ/skola/a.toml"), @r#"
    # Om A
    id = "a"
    titel = "A" # kort
    beskrivning = "Om A."
    status = "avfort"
    teman = [ "skola" ]
    ersatt_av = ["ny"]
    uppgift_ar = 2018

    [avford]
    nar = "2020-03"
    skal = "Fel \"namn\""
    "#);
    assert_eq!(after(&changes, "initiativ/skola/c.toml"), C.replace("\"a\", #", "\"ny\", #"));
    assert_eq!(after(&changes, "initiativ/skola/b.toml"), B.replace("relaterat = [\"a\"]", "relaterat = [\"ny\"]"));
    assert!(after(&changes, "karta.toml").contains("id = \"ny\""));
    assert_eq!(changes.len(), 5, "what tells of the past stays: {:?}", paths(&changes));
}

#[test]
fn an_actor_and_a_concept_get_new_ids_too() {
    let map = Map::new();
    let changes = rename(&map.karta, &map.tree, map.entry("esam"), &id("ny"), &Why::default()).expect("done");
    assert!(after(&changes, "aktor/skr.toml").contains("i = \"ny\" # än\n"));
    assert!(after(&changes, "initiativ/skola/a.toml").contains("\"skr\", # länge"));
    assert_eq!(
        after(&changes, "aktor/esam.toml"),
        "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\nersatt_av = [\"ny\"]\n"
    );
    let changes =
        rename_concept(&map.karta, &map.tree, crate::value::Scheme::Tema, &id("skola"), &id("larande")).expect("done");
    let scheme = after(&changes, "taxonomi/tema.toml");
    assert!(scheme.contains("id = \"larande\" # ny") && scheme.contains("overordnat = \"larande\""), "{scheme}");
    assert!(after(&changes, "initiativ/larande/b.toml").contains("teman = [\"larande\", \"vard\"]"));
    assert!(changes.iter().any(|change| &*change.path == "initiativ/skola/b.toml" && change.after.is_none()));
}

#[test]
fn entries_become_one_and_lose_nothing() {
    let map = Map::new();
    let take = ["titel=b", "uppgift_ar=b", "egna.x=a"];
    let changes = map.merge(&["a", "b"], "a", &take).expect("done");
    insta::assert_snapshot!(after(&changes, "initiativ/skola/a.toml"), @r#"
    # Om A
    id = "a"
    titel = "B" # kort
    beskrivning = """
    Om A.

    Om B.
    """
    status   = 'pagaende'
    typ = "tjanst"
    teman = ["skola", "vard"]
    agare = ["skr", # länge
      "esam"]
    moter = ["tolk"]
    uppgift_ar = 2020

    [nytta]
    varde = 4
    skal = "Stor"

    [[tidigare_titlar]]
    titel = "A"

    [[kallor]]
    text = "W"

    [egna]
    x = 1
    y = "lika"
    z = [1, 2]
    "#);
    insta::assert_snapshot!(after(&changes, "initiativ/skola/b.toml"), @r#"
    id = "b"
    titel = "B"
    beskrivning = "Om B."
    status = "avfort"
    teman = ["skola", "vard"]
    ersatt_av = ["a"]
    uppgift_ar = 2020

    [[kallor]]
    text = "W"
    "#);
    assert!(
        after(&changes, "initiativ/skola/c.toml").contains("\"a\", # först\n  # sedan\n]"),
        "{}",
        after(&changes, "initiativ/skola/c.toml")
    );
    let changes = map.merge(&["a", "b"], "ny", &take).expect("done");
    assert!(after(&changes, "initiativ/skola/ny.toml").starts_with("# Om A\nid = \"ny\"\ntitel = \"B\" # kort\n"));
    assert!(after(&changes, "initiativ/skola/a.toml").contains("ersatt_av = [\"ny\"]"));
}

#[test]
fn what_differs_is_asked_about_and_never_dropped() {
    let map = Map::new();
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "a", &[])), @"Posterna säger olika om: titel, uppgift_ar, egna.x. Välj vems värde som ska gälla, till exempel: --take titel=a. För alla fält på en gång: --take a");
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "a", &["titel=a", "uppgift_ar=c"])), @"Posterna säger olika om: uppgift_ar, egna.x. Välj vems värde som ska gälla, till exempel: --take uppgift_ar=a. För alla fält på en gång: --take a");
    assert!(map.merge(&["a", "b"], "a", &["b"]).is_ok());
}

#[test]
fn an_entry_becomes_several() {
    let map = Map::new();
    let into = [(id("a-1"), "Ett".to_owned()), (id("a-2"), "Två".to_owned())];
    let changes = split(&map.karta, &map.tree, map.entry("a"), &into, &Why::default()).expect("done");
    assert_eq!(
        after(&changes, "initiativ/skola/a-2.toml"),
        A.replace("id = \"a\"", "id = \"a-2\"").replace("titel = \"A\"", "titel = \"Två\"")
    );
    assert!(after(&changes, "initiativ/skola/b.toml").contains("relaterat = [\"a-1\", \"a-2\"]"));
    let actors = [(id("e-1"), "E1".to_owned()), (id("e-2"), "E2".to_owned())];
    let changes = split(&map.karta, &map.tree, map.entry("esam"), &actors, &Why::default()).expect("done");
    insta::assert_snapshot!(after(&changes, "aktor/skr.toml"), @r#"
    id = "skr"
    namn = "SKR"
    niva = "forening"
    [[medlemskap]]
    i = "e-1" # än
    fran = "2018"

    [[medlemskap]]
    i = "e-2"
    fran = "2018"
    "#);
}

#[test]
fn what_cannot_be_done_is_told() {
    let map = Map::new();
    let rename = |old: &str, new: &str| told(rename(&map.karta, &map.tree, map.entry(old), &id(new), &Why::default()));
    insta::assert_snapshot!(rename("gone", "ny"), @"gone har redan ersatts av a. Utgå från det som gäller nu: a");
    insta::assert_snapshot!(rename("a", "skr"), @"skr finns redan i kartan. Välj ett annat id. Är det samma sak, så slå ihop dem: karta merge … --into skr");
    insta::assert_snapshot!(told(map.merge(&["a", "a"], "a", &[])), @"a kan inte slås ihop med sig själv. Ange minst två olika poster.");
    insta::assert_snapshot!(told(map.merge(&["a", "skr"], "a", &[])), @"a är av slaget initiativ, men skr av slaget aktör. Bara poster av samma slag kan slås ihop. Länka dem i stället: karta link");
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "gone", &["a"])), @"gone har redan ersatts av a. Utgå från det som gäller nu: a");
    let twice = [(id("x"), "X".to_owned()), (id("x"), "Y".to_owned())];
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("gone"), &twice, &Why::default())), @"gone har redan ersatts av a. Utgå från det som gäller nu: a");
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("a"), &twice, &Why::default())), @"x anges två gånger.");
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("a"), &twice[..1], &Why::default())), @"En post delas i minst två. Ange minst två id:n efter --into.");
    let gone = withdraw(&map.karta, &map.tree, map.entry("gone"), &Why::default()).map(|change| vec![change]);
    insta::assert_snapshot!(told(gone), @"gone har redan ersatts av a. Utgå från det som gäller nu: a");
}

#[test]
fn a_file_that_cannot_be_read_stops_it_all() {
    let mut files = files();
    files.push(("initiativ/skola/trasig.toml", "id = \"trasig\"\nberor_av = [\"a\"]\ntitel = \n"));
    let tree = Tree::memory(files);
    let karta = Karta::draw(&tree);
    let entry = karta.find("a").expect("an entry");
    insta::assert_snapshot!(told(rename(&karta, &tree, entry, &id("ny"), &Why::default())), @"initiativ/skola/trasig.toml kan inte läsas som den ska, så det som nämns där kan inte ändras. Ingenting ändrades. Rätta först det som karta validate visar.");
}

#[test]
fn a_file_is_not_moved_onto_another() {
    let mut files = files();
    files.push(("initiativ/larande/a.toml", A));
    let map = Map::of(files);
    let changes = rename_concept(&map.karta, &map.tree, crate::value::Scheme::Tema, &id("skola"), &id("larande"));
    insta::assert_snapshot!(told(changes), @"initiativ/skola/a.toml kan inte flyttas till initiativ/larande/a.toml, för den filen finns redan. Ingenting ändrades. Två filer gör anspråk på samma id: rätta först det som karta validate visar.");
}

#[test]
fn who_publishes_the_map_gets_a_new_id_too() {
    let settings = "namn = \"K\"\nformat = 1\n";
    let actor = "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\n";
    for said in [
        "\n[oppna_data]\nutgivare = \"skr\" # vi\n",
        "oppna_data = { utgivare = \"skr\" } # vi\n",
        "oppna_data.utgivare = \"skr\" # vi\n",
    ] {
        let text = format!("{settings}{said}");
        let map = Map::of([("karta.toml", text.as_str()), ("aktor/skr.toml", actor)]);
        let changes = map.rename("skr", "ny").expect("done");
        assert_eq!(after(&changes, "karta.toml"), text.replace("skr", "ny"));
    }
}

#[test]
fn what_is_not_understood_stops_a_merge() {
    for lost in [
        "start = 2021\n",
        "diarienummer = \"B-1\"\n",
        "agare = [\"digg\", 3]\n",
        "typ = \"okänd\"\n",
        "okant = 1\n",
        "\n[[finansiering]]\nar = 2020\nbelopp_kkr = 5\nanm = \"exkl moms\"\n",
    ] {
        let right = |id: &str| format!("id = \"{id}\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\n");
        for (wrong, other) in [("a", "b"), ("b", "a")] {
            let files = [(wrong, format!("{}{lost}", right(wrong))), (other, right(other))];
            let paths = files.each_ref().map(|(id, text)| (format!("initiativ/{id}.toml"), text));
            let map = Map::of(paths.iter().map(|(path, text)| (&**path, &***text)));
            let told = told(map.merge(&["a", "b"], "a", &["b"]));
            let is_told = told.starts_with(&paths[0].0) && told.contains("skulle gå förlorat");
            assert!(is_told, "{lost}{told}");
        }
    }
    let map = Map::of([("initiativ/a.toml", A), ("initiativ/b.toml", &format!("start = 2021\nokant = 1\n{B}"))]);
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "a", &["b"])), @"initiativ/b.toml har något som inte är som det ska, och det skulle gå förlorat: start, okant. Ingenting ändrades. Rätta det först; karta validate visar vad som är fel i initiativ/b.toml.");
}

#[test]
fn what_is_said_in_comments_goes_along() {
    let b = B
        .replace("agare = [\"skr\"]", "agare = [\"skr\"] # regeringsbeslut Fi2020/123")
        .replace("titel = \"B\"", "titel = \"B\" # arbetsnamn")
        .replace("[nytta]", "# gissat\n[nytta]\n# av vem?")
        .replace("\"pagaende\"", "\"pagaende\" # sedan i fjol")
        .replace("relaterat = [\"a\"]", "relaterat = [\n  \"a\", # samma?\n]");
    let map = Map::of([("initiativ/a.toml", A), ("initiativ/b.toml", &b)]);
    let changes = map.merge(&["a", "b"], "a", &["a"]).expect("done");
    insta::assert_snapshot!(after(&changes, "initiativ/a.toml"), @r#"
    # Om A
    # b, relaterat: samma?
    id = "a"
    titel = "A" # kort
    beskrivning = """
    Om A.

    Om B.
    """
    # b, status: sedan i fjol
    status   = 'pagaende'
    typ = "tjanst"
    teman = ["skola", "vard"]
    # b, agare: regeringsbeslut Fi2020/123
    agare = ["skr", # länge
      "esam"]
    moter = ["tolk"]
    uppgift_ar = 2018

    # b, nytta: gissat
    # b, nytta: av vem?
    [nytta]
    varde = 4
    skal = "Stor"

    [[tidigare_titlar]]
    titel = "B"

    [[kallor]]
    text = "W"

    [egna]
    x = 1
    y = "lika"
    z = [1, 2]
    "#);
    insta::assert_snapshot!(after(&changes, "initiativ/b.toml"), @r#"
    id = "b"
    titel = "B" # arbetsnamn
    beskrivning = "Om B."
    status = "avfort"
    teman = ["skola", "vard"]
    ersatt_av = ["a"]
    uppgift_ar = 2020

    [[kallor]]
    text = "W"
    "#);
}

#[test]
fn what_the_map_says_is_not_the_same_is_not_merged() {
    let b = format!("{B}\n[[inte_samma]]\nsom = \"a\"\nskal = \"Olika lagrum\"\n");
    let map = Map::of([("initiativ/a.toml", A), ("initiativ/b.toml", &b)]);
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "a", &["a"])), @"Kartan säger att b och a inte är samma: Olika lagrum Är de samma ändå, så ta först bort det: karta edit b --remove inte_samma.som=a");
}

#[test]
fn a_membership_of_one_in_the_other_is_not_forgotten() {
    let actor = |id: &str, more: &str| format!("id = \"{id}\"\nnamn = \"N\"\nniva = \"stat\"\n{more}");
    let member = actor("skl", "\n[[medlemskap]]\ni = \"skr\"\nfran = \"2015\"\ntill = \"2018\"\n");
    let (one, other) = (actor("skr", ""), member.as_str());
    let map = Map::of([("aktor/skr.toml", one.as_str()), ("aktor/skl.toml", other)]);
    for into in ["skr", "skl"] {
        let changes = map.merge(&["skr", "skl"], into, &[]).expect("done");
        let merged = after(&changes, &format!("aktor/{into}.toml")).to_owned();
        let told = "# skl: medlemskap = { i = \"skr\", fran = \"2015\", till = \"2018\" }\n";
        assert!(merged.contains(told) && !merged.contains("[[medlemskap]]"), "{merged}");
    }
}

#[test]
fn an_owner_does_not_come_to_be_a_participant_too() {
    let b = B.replace("agare = [\"skr\"]", "deltagare = [\"esam\", \"digg\"]");
    let map = Map::of([("initiativ/a.toml", A), ("initiativ/b.toml", &b)]);
    let changes = map.merge(&["a", "b"], "a", &["a"]).expect("done");
    let merged = after(&changes, "initiativ/a.toml");
    assert!(merged.contains("deltagare = [\"digg\"]"), "{merged}");
    let actor = |id: &str| format!("id = \"{id}\"\nnamn = \"N\"\nniva = \"stat\"\n");
    let (skr, digg) = (actor("skr"), actor("digg"));
    let both = "id = \"i\"\nagare = [\"skr\"]\ndeltagare = [\"digg\"]\n";
    let map = Map::of([("aktor/skr.toml", &*skr), ("aktor/digg.toml", &*digg), ("initiativ/i.toml", both)]);
    let changes = map.merge(&["skr", "digg"], "skr", &[]).expect("done");
    assert_eq!(after(&changes, "initiativ/i.toml"), "id = \"i\"\nagare = [\"skr\"]\n");
}

#[test]
fn an_entry_gets_an_id_back_that_it_had() {
    let first = Map::new();
    let second = first.with(&first.rename("a", "mellan").expect("done"));
    let third = second.with(&second.rename("mellan", "ny").expect("done"));
    insta::assert_snapshot!(told(third.rename("a", "annan")), @"a har redan ersatts av ny. Utgå från det som gäller nu: ny");
    insta::assert_snapshot!(told(third.rename("b", "a")), @"a finns redan i kartan. Välj ett annat id.");
    insta::assert_snapshot!(told(third.rename("ny", "ny")), @"ny heter redan så. Ange ett annat id.");
    let changes = third.rename("ny", "a").expect("done");
    assert_eq!(after(&changes, "initiativ/skola/a.toml"), A);
    let back = third.with(&changes);
    let now = |called: &str| {
        let at = back.karta.successors(back.karta.position(called).expect("an entry"));
        at.into_iter().map(|at| back.karta.entries()[at].id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!([now("gone"), now("mellan"), now("ny"), now("a")], [["a"], ["a"], ["a"], ["a"]]);
    assert_eq!(back.tree.text("initiativ/skola/c.toml"), first.tree.text("initiativ/skola/c.toml"));
    assert!(crate::check::check(&back.karta).iter().all(|finding| !finding.rule.contains("replace")));
}

#[test]
fn what_an_id_was_called_is_kept_when_it_comes_back() {
    let record = "# om posten\nid = \"gammal\"\ntitel = \"Förr\"\nstatus = \"avfort\"\nersatt_av = [\"ny\"]\n";
    let now = "id = \"ny\"\ntitel = \"Nu\"\nstatus = \"pagaende\"\nersatter = [\"gammal\"]\n";
    let map = Map::of([("initiativ/gammal.toml", record), ("initiativ/skola/ny.toml", now)]);
    insta::assert_snapshot!(after(&map.rename("ny", "gammal").expect("done"), "initiativ/gammal.toml"), @r#"
    # gammal, id: om posten
    id = "gammal"
    titel = "Nu"
    status = "pagaende"

    [[tidigare_titlar]]
    titel = "Förr"
    "#);
}

#[test]
fn a_comment_on_the_status_stays_with_that_status() {
    let text = A.replace("'pagaende'", "'pagaende' # sedan i fjol");
    let map = Map::of([("initiativ/a.toml", text.as_str())]);
    let change = withdraw(&map.karta, &map.tree, map.entry("a"), &Why::default()).expect("done");
    let withdrawn = change.after.expect("a text");
    assert!(withdrawn.contains("# status   = 'pagaende' # sedan i fjol\nstatus = \"avfort\"\n"), "{withdrawn}");
    let changes = map.rename("a", "ny").expect("done");
    assert!(after(&changes, "initiativ/a.toml").contains("status = \"avfort\"\n"));
    assert!(after(&changes, "initiativ/ny.toml").contains("# sedan i fjol"));
}

#[test]
fn why_is_never_left_out_of_a_record() {
    let map = Map::of([("initiativ/a.toml", &*format!("avford = \"2020\"\n{A}"))]);
    let why = Why { since: None, reason: Some("Slut".into()) };
    let change = withdraw(&map.karta, &map.tree, map.entry("a"), &why).map(|change| vec![change]);
    insta::assert_snapshot!(told(change), @"initiativ/a.toml har något i avford som inte är som det ska. Ingenting ändrades. Rätta först det som karta validate visar.");
}

/// A file of an initiative that says some of these things.
fn initiative(id: &'static str) -> impl Strategy<Value = String> {
    let top = [
        "typ = \"tjanst\"\n",
        "typ = 'projekt' # c\n",
        "agare = [\"skr\"]\n",
        "agare = [\n  \"esam\", # c\n  \"skr\",\n]\n",
        "moter = [\"tolk\"]\n",
        "relaterat = [\"x\", \"tolk\"]\n",
        "relaterat = [\"y\"]\n",
        "start = \"2018\"\n",
        "start = \"2019-02\"\n",
        "deltagare = [\"esam\", \"digg\"] # d\n",
        "nytta = { varde = 3, skal = \"På rad\" } # inuti\n",
        "insats.varde = 2\ninsats.skal = \"Med punkt\" # punkt\n",
        "kallor = [{ text = \"W\" }, { text = \"V\" }] # k\n",
        "# innan\nlankar = [\n  # i listan\n  \"https://a.se\", # bakom\n]\n",
    ];
    // Nothing of this is understood.
    let wrong = [
        "slut = 2018\n",
        "del_av = \"tolk\" # x\n",
        "okand = 1\n",
        "diarienummer = [\"A\", 1]\n",
        "del_av = [\"Å Ä\"]\n",
    ];
    let sections = [
        "\n[nytta]\nvarde = 4\nskal = \"Stor\"\n",
        "\n[nytta]\nvarde = 2\nskal = \"Liten\"\n",
        "\n[[tidigare_titlar]]\ntitel = \"Förr\"\n",
        "\n[[kallor]]\ntext = \"W\"\n\n[[kallor]]\nurl = \"https://a.se\"\ndatum = \"2018\"\n",
        "\n[[kallor]]\ntext = \"W\"\n",
        "\n# om\n[egna]\nx = 1\nlista = [1, \"två\"]\n",
        "\n[egna]\nx = 2\n\"påse grön\" = { a = true }\n",
    ];
    let pieces = |of: &'static [&'static str]| prop::sample::subsequence(of.to_vec(), 0..=of.len());
    let top: &'static [&'static str] = Vec::leak(top.to_vec());
    let sections: &'static [&'static str] = Vec::leak(sections.to_vec());
    let status = prop::sample::select(vec!["pagaende", "avslutat"]);
    let wrong = prop::option::weighted(0.2, prop::sample::select(wrong.to_vec()));
    let how = (any::<bool>(), any::<bool>());
    (pieces(top), pieces(sections), wrong, status, how).prop_map(move |(top, sections, wrong, status, (is_same, is_crlf))| {
        let title = if is_same { "Lika" } else { id };
        let mut keys = std::collections::BTreeSet::new();
        let is_first = |piece: &&&str| {
            let line = piece.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
            keys.insert(line.trim_matches(['[', ']']).split([' ', '.']).next().unwrap_or_default().to_owned())
        };
        let rest: String = top.iter().chain(&wrong).chain(&sections).filter(is_first).copied().collect();
        let text = format!("id = \"{id}\"\ntitel = \"{title}\"\nbeskrivning = \"Om {id}.\"\nstatus = \"{status}\" # s\nteman = [\"skola\"]\n{rest}");
        if is_crlf { text.replace('\n', "\r\n") } else { text }
    })
}

/// Whether what one said is in what the two became.
fn is_kept(field: &crate::entry::Field, value: &Value, entry: &Entry, chosen: &[String]) -> bool {
    let is_owner = |item: &Value| field.name == "deltagare" && entry.items("agare").contains(item);
    let is_elsewhere = |item: &Value| is_one_of_them(item) || is_owner(item);
    let Some(merged) = entry.get(field.name) else {
        return matches!(value, Value::List(items) if items.iter().all(is_elsewhere));
    };
    match (field.shape, value) {
        (Shape::Prose, _) => value.text().zip(merged.text()).is_some_and(|(said, all)| all.contains(said)),
        (Shape::Free, Value::Record(parts)) => {
            parts.iter().all(|(key, value)| merged.part(key) == Some(value) || chosen.contains(&format!("egna.{key}")))
        }
        (_, Value::List(items)) => items.iter().all(|item| merged.items().contains(item) || is_elsewhere(item)),
        _ => merged == value || chosen.iter().any(|name| name == field.name),
    }
}

fn is_one_of_them(item: &Value) -> bool {
    matches!(item.text(), Some("x" | "y"))
}

proptest! {
    #[test]
    fn no_value_is_lost_when_two_become_one(x in initiative("x"), y in initiative("y"), takes_y in any::<bool>(), is_new in any::<bool>()) {
        let tree = Tree::memory([("initiativ/x.toml", x.clone()), ("initiativ/y.toml", y.clone())]);
        let karta = Karta::draw(&tree);
        let sources = [karta.find("x").expect("x"), karta.find("y").expect("y")];
        let into = id(if is_new { "z" } else { "x" });
        let take = Choose { field: None, id: id(if takes_y { "y" } else { "x" }) };
        if let Some((path, _)) = karta.problems().first() {
            let told = told(merge(&karta, &tree, &sources, &into, &[take], &Why::default()));
            prop_assert!(told.starts_with(&**path), "{told}");
            return Ok(());
        }
        let open = conflicts(&karta, &sources, &into, &[]).expect("two of a kind");
        let changes = merge(&karta, &tree, &sources, &into, &[take], &Why::default()).expect("all is chosen");
        let path = format!("initiativ/{into}.toml");
        let (merged, problems) = entry::read(crate::value::Kind::Initiativ, &path, after(&changes, &path));
        prop_assert!(problems.is_empty(), "{}", after(&changes, &path));
        let merged = merged.expect("an entry");
        let chosen: Vec<String> = open.iter().map(|conflict| conflict.field.clone()).collect();
        for source in sources {
            let fields = source.values.iter().filter(|(field, _)| !matches!(field.name, "id"));
            for (field, value) in fields {
                let kept = is_kept(field, value, &merged, &chosen);
                prop_assert!(kept, "{} of\n{x}\n{y}\nbecame\n{}", field.name, after(&changes, &path));
            }
            let known: Vec<&str> = crate::karta::names::names(&merged).collect();
            prop_assert!(known.contains(&source.title()));
        }
        let told: String = changes.iter().filter_map(|change| change.after.as_deref()).collect();
        for comment in ["# c\n", "# om", "# d", "# inuti", "# punkt", "# k", "# innan", "# i listan", "# bakom", "# s"] {
            let said = comment.trim_start_matches('#').trim();
            let is_said = |text: &str| text.replace('\r', "").contains(&format!("# {said}\n"));
            let is_told = is_said(&told) || told.contains(&format!(": {said}"));
            prop_assert!(is_told || !(is_said(&x) || is_said(&y)), "{comment} of\n{x}\n{y}\nbecame\n{told}");
        }
        let twice = merged.items("tidigare_titlar").iter().filter(|it| it.part("titel").and_then(Value::text) == Some("Förr"));
        prop_assert!(twice.count() <= 1);
    }
}

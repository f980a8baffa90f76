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
        let tree = Tree::memory(files());
        Map { karta: Karta::draw(&tree), tree }
    }

    fn entry(&self, id: &str) -> &Entry {
        self.karta.find(id).expect("an entry")
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
        after(&changes, "initiativ/skola/c.toml").contains("\"a\", # först\n]"),
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
    insta::assert_snapshot!(rename("gone", "ny"), @"gone har redan ersatts av a. Utgå från det som gäller nu.");
    insta::assert_snapshot!(rename("a", "skr"), @"skr finns redan i kartan. Välj ett annat id. Är det samma sak, så slå ihop dem: karta merge … --into skr");
    insta::assert_snapshot!(told(map.merge(&["a", "a"], "a", &[])), @"a kan inte slås ihop med sig själv. Ange minst två olika poster.");
    insta::assert_snapshot!(told(map.merge(&["a", "skr"], "a", &[])), @"a är av slaget initiativ, men skr av slaget aktör. Bara poster av samma slag kan slås ihop. Länka dem i stället: karta link");
    insta::assert_snapshot!(told(map.merge(&["a", "b"], "gone", &["a"])), @"gone har redan ersatts av a. Utgå från det som gäller nu.");
    let twice = [(id("x"), "X".to_owned()), (id("x"), "Y".to_owned())];
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("gone"), &twice, &Why::default())), @"gone har redan ersatts av a. Utgå från det som gäller nu.");
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("a"), &twice, &Why::default())), @"x anges två gånger.");
    insta::assert_snapshot!(told(split(&map.karta, &map.tree, map.entry("a"), &twice[..1], &Why::default())), @"En post delas i minst två.");
    let gone = withdraw(&map.karta, &map.tree, map.entry("gone"), &Why::default()).map(|change| vec![change]);
    insta::assert_snapshot!(told(gone), @"gone har redan ersatts av a. Utgå från det som gäller nu.");
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
    (pieces(top), pieces(sections), status, any::<bool>()).prop_map(move |(top, sections, status, is_same)| {
        let title = if is_same { "Lika" } else { id };
        let mut keys = std::collections::BTreeSet::new();
        let is_first = |piece: &&&str| {
            let key = piece.trim_start().trim_start_matches("# om\n").split([' ', '\n']).next().unwrap_or_default();
            key == "[[kallor]]" || keys.insert(key.to_owned())
        };
        let rest: String = top.iter().chain(&sections).filter(is_first).copied().collect();
        format!("id = \"{id}\"\ntitel = \"{title}\"\nbeskrivning = \"Om {id}.\"\nstatus = \"{status}\"\nteman = [\"skola\"]\n{rest}")
    })
}

/// Whether what one said is in what the two became.
fn is_kept(field: &crate::entry::Field, value: &Value, merged: Option<&Value>, chosen: &[String]) -> bool {
    let Some(merged) = merged else { return matches!(value, Value::List(items) if items.iter().all(is_one_of_them)) };
    match (field.shape, value) {
        (Shape::Prose, _) => value.text().zip(merged.text()).is_some_and(|(said, all)| all.contains(said)),
        (Shape::Free, Value::Record(parts)) => {
            parts.iter().all(|(key, value)| merged.part(key) == Some(value) || chosen.contains(&format!("egna.{key}")))
        }
        (_, Value::List(items)) => items.iter().all(|item| merged.items().contains(item) || is_one_of_them(item)),
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
        prop_assert!(karta.problems().is_empty(), "{x}\n{y}\n{:?}", karta.problems());
        let sources = [karta.find("x").expect("x"), karta.find("y").expect("y")];
        let into = id(if is_new { "z" } else { "x" });
        let open = conflicts(&karta, &sources, &into, &[]).expect("two of a kind");
        let take = Choose { field: None, id: id(if takes_y { "y" } else { "x" }) };
        let changes = merge(&karta, &tree, &sources, &into, &[take], &Why::default()).expect("all is chosen");
        let path = format!("initiativ/{into}.toml");
        let (merged, problems) = entry::read(crate::value::Kind::Initiativ, &path, after(&changes, &path));
        prop_assert!(problems.is_empty(), "{}", after(&changes, &path));
        let merged = merged.expect("an entry");
        let chosen: Vec<String> = open.iter().map(|conflict| conflict.field.clone()).collect();
        for source in sources {
            let fields = source.values.iter().filter(|(field, _)| !matches!(field.name, "id"));
            for (field, value) in fields {
                let kept = is_kept(field, value, merged.get(field.name), &chosen);
                prop_assert!(kept, "{} of\n{x}\n{y}\nbecame\n{}", field.name, after(&changes, &path));
            }
            let known: Vec<&str> = crate::karta::names::names(&merged).collect();
            prop_assert!(known.contains(&source.title()));
        }
        let twice = merged.items("tidigare_titlar").iter().filter(|it| it.part("titel").and_then(Value::text) == Some("Förr"));
        prop_assert!(twice.count() <= 1);
    }
}

use super::*;
use crate::graph::{Edge, Node};
use crate::say::Words;
use crate::value::{Id, Kind};

fn node(id: &str, name: &str, kind: Kind, hops: usize) -> Node {
    let status = (kind != Kind::Aktor).then(|| Words::new("pågående", "ongoing"));
    Node { id: Id::parse(id).expect("an id"), name: Words::same(name), kind, status, hops }
}

fn edge(from: usize, to: usize, label: &'static str, reverse: &'static str) -> Edge {
    let (label, reverse) = (Words::same(label), Words::same(reverse));
    Edge { from, to, field: "relaterat", label, reverse, through: None }
}

fn sample() -> Graph {
    let through = Some(Id::parse("gammal").expect("an id"));
    Graph {
        title: Words::new("Länkar kring A", "Links around A"),
        notes: Vec::new(),
        nodes: vec![
            node("a", "A \"<b>\" & \\C", Kind::Initiativ, 0),
            node("tolk", "Gemensamma lösningar för översättning och tolkning i mötet med nyanlända", Kind::Behov, 1),
            node("c", "`C`; click c\n] --> \u{1b}[31m#quot;", Kind::Initiativ, 1),
            node("skr", "SKR", Kind::Aktor, 2),
        ],
        edges: vec![
            Edge { through, ..edge(0, 1, "möter", "möts av") },
            edge(2, 0, "beror av", "krävs för"),
            edge(0, 2, "beror av", "krävs för"),
            edge(1, 3, "aktörer", "har behov"),
            edge(2, 3, "ägare", "äger"),
            edge(2, 3, "deltagare", "deltar i"),
        ],
    }
}

fn drawn(drawing: Drawing, width: usize) -> String {
    let mut bytes = Vec::new();
    let page = Page { width: Some(width), ..Page::default() };
    graph(&sample(), drawing, &page, &mut bytes).expect("memory never fails");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_tree_fits_and_shows_each_entry_in_full_once() {
    insta::assert_snapshot!(drawn(Drawing::Tree, 60), @r#"
    A "<b>" & \C (a) initiativ, pågående
    ├─ möter
    │  └─ Gemensamma lösningar för översättning och tolkning i
    │     mötet med nyanlända (tolk) behov, pågående, genom
    │     gammal
    │     └─ aktörer
    │        └─ SKR (skr) aktör
    ├─ krävs för
    │  └─ `C`; click c ] --> ␛[31m#quot; (c) initiativ, pågående
    │     ├─ ägare
    │     │  └─ SKR (skr) aktör, visas redan
    │     └─ deltagare
    │        └─ SKR (skr) aktör, visas redan
    └─ beror av
       └─ `C`; click c ] --> ␛[31m#quot; (c) initiativ,
          pågående, visas redan
    "#);
    for width in 20..140 {
        let fits = |line: &str| super::super::wrap::width(line) <= width.max(40);
        assert!(drawn(Drawing::Tree, width).lines().all(fits), "{width}: {}", drawn(Drawing::Tree, width));
    }
}

#[test]
fn no_name_steers_what_draws_it() {
    insta::assert_snapshot!(drawn(Drawing::Dot, 80), @r##"
    digraph karta {
      graph [rankdir=LR, label="Länkar kring A", labelloc=t, fontname="sans-serif"];
      node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif"];
      edge [fontname="sans-serif", fontsize=10];
      "a" [label="A \"<b>\" & \\C\ninitiativ", fillcolor="#dceefb"];
      "tolk" [label="Gemensamma lösningar för översättning och tolkning i mötet med nyanlända\nbehov", fillcolor="#fff3d6"];
      "c" [label="`C`; click c\n] --> ␛[31m#quot;\ninitiativ", fillcolor="#dceefb"];
      "skr" [label="SKR\naktör", shape=ellipse, fillcolor="#e5f3e3"];
      "a" -> "tolk" [label="möter (gammal)"];
      "c" -> "a" [label="beror av"];
      "a" -> "c" [label="beror av"];
      "tolk" -> "skr" [label="aktörer"];
      "c" -> "skr" [label="ägare"];
      "c" -> "skr" [label="deltagare"];
    }
    "##);
    insta::assert_snapshot!(drawn(Drawing::Mermaid, 80), @r##"
    flowchart LR
      accTitle: Länkar kring A
      n0["A #34;#60;b#62;#34; #38; #92;C"]:::initiativ
      n1("Gemensamma lösningar för översättning och tolkning i mötet med nyanlända"):::behov
      n2["#96;C#96;#59; click c #93; --#62; #9243;#91;31m#35;quot#59;"]:::initiativ
      n3(["SKR"]):::aktor
      n0 -->|"möter (gammal)"| n1
      n2 -->|"beror av"| n0
      n0 -->|"beror av"| n2
      n1 -->|"aktörer"| n3
      n2 -->|"ägare"| n3
      n2 -->|"deltagare"| n3
      classDef behov fill:#fff3d6,stroke:#8a6100,color:#1b1b1b
      classDef initiativ fill:#dceefb,stroke:#0b5394,color:#1b1b1b
      classDef aktor fill:#e5f3e3,stroke:#2e6b27,color:#1b1b1b
    "##);
}

#[test]
fn a_picture_is_markup_that_says_what_it_shows() {
    let svg = drawn(Drawing::Svg, 80);
    for part in [
        "role=\"img\"",
        "<title id=\"titel\">Länkar kring A</title>",
        "A &quot;&lt;b&gt;&quot; &amp; \\C",
        "ägare, deltagare",
        "möter (gammal)",
        "4 poster och 6 länkar",
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
    assert!(!svg.contains('\u{1b}') && !svg.contains("<b>"));
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    assert_eq!(svg, drawn(Drawing::Svg, 80));
}

//! What the columns of a sheet mean: by headings that are known, guessed, or said in a mapping.

use super::*;

#[test]
fn headings_over_two_rows_are_read_together() {
    let karta = draw(&files());
    let text = |text: &str| grid::Raw::Text(text.into());
    let mut sheet = grid::Grid::default();
    for (at, said) in [
        ((1, 0), "Inventering"),
        ((3, 0), "Id"),
        ((3, 1), "Nytta"),
        ((4, 1), "Värde"),
        ((4, 2), "Skäl"),
        ((5, 0), "tolk"),
        ((5, 1), "5"),
        ((5, 2), "Ja"),
    ] {
        sheet.push(at, text(said), &mut 0).expect("there is room");
    }
    sheet.merged = vec![
        grid::Merged { rows: (1, 1), columns: (0, 2) },
        grid::Merged { rows: (3, 4), columns: (0, 0) },
        grid::Merged { rows: (3, 3), columns: (1, 2) },
    ];
    let layout = Layout::of(&karta, &sheet, Some(Kind::Behov), None).expect("no doubles").expect("headings");
    let keys: Vec<&str> = layout.slots().map(|(_, slot)| slot.key.as_str()).collect();
    assert_eq!((keys, layout.heading_row, layout.is_known()), (vec!["id", "nytta.varde", "nytta.skal"], 4, true));
}

#[test]
fn two_columns_of_one_field_are_refused() {
    let karta = draw(&files());
    let opened = open("Id;Titel;Rubrik;titel\ntolk;a;b;c\n".as_bytes()).expect("a table");
    let failure = understand(&karta, &opened, &Wanted::default()).map(|_| ()).expect_err("doubles");
    insta::assert_snapshot!(failure.what.sv, @"Kolumnerna B och D är båda titel.");
}

#[test]
fn other_peoples_headings_are_guessed_and_kept_as_a_mapping() {
    let files = files();
    let karta = draw(&files);
    let csv = "Inventering 2025;;;;\n;;;;\nBehovets namn;Kort beskrivning;Läge;Tema;Anm.\nTolkar i vården;Behövs;Bekräftat;Vård;x\n";
    let opened = open(csv.as_bytes()).expect("a table");
    let wanted = Wanted { kind: Some(Kind::Behov), ..Wanted::default() };
    let understood = understand(&karta, &opened, &wanted).expect("headings");
    let layout = &understood.sheets[0].layout;
    assert!(!layout.is_known());
    insta::assert_snapshot!(render_text(&super::layout(&understood.sheets[0])), @r"
    behov, rubriker på rad 3

    Kolumn  Rubrik            Läses som     Hur säkert  Exempel
    ───────────────────────────────────────────────────────────────────
    A       Behovets namn     Titel         gissning    Tolkar i vården
    B       Kort beskrivning  Beskrivning   gissning    Behövs
    C       Läge              Status        gissning    Bekräftat
    D       Tema              Teman         säkert      Vård
    E       Anm.              (läses inte)              x
    ");
    let mapping = Mapping::written([layout], Lang::Sv);
    insta::assert_snapshot!(mapping, @r#"
    # Vad kolumnerna betyder: "rubrik" = "fält". Tomt läses inte. Fälten visas av: karta fields
    slag = "behov"

    [kolumner]
    "Behovets namn" = "titel"
    "Kort beskrivning" = "beskrivning"
    "Läge" = "status"
    "Tema" = "teman"
    "Anm." = ""
    "#);
    let mapping = Mapping::parse(&karta, &mapping, None).expect("a mapping");
    let merged = taken_in(&files, csv.as_bytes(), &Wanted { mapping: Some(mapping), ..Wanted::default() });
    insta::assert_snapshot!(told(&merged), @r#"
    behov/vard/tolkar-i-varden.toml
    +id = "tolkar-i-varden"
    +titel = "Tolkar i vården"
    +beskrivning = "Behövs"
    +status = "bekraftat"
    +teman = ["vard"]
    "#);
}

#[test]
fn mappings_that_cannot_be_are_told() {
    let karta = draw(&files());
    let told = |text: &str| Mapping::parse(&karta, text, None).map(|_| ()).expect_err("wrong").what.sv.into_owned();
    let told = [
        "slag = ",
        "slag = \"hus\"",
        "slag = \"behov\"",
        "x = 1\n[kolumner]",
        "slag = \"behov\"\n[kolumner]\nA = \"titl\"",
    ]
    .map(told);
    insta::assert_snapshot!(told.join("\n"), @r#"
    Mappningen går inte att läsa: slag =
    Mappningens slag finns inte.
    Mappningen har inga kolumner.
    Mappningen går inte att läsa: x?
    Fältet titl finns inte för behov.
    "#);
}

use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::query::{Filter, select};
use crate::report::example::karta;
use crate::report::luckor::{self, Grade};
use crate::source::Tree;

const NOW: Point<'_> = Point { name: ".", commit: None };

fn selected(karta: &Karta, expression: &str) -> Selection {
    let filter = Filter::parse(expression).and_then(|filter| filter.resolve(karta));
    select(karta, &filter.expect("a filter"))
}

const ALL: &str = "kind:behov eller kind:initiativ eller kind:aktor";

fn made(karta: &Karta, expression: &str) -> Database {
    let mut database = Database::new().expect("a database");
    database.add(karta, &selected(karta, expression), NOW).expect("rows");
    database
}

fn column(connection: &Connection, sql: &str) -> Vec<String> {
    let mut query = connection.prepare(sql).expect(sql);
    let rows = query.query_map([], |row| row.get::<_, String>(0)).expect(sql);
    rows.collect::<rusqlite::Result<_>>().expect(sql)
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).expect(sql)
}

fn broken(connection: &Connection) -> i64 {
    number(connection, "SELECT count(*) FROM pragma_foreign_key_check")
}

#[test]
fn the_real_map_is_whole_and_the_views_agree_with_the_reports() {
    let karta = Karta::draw(&Tree::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("map-data")));
    let database = made(&karta, ALL);
    let connection = &database.connection;
    assert_eq!(broken(connection), 0);
    let entries = crate::value::Kind::ENTRIES.iter().map(|kind| karta.of_kind(*kind).len()).sum::<usize>();
    assert_eq!(number(connection, "SELECT count(*) FROM poster"), entries as i64);
    let gaps = luckor::gaps(&karta);
    for (grade, name) in [(Grade::Unanswered, "utan-initiativ"), (Grade::Idle, "inget-pagar")] {
        let mut wanted: Vec<String> =
            gaps.iter().filter(|gap| gap.grade == grade).map(|gap| karta.entries()[gap.at].id.to_string()).collect();
        wanted.sort();
        assert_eq!(column(connection, &format!("SELECT id FROM luckor WHERE brist = '{name}' ORDER BY id")), wanted);
    }
    let links = karta.links();
    let all: usize =
        (0..karta.entries().len()).map(|at| links.from(at).iter().filter(|link| link.field.is_list()).count()).sum();
    assert!(number(connection, "SELECT count(*) FROM kopplingar") as usize <= all);
    assert_eq!(made(&karta, ALL).bytes().expect("a file"), made(&karta, ALL).bytes().expect("a file"));
}

#[test]
fn a_part_of_a_map_says_what_it_points_at_outside() {
    let database = made(&karta(&[]), "kind:initiativ");
    assert_eq!(broken(&database.connection), 0);
    let outside =
        column(&database.connection, "SELECT post || ' ' || falt || ' ' || id FROM utanfor WHERE post = 'e-arkiv'");
    assert_eq!(
        outside,
        ["e-arkiv agare staden", "e-arkiv agare regionen", "e-arkiv deltagare verket", "e-arkiv moter arkiv"]
    );
    assert_eq!(column(&database.connection, "SELECT till FROM kopplingar WHERE fran = 'sok'"), ["e-arkiv"]);
}

#[test]
fn revisions_and_maps_lie_beside_each_other() {
    let (first, second) = (karta(&[]), karta(&[("karta.toml", "namn = \"Andra\"\nformat = 1\n")]));
    let mut database = made(&first, ALL);
    database.add(&first, &selected(&first, ALL), Point { name: "2017", commit: Some("abc") }).expect("rows");
    database.add(&second, &selected(&second, ALL), NOW).expect("rows");
    assert_eq!(broken(&database.connection), 0);
    assert_eq!(
        column(&database.connection, "SELECT karta || revision FROM revisioner ORDER BY ordning"),
        ["Kartan.", "Kartan2017", "Andra."]
    );
    let owned = "SELECT karta || revision || ager FROM initiativ_per_aktor WHERE id = 'staden' ORDER BY 1";
    assert_eq!(column(&database.connection, owned), ["Andra.2", "Kartan.2", "Kartan20172"]);
}

#[test]
fn everything_in_the_file_is_explained() {
    let database = Database::new().expect("a database");
    let unexplained = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT IN \
                       (SELECT tabell FROM dokumentation WHERE kolumn = '' AND sv <> '' AND en <> '') AND name <> 'dokumentation'";
    assert_eq!(column(&database.connection, unexplained), Vec::<String>::new());
    for view in column(&database.connection, "SELECT name FROM sqlite_schema WHERE type = 'view'") {
        number(&database.connection, &format!("SELECT count(*) FROM {view}"));
    }
}

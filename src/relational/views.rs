//! What is asked most, as views.

use super::plan;
use crate::entry::Shape;
use crate::value::Scheme;

/// A view, and what it tells.
pub struct View {
    /// What it is called.
    pub name: &'static str,
    /// What it tells, in Swedish.
    pub sv: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// The query.
    sql: &'static str,
}

/// The views that are written by hand; those over all links and all concepts are made from the declarations.
pub static VIEWS: [View; 7] = [
    View {
        name: "behov",
        sv: "Behoven som är kvar i kartan",
        en: "The needs that remain in the map",
        sql: "SELECT * FROM poster WHERE kind = 'behov' AND kvar",
    },
    View {
        name: "initiativ",
        sv: "Initiativen som är kvar i kartan",
        en: "The initiatives that remain in the map",
        sql: "SELECT * FROM poster WHERE kind = 'initiativ' AND kvar",
    },
    View {
        name: "aktor",
        sv: "Aktörerna som är kvar i kartan",
        en: "The actors that remain in the map",
        sql: "SELECT * FROM poster WHERE kind = 'aktor' AND kvar",
    },
    View {
        name: "luckor",
        sv: "Behov som inget initiativ möter (utan-initiativ) eller där inget pågår (inget-pagar). Rapporten luckor i programmet ser också när en sektor arbetar ensam.",
        en: "Needs that no initiative answers (utan-initiativ) or where nothing is ongoing (inget-pagar). The program's report luckor also sees when one sector works alone.",
        sql: "SELECT b.karta, b.revision, b.id, b.titel, count(i.id) AS antal_initiativ, \
              CASE count(i.id) WHEN 0 THEN 'utan-initiativ' ELSE 'inget-pagar' END AS brist \
              FROM behov b \
              LEFT JOIN moter m ON (m.karta, m.revision, m.id) = (b.karta, b.revision, b.id) \
              LEFT JOIN initiativ i ON (i.karta, i.revision, i.id) = (m.karta, m.revision, m.post) \
              WHERE b.status <> 'tillgodosett' GROUP BY b.karta, b.revision, b.id \
              HAVING total(i.status IN ('pagaende', 'forvaltning')) = 0",
    },
    View {
        name: "agarlosa",
        sv: "Initiativ utan ägare",
        en: "Initiatives without an owner",
        sql: "SELECT i.* FROM initiativ i WHERE NOT EXISTS (SELECT 1 FROM agare a \
              WHERE (a.karta, a.revision, a.post) = (i.karta, i.revision, i.id))",
    },
    View {
        name: "initiativ_per_aktor",
        sv: "Hur många initiativ varje aktör äger och deltar i",
        en: "How many initiatives each actor owns and takes part in",
        sql: "SELECT a.karta, a.revision, a.id, a.titel, \
              (SELECT count(DISTINCT r.post) FROM agare r JOIN initiativ i ON (i.karta, i.revision, i.id) = (r.karta, r.revision, r.post) \
               WHERE (r.karta, r.revision, r.id) = (a.karta, a.revision, a.id)) AS ager, \
              (SELECT count(DISTINCT r.post) FROM deltagare r JOIN initiativ i ON (i.karta, i.revision, i.id) = (r.karta, r.revision, r.post) \
               WHERE (r.karta, r.revision, r.id) = (a.karta, a.revision, a.id)) AS deltar_i \
              FROM aktor a",
    },
    View {
        name: "poster_per_tema",
        sv: "Hur många behov och initiativ varje tema har; en post med flera teman räknas under vart och ett",
        en: "How many needs and initiatives each theme has; an entry with several themes counts under each",
        sql: "SELECT t.karta, t.revision, t.id, t.namn, total(p.kind = 'behov') AS behov, total(p.kind = 'initiativ') AS initiativ \
              FROM tema t LEFT JOIN teman e ON (e.karta, e.revision, e.id) = (t.karta, t.revision, t.id) \
              LEFT JOIN poster p ON (p.karta, p.revision, p.id) = (e.karta, e.revision, e.post) AND p.kvar \
              GROUP BY t.karta, t.revision, t.id",
    },
];

/// What is said of the views that are made from the declarations.
pub static MADE: [(&str, &str, &str); 2] = [
    ("begrepp", "Alla begrepp i alla scheman", "All concepts of all schemes"),
    (
        "kopplingar",
        "Alla länkar mellan poster, med fältet de står i",
        "All links between entries, with the field that they stand in",
    ),
];

/// The statements that make the views.
pub fn schema() -> String {
    let concepts = Scheme::ALL.map(|scheme| {
        let name = scheme.name();
        format!("SELECT karta, revision, '{name}' AS schema, id, namn, namn_en, over, ordning FROM {name}")
    });
    let links = plan::several().into_iter().filter(|field| matches!(field.shape, Shape::Links(_))).map(|field| {
        let name = field.name;
        format!("SELECT karta, revision, post AS fran, '{name}' AS falt, id AS till FROM {name}")
    });
    let mut sql = String::new();
    for (name, parts) in [("begrepp", concepts.to_vec()), ("kopplingar", links.collect())] {
        sql.push_str(&format!("CREATE VIEW {name} AS {};\n", parts.join(" UNION ALL ")));
    }
    for View { name, sql: query, .. } in &VIEWS {
        sql.push_str(&format!("CREATE VIEW {name} AS {query};\n"));
    }
    sql
}

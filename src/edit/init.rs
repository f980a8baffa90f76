use super::change::Change;
use crate::entry::{self, Value};
use crate::house;
use crate::karta::Karta;
use crate::schema;
use crate::source::Tree;
use crate::value::Kind;

/// Where a map's changes are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// GitHub Actions.
    Github,
    /// GitLab CI/CD.
    Gitlab,
}

impl Service {
    /// The service of that name.
    pub fn parse(name: &str) -> Option<Service> {
        match name.to_ascii_lowercase().as_str() {
            "github" => Some(Service::Github),
            "gitlab" => Some(Service::Gitlab),
            _ => None,
        }
    }

    fn file(self) -> (&'static str, &'static str) {
        match self {
            Service::Github => (".github/workflows/karta.yml", include_str!("init/github.yml")),
            Service::Gitlab => (".gitlab-ci.yml", include_str!("init/gitlab.yml")),
        }
    }
}

/// The files that every new map begins with, besides `karta.toml`.
const FILES: [(&str, &str); 8] = [
    (".gitattributes", include_str!("init/gitattributes")),
    (".gitignore", IGNORED),
    ("README.md", include_str!("init/README.md")),
    ("taxonomi/fokusomrade.toml", include_str!("init/taxonomi/fokusomrade.toml")),
    ("taxonomi/informationsomrade.toml", include_str!("init/taxonomi/informationsomrade.toml")),
    ("taxonomi/livshandelse.toml", include_str!("init/taxonomi/livshandelse.toml")),
    ("taxonomi/tema.toml", include_str!("init/taxonomi/tema.toml")),
    ("taxonomi/verksamhetsomrade.toml", include_str!("init/taxonomi/verksamhetsomrade.toml")),
];

/// A new map of that name, which has no finding: settings, starting taxonomies, a README for those who will keep it,
/// and files for the services that are to check it.
pub fn init(name: &str, services: &[Service]) -> Vec<Change> {
    let files = FILES.into_iter().chain(services.iter().map(|service| service.file()));
    let files = files.map(|(path, text)| Change::create(path, text.to_owned()));
    std::iter::once(Change::create("karta.toml", settings(name))).chain(files).collect()
}

/// The file that tells git to merge the map's files field by field; none where it says so already.
pub fn merge_driver(attributes: Option<String>) -> Option<Change> {
    let before = attributes.as_deref().unwrap_or_default();
    let is_said = before.lines().any(|line| line.split_whitespace().eq(MERGED.split_whitespace()));
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let after = format!("{before}{gap}{MERGE_COMMENT}{MERGED}\n");
    (!is_said).then(|| Change { path: ".gitattributes".into(), before: attributes, after: Some(after) })
}

/// The file that tells git to leave what karta puts in the map while it writes; none where it says so already.
pub fn ignored(file: Option<String>) -> Option<Change> {
    let before = file.as_deref().unwrap_or_default();
    let is_said = |line: &&str| before.lines().any(|said| said.trim() == *line);
    let lacking: Vec<&str> = IGNORED.lines().filter(|line| !is_said(line)).collect();
    if lacking.iter().all(|line| line.starts_with('#')) {
        return None;
    }
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let after = format!("{before}{gap}{}\n", lacking.join("\n"));
    Some(Change { path: ".gitignore".into(), before: file, after: Some(after) })
}

/// What git is to leave.
const IGNORED: &str = include_str!("init/gitignore");

/// What the file says.
const MERGED: &str = "*.toml merge=karta";

/// Why it says so.
const MERGE_COMMENT: &str =
    "# Git slår ihop filerna fält för fält i en klon där detta har körts: karta init --merge-driver
# Git merges the files field by field in a clone where this has been run: karta init --merge-driver
";

/// The same new map, with schemas for text editors, and in each file the line that says where its schema is.
pub fn with_schemas(files: Vec<Change>) -> Vec<Change> {
    let pointed = files.into_iter().map(pointed).collect::<Vec<_>>();
    let texts = pointed.iter().map(|change| (change.path.clone(), change.after.clone().unwrap_or_default()));
    let schemas = schema::files(&Karta::draw(&Tree::memory(texts)));
    pointed.into_iter().chain(schemas.into_iter().map(|(path, text)| Change::create(path, text))).collect()
}

/// The file with its first line.
fn pointed(mut change: Change) -> Change {
    if let (Some(kind), Some(text)) = (Kind::of_path(&change.path), &mut change.after)
        && change.path.ends_with(".toml")
    {
        text.insert_str(0, &schema::line_to(SCHEMAS, kind, &change.path));
        if kind == Kind::Karta {
            text.push_str(&format!("schema = \"{SCHEMAS}\"\n"));
        }
    }
    change
}

/// The folder of a new map where the schemas lie.
const SCHEMAS: &str = "schema";

fn settings(name: &str) -> String {
    let values =
        [("namn", Value::Text(name.trim().into())), ("sprak", Value::Text("sv".into())), ("format", Value::Number(1))];
    let values = values.into_iter().filter_map(|(name, value)| Some((entry::find(Kind::Karta, name)?, value)));
    house::entry(Kind::Karta, &values.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Scheme;

    fn new() -> Vec<Change> {
        init("Länets \"karta\"", &[Service::Github, Service::Gitlab])
    }

    #[test]
    fn git_is_told_once_to_leave_what_comes_while_writing() {
        let after = |file: Option<&str>| ignored(file.map(str::to_owned)).and_then(|change| change.after);
        assert_eq!(after(None).as_deref(), Some(IGNORED));
        assert_eq!(after(Some(IGNORED)), None);
        let own = after(Some("*.bak\n  .karta.lock")).unwrap();
        assert!(own.starts_with("*.bak\n  .karta.lock\n#") && own.matches(".karta.lock").count() == 1, "{own}");
        assert_eq!(after(Some(&own)), None);
    }

    #[test]
    fn a_new_map_has_nothing_wrong_in_it() {
        let texts = new().into_iter().map(|change| (change.path, change.after.unwrap()));
        let karta = Karta::draw(&Tree::memory(texts));
        assert!(karta.problems().is_empty() && karta.unread().is_empty(), "{:?}", karta.problems());
        assert_eq!(karta.name().sv, "Länets \"karta\"");
        for scheme in Scheme::ALL {
            let concepts = karta.concepts(scheme);
            assert!(concepts.iter().len() > 3, "{scheme:?}");
            for concept in concepts.iter() {
                assert!(concept.broader.as_ref().is_none_or(|broader| concepts.find(broader).is_some()), "{concept:?}");
            }
        }
        let themes: Vec<_> = karta.concepts(Scheme::Tema).iter().map(|concept| concept.id.to_string()).collect();
        assert_eq!(themes, ["demokrati", "migration", "vard", "ekonomi", "samhallsbyggnad", "skola", "gemensamt"]);
    }

    #[test]
    fn a_new_map_is_in_house_format() {
        for change in new().into_iter().chain(with_schemas(new())) {
            let text = change.after.unwrap();
            assert!(text.ends_with('\n') && !text.contains('\r') && !text.contains(" \n"), "{}", change.path);
            assert!(!change.path.ends_with(".toml") || house::is_formatted(&text), "{}", change.path);
        }
    }

    #[test]
    fn a_new_map_may_have_schemas() {
        let files = with_schemas(new());
        let text = |path: &str| files.iter().find(|file| &*file.path == path).unwrap().after.clone().unwrap();
        assert!(text("taxonomi/tema.toml").starts_with("#:schema ../schema/taxonomi.schema.json\n"));
        assert!(text("karta.toml").starts_with("#:schema schema/karta.schema.json\nnamn"));
        assert!(text("schema/behov.schema.json").contains("samhallsbyggnad"));
        let karta = Karta::draw(&Tree::memory(files.iter().map(|file| (file.path.clone(), text(&file.path)))));
        assert!(karta.problems().is_empty());
        assert_eq!(schema::folder(&karta), Some("schema"));
    }

    #[test]
    fn how_to_merge_is_said_once() {
        let first = merge_driver(Some("*.toml text".into())).unwrap();
        let text = first.after.unwrap();
        assert!(text.starts_with("*.toml text\n# Git") && text.ends_with("\n*.toml merge=karta\n"), "{text}");
        assert_eq!(merge_driver(Some(text)), None);
        assert_eq!(merge_driver(None).unwrap().before, None);
    }

    #[test]
    fn the_checks_say_where_the_program_comes_from() {
        for service in ["github", "GitLab"] {
            let (_, text) = Service::parse(service).unwrap().file();
            for said in ["$KARTA_GIT", "karta --karta . validate", "karta --karta . fmt --check"] {
                assert!(text.contains(said), "{service}: {said}");
            }
        }
        assert_eq!(Service::parse("annat"), None);
    }
}

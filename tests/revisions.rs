//! Maps as git itself keeps them: made by git in folders of their own, and read without touching anything.

#![cfg(feature = "git")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use karta::karta::Karta;
use karta::say::{Failure, Lang};
use karta::source::{Compared, Half, Past, Revision, Tree, compare};
use karta::value::Kind;

/// A map under git, made by git itself.
struct Repo {
    /// Goes when the test is over.
    place: tempfile::TempDir,
    map: PathBuf,
}

impl Repo {
    /// A map in a folder of a new repository; `""` is the repository's own.
    fn new(map: &str, options: &[&str]) -> Repo {
        let place = tempfile::tempdir().expect("a folder");
        let repo = Repo { map: place.path().join("arkiv").join(map), place };
        fs::create_dir_all(&repo.map).expect("a folder");
        git(repo.place.path(), &[&["init", "-q", "-b", "main"], options, &["arkiv"]].concat());
        repo.write("karta.toml", "namn = \"K\"\nformat = 1\n");
        repo
    }

    /// Three years: each has its record, and the need is called after the year.
    fn of_years(map: &str) -> Repo {
        let repo = Repo::new(map, &[]);
        for year in ["2016", "2017", "2018"] {
            repo.need(&format!("Före {year}"));
            repo.commit();
            repo.write(&format!("revision/{year}.toml"), &format!("id = \"{year}\"\ntitel = \"{year}\"\n"));
            repo.need(year);
            repo.commit();
        }
        repo.need("Efter");
        repo.commit();
        repo
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.map.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn need(&self, title: &str) {
        self.write("behov/skola/a.toml", &format!("id = \"a\"\ntitel = \"{title}\"\n"));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.map, arguments)
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn told(&self, called: &str) -> String {
        told(&self.map, called)
    }
}

fn git(at: &Path, arguments: &[&str]) -> String {
    let command = Command::new("git")
        .args(["-c", "protocol.file.allow=always", "-c", "gc.auto=0"])
        .args(arguments)
        .current_dir(at)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .envs(["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"].map(|name| (name, "/dev/null")))
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "A")))
        .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, "2018-06-01T12:00:00Z")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "a@example.se")))
        .output()
        .expect("git is there");
    assert!(command.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&command.stderr));
    String::from_utf8_lossy(&command.stdout).trim().to_owned()
}

/// What the need is called at a revision, or why it cannot be said.
fn told(map: &Path, called: &str) -> String {
    match Revision::open(map, map, called) {
        Ok(revision) => title(&revision.tree),
        Err(failure) => story(&failure),
    }
}

fn title(tree: &Tree) -> String {
    Karta::draw(tree).find("a").map_or("ingenting", |need| need.title()).to_owned()
}

fn story(failure: &Failure) -> String {
    let parts = [Some(&failure.what), failure.why.as_ref(), failure.hint.as_ref()];
    parts.into_iter().flatten().map(|words| words.get(Lang::Sv)).collect::<Vec<_>>().join("\n")
}

/// Everything that git keeps, byte by byte.
fn kept(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("read").into_path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).expect("read"))).collect()
}

#[test]
fn a_yearly_revision_is_where_its_record_came() {
    for map in ["", "karta", "djupt/ner/åäö"] {
        let repo = Repo::of_years(map);
        let all = ["2016", "2017", "2018", "HEAD", "2018~1", "2018^", "2017~2", "main", ".", ""];
        let told = all.map(|called| repo.told(called));
        let expected = ["2016", "2017", "2018", "Efter", "Före 2018", "Före 2018", "2016", "Efter", "Efter", "Efter"];
        assert_eq!(told, expected, "{map}");
    }
}

#[test]
fn the_record_follows_the_reviewed_history_and_may_move() {
    let repo = Repo::of_years("");
    repo.git(&["checkout", "-q", "-b", "gren"]);
    repo.write("revision/2019.toml", "id = \"2019\"\ntitel = \"2019\"\n");
    repo.need("På grenen");
    repo.commit();
    repo.git(&["checkout", "-q", "main"]);
    repo.write("LICENSE", "x");
    repo.commit();
    repo.git(&["merge", "-q", "--no-ff", "--no-edit", "gren"]);
    let merged = repo.git(&["rev-parse", "HEAD"]);
    fs::create_dir(repo.map.join("revision/alla")).expect("a folder");
    repo.git(&["mv", "revision/2019.toml", "revision/alla/2019.toml"]);
    repo.commit();
    assert_eq!(Revision::open(&repo.map, &repo.map, "2019").expect("found").commit, Some(merged));
}

#[test]
fn the_working_tree_is_read_as_it_stands() {
    let repo = Repo::of_years("");
    repo.need("Inte incheckat");
    assert_eq!((repo.told("."), repo.told("HEAD")), ("Inte incheckat".into(), "Efter".into()));
    repo.write("revision/2019.toml", "id = \"2019\"\ntitel = \"2019\"\n");
    insta::assert_snapshot!(repo.told("2019"), @r"
    Det finns ingen revision som heter 2019.
    revision/2019.toml är inte incheckad här
    Checka in den först, eller skriv . för kartan som den ligger i mappen.
    ");
}

#[test]
fn a_name_is_a_tag_before_it_is_a_branch() {
    let repo = Repo::of_years("");
    repo.git(&["tag", "2015", "HEAD~6"]);
    repo.git(&["tag", "-a", "-m", "x", "v1", "HEAD~4"]);
    repo.git(&["branch", "v1", "HEAD"]);
    repo.git(&["tag", "2016", "HEAD"]);
    repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD~2"]);
    let all = ["2015", "v1", "v1~1", "origin/main", "refs/heads/v1"];
    assert_eq!(all.map(|called| repo.told(called)), ["Före 2016", "Före 2017", "2016", "Före 2018", "Efter"]);
    assert_eq!(repo.told("2016"), "2016", "the record stands before a tag of its name");
}

#[test]
fn digits_are_never_the_beginning_of_a_commit() {
    let repo = Repo::of_years("");
    let ids = (0..200).map(|number| {
        repo.git(&["commit", "-q", "--allow-empty", "-m", &number.to_string()]);
        repo.git(&["rev-parse", "HEAD"])
    });
    let id = ids.into_iter().find(|id| id.bytes().take(4).all(|byte| byte.is_ascii_digit())).expect("one in seven");
    let digits = &id[..4];
    assert!(repo.told(digits).contains("siffror läses aldrig"), "{digits}");
    assert_eq!((repo.told(&id), repo.told(&id[..12])), ("Efter".into(), "Efter".into()));
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let repo = Repo::of_years("");
    insta::assert_snapshot!(repo.told("2071"), @r"
    Det finns ingen revision som heter 2071.
    siffror läses aldrig som början av en inchecknings namn
    Menade du 2017? Revisionerna är 2016, 2017, 2018.
    ");
    insta::assert_snapshot!(repo.told("grenen-som-inte-finns"), @r"
    Det finns ingen revision som heter grenen-som-inte-finns.
    Revisionerna är 2016, 2017, 2018. En tagg, en gren, en incheckning eller en annan kartas mapp går också bra.
    ");
    insta::assert_snapshot!(repo.told("HEAD:behov"), @r"
    Det finns ingen revision som heter HEAD:behov.
    Revisionerna är 2016, 2017, 2018. En tagg, en gren, en incheckning eller en annan kartas mapp går också bra.
    ");
    insta::assert_snapshot!(repo.told("--exec=x\u{1b}[31m"), @r"
    Det finns ingen revision som heter --exec=x␛[31m.
    Revisionerna är 2016, 2017, 2018. En tagg, en gren, en incheckning eller en annan kartas mapp går också bra.
    ");
    insta::assert_snapshot!(Repo::new("", &[]).told("HEAD"), @r"
    Det finns ingen revision som heter HEAD.
    git-arkivet har inga incheckningar ännu
    Checka in kartan först.
    ");
    let before = Repo::new("karta", &[]);
    fs::write(before.beside("arkiv/README"), "x").expect("written");
    before.git(&["add", "../README"]);
    before.git(&["commit", "-q", "-m", "x"]);
    insta::assert_snapshot!(before.told("HEAD"), @r"
    Kartan fanns inte i mappen karta vid incheckningen 07bd203e56.
    Välj en senare revision. Se när kartan kom dit med: git log --diff-filter=A -- :/karta
    ");
}

#[test]
fn another_maps_folder_will_do_with_or_without_git() {
    let other = Repo::of_years("");
    let alone = tempfile::tempdir().expect("a folder");
    fs::write(alone.path().join("karta.toml"), "namn = \"K\"\nformat = 1\n").expect("written");
    let path = other.map.to_str().expect("UTF-8");
    assert_eq!(told(alone.path(), path), "Efter");
    assert_eq!(other.told("../arkiv"), "Efter");
    let none = told(alone.path(), "2018").replace(alone.path().to_str().expect("UTF-8"), "/karta");
    insta::assert_snapshot!(none, @r"
    /karta ligger inte i något git-arkiv.
    Det finns alltså inga tidigare revisioner. Gå till en klon av kartan, eller ange sökvägen till en annan kartas mapp.
    ");
}

#[test]
fn a_shallow_clone_says_how_to_get_the_rest() {
    let repo = Repo::of_years("");
    let url = format!("file://{}", repo.map.display());
    git(repo.place.path(), &["clone", "-q", "--depth", "2", &url, "grund"]);
    let shallow = repo.beside("grund");
    assert_eq!(told(&shallow, "HEAD~1"), "2018");
    insta::assert_snapshot!(told(&shallow, "2018"), @r"
    Revisionen 2018 går inte att läsa här.
    klonen är grund: den saknar historiken där revisionen kom till
    Hämta hela historiken med git fetch --unshallow --tags; i GitHub Actions med fetch-depth: 0, i GitLab CI med GIT_DEPTH: 0.
    ");
    insta::assert_snapshot!(told(&shallow, "HEAD~5"), @r"
    Det finns ingen revision som heter HEAD~5.
    klonen är grund: den saknar den äldre historiken
    Hämta hela historiken med git fetch --unshallow --tags; i GitHub Actions med fetch-depth: 0, i GitLab CI med GIT_DEPTH: 0.
    ");
    git(repo.place.path(), &["clone", "-q", "--depth", "3", &url, "djupare"]);
    assert_eq!(told(&repo.beside("djupare"), "2018"), "2018");
}

#[test]
fn a_clone_with_a_filter_answers_nothing_from_half_of_a_map() {
    let repo = Repo::of_years("karta");
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", repo.beside("arkiv").display());
    for filter in ["blob:none", "tree:0"] {
        let name = filter.replace(':', "-");
        git(repo.place.path(), &["clone", "-q", &format!("--filter={filter}"), &url, &name]);
        let map = repo.beside(&name).join("karta");
        let lacking = "Klonen saknar delar av historiken.\n\
            den är gjord med ett filter (git clone --filter), och karta hämtar inget själv\n\
            Hämta allt med git fetch --refetch --no-filter; i CI, klona utan filter.";
        assert_eq!(told(&map, "HEAD"), "Efter");
        assert_eq!(told(&map, "2017"), lacking, "{filter}");
        let compared = compare(&map, &map, ["2016", "2017"], || Ok(Tree::open(&map)));
        assert_eq!(compared.err().as_ref().map(story).as_deref(), Some(lacking), "{filter}");
        let past = Past::open(&map).expect("a past");
        assert_eq!(past.story("a", None).err().as_ref().map(story).as_deref(), Some(lacking), "{filter}");
        git(&map, &["fetch", "-q", "--refetch", "--no-filter"]);
        assert_eq!((told(&map, "2017"), told(&map, "2016")), ("2017".into(), "2016".into()), "{filter}");
    }
}

#[test]
fn bare_repositories_worktrees_and_detached_heads_are_read() {
    for map in ["", "map-data"] {
        let repo = Repo::of_years(map);
        git(repo.place.path(), &["clone", "-q", "--bare", "arkiv", "bart.git"]);
        assert_eq!(told(&repo.beside("bart.git"), "2017"), "2017");
        let beside = repo.beside("sidan");
        repo.git(&["worktree", "add", "-q", "--detach", beside.to_str().expect("UTF-8"), "HEAD~3"]);
        assert_eq!(told(&beside.join(map), "2017"), "2017");
        assert!(told(&beside.join(map), "2018").contains("Menade du 2017?"), "not on the way to what is checked out");
        repo.git(&["checkout", "-q", "--detach", "HEAD~1"]);
        assert_eq!((repo.told("2018"), repo.told("main")), ("2018".into(), "Efter".into()));
    }
}

#[test]
fn sha256_packs_and_submodules_are_read() {
    let repo = Repo::new("", &["--object-format=sha256"]);
    repo.need("Nu");
    repo.commit();
    assert_eq!(Revision::open(&repo.map, &repo.map, "HEAD").expect("read").commit.map(|id| id.len()), Some(64));
    assert_eq!(repo.told("HEAD"), "Nu");
    let packed = Repo::of_years("");
    packed.git(&["gc", "-q", "--aggressive"]);
    packed.git(&["pack-refs", "--all"]);
    assert_eq!(packed.told("2016"), "2016");
    let outer = Repo::new("", &[]);
    outer.git(&["submodule", "--quiet", "add", packed.map.to_str().expect("UTF-8"), "karta"]);
    outer.commit();
    assert_eq!(told(&outer.map.join("karta"), "2017"), "2017");
    git(outer.place.path(), &["clone", "-q", "arkiv", "klon"]);
    let none = karta::source::find(Some(&outer.beside("klon/karta")), &outer.map).expect_err("no map");
    assert!(story(&none).ends_with("Hämta den med: git submodule update --init"), "{none:?}");
}

#[test]
fn a_format_that_cannot_be_read_is_named() {
    let repo = Repo::new("", &["--ref-format=reftable"]);
    repo.commit();
    insta::assert_snapshot!(repo.told("HEAD"), @r"
    Git-arkivet har sina grenar och taggar i formatet reftable, som karta inte kan läsa.
    Byt format med: git refs migrate --ref-format=files
    ");
}

#[test]
#[cfg(unix)]
fn a_tree_has_the_troubles_that_its_folder_has() {
    use std::os::unix::fs::symlink;
    let repo = Repo::of_years("karta");
    repo.write("behov/stor.toml", &"#".repeat(karta::source::LARGEST + 1));
    repo.write("behov/smor.toml", "");
    fs::write(repo.map.join("behov/smor.toml"), b"sm\xf6r").expect("written");
    repo.write("behov/.dold.toml", "x");
    repo.write("behov/mapp.toml/b.toml", "id = \"b\"\n");
    repo.write(&format!("behov/{}c.toml", "x/".repeat(32)), "");
    repo.write(&format!("behov/{}c.toml", "y/".repeat(33)), "");
    for (target, link) in [
        ("skola/a.toml", "behov/l.toml"),
        ("skola", "behov/mapplank"),
        ("../../LICENSE", "behov/licens"),
        ("/", "behov/ut"),
        ("behov", "initiativ"),
    ] {
        symlink(target, repo.map.join(link)).expect("a link");
    }
    repo.commit();
    let seen = |tree: &Tree| tree.read(|file, text| (file.path.to_string(), text.map(str::len)));
    let revision = Revision::open(&repo.map, &repo.map, "HEAD").expect("read");
    assert_eq!(seen(&revision.tree), seen(&Tree::open(&repo.map)));
}

#[test]
fn nothing_is_left_behind() {
    let repo = Repo::of_years("karta");
    repo.need("Ändrat");
    let status = repo.git(&["status", "--porcelain"]);
    let before = kept(repo.place.path());
    for called in ["2016", "HEAD~1", "2071", "main", "@{1}", ""] {
        repo.told(called);
    }
    assert!(before == kept(repo.place.path()), "reading changed something");
    assert_eq!(status, repo.git(&["status", "--porcelain"]));
}

#[test]
fn the_revisions_are_known_in_order_and_drawn_one_from_another() {
    let repo = Repo::of_years("karta");
    repo.write("behov/skola/trasig.toml", "id = \n");
    repo.write("revision/2015.toml", "id = \"2015\"\ntitel = \"Funnen efteråt\"\n");
    repo.commit();
    repo.git(&["rm", "-q", "-r", "behov/skola/a.toml", "revision/2016.toml"]);
    repo.git(&["mv", "behov/skola", "behov/annan"]);
    repo.write("revision/2019.toml", "id = \"2019\"\ntitel = \"2019\"\n");
    repo.commit();
    let past = Past::open(&repo.map).expect("read");
    let all = past.revisions().expect("read");
    assert_eq!(all.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["2017", "2018", "2015", "2019"]);
    let commit = all[0].commit.as_ref().expect("known");
    assert_eq!((commit.subject.as_str(), commit.date.map(|date| date.to_string())), ("x", Some("2018-06-01".into())));
    let drawn = |karta: &Karta| format!("{:?}{:?}{:?}", karta.entries(), karta.problems(), karta.unread());
    let through = Karta::through(&past, |_, karta| drawn(karta)).expect("read");
    let alone = all.iter().map(|it| drawn(&Karta::draw(&past.at(it).expect("read").tree)));
    assert_eq!(through, alone.collect::<Vec<_>>());
}

#[test]
fn a_file_is_followed_through_folders_absences_and_short_clones() {
    let repo = Repo::of_years("karta");
    repo.git(&["mv", "behov/skola", "behov/vard"]);
    repo.commit();
    repo.git(&["rm", "-q", "behov/vard/a.toml"]);
    repo.commit();
    fs::create_dir_all(repo.map.join("behov/skola")).expect("a folder");
    repo.need("Åter");
    repo.write("behov/b.toml", "id = \"b\"\n");
    repo.commit();
    let told = |map: &Path, id: &str| {
        let story = Past::open(map).and_then(|past| past.story(id, None)).expect("read");
        let seen = |it: &karta::source::Edition| format!("{} {}", it.at, it.path.as_deref().unwrap_or("borta"));
        (story.versions.iter().map(seen).collect::<Vec<_>>(), story.is_cut)
    };
    let (seen, is_cut) = told(&repo.map, "a");
    let skola: Vec<String> = (3..10).rev().map(|at| format!("{at} behov/skola/a.toml")).collect();
    assert_eq!(seen[..7], skola);
    assert_eq!(seen[7..], ["2 behov/vard/a.toml", "1 borta", "0 behov/skola/a.toml"]);
    assert!(!is_cut);
    assert_eq!(told(&repo.map, "finns-inte").0, [""; 0]);
    git(
        repo.place.path(),
        &["clone", "-q", "--depth", "2", &format!("file://{}", repo.place.path().join("arkiv").display()), "grund"],
    );
    assert_eq!(told(&repo.beside("grund/karta"), "a"), (vec!["0 behov/skola/a.toml".to_owned()], true));
    git(repo.place.path(), &["clone", "-q", "--bare", "arkiv", "bart.git"]);
    assert_eq!(
        told(&repo.beside("bart.git"), "b").0,
        [""; 0],
        "a map in a folder that a bare repository is not known by"
    );
}

#[test]
fn a_renamed_entry_is_known_by_what_it_says() {
    let repo = Repo::new("", &[]);
    let entry = |id: &str, title: &str, more: &str| {
        format!(
            "id = \"{id}\"\ntitel = \"{title}\"\nbeskrivning = \"Lång nog\"\nstatus = \"identifierat\"\nteman = [\"x\"]\n{more}"
        )
    };
    repo.write("behov/x/gammal.toml", &entry("gammal", "Gammal", ""));
    repo.write("behov/x/annan.toml", "id = \"annan\"\ntitel = \"Annan\"\n");
    repo.commit();
    repo.git(&["rm", "-q", "behov/x/gammal.toml", "behov/x/annan.toml"]);
    repo.write("behov/x/ny.toml", &entry("ny", "Ny", "uppgift_ar = 2018\n"));
    repo.commit();
    let past = Past::open(&repo.map).expect("read");
    let now = Tree::open(&repo.map);
    let table = karta::past::history(&Karta::draw(&now), &now, &past, "ny").expect("read").expect("found");
    let shown = |row: &[karta::table::Cell]| {
        format!("{} {}", karta::render::cell(&row[3], Lang::Sv), karta::render::cell(&row[7], Lang::Sv))
    };
    let told: Vec<String> = table.rows.iter().map(|row| shown(row)).collect();
    assert_eq!(
        told,
        [
            "kom Kom till kartan: Gammal",
            "bytte id Bytte id från gammal till ny.",
            "ändrad Gammal → Ny",
            "ändrad tillkom: 2018"
        ]
    );
}

#[test]
fn a_damaged_history_is_told_and_the_rest_is_read() {
    let repo = Repo::of_years("");
    repo.write("behov/b.toml", "id = \"b\"\n");
    repo.commit();
    let id = repo.git(&["rev-parse", "HEAD:behov/b.toml"]);
    let object = repo.map.join(".git/objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(object).expect("removed");
    let revision = Revision::open(&repo.map, &repo.map, "HEAD").expect("read");
    assert_eq!(title(&revision.tree), "Efter");
    assert_eq!(
        Karta::draw(&revision.tree).unread().iter().map(|(file, _)| &**file).collect::<Vec<_>>(),
        ["behov/b.toml"]
    );
}

#[test]
fn the_maps_own_history_is_read() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("map-data");
    let Ok(revision) = Revision::open(&map, &map, "2018") else {
        let told = told(&map, "2018");
        assert!(told.contains("grund") || told.contains("git-arkiv"), "{told}");
        return;
    };
    let then = Karta::draw(&revision.tree);
    assert!(then.broken().is_empty(), "{:?}", then.broken());
    let names =
        |karta: &Karta| karta.of_kind(karta::value::Kind::Revision).iter().map(|it| it.id.to_string()).collect();
    let (years, all): (Vec<String>, Vec<String>) = (names(&then), names(&Karta::draw(&Tree::open(&map))));
    assert_eq!(years.last().map(String::as_str), Some("2018"));
    assert!(all.starts_with(&years) && all.len() > years.len(), "{all:?}");
}

#[test]
fn two_revisions_are_told_apart_without_opening_what_is_alike() {
    let repo = Repo::of_years("karta");
    let actor = |id: &str| format!("id = \"{id}\"\nnamn = \"{id}\"\nniva = \"stat\"\n");
    repo.write("aktor/digg.toml", &actor("digg"));
    repo.write("aktor/djupt/ner/skr.toml", &actor("skr"));
    repo.write("initiativ/x/y/z.toml", "id = \"z\"\n");
    repo.commit();
    repo.write("aktor/djupt/ner/skr.toml", &actor("skr").replace("stat", "forening"));
    repo.write("aktor/djupt/esam.toml", &actor("esam"));
    repo.git(&["mv", "initiativ/x", "initiativ/flyttad"]);
    repo.git(&["rm", "-q", "behov/skola/a.toml"]);
    repo.commit();
    for (before, after) in [("2016", "2018"), ("HEAD~1", "HEAD"), ("HEAD", "2017"), ("HEAD", "HEAD"), ("2018", ".")] {
        let some = compare(&repo.map, &repo.map, [before, after], || Ok(Tree::open(&repo.map))).expect("two revisions");
        let open = |called| Revision::open(&repo.map, &repo.map, called).expect("a revision");
        let all = Compared::of(open(before), open(after));
        for (one, other) in [(&some.before, &all.before), (&some.after, &all.after)] {
            assert_eq!(paths(&one.differing), paths(&other.differing), "{before} {after}");
            let names = BTreeSet::from(["digg", "skr", "z", "a"]);
            let kinds = [Kind::Aktor, Kind::Initiativ, Kind::Behov];
            assert_eq!(paths(&one.named(&kinds, &names)), paths(&other.named(&kinds, &names)), "{before} {after}");
            let whole = |half: &Half| {
                half.whole().expect("a map").files().iter().map(|file| file.path.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(whole(one), whole(other));
        }
    }
    let last = compare(&repo.map, &repo.map, ["HEAD~1", "HEAD"], || Ok(Tree::open(&repo.map))).expect("two revisions");
    assert_eq!(
        paths(&last.before.differing),
        ["aktor/djupt/ner/skr.toml", "behov/skola/a.toml", "initiativ/x/y/z.toml"]
    );
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.files().iter().map(|file| &*file.path).collect()
}

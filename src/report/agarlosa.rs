use super::scene::{Scene, Stand};
use super::{Ask, Report};
use crate::entry::Entry;
use crate::say;
use crate::say::{Result, Words, quote};
use crate::table::{Answer, Cell, Column, Shown, Table};
use crate::value::{Date, Id, Kind, Order};

pub(super) const REPORT: Report = Report::new(
    "agarlosa",
    "Behov och initiativ som ingen ansvarar för, och initiativ vars ägare inte finns längre.",
    "Needs and initiatives that nobody is responsible for, and initiatives whose owner is no more.",
    answer,
);

/// What nobody is responsible for.
struct Ownerless {
    at: usize,
    reason: Words,
    /// Whom to ask: those that take part, or own what answers the need.
    near: Vec<usize>,
    /// How many needs or actors wait for an owner.
    weight: usize,
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let (ended, going): (Vec<usize>, Vec<usize>) =
        scene.shown(Kind::Initiativ).into_iter().partition(|at| Stand::of(scene.entry(*at)) == Stand::Ended);
    let needs = scene.shown(Kind::Behov).into_iter().filter_map(|at| need(&scene, at));
    let found = needs.chain(going.into_iter().filter_map(|at| initiative(&scene, at, ask.today)));
    let mut table = table(&scene, sorted(&scene, found.collect()));
    match ended.into_iter().filter(|at| scene.entry(*at).items("agare").is_empty()).count() {
        0 => {}
        count => table.notes.push(say!(
            "Avslutade initiativ utan ägare är inte med: {count}.",
            "Ended initiatives without an owner are left out: {count}."
        )),
    }
    Ok(table.into())
}

fn need(scene: &Scene<'_>, at: usize) -> Option<Ownerless> {
    if scene.entry(at).text("status") == Some("tillgodosett") {
        return None;
    }
    let going: Vec<usize> =
        scene.answers(at).into_iter().filter(|at| Stand::of(scene.entry(*at)) != Stand::Ended).collect();
    let voices = scene.to(at, "aktorer");
    let near = || going.iter().flat_map(|at| scene.doers(*at)).collect();
    let told = |reason, near, weight| Some(Ownerless { at, reason, near, weight });
    if scene.entry(at).items("aktorer").is_empty() {
        let reason = Words::new("ingen aktör står för behovet", "no actor stands for the need");
        return told(reason, near(), going.len());
    }
    let is_owned = going.iter().any(|at| !scene.entry(*at).items("agare").is_empty());
    if going.is_empty() || is_owned {
        return None;
    }
    let names = scene.told(&going);
    let reason =
        say!("det som möter det saknar ägare: {names}", "what answers it has no owner: {names}"; names in words);
    let weight = voices.len();
    told(reason, voices, weight)
}

fn initiative(scene: &Scene<'_>, at: usize, today: Date) -> Option<Ownerless> {
    let entry = scene.entry(at);
    let owners: Vec<&Id> = entry.ids("agare").collect();
    let lost: Vec<Words> = owners.iter().filter_map(|owner| lost_owner(scene, owner, today)).collect();
    let reason = match (&lost[..], owners.len()) {
        (_, 0) => Words::new("ingen ägare", "no owner"),
        ([], _) => return None,
        (lost, _) => lost[1..]
            .iter()
            .fold(lost[0].clone(), |told, more| Words::each(|lang| format!("{}, {}", told.get(lang), more.get(lang)))),
    };
    let is_left = |actor: &usize| lost_owner(scene, &scene.entry(*actor).id, today).is_none();
    let near = scene.doers(at).into_iter().filter(is_left).collect();
    Some(Ownerless { at, reason, near, weight: scene.to(at, "moter").len() })
}

/// Why an owner is no more, and what came in its place.
fn lost_owner(scene: &Scene<'_>, owner: &Id, today: Date) -> Option<Words> {
    let Some(actor) = scene.karta.find(owner.as_str()).filter(|entry| entry.kind == Kind::Aktor) else {
        let id = quote(owner.as_str());
        return Some(say!("ägaren {id} finns inte i kartan", "the owner {id} is not in the map"));
    };
    let name = quote(actor.title());
    let at = scene.karta.position(owner.as_str())?;
    let over = actor.date("slut").filter(|end| end.is_before(today));
    if let Some(end) = over {
        return Some(say!("ägaren {name} upphörde {end}", "the owner {name} ended {end}"));
    }
    if scene.is_live(at) {
        return None;
    }
    let heirs = scene.heirs(at);
    let names = scene.told(heirs);
    Some(match heirs.is_empty() {
        true => say!("ägaren {name} är avförd", "the owner {name} is withdrawn"),
        false => say!("ägaren {name} är ersatt av {names}", "the owner {name} is replaced by {names}"; names in words),
    })
}

fn sorted(scene: &Scene<'_>, mut found: Vec<Ownerless>) -> Vec<Ownerless> {
    let order = Order::swedish();
    found.sort_by_cached_key(|one| {
        let entry = scene.entry(one.at);
        (entry.kind, std::cmp::Reverse(one.weight), order.key(entry.title()), one.at)
    });
    found
}

fn table(scene: &Scene<'_>, found: Vec<Ownerless>) -> Table {
    let of = |kind| found.iter().filter(|one| scene.entry(one.at).kind == kind).count();
    let (needs, initiatives) = (of(Kind::Behov), of(Kind::Initiativ));
    let title = say!(
        "Utan ansvarig: {needs} behov, {initiatives} initiativ",
        "Nobody responsible, needs: {needs}, initiatives: {initiatives}"
    );
    let columns = vec![
        Column::text("titel", Words::new("Titel", "Title")),
        Column::text("kind", Words::new("Slag", "Kind")),
        Column::text("skal", Words::new("Skäl", "Reason")),
        Column::text("fraga", Words::new("Fråga", "Ask")),
        Column::text("status", Words::new("Status", "Status")).shown(Shown::WhereRoom),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let mut table = Table::new(title, columns);
    table.rows = found.iter().map(|one| row(scene, scene.entry(one.at), one)).collect();
    table
}

fn row(scene: &Scene<'_>, entry: &Entry, one: &Ownerless) -> Vec<Cell> {
    vec![
        Cell::Text(entry.title().to_owned()),
        Cell::Choice(entry.kind.name(), entry.kind.label()),
        Cell::Words(one.reason.clone()),
        scene.all_named(&one.near),
        scene.field(one.at, "status"),
        Cell::Text(entry.id.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn owners_that_are_no_more_are_told_with_what_came_in_their_place() {
        insta::assert_snapshot!(told("agarlosa"), @r"
        Utan ansvarig: 1 behov, 3 initiativ

        Titel                   Slag       Skäl                   Fråga
        ────────────────────────────────────────────────────────────────────────────────
        Gemensamt arkiv         behov      ingen aktör står för   Staden, Regionen,
                                           behovet                Verket
        Digital post i säkra    initiativ  ägaren Byrån upphörde
        brevlådor                          2018
        Säkra brevlådor för     initiativ  ägaren Gamla verket    Verket, Anstalten
        digital post                       är ersatt av Verket
        Sökning                 initiativ  ingen ägare

        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }
}

use std::collections::{BTreeMap, BTreeSet};

use super::elements::said;
use super::level::{Merging, shown, whole};
use super::piece::{Piece, is_same};
use super::value;

/// The most records left over on each side that are held against each other one by one.
const MOST_HELD: usize = 500;

impl<'t> Merging<'_> {
    /// A list of records: what either side added is there, what either took away is not, and what both changed is
    /// merged part by part.
    pub fn records(&mut self, path: &str, base: &[&Piece<'t>], ours: &[&Piece<'t>], theirs: &[&Piece<'t>]) {
        let (us, them) = (matched(base, ours), matched(base, theirs));
        let was: BTreeMap<usize, usize> = us.iter().map(|(base, ours)| (*ours, *base)).collect();
        let known: BTreeSet<usize> = them.values().copied().collect();
        let is_added = |at: &usize| !known.contains(at);
        let added: Vec<usize> = (0..theirs.len()).filter(is_added).collect();
        let mut twins = Twins::of(theirs, &added);
        for (at, one) in ours.iter().enumerate() {
            match was.get(&at) {
                Some(before) => self.known(path, base[*before], one, them.get(before).map(|at| theirs[*at])),
                None => match twins.take(one) {
                    Some(twin) => self.table(path, None, one, theirs[twin]),
                    None => self.keep(&[one]),
                },
            }
        }
        for (before, at) in them.iter().filter(|(before, _)| !us.contains_key(before)) {
            if !is_same(base[*before], theirs[*at]) {
                self.lost(path, None, Some(theirs[*at]));
            }
        }
        let left = added.into_iter().filter(|at| !twins.taken.contains(at));
        left.for_each(|at| self.keep(&[theirs[at]]));
    }

    /// A record that we had and still have.
    fn known(&mut self, path: &str, base: &Piece<'t>, ours: &Piece<'t>, theirs: Option<&Piece<'t>>) {
        match theirs {
            Some(theirs) if theirs.whole == base.whole || theirs.whole == ours.whole => self.keep(&[ours]),
            Some(theirs) if ours.whole == base.whole => self.keep(&[theirs]),
            Some(theirs) => self.table(path, Some(base), ours, theirs),
            None if is_same(base, ours) => {}
            None => self.lost(path, Some(ours), None),
        }
    }

    /// A record that one side changed and the other took away.
    fn lost(&mut self, path: &str, ours: Option<&Piece<'t>>, theirs: Option<&Piece<'t>>) {
        let sides = [ours, theirs];
        self.conflict(path, sides.map(|side| whole(side.as_slice())), sides.map(|side| shown(side.as_slice())));
    }
}

/// Records that their side added, by what they say and by their ids, until ours turns out to have added them too.
struct Twins {
    places: BTreeMap<String, Vec<usize>>,
    taken: BTreeSet<usize>,
}

impl Twins {
    fn of(theirs: &[&Piece<'_>], added: &[usize]) -> Twins {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in added.iter().rev() {
            names(theirs[*at]).for_each(|name| places.entry(name).or_default().push(*at));
        }
        Twins { places, taken: BTreeSet::new() }
    }

    /// The first that is the same as one of ours.
    fn take(&mut self, ours: &Piece<'_>) -> Option<usize> {
        names(ours).find_map(|name| {
            let places = self.places.get_mut(&name)?;
            std::iter::from_fn(|| places.pop()).find(|at| self.taken.insert(*at))
        })
    }
}

fn names(piece: &Piece<'_>) -> impl Iterator<Item = String> {
    let id = piece.part("id").map(|id| format!("id {}", said(id)));
    std::iter::once(piece.said()).chain(id)
}

/// Which records of a file are those of another: those that say the same, then those that are called the same, then
/// those that have most in common.
fn matched(base: &[&Piece<'_>], other: &[&Piece<'_>]) -> BTreeMap<usize, usize> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, piece) in other.iter().enumerate().rev() {
        places.entry(piece.whole.trim()).or_default().push(at);
    }
    let exact =
        base.iter().enumerate().filter_map(|(at, piece)| Some((at, places.get_mut(piece.whole.trim())?.pop()?)));
    let mut found: BTreeMap<usize, usize> = exact.collect();
    let left: Vec<usize> = (0..base.len()).filter(|at| !found.contains_key(at)).collect();
    let mut taken: BTreeSet<usize> = found.values().copied().collect();
    let free: Vec<usize> = (0..other.len()).filter(|at| !taken.contains(at)).collect();
    if left.len().max(free.len()) > MOST_HELD {
        return found;
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for from in &left {
        pairs.extend(free.iter().map(|to| (alike(base[*from], other[*to]), *from, *to)).filter(|pair| pair.0 >= 50));
    }
    pairs.sort_by_key(|(alike, from, to)| (std::cmp::Reverse(*alike), *from, *to));
    for (_, from, to) in pairs {
        if !found.contains_key(&from) && taken.insert(to) {
            found.insert(from, to);
        }
    }
    found
}

/// How much two records have in common, of a hundred; more where they have the same id or begin alike.
fn alike(a: &Piece<'_>, b: &Piece<'_>) -> usize {
    if has_id_of(a, b) {
        return 300;
    }
    let same = a.inner.iter().filter(|one| b.inner.iter().any(|other| is_same(one, other))).count();
    let share = 100 * same / a.inner.len().max(b.inner.len()).max(1);
    let begins_alike = a.inner.first().zip(b.inner.first()).is_some_and(|(a, b)| is_same(a, b));
    share + if begins_alike { 100 } else { 0 }
}

fn has_id_of(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    a.part("id").zip(b.part("id")).is_some_and(|(a, b)| value::is_same(a, b))
}

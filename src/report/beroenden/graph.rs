use hashbrown::{HashMap, HashSet};

use crate::report::scene::Scene;
use crate::value::Kind;

/// The initiatives of which all that rests on them is counted: those that most others name.
pub const TOLD: usize = 500;
/// How far that is counted: beyond this there is no telling what falls.
const REACH: usize = 1000;

/// What depends on what among live initiatives, by their places in the map.
pub struct Graph {
    needs: HashMap<usize, Vec<usize>>,
    dependents: HashMap<usize, Vec<usize>>,
    /// What each rests on in the longest way, and how many steps that is; those that depend on a ring have none.
    depths: HashMap<usize, (usize, Option<usize>)>,
}

impl Graph {
    pub fn of(scene: &Scene<'_>) -> Graph {
        let (mut needs, mut dependents) = (HashMap::new(), HashMap::<usize, Vec<usize>>::new());
        for at in scene.live(Kind::Initiativ) {
            let on: Vec<usize> = scene.to(at, "beror_av").into_iter().filter(|on| *on != at).collect();
            on.iter().for_each(|on| dependents.entry(*on).or_default().push(at));
            if !on.is_empty() {
                needs.insert(at, on);
            }
        }
        let mut graph = Graph { needs, dependents, depths: HashMap::new() };
        graph.measure();
        graph
    }

    /// What an initiative depends on.
    pub fn needs(&self, at: usize) -> &[usize] {
        self.needs.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What depends on an initiative, by place.
    pub fn dependents(&self, at: usize) -> &[usize] {
        self.dependents.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What depends on an initiative, directly or through others, the nearest first; each with what it depends through.
    pub fn all_dependents(&self, at: usize) -> Vec<(usize, usize)> {
        let mut seen: HashSet<usize> = HashSet::from_iter([at]);
        let (mut found, mut next) = (Vec::new(), 0);
        let mut through = at;
        loop {
            let new = self.dependents(through).iter().copied().filter(|one| seen.insert(*one));
            found.extend(new.map(|one| (one, through)));
            match found.get(next) {
                Some((one, _)) if found.len() < REACH => through = *one,
                _ => return found,
            }
            next += 1;
        }
    }

    /// Finds the longest way down from each, those that depend on nothing first; rings are never come to.
    fn measure(&mut self) {
        let mut left: HashMap<usize, usize> = self.needs.iter().map(|(at, on)| (*at, on.len())).collect();
        let mut open: Vec<usize> = self.dependents.keys().copied().filter(|at| !left.contains_key(at)).collect();
        while let Some(at) = open.pop() {
            let steps = |on: &usize| self.depths.get(on).map_or(0, |(steps, _)| *steps);
            let longest = self.needs(at).iter().copied().max_by_key(|on| (steps(on), std::cmp::Reverse(*on)));
            let depth = longest.map_or(0, |on| steps(&on) + 1);
            self.depths.insert(at, (depth, longest));
            for dependent in self.dependents.get(&at).into_iter().flatten() {
                if let Some(count) = left.get_mut(dependent) {
                    *count -= 1;
                    if *count == 0 {
                        open.push(*dependent);
                    }
                }
            }
        }
    }

    /// The longest way down from each initiative that nothing depends on.
    pub fn chains(&self) -> Vec<Vec<usize>> {
        let mut tops: Vec<usize> = self
            .needs
            .keys()
            .copied()
            .filter(|at| self.dependents(*at).is_empty() && self.depths.contains_key(at))
            .collect();
        tops.sort_unstable();
        let below = |at: &usize| self.depths.get(at).and_then(|(_, on)| *on);
        tops.into_iter().map(|top| std::iter::successors(Some(top), below).collect()).collect()
    }

    /// How many depend on a ring, or are in one.
    pub fn in_rings(&self) -> usize {
        self.needs.keys().filter(|at| !self.depths.contains_key(*at)).count()
    }
}

use std::collections::{HashMap, VecDeque};

/// Who points at whom, by number.
pub struct Graph {
    /// Where the arrows from each begin in `to`.
    starts: Vec<usize>,
    to: Vec<usize>,
}

impl Graph {
    /// Arrows among so many; those from one that point at itself are left out, as that is a fault of its own.
    pub fn new(count: usize, mut arrows: Vec<(usize, usize)>) -> Graph {
        arrows.retain(|(from, to)| from != to);
        arrows.sort_by_key(|(from, _)| *from);
        let mut starts = vec![0; count + 1];
        arrows.iter().for_each(|(from, _)| starts[from + 1] += 1);
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        Graph { starts, to: arrows.into_iter().map(|(_, to)| to).collect() }
    }

    /// One way round for each group of those that all reach each other: a shortest one from the first of them, which
    /// is not told again at the end.
    pub fn cycles(&self) -> Vec<Vec<usize>> {
        let groups = Search::of(self);
        let mut cycles: Vec<Vec<usize>> = groups.found.iter().map(|group| self.round(group, &groups.group)).collect();
        cycles.sort();
        cycles
    }

    fn from(&self, at: usize) -> &[usize] {
        &self.to[self.starts[at]..self.starts[at + 1]]
    }

    /// The shortest way from the first of a group back to it.
    fn round(&self, group: &[usize], groups: &[usize]) -> Vec<usize> {
        let first = group.iter().copied().min().unwrap_or_default();
        let mut before = HashMap::new();
        let mut queue = VecDeque::from([first]);
        while let Some(at) = queue.pop_front() {
            for to in self.from(at).iter().copied().filter(|to| groups[*to] == groups[first]) {
                if to == first {
                    return way_back(at, &before);
                }
                before.entry(to).or_insert_with(|| {
                    queue.push_back(to);
                    at
                });
            }
        }
        vec![first]
    }
}

fn way_back(last: usize, before: &HashMap<usize, usize>) -> Vec<usize> {
    let mut way: Vec<usize> = std::iter::successors(Some(last), |at| before.get(at).copied()).collect();
    way.reverse();
    way
}

/// Tarjan's search for groups, with a stack of its own: a chain of a hundred thousand is no deeper than one of two.
struct Search<'g> {
    graph: &'g Graph,
    /// When each was met, from 1; 0 for those not met.
    met: Vec<usize>,
    /// The earliest met that each reaches.
    low: Vec<usize>,
    /// The group of each, from 1; 0 while it has none.
    group: Vec<usize>,
    waiting: Vec<usize>,
    /// Groups of more than one.
    found: Vec<Vec<usize>>,
    time: usize,
    groups: usize,
}

impl<'g> Search<'g> {
    fn of(graph: &'g Graph) -> Search<'g> {
        let count = graph.starts.len() - 1;
        let (met, low, group) = (vec![0; count], vec![0; count], vec![0; count]);
        let mut search = Search { graph, met, low, group, waiting: Vec::new(), found: Vec::new(), time: 0, groups: 0 };
        for at in 0..count {
            if search.met[at] == 0 && !graph.from(at).is_empty() {
                search.from(at);
            }
        }
        search
    }

    fn from(&mut self, start: usize) {
        let mut way = vec![(self.meet(start), 0)];
        while let Some((at, arrow)) = way.last_mut() {
            let (at, next) = (*at, self.graph.from(*at).get(*arrow).copied());
            *arrow += 1;
            match next {
                Some(to) if self.met[to] == 0 => way.push((self.meet(to), 0)),
                Some(to) if self.group[to] == 0 => self.low[at] = self.low[at].min(self.met[to]),
                Some(_) => {}
                None => {
                    way.pop();
                    self.leave(at);
                    if let Some((above, _)) = way.last() {
                        self.low[*above] = self.low[*above].min(self.low[at]);
                    }
                }
            }
        }
    }

    fn meet(&mut self, at: usize) -> usize {
        self.time += 1;
        self.met[at] = self.time;
        self.low[at] = self.time;
        self.waiting.push(at);
        at
    }

    /// Ends a group, where this was the first of it that was met.
    fn leave(&mut self, at: usize) {
        if self.low[at] != self.met[at] {
            return;
        }
        self.groups += 1;
        let from = self.waiting.iter().rposition(|waiting| *waiting == at).unwrap_or_default();
        let group = self.waiting.split_off(from);
        group.iter().for_each(|member| self.group[*member] = self.groups);
        if group.len() > 1 {
            self.found.push(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_is_one_way_round() {
        let arrows = vec![(0, 1), (1, 2), (2, 0), (2, 1), (3, 0), (4, 5), (5, 6), (6, 4), (6, 7), (7, 7)];
        assert_eq!(Graph::new(8, arrows).cycles(), [vec![0, 1, 2], vec![4, 5, 6]]);
    }

    #[test]
    fn a_very_long_way_round_is_found() {
        let count = 200_000;
        let cycles = Graph::new(count, (0..count).map(|at| (at, (at + 1) % count)).collect()).cycles();
        assert_eq!((cycles.len(), cycles[0].len()), (1, count));
        assert!(Graph::new(count, (1..count).map(|at| (at - 1, at)).collect()).cycles().is_empty());
    }
}

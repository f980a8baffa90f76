//! How the columns of a table share the width of a page.

/// What one column would like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Want {
    /// The columns of what is never broken: dates, statuses and numbers.
    pub firm: usize,
    /// The columns of its longest word.
    pub word: usize,
    /// The columns of the longest part of a word that may be broken, after a hyphen or a slash.
    pub part: usize,
    /// The columns of its longest cell.
    pub cell: usize,
    /// The columns of the longest word in its heading.
    pub heading: usize,
    /// Whether it has texts of several words.
    pub is_prose: bool,
}

impl Want {
    /// What it can do with when room is short: long words in prose may be broken, ids after a hyphen, and headings.
    fn least(&self) -> usize {
        let text = if self.is_prose { self.word.min(LONG_WORD) } else { self.word.min(self.part.clamp(ID.0, ID.1)) };
        self.narrowest().max(text)
    }

    /// What it must have to be read at all.
    fn narrowest(&self) -> usize {
        self.firm.max(self.word.min(NARROWEST)).max(self.heading.min(HEADING))
    }

    /// What it needs for every word to be whole.
    fn whole(&self) -> usize {
        self.least().max(self.word).max(self.heading)
    }

    /// What it needs for every cell to be on one line.
    fn all(&self) -> usize {
        self.whole().max(self.cell)
    }
}

/// The narrowest that a column with longer words may become.
const NARROWEST: usize = 10;
/// The narrowest that a column becomes for the sake of its heading.
const HEADING: usize = 7;
/// The longest word in prose that is kept whole even where room is short.
const LONG_WORD: usize = 24;
/// Between these lies the width that a column of ids may be narrowed to: so that their parts are whole, if they can be.
const ID: (usize, usize) = (22, 26);
/// What prose gets before ids and headings are kept whole.
const COMFORTABLE: usize = 30;

/// The width of each column, together at most `room`. Each first gets the least that it can do with; then prose gets a
/// line to read, then long words are kept whole where they all can be, and what is left goes to prose, and last to
/// anything that wants more. `None` when the columns would be too narrow to read.
pub fn share(wants: &[Want], room: usize) -> Option<Vec<usize>> {
    let least: Vec<usize> = wants.iter().map(Want::least).collect();
    let mut shares = Shares { left: room, widths: vec![0; wants.len()] };
    if least.iter().sum::<usize>() > room {
        let narrowest: Vec<usize> = wants.iter().map(Want::narrowest).collect();
        shares = shares.given(&narrowest)?;
        shares.widen(&least);
        return Some(shares.widths);
    }
    shares = shares.given(&least)?;
    let of_prose = |most: fn(&Want) -> usize| -> Vec<usize> {
        wants.iter().map(|want| if want.is_prose { most(want) } else { 0 }).collect()
    };
    shares.widen(&of_prose(|want| want.all().min(COMFORTABLE)));
    shares.widen_fully(&wants.iter().map(Want::whole).collect::<Vec<_>>());
    shares.widen(&of_prose(Want::all));
    shares.widen(&wants.iter().map(Want::all).collect::<Vec<_>>());
    Some(shares.widths)
}

/// Whether every column can have the least that it can do with.
pub fn has_room(wants: &[Want], room: usize) -> bool {
    wants.iter().map(Want::least).sum::<usize>() <= room
}

/// Widths so far, and what is left of the room.
struct Shares {
    left: usize,
    widths: Vec<usize>,
}

impl Shares {
    /// Every column as wide as it must be, if there is room for that.
    fn given(self, widths: &[usize]) -> Option<Shares> {
        let left = self.left.checked_sub(widths.iter().sum())?;
        Some(Shares { left, widths: widths.to_vec() })
    }

    /// Gives each what it lacks, or an equal part of what is left when there is not enough: the modest first.
    fn widen(&mut self, to: &[usize]) {
        let order = self.by_need(to);
        for (done, (need, at)) in order.iter().enumerate() {
            let given = (*need).min(self.left / (order.len() - done));
            self.widths[*at] += given;
            self.left -= given;
        }
    }

    /// Gives each what it lacks, or nothing: the modest first.
    fn widen_fully(&mut self, to: &[usize]) {
        for (need, at) in self.by_need(to) {
            if need <= self.left {
                self.widths[at] += need;
                self.left -= need;
            }
        }
    }

    /// What each column lacks, with its number; the modest first.
    fn by_need(&self, to: &[usize]) -> Vec<(usize, usize)> {
        let needs = to.iter().zip(&self.widths).map(|(to, width)| to.saturating_sub(*width));
        let mut order: Vec<(usize, usize)> = needs.zip(0..).filter(|(need, _)| *need > 0).collect();
        order.sort_unstable();
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prose(word: usize, cell: usize) -> Want {
        Want { word, part: word, cell, is_prose: true, ..Want::default() }
    }

    fn firm(width: usize) -> Want {
        Want { firm: width, word: width, part: width, cell: width, ..Want::default() }
    }

    fn id(word: usize, part: usize) -> Want {
        Want { word, part, cell: word, ..Want::default() }
    }

    fn count(heading: usize) -> Want {
        Want { heading, cell: heading, ..firm(2) }
    }

    #[test]
    fn columns_get_what_they_want_when_there_is_room() {
        assert_eq!(share(&[prose(5, 20), firm(3)], 40), Some(vec![20, 3]));
    }

    #[test]
    fn prose_has_a_line_to_read_before_ids_are_whole() {
        assert_eq!(share(&[prose(12, 70), firm(12), id(34, 14)], 74), Some(vec![40, 12, 22]));
        assert_eq!(share(&[prose(12, 70), firm(12), id(34, 25)], 67), Some(vec![30, 12, 25]));
        assert_eq!(share(&[prose(12, 70), firm(12), id(34, 14)], 86), Some(vec![40, 12, 34]));
        assert_eq!(share(&[prose(12, 70), firm(12), id(34, 14)], 50), Some(vec![16, 12, 22]));
    }

    #[test]
    fn what_is_firm_is_never_broken() {
        assert_eq!(share(&[prose(25, 200), firm(25), firm(10)], 46), Some(vec![11, 25, 10]));
        assert_eq!(share(&[prose(25, 200), firm(25), firm(10)], 44), None);
    }

    #[test]
    fn headings_are_broken_before_a_table_is_given_up() {
        let mut wants = vec![prose(17, 66)];
        wants.extend([12, 8, 8, 11, 11, 8, 6].map(count));
        assert_eq!(share(&wants, 66), Some(vec![18, 7, 7, 7, 7, 7, 7, 6]));
        assert_eq!(share(&wants, 140), Some(vec![66, 12, 8, 8, 11, 11, 8, 6]));
        assert_eq!(share(&wants, 57), None);
    }

    #[test]
    fn too_many_columns_are_no_table() {
        assert_eq!(share(&[prose(12, 40); 12], 60), None);
    }

    proptest! {
        #[test]
        fn the_room_is_kept_and_used(
            wants in prop::collection::vec((0usize..20, 1usize..70, 0usize..200, 1usize..30), 1..8),
            room in 20usize..200,
        ) {
            let want = |(firm, word, more, heading)| {
                Want { firm, word, part: word / 2, cell: word + more, heading, is_prose: more > 0 }
            };
            let wants: Vec<Want> = wants.into_iter().map(want).collect();
            if let Some(widths) = share(&wants, room) {
                let all: usize = wants.iter().map(Want::all).sum();
                prop_assert_eq!(widths.iter().sum::<usize>(), all.min(room));
                prop_assert!(widths.iter().zip(&wants).all(|(width, want)| *width >= want.narrowest()));
            }
        }
    }
}

//! How the columns of a table share the width of a page.

/// What one column would like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Want {
    /// The columns that its longest word takes.
    pub word: usize,
    /// The columns that its longest cell takes.
    pub cell: usize,
}

impl Want {
    /// The columns that it can do with when room is short: in prose, very long words may be broken.
    fn least(&self) -> usize {
        let is_prose = self.cell > self.word;
        if is_prose { self.word.min(LONG_WORD) } else { self.word }
    }
}

/// The narrowest that a column with longer words may become.
const NARROWEST: usize = 10;
/// The longest word in prose that is kept whole even where room is short; ids and dates are kept whole longer.
const LONG_WORD: usize = 20;

/// The width of each column, together at most `room`: words are broken only when they must be, and what is left goes to
/// the columns that have most to say. `None` when the columns would be too narrow to read.
pub fn share(wants: &[Want], room: usize) -> Option<Vec<usize>> {
    let whole: Vec<usize> = wants.iter().map(|want| want.word).collect();
    let words =
        if whole.iter().sum::<usize>() <= room { whole.clone() } else { wants.iter().map(Want::least).collect() };
    let widths = match room.checked_sub(words.iter().sum()) {
        Some(left) => {
            let more: Vec<usize> = wants.iter().zip(&words).map(|(want, word)| want.cell - word).collect();
            words.iter().zip(fill(&more, left)).map(|(word, more)| word + more).collect()
        }
        None => fill(&words, room),
    };
    let is_readable = widths.iter().zip(&whole).all(|(width, word)| width >= word || *width >= NARROWEST);
    is_readable.then_some(widths)
}

/// Gives each what it wants, or an equal part of what is left when there is not enough: the modest first.
fn fill(wants: &[usize], mut room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wants.len()).collect();
    order.sort_by_key(|at| wants[*at]);
    let mut given = vec![0; wants.len()];
    for (done, at) in order.into_iter().enumerate() {
        given[at] = wants[at].min(room / (wants.len() - done));
        room -= given[at];
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn want(word: usize, cell: usize) -> Want {
        Want { word, cell }
    }

    #[test]
    fn columns_get_what_they_want_when_there_is_room() {
        assert_eq!(share(&[want(5, 20), want(3, 3)], 40), Some(vec![20, 3]));
    }

    #[test]
    fn long_texts_give_way_before_words_are_broken() {
        assert_eq!(share(&[want(25, 25), want(12, 200), want(10, 10)], 60), Some(vec![25, 25, 10]));
        assert_eq!(share(&[want(64, 64), want(12, 200), want(10, 10)], 60), Some(vec![38, 12, 10]));
        assert_eq!(share(&[want(25, 25), want(90, 200), want(10, 10)], 60), Some(vec![25, 25, 10]));
    }

    #[test]
    fn too_many_columns_are_no_table() {
        assert_eq!(share(&[want(12, 40); 12], 60), None);
    }

    proptest! {
        #[test]
        fn the_room_is_kept_and_used(wants in prop::collection::vec((1usize..70, 0usize..200), 1..8), room in 20usize..200) {
            let wants: Vec<Want> = wants.into_iter().map(|(word, more)| want(word, word + more)).collect();
            if let Some(widths) = share(&wants, room) {
                let all: usize = wants.iter().map(|want| want.cell).sum();
                prop_assert_eq!(widths.iter().sum::<usize>(), all.min(room));
            }
        }
    }
}

use std::collections::HashMap;

use crate::entry::{Problem, What};
use crate::finding::{FieldPath, Place, Step};

/// The items of a file's lists that could not be read, and so are not in the entry: an entry counts its items without
/// them, a place in the file with them.
pub struct Gaps(HashMap<FieldPath, Vec<usize>>);

impl Gaps {
    pub fn of(problems: &[(Box<str>, Problem)]) -> Gaps {
        let mut gaps: HashMap<FieldPath, Vec<usize>> = HashMap::new();
        for (list, item) in problems.iter().filter_map(|(_, problem)| lost_item(problem)) {
            gaps.entry(list).or_default().push(item);
        }
        gaps.values_mut().for_each(|items| items.sort_unstable());
        Gaps(gaps)
    }

    /// The place in the file of a place in the entry.
    pub fn mend(&self, place: &mut Place) {
        let path = match place {
            Place::File | Place::Bytes(..) => return,
            Place::Value(path) | Place::Key(path) | Place::Part(path, ..) | Place::Secret(path, ..) => path,
        };
        if !self.0.is_empty() {
            for at in 0..path.0.len() {
                if let Step::Item(item) = path.0[at] {
                    let list = FieldPath(path.0[..at].to_vec());
                    path.0[at] = Step::Item(item + self.before(&list, item));
                }
            }
        }
    }

    /// How many lost items of a list stand before the one that the entry counts as `item`.
    fn before(&self, list: &FieldPath, item: usize) -> usize {
        let lost = self.0.get(list).map_or(&[][..], Vec::as_slice);
        let (mut from, mut to) = (0, lost.len());
        while from < to {
            let middle = (from + to) / 2;
            if lost[middle] - middle <= item { from = middle + 1 } else { to = middle }
        }
        from
    }
}

/// The list and the number of an item that the entry lacks because of a problem.
fn lost_item(problem: &Problem) -> Option<(FieldPath, usize)> {
    match (&problem.place, &problem.what) {
        (Place::Value(path), What::WrongType(..) | What::BadValue(..)) => match path.0.split_last()? {
            (Step::Item(item), list) => Some((FieldPath(list.to_vec()), *item)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry;
    use crate::value::Kind;

    #[test]
    fn items_are_counted_as_the_file_has_them() {
        let text = "id = \"a\"\naktorer = [1, \"a\", \"b\", 2, \"C\", \"d\"]\n";
        let (entry, problems) = entry::read(Kind::Behov, "behov/a.toml", text);
        let problems: Vec<_> = problems.into_iter().map(|problem| ("behov/a.toml".into(), problem)).collect();
        let gaps = Gaps::of(&problems);
        let told = entry.expect("an entry").mentions().map(|mention| mention.path()).collect::<Vec<_>>();
        let mended = told.into_iter().map(|path| {
            let mut place = Place::Value(path);
            gaps.mend(&mut place);
            let (from, to) = entry::locate(text, &place);
            &text[from as usize..to as usize]
        });
        assert_eq!(mended.collect::<Vec<_>>(), ["\"a\"", "\"b\"", "\"d\""]);
    }
}

use super::fold;

/// The candidate that a reader most likely meant, or `None` when none is near enough to suggest.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(text);
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= limit + 8)
        .map(|candidate| (distance(&wanted, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, candidate)| (*distance, gap(text, candidate), *candidate))
        .map(|(_, candidate)| candidate)
}

/// Letters to change, with a beginning that fits counted as near.
fn distance(wanted: &str, candidate: &str) -> usize {
    let letters = strsim::osa_distance(wanted, candidate);
    let is_beginning = wanted.len() >= 3 && candidate.starts_with(wanted);
    if is_beginning { letters.min(1) } else { letters }
}

/// How far apart two years or other numbers are.
fn gap(wanted: &str, candidate: &str) -> Option<u64> {
    Some(wanted.parse::<u64>().ok()?.abs_diff(candidate.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_numbers_spelt_as_nearly_the_nearest_is_meant() {
        let years = ["2020", "2021", "2022"];
        assert_eq!(nearest("2023", years), Some("2022"));
        assert_eq!(nearest("2019", ["2010", "2016", "2018"]), Some("2018"));
    }

    #[test]
    fn the_nearest_is_suggested_and_the_far_is_not() {
        let themes = ["demokrati", "migration", "vard", "skola"];
        assert_eq!(nearest("migraton", themes), Some("migration"));
        assert_eq!(nearest("Vård", themes), Some("vard"));
        assert_eq!(nearest("migr", themes), Some("migration"));
        assert_eq!(nearest("ekonomi", themes), None);
    }
}

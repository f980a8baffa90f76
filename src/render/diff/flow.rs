//! Text in several inks on lines that fit.

use crate::render::ink::Ink;
use crate::render::wrap;

/// A stretch of text in one ink.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub ink: Ink,
    /// The text, on one line and safe to show.
    pub text: String,
}

impl Piece {
    /// A stretch of text from anywhere.
    pub fn new(ink: Ink, text: &str) -> Piece {
        Piece { ink, text: wrap::on_one_line(text).into_owned() }
    }
}

/// The pieces on lines of at most `room` columns, with a space between any two of them.
pub fn lines(pieces: &[Piece], room: usize, is_styled: bool) -> Vec<String> {
    let words = pieces.iter().flat_map(|piece| piece.text.split(' ').map(move |word| (piece.ink, word)));
    let mut lines: Vec<Vec<(Ink, String)>> = vec![Vec::new()];
    let mut taken = 0;
    for (ink, word) in words.filter(|(_, word)| !word.is_empty()) {
        for part in wrap::lines(word, room) {
            let width = wrap::width(part);
            if taken > 0 && taken + 1 + width > room {
                lines.push(Vec::new());
                taken = 0;
            }
            taken += width + usize::from(taken > 0);
            put(lines.last_mut().expect("there is always a line"), ink, part);
        }
    }
    lines.iter().map(|line| set(line, is_styled)).collect()
}

/// Adds a word to a line: to the stretch before it when that has the same ink.
fn put(line: &mut Vec<(Ink, String)>, ink: Ink, word: &str) {
    match line.last_mut() {
        Some((last, text)) if *last == ink => {
            text.push(' ');
            text.push_str(word);
        }
        _ => line.push((ink, word.to_owned())),
    }
}

fn set(line: &[(Ink, String)], is_styled: bool) -> String {
    line.iter().map(|(ink, text)| ink.set(text, is_styled)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_follow_words_from_line_to_line() {
        let pieces = [
            Piece::new(Ink::Plain, "drivs av"),
            Piece::new(Ink::Gone, "Skatteverket i dag"),
            Piece::new(Ink::Came, "Digg"),
        ];
        assert_eq!(lines(&pieces, 16, false), ["drivs av", "Skatteverket i", "dag Digg"]);
        assert_eq!(lines(&pieces[1..], 80, true), ["\u{1b}[31mSkatteverket i dag\u{1b}[0m \u{1b}[32mDigg\u{1b}[0m"]);
    }
}

use super::Sink;
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;

pub const RULE: Rule = Rule::error("newer-toml", include_str!("newer-toml.md"), Look::File(check));

fn check(text: &str, sink: &mut Sink<'_>) {
    if let Some(at) = newer(text) {
        let place = Place::Bytes(at as u32, at as u32 + 1);
        sink.tell(say!(
            "Filen är skriven i TOML 1.1, som många program inte kan läsa.",
            "The file is written in TOML 1.1, which many programs cannot read."
        ))
        .at(place)
        .hint(say!(
            "Skriv hela tabellen på en rad, utan komma sist; karta fmt gör det.",
            "Write the whole table on one line, without a comma at the end; karta fmt does so."
        ));
    }
}

/// Where a text that TOML 1.1 allows is not one that TOML 1.0 does: at a table between braces that has a line end or a
/// last comma.
pub fn newer(text: &str) -> Option<usize> {
    if !text.contains('{') {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut open, mut last, mut at) = (Vec::new(), b' ', 0);
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'#' => {
                at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at);
                continue;
            }
            b'"' | b'\'' => at += string(&bytes[at..]) - 1,
            b'{' | b'[' => open.push((byte, at)),
            b'\n' => {
                if let Some((b'{', brace)) = open.last() {
                    return Some(*brace);
                }
            }
            b'}' if last == b',' => return open.last().map(|(_, brace)| *brace),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        last = if byte.is_ascii_whitespace() { last } else { byte };
        at += 1;
    }
    None
}

/// How many bytes a string takes, from its first quote to its last.
fn string(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let count = |from: &[u8]| from.iter().take_while(|byte| **byte == quote).count();
    let quotes = if count(bytes) >= 3 { 3 } else { 1 };
    let mut at = quotes;
    while at < bytes.len() {
        match count(&bytes[at..]) {
            // Two quotes more may stand before the three that close.
            found if found >= quotes => return at + if quotes == 3 { found.min(5) } else { 1 },
            _ if bytes[at] == b'\\' && quote == b'"' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_newer_programs_read_is_found() {
        for text in
            ["x = { a = 1,\n b = 2 }\n", "x = { a = 1, }\n", "x = [{ a = \"}\", }]\n", "x = [\n{ a = 1 # }\n}]\n"]
        {
            assert!(newer(text).is_some_and(|at| text[at..].starts_with('{')), "{text}");
        }
        for text in [
            "x = { a = 1, b = [\n1,\n2,\n] }\n",
            "x = [\n  { a = \"{\" },\n]\n",
            "x = \"\"\"\n{ a,\n}\"\"\"\"\n",
            "# { x\nx = '{'\ny = 'a\\'\nz = '''{\n'''\n",
            "x = \"\\\"{\"\ny = \"\"\nz = { a = 1 }\n",
            "x = {}\n",
        ] {
            assert_eq!(newer(text), None, "{text}");
        }
    }
}

//! Paths as addresses write them.

/// A path in which everything but plain letters, digits, `-`, `.`, `_`, `~` and `/` is written as `%` and its bytes
/// (RFC 3986).
pub fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_signs_stand_as_they_are() {
        assert_eq!(encoded("behov/vård och omsorg/a:b.toml"), "behov/v%C3%A5rd%20och%20omsorg/a%3Ab.toml");
    }
}

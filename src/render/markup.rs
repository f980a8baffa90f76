//! Text inside HTML and XML.

use std::borrow::Cow;

use crate::say::plain_lines;

/// Text that is only text, wherever it stands: between tags or inside a quoted attribute. Line breaks are kept; what
/// XML cannot have is shown as signs. A line that a build server would take for a command (see `render/line.rs`) is
/// written in a way that reads the same on the page but not in a log.
pub fn escape(text: &str) -> Cow<'_, str> {
    let safe = plain_lines(text.trim_end());
    let mut escaped = String::with_capacity(safe.len() + 16);
    let mut is_at_start = true;
    for (at, c) in safe.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            ':' if is_at_start && safe[at..].starts_with("::") => escaped.push_str("&#58;"),
            '#' if is_at_start && safe[at..].starts_with("##") => escaped.push_str("&#35;"),
            c => escaped.push(c),
        }
        is_at_start = c == '\n' || (is_at_start && c.is_whitespace());
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escape("<script>\"x\" & 'y' ]]>"), "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39; ]]&gt;");
        assert_eq!(escape("a\r\nb\u{1b}\u{ffff}"), "a\nb␛\u{fffd}");
    }

    #[test]
    fn no_line_is_a_command_in_a_log() {
        assert_eq!(escape("a\n ::error::x\n##[error]"), "a\n &#58;:error::x\n&#35;#[error]");
        assert_eq!(escape("a ::b ##c"), "a ::b ##c");
    }
}

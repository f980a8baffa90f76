use std::borrow::Cow;

/// One word of a key; its meaning, not its quotes.
pub type Key<'t> = Cow<'t, str>;

/// A value, with the comments in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'t> {
    /// A string in house format, quotes and all, or a number, a boolean or a date as it stands.
    Scalar(Cow<'t, str>),
    /// `[…]`
    List(Vec<Part<'t>>),
    /// `{…}`
    Table(Vec<Part<'t>>),
}

/// What stands in a list or an inline table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// A value; in a table it has a key.
    Item(Vec<Key<'t>>, Node<'t>),
    /// A comment behind the item, or the bracket, before it.
    Behind(Cow<'t, str>),
    /// A comment on a line of its own.
    Comment(Cow<'t, str>),
}

impl Node<'_> {
    /// What a string says; none for anything else.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Node::Scalar(token) => super::string::meaning(token),
            Node::List(_) | Node::Table(_) => None,
        }
    }

    /// Writes the value on one line; false, and only a beginning of it, when it has comments or blocks in it.
    pub(super) fn write_flat(&self, out: &mut String) -> bool {
        match self {
            Node::Scalar(token) => {
                out.push_str(token);
                !token.contains('\n')
            }
            Node::List(parts) => flat(parts, ("[", "]"), out),
            Node::Table(parts) if parts.is_empty() => flat(parts, ("{", "}"), out),
            Node::Table(parts) => flat(parts, ("{ ", " }"), out),
        }
    }

    /// Writes the value from where `out` ends, where `behind` more characters will stand on its last line.
    pub(super) fn write(&self, out: &mut String, indent: usize, behind: usize) {
        let (start, line) = (out.len(), out.rfind('\n').map_or(0, |end| end + 1));
        let is_flat = self.write_flat(out);
        let is_broken = match self {
            Node::Scalar(_) => false,
            Node::List(parts) => !is_flat || (!parts.is_empty() && width(&out[line..]) + behind > super::WIDTH),
            // Before TOML 1.1 a table had to be on one line: it is broken only by comments and blocks in it.
            Node::Table(_) => !is_flat,
        };
        if is_broken {
            out.truncate(start);
            self.write_broken(out, indent);
        }
    }

    fn write_broken(&self, out: &mut String, indent: usize) {
        let (parts, open, close) = match self {
            Node::Scalar(token) => return out.push_str(token),
            Node::List(parts) => (parts, '[', ']'),
            Node::Table(parts) => (parts, '{', '}'),
        };
        out.push(open);
        for part in parts {
            match part {
                Part::Item(keys, node) => {
                    new_line(out, indent + 2);
                    write_key_of_item(keys, out);
                    node.write(out, indent + 2, 1);
                    out.push(',');
                }
                Part::Behind(comment) => {
                    out.push(' ');
                    out.push_str(comment);
                }
                Part::Comment(comment) => {
                    new_line(out, indent + 2);
                    out.push_str(comment);
                }
            }
        }
        new_line(out, indent);
        out.push(close);
    }
}

fn flat(parts: &[Part<'_>], (open, close): (&str, &str), out: &mut String) -> bool {
    out.push_str(open);
    for (at, part) in parts.iter().enumerate() {
        let Part::Item(keys, node) = part else {
            return false;
        };
        out.push_str(if at > 0 { ", " } else { "" });
        write_key_of_item(keys, out);
        if !node.write_flat(out) {
            return false;
        }
    }
    out.push_str(close);
    true
}

/// Writes the words of a key with dots between them.
pub(super) fn write_keys(keys: &[Key<'_>], out: &mut String) {
    for (at, key) in keys.iter().enumerate() {
        out.push_str(if at > 0 { "." } else { "" });
        let is_bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if is_bare { out.push_str(key) } else { out.push_str(&super::string::line(key)) }
    }
}

fn write_key_of_item(keys: &[Key<'_>], out: &mut String) {
    if !keys.is_empty() {
        write_keys(keys, out);
        out.push_str(" = ");
    }
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// How many characters a line has.
pub(super) fn width(line: &str) -> usize {
    line.chars().count()
}

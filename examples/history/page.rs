//! One TOML file in the house format of the map: fixed layout, nothing escaped but what must be,
//! absent fields left out.

use std::fmt::Write;

const WIDTH: usize = 100;

enum Value {
    Text(String),
    Prose(String),
    Number(i32),
    Texts(Vec<String>),
    Numbers(Vec<i32>),
}

/// Fields in the order they were added. An empty value is never added.
#[derive(Default)]
pub struct Table(Vec<(&'static str, Value)>);

/// A file: its fields, then its lists of tables, then `[egna]`.
#[derive(Default)]
pub struct Page {
    pub fields: Table,
    blocks: Vec<(&'static str, Table)>,
    pub own: Table,
}

impl Table {
    pub fn text(&mut self, key: &'static str, text: &str) -> &mut Self {
        self.add(!text.is_empty(), key, Value::Text(text.into()))
    }

    /// Running text, which may be set as a block of its own.
    pub fn prose(&mut self, key: &'static str, text: &str) -> &mut Self {
        self.add(!text.is_empty(), key, Value::Prose(text.trim().into()))
    }

    pub fn number(&mut self, key: &'static str, number: Option<i32>) -> &mut Self {
        if let Some(number) = number {
            self.0.push((key, Value::Number(number)));
        }
        self
    }

    pub fn texts(&mut self, key: &'static str, texts: Vec<String>) -> &mut Self {
        self.add(!texts.is_empty(), key, Value::Texts(texts))
    }

    pub fn numbers(&mut self, key: &'static str, numbers: Vec<i32>) -> &mut Self {
        self.add(!numbers.is_empty(), key, Value::Numbers(numbers))
    }

    fn add(&mut self, wanted: bool, key: &'static str, value: Value) -> &mut Self {
        if wanted {
            self.0.push((key, value));
        }
        self
    }

    fn write(&self, out: &mut String) {
        for (key, value) in &self.0 {
            let _ = writeln!(out, "{}", field(key, value));
        }
    }
}

impl Page {
    pub fn block(&mut self, name: &'static str, table: Table) {
        self.blocks.push((name, table));
    }

    pub fn blocks(&mut self, name: &'static str, tables: impl IntoIterator<Item = Table>) {
        tables.into_iter().for_each(|table| self.block(name, table));
    }

    pub fn write(&self) -> String {
        let mut out = String::new();
        self.fields.write(&mut out);
        for (name, table) in &self.blocks {
            let _ = writeln!(out, "\n[[{name}]]");
            table.write(&mut out);
        }
        if !self.own.0.is_empty() {
            out.push_str("\n[egna]\n");
            self.own.write(&mut out);
        }
        out
    }
}

fn field(key: &str, value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{key} = {}", quoted(text)),
        Value::Prose(text) => prose(key, text),
        Value::Number(number) => format!("{key} = {number}"),
        Value::Texts(texts) => list(key, texts.iter().map(|text| quoted(text)).collect()),
        Value::Numbers(numbers) => list(key, numbers.iter().map(i32::to_string).collect()),
    }
}

fn prose(key: &str, text: &str) -> String {
    let line = format!("{key} = \"{text}\"");
    let plain = !text.contains(['"', '\n', '\\']);
    if plain && line.chars().count() <= WIDTH {
        return line;
    }
    let text = text.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    format!("{key} = \"\"\"\n{text}\n\"\"\"")
}

fn list(key: &str, items: Vec<String>) -> String {
    let line = format!("{key} = [{}]", items.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let items: String = items.iter().map(|item| format!("  {item},\n")).collect();
    format!("{key} = [\n{items}]")
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

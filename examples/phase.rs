#![allow(missing_docs, clippy::all, clippy::print_stdout, clippy::unwrap_used)]
use karta::{check, karta::Karta, source::Tree, value::Date};
use std::time::Instant;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) * 10.0
}
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap()
        .lines()
        .filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM"))
        .map(|l| l.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024)
        .map(|m| m.to_string())
        .collect::<Vec<_>>()
        .join("/")
}
fn timed<T>(name: &str, f: impl FnOnce() -> T) -> T {
    let (t, c) = (Instant::now(), cpu());
    let out = f();
    println!("{name:28} wall {:5} ms cpu {:5} ms  hwm/rss {}", t.elapsed().as_millis(), cpu() - c, rss());
    out
}
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    println!(
        "Value {} Entry {} File {} Field,Value {}",
        size_of::<karta::entry::Value>(),
        size_of::<karta::entry::Entry>(),
        size_of::<karta::source::File>(),
        size_of::<(&karta::entry::Field, karta::entry::Value)>()
    );
    for _ in 0..2 {
        let tree = timed("open (list)", || Tree::open(&root));
        timed("read", || tree.read(|_, text| text.map_or(0, str::len)).iter().sum::<usize>());
        timed("read+parse", || {
            tree.read(|_, text| text.map_or(0, |t| karta::entry::parse(t).0.len())).iter().sum::<usize>()
        });
        timed("read+entry::read", || {
            tree.read(|f, text| text.map_or(0, |t| karta::entry::read(f.kind, &f.path, t).1.len()))
                .iter()
                .sum::<usize>()
        });
        timed("read+is_formatted", || {
            tree.read(|_, text| text.map_or(0, |t| karta::house::is_formatted(t) as usize)).iter().sum::<usize>()
        });
        let karta = timed("draw", || Karta::draw(&tree));
        drop(karta);
        let (karta, texts) = timed("draw watched", || check::draw(&tree));
        let against = check::Against { today: Date::parse("2026-11-22"), texts: Some(&texts), before: None };
        let findings = timed("check", || check::check_against(&karta, &against));
        println!("{} findings", findings.len());
        let mut out = Vec::new();
        timed("render short", || {
            karta::render::findings(
                &findings,
                &tree,
                karta::render::FindingFormat::Short,
                &Default::default(),
                &mut out,
            )
        })
        .unwrap();
        let mut out = Vec::new();
        timed("render text", || {
            karta::render::findings(&findings, &tree, karta::render::FindingFormat::Text, &Default::default(), &mut out)
        })
        .unwrap();
    }
}

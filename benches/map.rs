//! Reading and drawing, checking and querying maps of 400, 10 000 and 100 000 entries: `cargo bench`.
//!
//! The maps are written to a folder of the system's for temporary files and read from there, so the figures are with a
//! warm page cache. Compare runs on one machine with each other; quote ratios.

mod generated;

use std::path::Path;

use divan::{Bencher, black_box};
use karta::check;
use karta::karta::Karta;
use karta::query::{self, Filter};
use karta::source::Tree;
use tempfile::TempDir;

const SIZES: [usize; 3] = [400, 10_000, 100_000];

fn main() {
    divan::main();
}

/// A generated map in a folder of its own, which goes when it is dropped.
fn written(count: usize) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for (path, text) in generated::map(count, 1) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
        std::fs::write(path, text).expect("files can be written");
    }
    folder
}

fn drawn(folder: &Path) -> Karta {
    Karta::draw(&Tree::open(folder))
}

/// What the rest is compared with: every byte read, nothing understood.
#[divan::bench(args = SIZES, sample_count = 10)]
fn read_only(bencher: Bencher<'_, '_>, count: usize) {
    let folder = written(count);
    bencher.bench_local(|| Tree::open(folder.path()).read(|_, text| text.map_or(0, str::len)).iter().sum::<usize>());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn read_and_draw(bencher: Bencher<'_, '_>, count: usize) {
    let folder = written(count);
    bencher.bench_local(|| drawn(folder.path()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn check_drawn(bencher: Bencher<'_, '_>, count: usize) {
    let karta = drawn(written(count).path());
    bencher.bench_local(|| check::check(black_box(&karta)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn query_theme(bencher: Bencher<'_, '_>, count: usize) {
    let karta = drawn(written(count).path());
    bencher.bench_local(|| selected(&karta, "tema:migration"));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn query_words(bencher: Bencher<'_, '_>, count: usize) {
    let karta = drawn(written(count).path());
    bencher.bench_local(|| selected(&karta, "översättning status:pågående"));
}

fn selected(karta: &Karta, expression: &str) -> usize {
    let filter = Filter::parse(expression).and_then(|filter| filter.resolve(karta)).expect("the filter is right");
    query::select(karta, &filter).positions.len()
}

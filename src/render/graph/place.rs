//! Where the nodes of a picture stand: in columns by how far they are from the first, which is in the middle; what
//! points at it to the left, what it points at to the right.

use crate::graph::Graph;
use crate::render::{Page, wrap};

/// How wide a box is.
pub const WIDTH: i64 = 230;
/// How much lies between columns: room for what a link says.
pub const GAP: i64 = 150;
/// How high a line of text is.
pub const LINE: i64 = 17;
/// How many signs there is room for on a line in a box.
const SIGNS: usize = 28;
/// How many lines a name takes at most.
const MOST_LINES: usize = 4;
/// The room around text in a box, and between boxes.
const PAD: i64 = 10;

/// A box of a picture.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The lines of the name.
    pub lines: Vec<String>,
    /// The column, from the leftmost.
    pub column: i64,
    /// The left upper corner.
    pub at: (i64, i64),
    /// How high it is.
    pub height: i64,
}

impl Placed {
    /// The middle of its height.
    pub fn middle(&self) -> i64 {
        self.at.1 + self.height / 2
    }
}

/// The boxes of a graph's nodes, and the width and height of them all.
pub fn place(graph: &Graph, page: &Page) -> (Vec<Placed>, (i64, i64)) {
    let columns = columns(graph);
    let first = columns.iter().copied().min().unwrap_or(0);
    let mut boxes: Vec<Placed> = graph
        .nodes
        .iter()
        .zip(&columns)
        .map(|(node, column)| placed(wrap::on_one_line(page.say(&node.name)).as_ref(), column - first))
        .collect();
    let count = columns.iter().copied().max().unwrap_or(0) - first + 1;
    let columns: Vec<Vec<usize>> =
        (0..count).map(|column| (0..boxes.len()).filter(|at| boxes[*at].column == column).collect()).collect();
    let height = columns.iter().map(|column| stack(column, &boxes)).max().unwrap_or(0);
    for column in from_middle(columns, -first) {
        set(column, height, graph, &mut boxes);
    }
    (boxes, (count * WIDTH + (count - 1) * GAP, height))
}

fn placed(name: &str, column: i64) -> Placed {
    let lines: Vec<String> =
        wrap::some_lines(name, SIGNS, MOST_LINES).into_iter().map(|line| line.into_owned()).collect();
    let height = (lines.len() as i64 + 1) * LINE + PAD;
    Placed { lines, column, at: (column * (WIDTH + GAP), 0), height }
}

/// The signed distance of each node from the first: the side is that of what it was reached by.
fn columns(graph: &Graph) -> Vec<i64> {
    let mut sides = vec![0; graph.nodes.len()];
    for edge in &graph.edges {
        let (from, to) = (graph.nodes[edge.from].hops, graph.nodes[edge.to].hops);
        let (near, far, side) = if from < to { (edge.from, edge.to, 1) } else { (edge.to, edge.from, -1) };
        if from != to && sides[far] == 0 {
            sides[far] = if near == 0 { side } else { sides[near] };
        }
    }
    graph.nodes.iter().zip(sides).map(|(node, side)| side * node.hops as i64).collect()
}

fn stack(column: &[usize], boxes: &[Placed]) -> i64 {
    column.iter().map(|at| boxes[*at].height + PAD).sum::<i64>() - PAD
}

/// The columns, the one of the first node first, then those beside it, and so on.
fn from_middle(columns: Vec<Vec<usize>>, middle: i64) -> Vec<Vec<usize>> {
    let mut numbered: Vec<(i64, Vec<usize>)> = (0..).zip(columns).collect();
    numbered.sort_by_key(|(number, _)| ((number - middle).abs(), *number));
    numbered.into_iter().map(|(_, column)| column).collect()
}

/// Stands a column's boxes on each other, centred, each near those nearer the middle that it is linked to.
fn set(mut column: Vec<usize>, height: i64, graph: &Graph, boxes: &mut [Placed]) {
    let hops = |at: usize| graph.nodes[at].hops;
    let wanted = |at: usize| {
        let ends = graph.edges.iter().filter_map(|edge| match at {
            _ if edge.from == at => Some(edge.to),
            _ if edge.to == at => Some(edge.from),
            _ => None,
        });
        let near: Vec<i64> = ends.filter(|other| hops(*other) < hops(at)).map(|other| boxes[other].middle()).collect();
        near.iter().sum::<i64>() / (near.len() as i64).max(1)
    };
    column.sort_by_cached_key(|at| (wanted(*at), *at));
    let mut y = (height - stack(&column, boxes)) / 2;
    for at in column {
        boxes[at].at.1 = y;
        y += boxes[at].height + PAD;
    }
}

use crate::graph::{Edge, Graph, Node};
use crate::say::Words;
use crate::table::{Cell, Column, Table};

/// A graph as a table: a link a row.
pub fn list(graph: &Graph) -> Table {
    let columns = vec![
        Column::text("fran", Words::new("Från", "From")),
        Column::text("lank", Words::new("Länk", "Link")),
        Column::text("till", Words::new("Till", "To")),
        Column::text("genom", Words::new("Genom", "Through")),
        Column::number("steg", Words::new("Steg", "Hops")),
    ];
    let mut table = Table::new(graph.title.clone(), columns);
    table.notes = graph.notes.clone();
    table.rows = graph.edges.iter().map(|edge| row(graph, edge)).collect();
    table
}

fn row(graph: &Graph, edge: &Edge) -> Vec<Cell> {
    let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
    let named = |node: &Node| Cell::Named(node.id.clone(), node.name.clone());
    let through = edge.through.as_ref().map_or(Cell::Empty, |id| Cell::Text(id.to_string()));
    let hops = Cell::Number(from.hops.max(to.hops) as i64);
    vec![named(from), Cell::Choice(edge.field, edge.label.clone()), named(to), through, hops]
}

use super::{Ask, Report};
use crate::say::{Result, Words};
use crate::table::{Answer, Table};

pub const REPORT: Report = Report::new(
    "luckor",
    "Behov efter hur dåligt de är mötta: utan initiativ, utan pågående arbete eller mötta bara av en sektor.",
    "Needs by how poorly they are met: by no initiative, by no ongoing work, or by one sector only.",
    tell,
);

fn tell(_: &Ask<'_>) -> Result<Answer> {
    Ok(Table::new(Words::new("Luckor", "Gaps"), Vec::new()).into())
}

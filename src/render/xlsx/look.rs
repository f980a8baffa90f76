use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::book::{Allowed, Guide};
use crate::render::Page;

/// How cells look, and whom they speak to.
pub struct Looks<'p> {
    pub page: &'p Page,
    pub heading: Format,
    pub text: Format,
    pub date: Format,
    pub number: Format,
    pub locked: Format,
    pub marked: Format,
}

impl<'p> Looks<'p> {
    pub fn new(page: &'p Page) -> Looks<'p> {
        let cell = || Format::new().set_align(FormatAlign::Top);
        let text = || cell().set_text_wrap().set_num_format("@");
        Looks {
            page,
            heading: cell().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: text().set_unlocked(),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_unlocked(),
            number: cell().set_unlocked(),
            locked: text().set_font_color(Color::RGB(0x59_59_59)).set_background_color(Color::RGB(0xf2_f2_f2)),
            marked: text().set_background_color(Color::RGB(0xff_e6_99)).set_unlocked(),
        }
    }

    /// How the cells of a column look that nothing is written in yet.
    pub fn of(&self, guide: &Guide) -> &Format {
        match guide.allowed {
            Allowed::Kept => &self.locked,
            Allowed::Number(..) => &self.number,
            _ => &self.text,
        }
    }
}

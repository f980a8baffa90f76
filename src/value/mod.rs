//! Values that are made from text through one door and right ever after.

mod date;
mod fold;
mod id;
mod kind;
mod near;
mod orgnr;
mod sort;

pub use date::Date;
pub use fold::{fold, is_nfc, swedish, without_dots, words};
pub use id::{Id, IdFault};
pub use kind::{Kind, Scheme, stem};
pub use near::nearest;
pub use orgnr::{Orgnr, OrgnrFault};
pub use sort::Order;

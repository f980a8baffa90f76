use super::Sink;
use super::{Look, Rule};
use crate::say;
use crate::source::{LARGEST, Trouble};

pub const RULE: Rule = Rule::error("oversized-file", include_str!("oversized-file.md"), Look::Trouble(check));

fn check(trouble: &Trouble, sink: &mut Sink<'_>) {
    if let Trouble::TooLarge = trouble {
        let most = LARGEST / 1024;
        sink.tell(say!("Filen är större än {most} kB.", "The file is larger than {most} kB.")).hint(say!(
            "En post är några kB. Hör det här verkligen till kartan? Lägg det annars utanför.",
            "An entry is a few kB. Does this belong to the map? If not, keep it elsewhere."
        ));
    }
}

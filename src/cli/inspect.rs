//! `pinfold inspect`: what the parsers make of a text.

use std::io::Write;

use super::{CliError, Inspect, Parsed, line, time};
use crate::capture::parse::inspect::{self, Kind, Options};

pub(super) fn run(asked: &Inspect, out: &mut dyn Write) -> Result<(), CliError> {
    let kind = match asked.kind {
        Parsed::Price => Kind::Price,
        Parsed::Date => Kind::Date,
        Parsed::Url => Kind::Url,
        Parsed::Entities => Kind::Entities,
        Parsed::Count => Kind::Count,
        Parsed::Rating => Kind::Rating,
        Parsed::Gtin => Kind::Gtin,
        Parsed::Brand => Kind::Brand,
        Parsed::Breadcrumb => Kind::Breadcrumb,
    };
    let options =
        Options { language: asked.lang.as_deref(), now: Some(time(asked.now)), base: asked.base.as_deref() };
    line(out, &inspect::inspect(kind, &asked.text, options))
}

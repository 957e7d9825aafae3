//! `pinfold inspect`: what the parsers make of a text.

use std::io::Write;

use super::{CliError, Inspect, line, time};
use crate::capture::parse::inspect::{self, Options};

pub(super) fn run(asked: &Inspect, out: &mut dyn Write) -> Result<(), CliError> {
    let options =
        Options { language: asked.lang.as_deref(), now: Some(time(asked.now)), base: asked.base.as_deref() };
    line(out, &inspect::inspect(asked.kind, &asked.text, options))
}

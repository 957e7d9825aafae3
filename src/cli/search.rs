//! `pinfold search`: the pins that a query finds.

use std::io::Write;

use super::{CliError, Search, line, store::Shelf};
use crate::view::{
    Library,
    list::{ListQuery, MAX_WINDOW},
};

pub(super) fn run(asked: &Search, out: &mut dyn Write) -> Result<(), CliError> {
    let shelf = Shelf::open(&asked.workspace)?;
    let mut library = Library::open(shelf.workspace.iter().map(|(_, stored)| stored.clone()));
    let mut left = asked.limit.unwrap_or(usize::MAX);
    let mut offset = 0;
    // A closing space: the query is not being typed any more.
    let text = format!("{} ", asked.query);
    loop {
        let query = ListQuery { text: text.clone(), offset, limit: MAX_WINDOW, ..ListQuery::default() };
        let view = library.list(&query);
        if offset == 0 && !view.ignored.is_empty() {
            eprintln!("pinfold: taken as words: {}", view.ignored.join(", "));
        }
        for card in view.cards.iter().take(left) {
            line(out, card)?;
        }
        left = left.saturating_sub(view.cards.len());
        offset += u32::try_from(view.cards.len()).unwrap_or(MAX_WINDOW);
        if view.cards.is_empty() || left == 0 || offset >= view.total {
            return Ok(());
        }
    }
}

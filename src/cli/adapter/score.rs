//! `pinfold adapter score`: how well saved pages are read. It judges nothing; floors are the tests'.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::Score;
use crate::cli::{CliError, line, scoring};

pub(super) fn run(asked: &Score, out: &mut dyn Write) -> Result<(), CliError> {
    let truth = asked.truth.clone().unwrap_or_else(|| asked.fixtures.join("truth"));
    let score = scoring::score(&asked.fixtures, &truth)?;
    let last = scoring::last(&asked.last)?;
    let wanted = |site: &String| asked.site.as_ref().is_none_or(|only| only == site);
    for (site, fields) in score.sites.iter().filter(|(site, _)| wanted(site)) {
        for (field, tally) in fields {
            let then = last.get(site).and_then(|fields| fields.get(field)).copied().unwrap_or_default();
            let mut object = Map::new();
            object.insert("site".to_owned(), json!(site));
            object.insert("field".to_owned(), json!(field));
            object.insert("found".to_owned(), json!(tally.right + tally.wrong));
            object.insert("right".to_owned(), json!(tally.right));
            object.insert("wrong".to_owned(), json!(tally.wrong));
            object.insert("absent".to_owned(), json!(tally.absent));
            object.insert("percent".to_owned(), json!((tally.percent() * 10.0).round() / 10.0));
            let change = tally.change(&then).filter(|_| !last.is_empty());
            object.extend(change.map(|change| ("change".to_owned(), Value::String(change))));
            line(out, &object)?;
        }
    }
    for missed in score.missed.iter().filter(|missed| asked.missed && wanted(&missed.site)) {
        line(out, missed)?;
    }
    // In a folder that is not there nothing is kept: the run alone was asked for.
    let folder = asked.last.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_none_or(|folder| folder.is_dir()) {
        scoring::keep(&asked.last, &score.sites)
    } else {
        Ok(())
    }
}

//! `pinfold clip`: the cards of a saved page.

use std::io::Write;

use serde_json::Value;

use super::{CliError, Clip, line, store, time};
use crate::{
    capture::{
        self, CaptureError,
        draft::{Aim, Draft},
        report,
        snapshot::Cut,
    },
    model::{address, id::PinId},
};

pub(super) fn run(asked: &Clip, out: &mut dyn Write) -> Result<(), CliError> {
    if address::web(&asked.url, None).is_none() {
        return Err(CliError::NoAddress(asked.url.clone()));
    }
    let html = store::read(&asked.file)?;
    let snapshot = capture::html::snapshot(&html, &asked.url);
    if snapshot.cut == Cut::Limited {
        let path = asked.file.display();
        eprintln!("pinfold: {path}: read in part: it is longer, or deeper, than a page may be");
    }
    let (now, pin) = (time(asked.now), PinId::nil());
    let refused = |error: CaptureError| CliError::Capture { path: asked.file.clone(), error };
    let best = || capture::draft(&snapshot, None, &Aim::Card, &pin, now).map_err(refused);
    let mut print = |draft: &Draft| if asked.draft { line(out, draft) } else { line(out, &object(draft)) };
    if !asked.all && asked.at.is_none() {
        return print(&best()?);
    }
    let mut drafts = capture::clip(&snapshot, &pin, now).map_err(refused)?;
    if drafts.is_empty() {
        drafts.push(best()?);
    }
    match asked.at {
        Some(at) => {
            let (path, found) = (asked.file.clone(), drafts.len());
            let draft = drafts.get(at).ok_or(CliError::NoSuchCard { path, found, asked: at })?;
            print(draft)
        }
        None => drafts.iter().try_for_each(print),
    }
}

/// What is printed of a card, with what `import` needs besides.
fn object(draft: &Draft) -> Value {
    let mut object = report::object(draft);
    let source = &draft.content.source;
    if let Value::Object(fields) = &mut object {
        fields.insert("page_url".to_owned(), source.page_url.as_str().into());
        fields.insert("site".to_owned(), source.site.as_str().into());
        fields.extend(source.network.as_deref().map(|network| ("network".to_owned(), network.into())));
    }
    object
}

//! `pinfold clip`: the cards of a saved page.

use std::io::Write;

use serde_json::Value;
use url::Url;

use super::{CliError, Clip, line, store, time};
use crate::{
    capture::{
        self, CaptureError,
        draft::{Aim, Draft},
        report,
        snapshot::Snapshot,
    },
    model::{id::PinId, pin::PinKind, time::Instant},
};

pub(super) fn run(asked: &Clip, out: &mut dyn Write) -> Result<(), CliError> {
    if Url::parse(&asked.url).is_err() {
        return Err(CliError::NoAddress(asked.url.clone()));
    }
    let html = store::read(&asked.file)?;
    let snapshot = capture::html::snapshot(&html, &asked.url);
    let (now, pin) = (time(asked.now), PinId::nil());
    let refused = |error: CaptureError| CliError::Capture { path: asked.file.clone(), error };
    let whole = || of_page(&snapshot, &pin, now).ok_or(CaptureError::NoCard);
    if !asked.all && asked.at.is_none() {
        let draft = match capture::draft(&snapshot, None, &Aim::Card, &pin, now) {
            Err(CaptureError::NoCard) => whole(),
            draft => draft,
        };
        return line(out, &object(&draft.map_err(refused)?));
    }
    let mut drafts = capture::clip(&snapshot, &pin, now).map_err(refused)?;
    if drafts.is_empty() {
        drafts.push(whole().map_err(refused)?);
    }
    match asked.at {
        Some(at) => {
            let (path, found) = (asked.file.clone(), drafts.len());
            let draft = drafts.get(at).ok_or(CliError::NoSuchCard { path, found, asked: at })?;
            line(out, &object(draft))
        }
        None => drafts.iter().try_for_each(|draft| line(out, &object(draft))),
    }
}

/// The one product that a page without cards is about, by its own structured data.
fn of_page(snapshot: &Snapshot, pin: &PinId, now: Instant) -> Option<Draft> {
    let mut draft = capture::draft(snapshot, None, &Aim::Page, pin, now).ok()?;
    let named = draft.content.product.as_ref().is_some_and(|product| product.name.is_some());
    if draft.content.kind == PinKind::Page && named {
        draft.content.kind = PinKind::Product;
    }
    (draft.content.kind != PinKind::Page).then_some(draft)
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

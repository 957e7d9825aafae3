//! The note of a pin for a destination, composed as in the browser: the same template, the same masks, looked at once more. It draws
//! nothing into pictures: they go along as they are stored, as many as the destination takes.

use std::collections::BTreeMap;

use super::{CliError, Shelf, unfit::Unfit};
use crate::{
    compose::{
        ChosenFile, Wish, compose,
        composed::{Composed, FileOffer, FileProblem},
        files::{alt, is_own},
        wording,
    },
    customers::owner::owner_in,
    deliver::{
        Limits,
        job::Job,
        limits::{PUBLISHED_TYPES, Takes},
    },
    export::{
        ExportError,
        note::{self, values::Facts},
        set::ExportPin,
    },
    model::{
        connection::ConnectorKind, delivery::AttachmentKind, id::CustomerId, media::Media, redaction::Kinds,
        template::Template, workspace::Workspace,
    },
};

/// A job, and the bytes of its files.
pub(super) struct Parcel {
    pub(super) job: Job,
    pub(super) files: Vec<Vec<u8>>,
}

/// How the notes of a run are composed.
pub(super) struct Wording<'a> {
    pub(super) template: Template,
    pub(super) limits: Limits,
    pub(super) masked: Kinds,
    pub(super) language: &'a str,
    /// How many pins each customer has.
    pub(super) pins: BTreeMap<CustomerId, u32>,
}

/// A template by id or name; where none is asked for, the one that is always there for such a destination.
pub(super) fn template(
    workspace: &Workspace,
    name: Option<&str>,
    kind: ConnectorKind,
) -> Result<Template, CliError> {
    let found = match name {
        None => Template { body: wording::built_in(kind), ..note::built_in_template() },
        Some(name) => {
            let found = workspace.templates().find(|own| own.id.as_str() == name || own.name == name);
            let known =
                || workspace.templates().map(|own| format!("{:?}", own.name)).collect::<Vec<_>>().join(", ");
            let missing = || CliError::Unknown { what: "template", name: name.to_owned(), known: known() };
            found.ok_or_else(missing)?.clone()
        }
    };
    note::parse(&found.body).map_err(ExportError::from)?;
    Ok(found)
}

/// How many pins each customer of a workspace has.
pub(super) fn pins_of_customers(workspace: &Workspace) -> BTreeMap<CustomerId, u32> {
    let mut pins = BTreeMap::new();
    for customer in workspace.pins().filter_map(|pin| owner_in(pin, workspace)) {
        *pins.entry(customer.id.clone()).or_default() += 1;
    }
    pins
}

/// The note of a pin.
///
/// # Errors
/// Why it cannot be sent as it is.
pub(super) fn parcel(shelf: &Shelf, export: &ExportPin<'_>, wording: &Wording<'_>) -> Result<Parcel, Unfit> {
    let there = export.pictures().filter(|(media, _)| shelf.pictures.contains_key(&media.id));
    // Where one's own pictures are posted, the first that may be.
    let own = wording.limits.takes == Takes::OwnPictures;
    let fits = |media: &Media, mime| !own || (is_own(export, media) && PUBLISHED_TYPES.contains(&mime));
    let most = if own { 1 } else { usize::MAX };
    let chosen: Vec<ChosenFile> = there
        .filter(|(media, mime)| fits(media, mime))
        .take(most)
        .map(|(media, _)| ChosenFile { kind: AttachmentKind::Picture, media: Some(media.id.clone()) })
        .collect();
    // This pin is none of the others.
    let pins = export.customer.and_then(|customer| wording.pins.get(&customer.id));
    let composed = compose(&Wish {
        export,
        facts: Facts { earlier_pins: pins.map(|pins| pins.saturating_sub(1)) },
        template: &wording.template.body,
        max_length: wording.template.max_length,
        limits: &wording.limits,
        masked: wording.masked,
        chosen: Some(&chosen),
        edited: None,
        language: wording.language,
    });
    let Composed { note, problems, files, .. } = composed;
    for FileOffer { file, problem, .. } in &files {
        if let Some(FileProblem::TooLarge(most)) = problem {
            eprintln!("pinfold: {} is left out: the destination takes {most} bytes", file.name);
        }
    }
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.into());
    }
    let bytes = |media| shelf.pictures.get(media).cloned().unwrap_or_default();
    let files: Vec<Vec<u8>> =
        note.attachments.iter().map(|file| file.media.as_ref().map(bytes).unwrap_or_default()).collect();
    let lengths = files.iter().map(|bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX)).collect();
    let alt = alt(export, &note);
    Ok(Parcel { job: Job { alt, ..Job::of(export.pin, export.customer, note, lengths) }, files })
}

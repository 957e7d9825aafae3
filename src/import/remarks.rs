//! What a file's things have said of them: notes and marked words, each once. It never changes a note that is there.

use super::{
    bring::{Places, Thing, Work, bits},
    gathered::Remark,
};
use crate::{
    annotate::target::anchored,
    model::{
        annotation::{Annotation, MAX_QUOTE, Motivation, Quote, Target},
        id::{AnnotationId, PinId, ulid},
        pin::Pin,
        record::{Record, RecordKey, RecordKind},
        text::{MAX_LABEL, MAX_NOTE, bounded, folded},
        workspace::Workspace,
    },
};

impl Work<'_> {
    /// Adds what was said of a thing, unless it was said before.
    pub(super) fn remark(&mut self, pin: &Pin, thing: &Thing<'_>) {
        let mut said = said_of(self.workspace, &pin.id);
        for found in &thing.all {
            for remark in &found.remarks {
                let body = bounded(&remark.note, MAX_NOTE).unwrap_or_default();
                let exact = bounded(&remark.exact, MAX_QUOTE);
                if body.is_empty() && exact.is_none() {
                    continue;
                }
                let words = words(exact.as_deref().unwrap_or_default(), &body);
                if said.insert(words.clone(), 0).is_some() {
                    continue;
                }
                // Of the file's own data alone, so that a note a person has worked on since is known again.
                let created = remark.created.or(found.created).unwrap_or(pin.created).min(self.now);
                let bits = bits(&[pin.id.as_str(), &words]);
                let Ok(id) = AnnotationId::try_from(ulid(created, bits)) else { continue };
                if self.workspace.get(&RecordKey::new(RecordKind::Annotation, id.as_str())).is_some() {
                    continue;
                }
                let motivation =
                    if body.is_empty() { Motivation::Highlighting } else { Motivation::Commenting };
                self.desk.put(Record::Annotation(Annotation {
                    id,
                    pin: pin.id.clone(),
                    target: exact.map_or(Target::Whole, |exact| target(exact, remark, pin)),
                    body,
                    motivation,
                    creator: remark.creator.as_deref().and_then(|name| bounded(name, MAX_LABEL)),
                    created,
                    changed: self.now,
                }));
            }
        }
    }
}

/// Where marked words stand: in the pin's text where it has them, else in the page alone.
fn target(exact: String, remark: &Remark, pin: &Pin) -> Target {
    let around = |text: &str| text.chars().take(MAX_QUOTE).collect();
    let (prefix, suffix) = (around(&remark.prefix), around(&remark.suffix));
    let quote = Target::Quote(Quote { exact, prefix, suffix, start: None, end: None });
    anchored(&quote, &pin.content).unwrap_or(quote)
}

/// What was said of a pin: words marked and what was said of them. What was said of it as a whole counts in one piece too,
/// since that is how programs with one note for each page have it.
fn said_of(workspace: &Workspace, pin: &PinId) -> Places {
    let mut said = Places::new();
    let mut whole = String::new();
    for note in workspace.annotations_of(pin) {
        let exact = match &note.target {
            Target::Quote(quote) => quote.exact.as_str(),
            Target::Whole => {
                whole.push_str(&note.body);
                whole.push_str("\n\n");
                ""
            }
            Target::Region { .. } => continue,
        };
        said.insert(words(exact, &note.body), 0);
    }
    said.insert(words("", &whole), 0);
    said
}

/// Words marked and what was said of them, as one text; white space does not count.
fn words(exact: &str, body: &str) -> String {
    format!("{}\n{}", folded(exact), folded(body))
}

//! A note for a CRM: a template filled with what a pin says, in Markdown, HTML of a few elements, or plain
//! text. It never drops the link or the marker, and never sends anything.
//!
//! Read in this order: `field` (what can be said), `template` (the wording), `layout` (its blocks), `render`.

pub mod field;
pub mod template;

mod layout;
mod render;

use self::{
    field::{CUT_ORDER, Field, Values},
    template::Parsed,
};
use super::{request::NoteSyntax, set::ExportPin, words::Words};
use crate::model::{id::TemplateId, template::Template, time::Instant};

pub use template::{TemplateError, parse};

/// What stands where text was cut.
const ELLIPSIS: &str = "…";

/// The wording of the template that is always there. It has no words of its own, so it fits every language.
const BUILT_IN: &str = "\
{{#author}}
**{{author}}**{{#handle}} (@{{handle}}){{/handle}} · {{site}}{{#published}} · {{published}}{{/published}}
{{/author}}
{{^author}}
**{{site}}**{{#published}} · {{published}}{{/published}}
{{/author}}
{{#product}}
{{product}}{{#brand}} · {{brand}}{{/brand}}{{#price}} · {{price}}{{/price}}
{{/product}}
{{^product}}
{{#title}}
{{title}}
{{/title}}
{{/product}}
{{#rating}}
★ {{rating}}
{{/rating}}

{{#quoted}}
> {{quoted}}

{{/quoted}}
{{#text}}
> {{text}}

{{/text}}
{{#note}}
{{note}}

{{/note}}
{{#tags}}
- {{tags}}
{{/tags}}
{{#engagement}}
- {{engagement}}
{{/engagement}}
- {{url}}
- {{rights}}
- {{pin_id}}
";

/// A note that fits its destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub body: String,
    /// Whether something was cut to make it fit.
    pub length: NoteLength,
}

/// Whether something was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteLength {
    /// Everything is there.
    Whole,
    /// The text, or what stands beside it, was cut.
    Cut,
}

/// A note that cannot be made to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the note does not fit into {limit} characters even without its text: shorten the template")]
pub struct TooLong {
    /// The limit, in characters.
    pub limit: u32,
}

/// The template that is always there. Its id is the one no caller makes.
pub fn built_in_template() -> Template {
    Template {
        id: TemplateId::nil(),
        name: "Pinfold".to_owned(),
        body: BUILT_IN.to_owned(),
        max_length: None,
        changed: Instant::from_milliseconds(0),
    }
}

/// Writes the note of a pin. A note longer than `limit` characters has cut first what it quotes and its text, then what
/// people wrote, counts, tags and the headline.
///
/// # Errors
/// [`TooLong`] when all of that is not enough.
pub fn note(
    template: &Parsed,
    export: &ExportPin<'_>,
    syntax: NoteSyntax,
    limit: Option<u32>,
    words: &Words,
) -> Result<Note, TooLong> {
    let mut values = field::values(export, words);
    let write = |values: &Values| render::note(&layout::blocks(template, values), syntax);
    let body = write(&values);
    let Some(limit) = limit else { return Ok(Note { body, length: NoteLength::Whole }) };
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    if body.chars().count() <= most {
        return Ok(Note { body, length: NoteLength::Whole });
    }
    for field in CUT_ORDER {
        let Some(whole) = values.get(&field).map(|value| value.text.clone()) else { continue };
        let fits = |length: usize, values: &mut Values| {
            cut(values, field, &whole, length);
            let body = write(values);
            (body.chars().count() <= most).then_some(body)
        };
        let Some(mut best) = fits(0, &mut values) else { continue };
        // The most that fits: what is written grows with what is kept.
        let (mut low, mut high) = (0, whole.chars().count());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match fits(middle, &mut values) {
                Some(body) => (low, best) = (middle, body),
                None => high = middle,
            }
        }
        return Ok(Note { body: best, length: NoteLength::Cut });
    }
    Err(TooLong { limit })
}

fn cut(values: &mut Values, field: Field, whole: &str, length: usize) {
    if let Some(value) = values.get_mut(&field) {
        let kept: String = whole.chars().take(length).collect();
        value.text = format!("{}{ELLIPSIS}", kept.trim_end());
    }
}

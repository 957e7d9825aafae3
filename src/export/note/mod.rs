//! A note for a CRM: a template filled with what a pin says, in Markdown, HTML of a few elements, or plain
//! text. It never drops the link or the marker, and never sends anything.
//!
//! Read in this order: `field` (what can be said), `values` (what that is of a pin), `template` (the wording), `condition`,
//! `layout` (its blocks), `render`.

pub mod choice;
pub mod condition;
pub mod error;
pub mod field;
pub mod layout;
pub mod template;
pub mod values;

mod render;

use self::{
    field::{CUT_ORDER, Field},
    layout::Block,
    template::Parsed,
    values::{Facts, Says, Value, Values},
};
use super::{set::ExportPin, words::Words};
use crate::model::{
    id::TemplateId,
    template::{NoteSyntax, Template},
    time::Instant,
};

pub use {error::TemplateError, render::note as rendered, template::parse};

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
    let values = values::values(export, Facts::default(), words);
    fitting(&|values| layout::blocks(template, values), values, syntax, limit).map(|fitted| fitted.note)
}

/// A note that fits, with what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The note.
    pub note: Note,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// Writes what `lay` makes of the fields, cut where it has to be.
///
/// # Errors
/// [`TooLong`], as of [`note`].
pub fn fitting(
    lay: &dyn Fn(&Values) -> Vec<Block>,
    mut values: Values,
    syntax: NoteSyntax,
    limit: Option<u32>,
) -> Result<Fitted, TooLong> {
    let write = |values: &Values| {
        let blocks = lay(values);
        let note = Note { body: render::note(&blocks, syntax), length: NoteLength::Whole };
        let length = note.body.chars().count();
        (Fitted { note, blocks }, length)
    };
    let (whole, mut too_long) = write(&values);
    let Some(limit) = limit else { return Ok(whole) };
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    if too_long <= most {
        return Ok(whole);
    }
    for field in CUT_ORDER {
        let Some(whole) = values.get(&field).cloned() else { continue };
        let mut kept = |length: usize| {
            cut(&mut values, field, &whole, length);
            write(&values)
        };
        let (mut best, length) = kept(0);
        if length > most {
            too_long = length;
            continue;
        }
        // The most that fits: what is written grows with what is kept.
        let mut low = (0, length);
        let mut high = (whole.text.chars().count(), too_long);
        let mut turn = 0;
        while high.0 - low.0 > 1 {
            let middle = next(low, high, most, turn);
            let (fitted, length) = kept(middle);
            if length <= most {
                (low, best) = ((middle, length), fitted);
            } else {
                high = (middle, length);
            }
            turn += 1;
        }
        best.note.length = NoteLength::Cut;
        return Ok(best);
    }
    Err(TooLong { limit })
}

/// How much to keep next: what would be right if every character took as much room as every other; now and then the middle,
/// where they do not. Between what is kept and fits and what does not, each with how long it makes the note.
fn next(low: (usize, usize), high: (usize, usize), most: usize, turn: u32) -> usize {
    let width = high.0 - low.0;
    let (room, all) = (most.saturating_sub(low.1), high.1.saturating_sub(low.1));
    let share = if turn % 3 == 2 || all == 0 { width / 2 } else { scaled(width, room, all) };
    low.0 + share.clamp(1, width - 1)
}

/// A share of a width.
fn scaled(width: usize, part: usize, whole: usize) -> usize {
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let share = wide(width).saturating_mul(wide(part)) / wide(whole).max(1);
    usize::try_from(share).unwrap_or(width)
}

/// Keeps the first characters of a field, of a list as many of its items as that is.
fn cut(values: &mut Values, field: Field, whole: &Value, length: usize) {
    let Some(value) = values.get_mut(&field) else { return };
    let end = whole.text.char_indices().nth(length).map_or(whole.text.len(), |(at, _)| at);
    let kept = whole.text.get(..end).unwrap_or_default();
    value.text = format!("{}{ELLIPSIS}", kept.trim_end());
    if let Says::List(items) = &whole.says {
        let mut left = length;
        let mut kept = Vec::new();
        for item in items {
            let own = item.chars().count();
            if own > left {
                let beginning: String = item.chars().take(left).collect();
                kept.push(format!("{}{ELLIPSIS}", beginning.trim_end()));
                break;
            }
            kept.push(item.clone());
            left -= own;
        }
        value.says = Says::List(kept);
    }
}

//! From a pin to the note its destination gets: filled, masked, cut to what the destination takes, with its files chosen, and
//! looked at once more. It never sends anything, and gives no note where anything is wrong with it.
//!
//! Read in this order: `composed` (what comes of it), `masked` (the pin without what is personal), `look` (how it reads),
//! `files` (what goes with it), `wording` (the templates that are always there).

pub mod composed;
pub mod files;
pub mod wording;

mod look;
mod masked;
mod subject;

use composed::{Composed, Edited, Meter, NoteProblem, Notice, Size};
use masked::Masker;

use crate::{
    deliver::limits::{Limits, Takes},
    export::{
        note::{
            self,
            field::Field,
            layout::{self, Block, BlockKind, Inline},
            template::Parsed,
            values::{self, Facts, Says, Value, Values},
        },
        set::ExportPin,
        words::Words,
    },
    model::{
        delivery::{AttachmentKind, Note},
        redaction::Kinds,
        template::NoteSyntax,
    },
    redact::output::{self, Written},
};

pub use files::ChosenFile;

/// How much longer than a note a text is kept before it is masked, in characters: what a mask takes away may leave room.
const ROOM: usize = 2_000;

/// What to compose, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The pin, with what belongs to it.
    pub export: &'a ExportPin<'a>,
    /// What is known besides.
    pub facts: Facts,
    /// The template's wording.
    pub template: &'a str,
    /// The longest note the template allows, in characters.
    pub max_length: Option<u32>,
    /// What the destination takes.
    pub limits: &'a Limits,
    /// What to mask.
    pub masked: Kinds,
    /// What goes with it; `None`: what usually does.
    pub chosen: Option<&'a [ChosenFile]>,
    /// What a person made of it.
    pub edited: Option<&'a Edited>,
    /// The language of the few words of ours, as BCP 47.
    pub language: &'a str,
}

/// Composes a note.
pub fn compose(wish: &Wish<'_>) -> Composed {
    let words = Words::of(wish.language);
    let limits = wish.limits;
    let most = wish.max_length.map_or(limits.note, |own| own.min(limits.note));
    let mut problems = Vec::new();
    let parsed = note::parse(wish.template).unwrap_or_else(|error| {
        problems.push(NoteProblem::Template(error.to_string()));
        Parsed(Vec::new())
    });

    let room = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(ROOM);
    let mut masker = Masker::new(wish.export, wish.masked, words.lang);
    let own = masker.copy(wish.export, Some(room));
    let export = own.export(wish.export);
    let said = masker.finished(values::values(&export, wish.facts, words));

    let lay = |said: &Values| match wish.edited {
        Some(edited) => ensured(layout::written(&edited.text), said),
        None => ensured(layout::blocks(&parsed, said), said),
    };
    let fitted = note::fitting(&lay, said.clone(), limits.syntax, Some(most)).unwrap_or_else(|too_long| {
        problems.push(NoteProblem::TooLong { limit: too_long.limit });
        let blocks = lay(&said);
        let body = note::rendered(&blocks, limits.syntax);
        note::Fitted { note: note::Note { body, length: note::NoteLength::Whole }, blocks }
    });
    let subject = match wish.edited {
        Some(edited) => subject::bounded(&edited.subject, limits.subject),
        None => subject::of(&said, limits.subject, limits.takes),
    };
    let body = fitted.note.body;

    let (apart, masks) = (apart(wish.export), masker.masks());
    let apart = (apart.as_slice(), &masks);
    let allowed = masker.allowed(&parsed.literals());
    let known = masker.known();
    let mut leaks = output::leaks(&body, written(limits.syntax), known, wish.masked, apart, &allowed);
    leaks.extend(output::leaks(&subject, Written::Plain, known, wish.masked, apart, &allowed));
    problems.extend(leaks.into_iter().map(NoteProblem::Leak));

    let (files, attachments) = files::files(wish.export, limits, wish.chosen, words);
    if limits.takes == Takes::OwnPictures {
        problems.extend(files::own_problem(&files));
    }
    let pictures = attachments.iter().any(|file| file.kind != AttachmentKind::Evidence);
    let mut notices = Vec::new();
    if fitted.note.length == note::NoteLength::Cut {
        notices.push(Notice::Cut);
    }
    if masker.masks_anything() && pictures {
        notices.push(Notice::PicturesAsTheyAre);
    }
    if masker.names_somebody(wish.export.address()) {
        notices.push(Notice::LinkNamesAccount);
    }
    let tags = match said.get(&Field::Tags).map(|tags| &tags.says) {
        Some(Says::List(tags)) if limits.tags => tags.clone(),
        _ => Vec::new(),
    };
    let (differences, counts) = masker.into_differences();
    let meter = Meter {
        subject: Size { used: count(&subject), limit: limits.subject },
        note: Size { used: count(&body), limit: most },
    };
    let text = match wish.edited {
        Some(edited) => edited.text.clone(),
        None => look::source(&fitted.blocks),
    };
    let note = Note { subject, body, syntax: limits.syntax, tags, masked: wish.masked, attachments };
    Composed {
        look: look::look(&fitted.blocks, &masks),
        text,
        note,
        ready: problems.is_empty(),
        meter,
        differences,
        counts,
        files,
        notices,
        problems,
    }
}

/// The blocks, and behind them the link and the marker where they do not say them: without these nobody finds the post or the
/// note again.
fn ensured(mut blocks: Vec<Block>, said: &Values) -> Vec<Block> {
    for field in [Field::Url, Field::PinId] {
        if let Some(value) = said.get(&field)
            && !blocks.iter().flat_map(|block| &block.lines).any(|line| says(line, value))
        {
            blocks.push(Block { kind: BlockKind::Item, lines: vec![vec![Inline::Value(value.clone())]] });
        }
    }
    blocks
}

fn says(line: &[Inline], wanted: &Value) -> bool {
    line.iter().any(|part| match part {
        Inline::Literal(text) | Inline::Words(text) => {
            // As a word of its own: a longer address is another one.
            text.split_whitespace().any(|word| word == wanted.text)
        }
        Inline::Value(value) => value.text == wanted.text,
        Inline::Strong(inner) | Inline::Emphasis(inner) => says(inner, wanted),
        Inline::Link(link, _) => wanted.link.as_ref() == Some(link),
    })
}

fn written(syntax: NoteSyntax) -> Written {
    match syntax {
        NoteSyntax::Plain => Written::Plain,
        NoteSyntax::Markdown => Written::Markdown,
        NoteSyntax::Html => Written::Html,
    }
}

/// What may stand in a note as it is: its own link in every form a syntax writes it in, its marker. The longest first, so that
/// none is looked for in what is left of another.
fn apart(export: &ExportPin<'_>) -> Vec<String> {
    let mut apart = vec![values::marker(export), export.address().to_owned()];
    if let Some(link) = export.link() {
        apart.push(crate::export::escape::markdown::destination(&link));
        apart.push(link.as_str().to_owned());
    }
    pinfold_kernels::sorting::sort_by_key(&mut apart, |part| usize::MAX - part.len());
    apart.dedup();
    apart
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
